"""What a passage says, as sentences."""

from usagraph.graph.reading.entities import Node
from usagraph.graph.reading.sayings import Saying, Sayings
from usagraph.ontology.terms import BASE, RDF, SKOS, concept, ug
from usagraph.visualisations.document import told as module
from usagraph.visualisations.document.told import Sentence, told

ACTION, STEP, UNIT = (f"{BASE}/id/{kind}/x" for kind in ("action", "participation-step", "directorate"))
DEGREE = concept("degree", "concertation")


def node(iri: str) -> Node:
    kind = "degree" if iri == DEGREE else iri.removeprefix(f"{BASE}/id/").partition("/")[0]
    return Node(iri, kind, kind)


def saying(claim: str, subject: str, predicate: str, object: str, start: int = 0, end: int = 20) -> Saying:
    return Saying(claim, subject, predicate, object, "proposed", start, end)


SAID = Sayings(
    (
        saying("c1", ACTION, RDF + "type", ug("Action")),
        saying("c2", ACTION, SKOS + "prefLabel", "action"),
        saying("c3", ACTION, ug("ledBy"), UNIT),
        saying("c3", ACTION, ug("ledBy"), UNIT, 5, 10),
        saying("c4", ACTION, ug("hasStep"), STEP),
        saying("c5", STEP, ug("degree"), DEGREE),
        saying("c6", UNIT, ug("description"), "https://example.org/ <b>", 12, 20),
        saying("c7", f"{BASE}/id/territory/x", SKOS + "prefLabel", "nord", 12, 20),
    )
)


def test_relations_are_sentences_and_what_is_said_of_a_step_is_said_of_its_action() -> None:
    found = told(SAID, (0, 20), node, "fr")
    assert found.sentences[:2] == (
        Sentence("c5", node(ACTION), "a pour degré", node(DEGREE), "proposed", 0, 20),
        Sentence("c3", node(ACTION), "est portée par", node(UNIT), "proposed", 0, 20),
    )
    assert found.sentences[2].other == "https://example.org/ <b>"
    assert [one.iri for one in found.named] == [f"{BASE}/id/territory/x"]


def test_a_narrower_passage_says_what_rests_on_it() -> None:
    found = told(SAID, (5, 10), node, "fr")
    assert (found.sentences[0].claim, found.sentences[0].passage) == ("c3", "5-10")
    assert "c6" not in {one.claim for one in found.sentences}


def test_what_is_too_much_is_counted() -> None:
    many = Sayings(tuple(saying(f"c{n}", ACTION, ug("ledBy"), UNIT) for n in range(module.MOST + 3)))
    found = told(many, (0, 20), node, "en")
    assert (len(found.sentences), found.more) == (module.MOST, 3)


def test_a_passage_that_says_nothing() -> None:
    assert told(SAID, (30, 40), node, "fr") == module.Told((), 0, ())
