"""Lines of labels below a heading."""

import pytest

from usagraph.ingest.actions.chapter import is_card


@pytest.mark.parametrize(
    ("line", "card"),
    [
        ("Direction : DIM - Politique publique : Tourisme", True),
        ("Pilote : DIM", True),
        ("Remarque : le quai est long", False),
        ("Pilote : la DIM. Elle est née en mai. Elle vit.", False),
        ("Le quai est long", False),
    ],
)
def test_a_line_of_labels(line: str, card: bool) -> None:
    assert is_card(line) is card
