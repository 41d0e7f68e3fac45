"""What a passage of a document says: its relations as sentences, and the things that it only names."""

from collections.abc import Callable
from dataclasses import dataclass

from usagraph.graph.reading.entities import Node
from usagraph.graph.reading.sayings import Saying, Sayings
from usagraph.ontology.terms import VOC
from usagraph.visualisations.spoken import spoken
from usagraph.visualisations.style import style

__all__ = ["Sentence", "Told", "told"]

#: Relations told beside the text; the page of what the document says lists the others.
MOST = 40


@dataclass(frozen=True)
class Sentence:
    """A relation in words, its status, and the place that says it."""

    claim: str
    node: Node
    verb: str
    other: Node | str
    status: str
    start: int
    end: int

    @property
    def passage(self) -> str:
        """The place, as addresses say it."""
        return f"{self.start}-{self.end}"


@dataclass(frozen=True)
class Told:
    """The relations that a passage says, how many there are beyond those, and the things it names without saying more."""

    sentences: tuple[Sentence, ...]
    more: int
    named: tuple[Node, ...]


def told(said: Sayings, place: tuple[int, int], node: Callable[[str], Node], lang: str) -> Told:
    """What the sayings of a place tell, those that rest on exactly that place first, each once."""
    by_claim: dict[str, Saying] = {}
    # The narrowest place of each, and the place asked for before any other.
    for one in sorted(
        said.over(*place), key=lambda one: ((one.start, one.end) != place, one.end - one.start, one.start)
    ):
        by_claim.setdefault(one.claim, one)
    linking = [
        _sentence(one, said.step_of.get(one.subject, one.subject), node, lang)
        for one in by_claim.values()
        if not one.naming
    ]
    linking.sort(key=lambda one: ((one.start, one.end) != place, one.node.label.casefold(), one.node.iri, one.verb))
    ends = {end.iri for one in linking for end in (one.node, one.other) if isinstance(end, Node)}
    named = dict.fromkeys(one.subject for one in by_claim.values() if one.naming)
    others = [iri for iri in named if iri not in ends and iri not in said.step_of]
    return Told(tuple(linking[:MOST]), max(len(linking) - MOST, 0), tuple(spoken(node(iri), lang) for iri in others))


def _sentence(one: Saying, subject: str, node: Callable[[str], Node], lang: str) -> Sentence:
    is_thing = "/id/" in one.object or one.object.startswith(VOC)
    other: Node | str = spoken(node(one.object), lang) if is_thing else one.object
    verb = style().verb(one.predicate, lang)
    return Sentence(one.claim, spoken(node(subject), lang), verb, other, one.status, one.start, one.end)
