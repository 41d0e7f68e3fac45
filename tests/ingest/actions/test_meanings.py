"""Cells as terms of the vocabularies: degrees, codes, boxes, modes and natures."""

import pytest

from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.actions.meanings import chosen, degrees_of, is_empty, is_marked, terms
from usagraph.ingest.known import KnownNames
from usagraph.ontology.terms import concept

LEGEND = Legend({"degree": {"1": "information", "c": "consultation"}, "mode": {"p": "projet"}})


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Consultation", [("consultation", None)]),
        ("C", [("consultation", None)]),
        ("1, C", [("information", None), ("consultation", None)]),
        ("Niveau 1", [("information", None)]),
        ("2", []),
        ("X", []),
        ("Sans objet", []),
        ("☐ Information ☒ Consultation", [("consultation", None)]),
        (
            "Conception : consultation ; évaluation : information",
            [("consultation", "conception"), ("information", "evaluation")],
        ),
        ("Pas de consultation", []),
        ("Consultation " + "longue " * 20, []),
    ],
)
def test_degrees_of_a_cell(words: str, told: list[tuple[str, str | None]]) -> None:
    assert degrees_of(words, LEGEND) == told


@pytest.mark.parametrize(("words", "told"), [("3", [("concertation", None)]), ("0", []), ("5", [])])
def test_digits_of_the_scale(words: str, told: list[tuple[str, str | None]]) -> None:
    assert degrees_of(words, scale=True) == told
    assert degrees_of(words) == []


@pytest.mark.parametrize(
    ("scheme", "words", "names"),
    [
        ("mode", "Activité courante", ["activite-courante"]),
        ("mode", "courant", ["activite-courante"]),
        ("mode", "P", ["projet"]),
        ("mode", "☐ Projet ☒ Glissant", ["glissant"]),
        ("mode", "Néant", []),
        ("nature", "Obligatoire (loi)", ["reglementaire"]),
        ("nature", "non obligatoire", []),
        ("method", "Deux réunions publiques", ["reunion-publique"]),
    ],
)
def test_terms(scheme: str, words: str, names: list[str]) -> None:
    assert [name for name, _ in terms(KnownNames(), scheme, words, LEGEND)] == [concept(scheme, n) for n in names]


def test_marks_and_blanks() -> None:
    assert [is_marked(w) for w in ("x", "Oui", "✔", "non", "☐", "")] == [True, True, True, False, False, False]
    assert [is_empty(w) for w in ("-", "Néant", "idem", "0", "Projet", "x")] == [True, True, True, True, False, False]
    assert chosen("[x] Projet [ ] Courant") == ["Projet"]
