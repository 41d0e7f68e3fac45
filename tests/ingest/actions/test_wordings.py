"""Methods by other names than those of the vocabulary, and whether they served."""

import pytest

from usagraph.ingest.actions.wordings import is_used, methods_in
from usagraph.ingest.known import KnownNames
from usagraph.textview import flat


def _named(words: str) -> list[str]:
    return [method.rpartition("/")[2] for _, _, method in methods_in(KnownNames(), flat(words))]


@pytest.mark.parametrize(
    ("words", "methods"),
    [
        ("Le port a tenu trois ateliers, puis vingt entretiens ont été menés.", ["atelier", "entretien"]),
        ("un questionnaire et une balade commentée", ["enquete-par-questionnaire", "marche-exploratoire"]),
        ("le parcours du pêcheur a été cartographié", ["parcours-usager"]),
        ("deux réunions de quartier et un café mensuel", ["reunion-publique", "cafe-rencontre"]),
        ("un test auprès des riverains", ["prototypage"]),
        ("un atelier de voile, l'entretien du quai, un groupe scolaire, un marché de nuit", []),
    ],
)
def test_other_names(words: str, methods: list[str]) -> None:
    assert _named(words) == methods


@pytest.mark.parametrize(
    ("words", "used"),
    [
        ("Elle s'est appuyée sur des groupes de parole, un sondage et une balade commentée.", True),
        ("Une balade commentée a été menée.", True),
        ("Les gens parlent d'une balade commentée.", False),
    ],
)
def test_whether_it_served(words: str, used: bool) -> None:
    start, end, _ = methods_in(KnownNames(), flat(words))[-1]
    assert is_used(flat(words), start, end) is used
