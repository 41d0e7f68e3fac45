"""Where the name of a body ends."""

import pytest

from usagraph.ingest.institutions.ending import name_end, without_complement


@pytest.mark.parametrize(
    ("text", "start", "name"),
    [
        ("groupe de travail « soirs », dont", 6, "groupe de travail « soirs »"),
        ("atelier charges est tenu", 7, "atelier charges"),
        ("conseil doit se réunir", 7, "conseil"),
        ("comité des berges siège", 6, "comité des berges"),
    ],
)
def test_name_end(text: str, start: int, name: str) -> None:
    assert text[: name_end(text, start)] == name


def test_without_complement() -> None:
    assert without_complement("groupe miroir d'usagers", "groupe") == "groupe miroir"
    assert without_complement("groupe miroir", "groupe") == ""
