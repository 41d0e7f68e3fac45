"""Cells as terms of the vocabularies: degrees, codes, boxes, modes and natures."""

import pytest

from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.actions.meanings import chosen, degrees_of, is_called, is_empty, is_marked, level_of, terms
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import load
from usagraph.ontology.terms import concept
from usagraph.ontology.vocabulary import concepts

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


@pytest.mark.parametrize(
    ("words", "level"), [("3", "3"), ("N2", "2"), ("Niveau 1", "1"), ("3/4", "3"), ("12", None), ("2024", None)]
)
def test_levels(words: str, level: str | None) -> None:
    assert level_of(words) == level


@pytest.mark.parametrize(
    ("scheme", "words", "slug"),
    [
        ("mode", "récurrent (activité courante)", "activite-courante"),
        ("mode", "Action ponctuelle", "projet"),
        ("mode", "projet pérennisé", "glissant"),
        ("method", "trois ateliers", "atelier"),
        ("method", "Enquête", "enquete-par-questionnaire"),
        ("method", "entretiens", "entretien"),
    ],
)
def test_what_tables_call_a_mode_or_a_method(scheme: str, words: str, slug: str) -> None:
    assert terms(KnownNames(), scheme, words) == [(concept(scheme, slug), words)]
    assert is_called(KnownNames(), scheme, words, Legend())


@pytest.mark.parametrize(("scheme", "words"), [("mode", "projet de service"), ("method", "entretien des locaux")])
def test_words_that_only_hold_the_name(scheme: str, words: str) -> None:
    assert not is_called(KnownNames(), scheme, words, Legend())


def test_every_name_that_tables_use_is_in_the_vocabulary() -> None:
    for scheme, names in (("mode", "modes"), ("method", "methods")):
        known = {entry.iri.rsplit("/", 1)[1] for entry in concepts(scheme)}
        assert set(load("tables")[names]) <= known
    methods = {entry.iri.rsplit("/", 1)[1] for entry in concepts("method")}
    assert {entry["slug"] for entry in load("prose")["means"]} <= methods
