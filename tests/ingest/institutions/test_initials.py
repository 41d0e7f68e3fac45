"""Whether letters abbreviate words."""

import pytest

from usagraph.ingest.institutions.initials import LOOSE, NONE, PARTLY, STRICT, fit, nearly


@pytest.mark.parametrize(
    ("acronym", "label", "wanted"),
    [
        ("DA", "direction de l'autonomie", STRICT),
        ("DAU", "direction de l'autonomie", LOOSE),
        ("SEAU", "service de l'eau et de l'assainissement", NONE),
        ("CCSPL", "commission consultative des services publics locaux", STRICT),
        ("ESAT", "établissement et service d'aide par le travail", STRICT),
        ("Copil", "comité de pilotage", LOOSE),
        ("DM", "direction des mobilités et des transports", PARTLY),
        ("DM", "direction de l'eau", NONE),
        ("47", "maison de quartier", NONE),
        ("", "maison", NONE),
    ],
)
def test_how_letters_fit(acronym: str, label: str, wanted: int) -> None:
    assert fit(acronym, label) == wanted


def test_it_is_quick_on_words_that_are_all_alike() -> None:
    assert fit("A" * 12, "aaaa " * 200) == PARTLY


@pytest.mark.parametrize(
    ("acronym", "label", "wanted"),
    [
        ("PLIE", "plan local pluriannuel pour l'insertion et l'emploi", True),
        ("PLIE", "plan local pour l'insertion", False),
        ("PIE", "plan local d'insertion et d'emploi", False),
        ("PLIE", "plan du département pour tous les parcs", False),
    ],
)
def test_a_word_that_the_letters_leave_out(acronym: str, label: str, wanted: bool) -> None:
    assert nearly(acronym, label) is wanted
