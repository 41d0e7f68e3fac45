"""Two things side by side, in words and bars."""

from collections.abc import Iterator

import pytest

from usagraph.graph.listing.comparing import comparison
from usagraph.graph.querying.service import QueryService
from usagraph.ontology.terms import BASE, concept
from usagraph.settings import Settings
from usagraph.visualisations.pictures import compare
from usagraph.visualisations.pictures.compare import CompareView, compare_view
from usagraph.workspace import Workspace

DRM, DCJ = f"{BASE}/id/directorate/drm", f"{BASE}/id/directorate/dcj"


@pytest.fixture(scope="module")
def service(valley: Settings) -> Iterator[QueryService]:
    """The graph of the valley."""
    made = QueryService(Workspace(valley.workspace).store, workers=1)
    yield made
    made.close()


def bars(view: CompareView) -> list[tuple[str, tuple[int, int]]]:
    """What each bar says."""
    return [(bar.label, bar.counts) for bar in view.bars]


def test_the_sentence_says_what_is_shared(service: QueryService) -> None:
    found = comparison(service, DRM, DCJ)
    assert compare_view(found, "fr").sentence == (
        "DRM\u00a0: 2 actions\u00a0; DCJ\u00a0: 2 actions. En commun\u00a0: 1 degré d'association, 1 levier."
    )
    assert compare_view(found, "en").sentence == (
        "DRM: 2 actions; DCJ: 2 actions. In common: 1 degree of participation, 1 lever."
    )


def test_the_aspects_stand_in_order_with_their_counts(service: QueryService) -> None:
    view = compare_view(comparison(service, DRM, DCJ), "fr")
    assert [(one.title, one.counts) for one in view.aspects] == [
        ("actions", (0, 2, 2)),
        ("degrés d'association", (1, 0, 1)),
        ("politiques publiques", (0, 1, 1)),
        ("leviers", (1, 0, 0)),
        ("freins", (0, 1, 0)),
        ("institutions", (0, 1, 0)),
    ]


def test_the_bars_count_actions_by_degree(service: QueryService) -> None:
    """An action of two degrees counts at each; one of none is told apart; the longest bar fills its side."""
    view = compare_view(comparison(service, DRM, DCJ), "fr")
    assert bars(view) == [
        ("information", (0, 0)),
        ("consultation", (1, 1)),
        ("concertation", (0, 0)),
        ("co-construction", (0, 1)),
        ("degré non dit", (1, 1)),
    ]
    assert view.bars[1].shares == (1.0, 1.0)


def test_two_degrees_are_counted_by_policy(service: QueryService) -> None:
    found = comparison(service, concept("degree", "consultation"), concept("degree", "co-construction"))
    view = compare_view(found, "fr")
    assert view.by_policy
    assert bars(view) == [("Collège", (1, 1)), ("Routes", (1, 0))]
    assert view.bars[0].colours == ("#A3C7E3", "#123F66")


def test_an_action_carries_its_degrees_the_lowest_first(service: QueryService) -> None:
    actions = compare_view(comparison(service, DRM, DCJ), "fr").aspects[0]
    assert [node.label for node in actions.two[1].degrees] == ["consultation", "co-construction"]


def test_a_long_list_is_cut_and_said_so(service: QueryService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "MOST", 1)
    actions = compare_view(comparison(service, DRM, DCJ), "fr").aspects[0]
    assert (len(actions.one), actions.left_out, actions.counts) == (1, (0, 1, 1), (0, 2, 2))


def test_the_rows_tell_who_has_what_with_its_passage(service: QueryService) -> None:
    head, *rows = compare_view(comparison(service, DRM, DCJ), "fr").rows("fr")
    assert head == ("Ce qui est comparé", "Nom", "Chez qui", "DRM", "DCJ")
    assert (
        "leviers",
        "Du temps",
        "Les deux",
        "Il est dit ici : Écouter les voyageurs, hasFactor, Du temps.",
        "Il est dit ici : Dessiner la cour, hasFactor, du temps.",
    ) in rows
    assert (
        "freins",
        "la distance",
        "Seulement DRM",
        "Il est dit ici : Dessiner les arrêts, hasFactor, la distance.",
        "",
    ) in rows
