"""The steps of a view are found from the places where one may begin."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usagraph.steps import FOLDING_STEP, STEP, steps_in

PIECES = st.sampled_from(
    [
        *(
            "non-",
            "Saint-",
            "avant-\n",
            "usager.ère.s",
            "élu(e)s",
            "tou·te·s",
            "directeur/trice",
            "l’",
            "d\u02bc",
            "\u2011",
        ),
        *(
            " ",
            "  ",
            "\n",
            " \n",
            "-\n",
            "- \n ",
            "\t",
            "\xa0",
            "\u200b",
            "\xad",
            "\x07",
            "a",
            "É",
            "é",
            ".",
            "-",
            "(",
            "9",
            ",",
        ),
    ]
)


@pytest.mark.parametrize("steps", [STEP, FOLDING_STEP])
@given(pieces=st.lists(PIECES, max_size=30), start=st.integers(0, 8), cut=st.integers(0, 8))
def test_no_step_is_missed(steps: re.Pattern[str], pieces: list[str], start: int, cut: int) -> None:
    """A search from each character finds the same."""
    text = "".join(pieces)
    start, end = min(start, len(text)), max(0, len(text) - cut)
    found = [(m.span(), m.lastgroup) for m in steps_in(text, steps, start, end)]
    assert found == [(m.span(), m.lastgroup) for m in steps.finditer(text, start, end)]


def test_a_row_of_marks_costs_no_more_than_its_length() -> None:
    for piece in (" ", "  \n", "-\n", "’", ".", "\xad ", "non-"):
        assert sum(1 for _ in steps_in(piece * 20_000, STEP, 0, 20_000)) <= 20_000
