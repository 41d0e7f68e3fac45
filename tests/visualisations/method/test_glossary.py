"""The glossary: each degree on its step, each author once, summaries before the words of documents."""

from usagraph.graph.listing.practices import Practice
from usagraph.graph.reading.definitions import Definition
from usagraph.graph.reading.things import Evidence, Node
from usagraph.ontology.terms import VOC
from usagraph.visualisations.method.glossary import Meaning, Notion, Step, Voice, glossary

CONSULTATION = Node(VOC + "degree/consultation", "degree", "consultation")
CARE = Node(VOC + "concept/care", "concept", "care")
COUNTY = Node("https://w3id.org/usagraph/id/local-authority/x", "LocalAuthority", "Comté")
COUNTY_TOO = Node("https://w3id.org/usagraph/id/local-authority/y", "LocalAuthority", "comté")
ACTION = Node("https://w3id.org/usagraph/id/action/a", "Action", "a")
SAID = Evidence("c", "note-1", "Note", 3, 9, "écouter", None, None, "definition@1", 0.9, "proposed")

SUMMARY = Definition(
    "d1", CONSULTATION, COUNTY, {"fr": "Demander.", "en": "Asking."}, {"fr": "p. 1", "en": "p. 1 "}, ()
)
WORDS = Definition("d0", CONSULTATION, COUNTY_TOO, {"fr": "écouter"}, {}, (SAID,))
NAMELESS = Definition("d2", CARE, None, {"": "soin"}, {}, (SAID,))
EMPTY = Definition("d3", CARE, COUNTY, {}, {}, ())


def practice(degree: Node) -> Practice:
    """A practice of one degree."""
    return Practice(ACTION, None, (degree,), (), (), (), (), (), (), (), (), ("note-1",), False)


def test_the_ladder_has_every_degree_in_order_and_what_each_author_means_by_it() -> None:
    """The author is named once where two documents write the name in their own way; an action counts once for a degree."""
    told = glossary([WORDS, SUMMARY], [practice(CONSULTATION), practice(CONSULTATION)], [], "en")
    voice = Voice(COUNTY_TOO, (Meaning(SUMMARY, "Asking.", "en", "p. 1 "), Meaning(WORDS, "écouter", "fr", "")))
    assert told.ladder == (
        Step("information", 0, ()),
        Step("consultation", 1, (voice,)),
        Step("concertation", 0, ()),
        Step("co-construction", 0, ()),
    )


def test_other_notions_follow_and_one_without_words_says_nothing() -> None:
    told = glossary([NAMELESS, EMPTY], [], [], "fr")
    assert told.notions == (Notion(CARE, (Voice(None, (Meaning(NAMELESS, "soin", "fr", ""),)),)),)


def test_an_acronym_that_is_the_name_explains_nothing() -> None:
    spelt = Node("i", "Directorate", "direction de l'eau", "DE")
    assert glossary([], [], [spelt, Node("j", "Directorate", "DX", "DX")], "fr").acronyms == (spelt,)
