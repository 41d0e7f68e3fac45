"""Cases: a step at its degree, and the degree that an action has by no step."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.graph.listing.cases import Cases, cases
from usagraph.graph.listing.listing import Filter, listed
from usagraph.graph.querying.service import QueryService
from usagraph.ontology.terms import BASE

ID, VOC = f"{BASE}/id/", f"{BASE}/voc/"
TOLD = """
@base <https://w3id.org/usagraph/> . @prefix ug: <ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<id/action/a> a ug:Action ; skos:prefLabel "a"@fr ; ug:hasStep <id/participation-step/early> , <id/participation-step/late> ;
  ug:hasDegree <voc/degree/information> , <voc/degree/consultation> , <voc/degree/concertation> ; ug:hasIssue <id/issue/i> .
<id/participation-step/early> a ug:ParticipationStep ; ug:degree <voc/degree/information> ; ug:stage <voc/stage/conception> .
<id/participation-step/late> a ug:ParticipationStep ; ug:degree <voc/degree/consultation> ; ug:stage <voc/stage/evaluation> .
<id/action/bare> a ug:Action ; skos:prefLabel "bare"@fr ; ug:ledBy <id/directorate/d> .
<id/directorate/d> a ug:Directorate ; skos:prefLabel "d"@fr . <id/issue/i> a ug:Issue ; skos:prefLabel "i"@fr .
"""
CONCEPTS = "".join(
    f'<voc/{name}> a skos:Concept ; skos:prefLabel "{name}"@fr .'
    for name in (
        "degree/information",
        "degree/consultation",
        "degree/concertation",
        "stage/conception",
        "stage/evaluation",
    )
)


@pytest.fixture
def told(tmp_path: Path) -> QueryService:
    """A graph of two actions, one of two steps."""
    store = ox.Store(str(tmp_path / "live"))
    store.load((TOLD + CONCEPTS).encode(), ox.RdfFormat.TURTLE)
    store.flush()
    (tmp_path / "generations").mkdir()
    store.backup(str(tmp_path / "generations" / "1"))
    return QueryService(tmp_path, workers=1)


def test_cases_are_steps_and_degrees_without_one(told: QueryService) -> None:
    with told as service:
        found: Cases = cases(service)
        pairs = {
            (action.rpartition("/")[2], (step or "").rpartition("/")[2])
            for action, step in zip(found.action, found.step, strict=True)
        }
        assert pairs == {("a", "early"), ("a", "late"), ("a", ""), ("bare", "")}
        assert len(found.of["degree"][f"{VOC}degree/concertation"]) == 1


def test_a_degree_and_a_stage_are_those_of_one_step(told: QueryService) -> None:
    with told as service:

        def kept(**wanted: str) -> set[str]:
            return {node.iri.rpartition("/")[2] for node in listed(service, Filter(**wanted)).nodes}

        assert kept(degree="information", stage="evaluation") == set()
        assert {"a", "early", "i"} <= kept(degree="information", stage="conception")
        assert "late" not in kept(degree="information")
        assert kept(kind="action", degree="concertation") == {"a"}
        assert kept(kind="action", direction="d") == {"bare"}
