"""Practices: what each document says of how an action associates users, whole."""

from dataclasses import fields
from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.graph.listing.practices import Practice, practices
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.things import Node

TOLD = """
@base <https://w3id.org/usagraph/> . @prefix ug: <ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
<graph/one-11111111> {
  <id/action/a> a ug:Action ; ug:hasStep <id/participation-step/early> , <id/participation-step/late> ; ug:ledBy <id/directorate/d> ;
    ug:inDomain <voc/policy/social> ; ug:hasIssue <id/issue/i> ; ug:targets <id/user-group/u> ; ug:mode <voc/mode/projet> .
  <id/participation-step/early> ug:degree <voc/degree/information> ; ug:stage <voc/stage/conception> .
  <id/participation-step/late> ug:degree <voc/degree/consultation> ; ug:associates <voc/user-type/captif> .
}
<graph/two-22222222> {
  <id/action/bare> a ug:Action ; ug:hasDegree <voc/degree/concertation> . <id/directorate/d> ug:leads <id/action/bare> .
  <id/action/a> a ug:Action .
}
<graph/reference> { <id/directorate/d> org:unitOf <id/pole/p> ; ug:covers <id/territory/t> . <id/pole/p> a ug:Pole . }
<graph/inferred> { <id/action/a> ug:hasDegree <voc/degree/information> , <voc/degree/consultation> ; ug:inDomain <voc/policy/culture> .
  <id/action/bare> ug:inDomain <voc/policy/culture> . }
<graph/two-22222222/evidence> { <id/claim/1> rdf:subject <id/action/bare> ; rdf:predicate ug:hasDegree ;
  ug:status <voc/claim-status/accepted> . }
"""
THINGS = ("action/a", "action/bare", "directorate/d", "issue/i", "user-group/u", "pole/p", "territory/t")
CONCEPTS = (
    *("degree/information", "degree/consultation", "degree/concertation"),
    *("stage/conception", "policy/social", "policy/culture", "mode/projet", "user-type/captif"),
)


@pytest.fixture
def told(tmp_path: Path) -> QueryService:
    """Two documents, the tables of reference, and what follows."""
    store = ox.Store(str(tmp_path / "live"))
    store.load(TOLD.encode(), ox.RdfFormat.TRIG)
    for quad in list(store):
        if not quad.graph_name.value.endswith("/evidence"):
            store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    named = "".join(f'<id/{name}> skos:prefLabel "{name}"@fr .' for name in THINGS)
    named += "".join(f'<voc/{name}> a skos:Concept ; skos:prefLabel "{name}"@fr .' for name in CONCEPTS)
    store.load((TOLD.partition("<graph/one")[0] + named).encode(), ox.RdfFormat.TURTLE)
    store.flush()
    (tmp_path / "generations").mkdir()
    store.backup(str(tmp_path / "generations" / "1"))
    return QueryService(tmp_path, workers=1)


def flat(practice: Practice) -> dict[str, object]:
    """The fields that say something, things by their labels."""
    found: dict[str, object] = {}
    for field in fields(practice):
        value = getattr(practice, field.name)
        if isinstance(value, tuple):
            value = tuple(one.label if isinstance(one, Node) else one for one in value)
        found[field.name] = value.label if isinstance(value, Node) else value
    return {name: value for name, value in found.items() if value not in ((), None)}


SHARED = {
    "action": "action/a",
    "policies": ("policy/social",),
    "directions": ("directorate/d",),
    "poles": ("pole/p",),
    "territories": ("territory/t",),
    "issues": ("issue/i",),
    "modes": ("mode/projet",),
    "documents": ("one-11111111", "two-22222222"),
    "reviewed": False,
}
STEPS = [
    SHARED
    | {
        "step": "https://w3id.org/usagraph/id/participation-step/early",
        "degrees": ("degree/information",),
        "stages": ("stage/conception",),
        "publics": ("user-group/u",),
    },
    SHARED
    | {
        "step": "https://w3id.org/usagraph/id/participation-step/late",
        "degrees": ("degree/consultation",),
        "publics": ("user-group/u", "user-type/captif"),
    },
]
BARE = {
    "action": "action/bare",
    "degrees": ("degree/concertation",),
    "policies": ("policy/culture",),
    "directions": ("directorate/d",),
    "poles": ("pole/p",),
    "territories": ("territory/t",),
    "documents": ("two-22222222",),
    "reviewed": True,
}


def test_each_step_is_a_practice_and_so_is_an_action_without_steps(told: QueryService) -> None:
    """What follows counts where nothing is said (the policy of the second action), and not beside what is said."""
    with told as service:
        assert [flat(one) for one in practices(service)] == [*STEPS, BARE]


def test_only_what_the_wanted_documents_say_counts(told: QueryService) -> None:
    with told as service:
        assert [flat(one) for one in practices(service, ["one-11111111"])] == STEPS
        kept = [flat(one) for one in practices(service, ["two-22222222"])]
        # What follows of the first action follows from the other document as well.
        assert kept[0] == {"action": "action/a", "documents": SHARED["documents"], "reviewed": False}
        assert kept[1] == BARE
        assert practices(service, ["three-33333333"]) == ()


def test_they_are_read_once_for_a_generation(told: QueryService) -> None:
    with told as service:
        assert practices(service) is practices(service, [])
