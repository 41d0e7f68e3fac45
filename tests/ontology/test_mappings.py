"""Where our degrees stand in three scales known abroad: the table that was agreed, and nothing beside it."""

import pytest
from rdflib import SKOS, Graph, URIRef

from usagraph.ontology.load import FOLDER
from usagraph.ontology.terms import VOC

MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.relatedMatch, SKOS.broadMatch, SKOS.narrowMatch)
AGREED = {
    ("degree/information", "closeMatch", "iap2/inform"),
    ("degree/information", "closeMatch", "arnstein/informing"),
    ("degree/information", "closeMatch", "oecd/information"),
    ("degree/consultation", "closeMatch", "iap2/consult"),
    ("degree/consultation", "closeMatch", "arnstein/consultation"),
    ("degree/consultation", "closeMatch", "oecd/consultation"),
    ("degree/concertation", "closeMatch", "iap2/involve"),
    ("degree/concertation", "relatedMatch", "arnstein/placation"),
    ("degree/concertation", "broadMatch", "oecd/engagement"),
    ("degree/co-construction", "closeMatch", "iap2/collaborate"),
    ("degree/co-construction", "closeMatch", "arnstein/partnership"),
    ("degree/co-construction", "broadMatch", "oecd/engagement"),
}
#: SKOS has these relations come in pairs.
BACK = {"closeMatch": "closeMatch", "relatedMatch": "relatedMatch", "broadMatch": "narrowMatch"}


@pytest.fixture(scope="module")
def matches() -> set[tuple[str, str, str]]:
    graph = Graph().parse(FOLDER / "mappings.ttl")
    return {
        (str(s).removeprefix(VOC), str(match).removeprefix(str(SKOS)), str(o).removeprefix(VOC))
        for match in MATCHES
        for s, o in graph.subject_objects(match)
    }


def test_the_degrees_are_matched_as_agreed_and_no_more(matches: set[tuple[str, str, str]]) -> None:
    assert {found for found in matches if found[0].startswith("degree/")} == AGREED


def test_each_match_is_said_from_the_other_side(matches: set[tuple[str, str, str]]) -> None:
    assert matches == AGREED | {(o, BACK[match], s) for s, match, o in AGREED}


def test_nothing_is_matched_exactly(matches: set[tuple[str, str, str]]) -> None:
    """The source speaks of involving users, not of participation."""
    assert {match for _, match, _ in matches} == {"closeMatch", "relatedMatch", "broadMatch", "narrowMatch"}


def test_what_goes_further_or_falls_short_has_no_degree(matches: set[tuple[str, str, str]]) -> None:
    graph = Graph().parse(FOLDER / "mappings.ttl")
    scales = {str(c).removeprefix(VOC) for c in graph.subjects(SKOS.inScheme)}
    assert scales - {s for s, _, _ in matches} == {
        *("iap2/empower", "arnstein/manipulation", "arnstein/therapy"),
        *("arnstein/delegated-power", "arnstein/citizen-control"),
    }


def test_the_ladder_is_cut_in_three(matches: set[tuple[str, str, str]]) -> None:
    graph = Graph().parse(FOLDER / "mappings.ttl")
    parts = [
        set(graph.objects(URIRef(VOC + "arnstein#" + name), SKOS.member))
        for name in ("non-participation", "tokenism", "citizen-power")
    ]
    assert [len(part) for part in parts] == [2, 3, 3]
    assert len(set.union(*parts)) == 8
