"""The ladder of duties: by text, answered ones first, of one direction where it is chosen."""

from collections.abc import Iterator

import pytest

from usagraph.graph.listing.duties import duties
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.graph.reading.things import Node
from usagraph.ontology.terms import BASE
from usagraph.settings import Settings
from usagraph.visualisations.pictures.ladder import Ladder, ladder
from usagraph.workspace import Workspace

DRM, DCJ = f"{BASE}/id/directorate/drm", f"{BASE}/id/directorate/dcj"


@pytest.fixture(scope="module")
def service(valley: Settings) -> Iterator[QueryService]:
    """The graph of the valley."""
    made = QueryService(Workspace(valley.workspace).store, workers=1)
    yield made
    made.close()


def shown(service: QueryService, chosen: str = "", lang: str = "fr") -> Ladder:
    """The ladder, of a direction where one is chosen."""
    known = names(service)
    nodes: list[Node] = [known.node(DRM), known.node(DCJ)]
    return ladder(duties(service), nodes, known.node(chosen) if chosen else None, lang)


def test_the_ladder_stands_by_text(service: QueryService) -> None:
    made = shown(service)
    (group,) = made.groups
    assert group.text
    assert (group.text.label, len(group.answered), len(group.waiting), len(made.given)) == ("loi A", 1, 1, 1)
    assert made.sentence == (
        "1\u00a0texte et 2\u00a0obligations dites par les documents\u00a0: pour 1\u00a0d'entre elles, ils disent qui y répond."
    )
    assert (made.answering, made.others) == (
        (("directorate/drm", "direction des routes et des mobilités (DRM)"),),
        (("directorate/dcj", "direction des collèges (DCJ)"),),
    )


def test_a_direction_has_its_own_ladder(service: QueryService) -> None:
    assert shown(service, DRM, "en").sentence == "direction des routes et des mobilités (DRM) answers 1 obligation."
    none = shown(service, DCJ)
    assert (none.groups, none.given) == ((), ())
    assert none.sentence.startswith("Aucun document lu ne dit qu'un texte oblige direction des collèges (DCJ)")


def test_nothing_told_is_said() -> None:
    assert ladder((), (), None, "fr").sentence == "Aucun document lu ne dit ce qu'un texte oblige à faire."


def test_the_rows_go_from_the_text_to_the_degree(service: QueryService) -> None:
    answer = ("loi A", "conseil des usagers (loi A)", "conseil des usagers de la route")
    drm = "direction des routes et des mobilités (DRM)"
    assert shown(service).rows("fr") == (
        ("Texte", "Oblige à", "Qui y répond", "Direction", "Action", "Degré"),
        (*answer, drm, "Dessiner les arrêts", ""),
        (*answer, drm, "Écouter les voyageurs", "consultation"),
        ("loi A", "charte des usagers (loi A)", "", "", "", ""),
    )
