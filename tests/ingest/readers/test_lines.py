"""Words cut at a line end are made whole with what the document itself shows."""

import pytest

from usagraph.ingest.readers.lines import join_words


@pytest.mark.parametrize(
    ("lines", "known", "expected"),
    [
        (["un", "deux"], (), "un deux"),
        (["une démar-", "che d'aide"], (), "une démarche d'aide"),
        (["non-", "recours"], (), "non-recours"),
        (["d’aller-", "vers, puis"], ("aller-vers",), "d’aller-vers, puis"),
        (["la co-", "opération"], ("coopération",), "la coopération"),
        (["Saint-", "Clair"], (), "Saint-Clair"),
        ([], (), ""),
    ],
)
def test_join_words(lines: list[str], known: tuple[str, ...], expected: str) -> None:
    assert join_words(lines, known) == expected
