"""The policies that a cell names: those of the vocabulary, else the words of the source."""

from collections.abc import Callable

import pytest

from usagraph.ingest.actions.topics import is_method, means_in, seen_by
from usagraph.records import Document
from usagraph.textview import flat

Read = Callable[[str], Document]
Facts = Callable[..., list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("words", "policies"),
    [
        ("Routes", ["policy/routes-mobilites"]),
        ("voirie", ["policy/routes-mobilites"]),
        ("Social / Culture", ["policy/culture", "policy/social"]),
        ("Pêche", ["policy|peche"]),
        ("Social / Pêche", ["policy/social", "policy|peche"]),
    ],
)
def test_policies(markdown: Read, facts: Facts, words: str, policies: list[str]) -> None:
    found = facts(markdown(f"| Direction | Politique publique |\n|---|---|\n| DMO | {words} |\n"), "tables")
    assert [o for _, predicate, o in found if predicate == "inDomain"] == policies
    minted = [(s, p, o) for s, p, o in found if s == "policy|peche"]
    assert minted == (
        [
            ("policy|peche", "inScheme", "policy"),
            ("policy|peche", "prefLabel", "Pêche"),
            ("policy|peche", "type", "http://www.w3.org/2004/02/skos/core#Concept"),
        ]
        if "policy|peche" in policies
        else []
    )


@pytest.mark.parametrize(
    ("heading", "viewpoint"),
    [
        ("Effets pour les agents", "professionnels"),
        ("Ce que ça change pour les habitants", "habitants"),
        ("Effet chez l'usager", "personnes-accompagnees"),
        ("Impact sur la collectivité", "institutions"),
        ("Effets", None),
    ],
)
def test_whose_view_a_heading_tells(heading: str, viewpoint: str | None) -> None:
    assert seen_by(heading) == viewpoint


@pytest.mark.parametrize(
    ("words", "methods"),
    [
        ("Les habitants sont consultés en atelier.", ["atelier"]),
        ("Le lieu a été imaginé en co-construction avec un atelier de quinze personnes.", ["atelier"]),
        ("Les usagers ont été consultés par enquête.", ["enquete-par-questionnaire"]),
        ("Les usagers ont été consultés par entretien.", ["entretien"]),
        ("Les habitants sont consultés. Le vélo se répare en atelier.", []),
        ("Les habitants sont consultés sur un atelier de réparation.", []),
        ("On se retrouve en atelier.", []),
    ],
)
def test_everyday_words_for_a_method_beside_a_degree(words: str, methods: list[str]) -> None:
    assert [method.rsplit("/", 1)[1] for _, _, method in means_in(words)] == methods


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("un panel de douze pêcheurs a relu la carte", True),
        ("un panel de couleurs a été proposé", False),
        ("le conseil s'est réuni en séance plénière", False),
        ("il faudrait un panel d'usagers", False),
        ("faut-il un panel ?", False),
        ("une immersion de trois nuits", True),
        ("une immersion linguistique", False),
    ],
)
def test_a_word_that_also_names_a_method(words: str, told: bool) -> None:
    plain = flat(words)
    start = max(plain.find(word) for word in ("panel", "pleniere", "immersion"))
    assert is_method(plain, start) is told


@pytest.mark.parametrize("words", ["Plaquette", "Logiciel de rendez-vous", "Comité des pêcheurs"])
def test_a_tool_is_no_method(markdown: Read, facts: Facts, words: str) -> None:
    sheet = f"| Action | Direction | Outils | Degré |\n|---|---|---|---|\n| Le phare | DMO | {words} | consultation |\n"
    assert [o for _, predicate, o in facts(markdown(sheet), "tables") if predicate == "usesMethod"] == []
