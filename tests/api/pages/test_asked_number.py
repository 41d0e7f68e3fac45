"""A number in an address is read within bounds, whatever is written there."""

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from usagraph.api.pages.asked_number import asked_number
from usagraph.visualisations.menu import menu

#: More digits than Python reads, after a beginning that is within all bounds.
LONG = "02015" + "1" * 5000
NAMES = ("suite", "page", "de", "a", "profondeur", "debut", "part")


@given(st.text() | st.integers().map(str), st.integers(-5, 10**7))
def test_the_number_is_between_one_and_the_most(words: str, most: int) -> None:
    assert 1 <= asked_number(words, most) <= max(1, most)


@given(st.integers(1, 999_999))
def test_a_number_that_is_there_is_read(number: int) -> None:
    assert asked_number(str(number), number) == number


@pytest.mark.parametrize("path", [*menu().paths.values(), "/recherche", "/reseau/tableau"])
def test_no_page_fails_for_a_number_of_thousands_of_digits(demo: TestClient, path: str) -> None:
    asked = dict.fromkeys(NAMES, LONG) | {"sur": "actions"}
    assert demo.get(path, params=asked, headers={"Accept": "text/html"}).status_code < 500
