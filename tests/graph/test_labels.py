"""Of the names that documents give to a thing, one is preferred; the others are kept."""

import pyoxigraph as ox

from usagraph.graph.labels import ALTERNATIVE, PREFERRED, settled

THING, KNOWN = ox.NamedNode("http://example.org/das"), "http://example.org/graph/reference"


def named(words: str, graph: str, relation: str = PREFERRED, lang: str = "fr") -> ox.Quad:
    name = ox.NamedNode(graph if graph.startswith("http") else f"http://example.org/graph/{graph}")
    return ox.Quad(THING, ox.NamedNode(relation), ox.Literal(words, language=lang), name)


def found(*quads: ox.Quad) -> set[tuple[str, str]]:
    return {(one.predicate.value, getattr(one.object, "value", "")) for one in settled(quads, {KNOWN})}


def test_one_name_stays_however_many_say_it() -> None:
    assert found(named("aînés", "a"), named("aînés", "b")) == {(PREFERRED, "aînés")}


def test_the_name_of_the_reference_comes_first() -> None:
    assert found(named("a", "a"), named("DAS", KNOWN)) == {(PREFERRED, "DAS"), (ALTERNATIVE, "a")}


def test_words_come_before_an_acronym_then_the_first_document() -> None:
    quads = [named("DAS", "a"), named("aînés", "c"), named("action sociale", "b"), named("S", "d", ALTERNATIVE)]
    assert found(*quads) == {
        (PREFERRED, "action sociale"),
        (ALTERNATIVE, "aînés"),
        (ALTERNATIVE, "DAS"),
        (ALTERNATIVE, "S"),
    }


def test_each_language_has_its_own() -> None:
    assert found(named("aînés", "a"), named("elderly", "b", lang="en")) == {
        (PREFERRED, "aînés"),
        (PREFERRED, "elderly"),
    }
