"""Two things side by side, whole."""

from collections.abc import Iterator

import pytest

from usagraph.graph.listing.comparing import Comparison, comparison
from usagraph.graph.querying.service import QueryService
from usagraph.ontology.terms import BASE, concept
from usagraph.settings import Settings
from usagraph.workspace import Workspace

DRM, DCJ = f"{BASE}/id/directorate/drm", f"{BASE}/id/directorate/dcj"


@pytest.fixture(scope="module")
def service(valley: Settings) -> Iterator[QueryService]:
    """The graph of the valley."""
    made = QueryService(Workspace(valley.workspace).store, workers=1)
    yield made
    made.close()


def flat(found: Comparison) -> dict[str, tuple[list[str], ...]]:
    """The names of the things of each kind: of both, of one alone, of the other alone."""
    return {
        share.kind: tuple([line.other.label[:24] for line in part] for part in (share.both, share.one, share.two))
        for share in found.shares
    }


def test_two_directions_share_what_is_called_alike(service: QueryService) -> None:
    assert flat(comparison(service, DRM, DCJ)) == {
        "Action": (
            [],
            ["Dessiner les arrêts", "Écouter les voyageurs"],
            ["<script>window.__xss=1</", "Dessiner la cour"],
        ),
        "GovernanceBody": ([], ["conseil des usagers de l"], []),
        "Lever": (["Du temps"], [], []),
        "Obstacle": ([], ["la distance"], []),
        "degree": (["consultation"], [], ["co-construction"]),
        "policy": ([], ["Routes"], ["Collège"]),
    }


def test_a_shared_thing_has_the_passages_of_each(service: QueryService) -> None:
    (lever,) = next(share.both for share in comparison(service, DRM, DCJ).shares if share.kind == "Lever")
    assert [fact.evidence[0].exact for fact in (*lever.one, *lever.two)] == [
        "Il est dit ici : Écouter les voyageurs, hasFactor, Du temps.",
        "Il est dit ici : Dessiner la cour, hasFactor, du temps.",
    ]


def test_only_the_documents_that_count_are_compared(service: QueryService) -> None:
    found = comparison(service, DRM, DCJ, ("note-11111111",))
    assert all(not share.both and not share.two for share in found.shares)
    assert found.two.practices == ()


def test_two_degrees_and_two_policies(service: QueryService) -> None:
    degrees = flat(comparison(service, concept("degree", "consultation"), concept("degree", "co-construction")))
    assert degrees["Action"] == (["Dessiner la cour"], ["Écouter les voyageurs"], [])
    assert degrees["policy"] == (["Collège"], ["Routes"], [])
    policies = flat(comparison(service, concept("policy", "routes"), concept("policy", "college")))
    assert policies["degree"] == (["consultation"], [], ["co-construction"])


def test_two_documents_are_compared_by_what_they_name(service: QueryService) -> None:
    found = comparison(service, f"{BASE}/id/document/note-11111111", f"{BASE}/id/document/bilan-22222222")
    assert flat(found)["DepartmentalDirectorate"] == (
        [],
        ["direction des routes et "],
        ["direction des collèges"],
    )
    assert {one.action.label for one in found.one.practices} == {"Écouter les voyageurs", "Dessiner les arrêts"}
