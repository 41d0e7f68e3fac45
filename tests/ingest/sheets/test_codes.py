"""The codes of sheets: sure by their shape, or by those of other sheets."""

import pytest

from usagraph.ingest.sheets.codes import code_of, shared_letters


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("FA-07 – Le verger", "FA-07"),
        ("Fiche AC/3 : le lac", "AC/3"),
        ("[PM.12] Le four", "PM.12"),
        ("F02 : le four", "F02"),
    ],
)
def test_a_code_that_its_shape_tells(words: str, code: str) -> None:
    found = code_of(words)
    assert found is not None
    assert found["number"] == code


@pytest.mark.parametrize(
    "words", ["T2 – Le tram", "COVID-19 : le lac", "Le verger", "RN12 – Le pont", "CM2 : un conseil"]
)
def test_what_may_be_a_name_is_no_code(words: str) -> None:
    assert code_of(words) is None


def test_letters_that_two_sheets_share_make_a_code_sure() -> None:
    shared = shared_letters(["F2 – Le four", "F3 – Le lac", "T2 – Le tram", "F2 – Le four"])
    assert shared == {"F"}
    assert code_of("F3 – Le lac", shared) is not None
    assert code_of("T2 – Le tram", shared) is None
