"""What is said of two things, as a sentence that pages and pictures share, with the passages that say it."""

from collections.abc import Iterable
from dataclasses import dataclass

from usagraph.graph.reading.facts import Fact
from usagraph.graph.reading.things import Evidence, Node
from usagraph.ontology.terms import VOC
from usagraph.visualisations.spoken import spoken
from usagraph.visualisations.style import style

__all__ = ["Said", "key_of", "named", "said"]


@dataclass(frozen=True)
class Said:
    """A sentence: `subject` `verb` `object`; `inferred` where it follows from what documents say.

    `passages` each word for word once; `also` counts the other documents where the same words stand.
    """

    subject: Node
    verb: str
    object: Node
    inferred: bool
    passages: tuple[Evidence, ...]
    also: int

    @property
    def count(self) -> int:
        """How many passages it opens."""
        return len(self.passages)

    @property
    def row(self) -> tuple[str, str, str, str]:
        """The sentence and its first passage, as cells."""
        words = self.passages[0].exact if self.passages else ""
        return named(self.subject), self.verb, named(self.object), words


def said(fact: Fact, lang: str, *, inverse: bool = False) -> Said:
    """The fact as it is said in `lang`; from its object to its subject where `inverse`."""
    subject, object_ = spoken(fact.subject, lang), spoken(fact.object, lang)
    if inverse:
        subject, object_ = object_, subject
    passages = _once(fact.evidence)
    there = {one.document for one in passages}
    also = {one.document for one in fact.evidence} - there
    verb = style().verb(fact.predicate, lang, inverse=inverse)
    return Said(subject, verb, object_, fact.inferred, passages, len(also))


def named(node: Node) -> str:
    """How a thing is called in a line of text: its acronym beside its label where it has both."""
    return f"{node.label} ({node.acronym})" if node.acronym and node.acronym != node.label else node.label


def key_of(iri: str) -> str:
    """How an address names a thing: type and name, or scheme and name.

    >>> key_of("https://w3id.org/usagraph/id/directorate/valserine-drm")
    'directorate/valserine-drm'
    """
    return iri.removeprefix(VOC) if iri.startswith(VOC) else iri.partition("/id/")[2]


def _once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The passages, those that say the same words once: a document may have been read in several formats."""
    # Of the same words a format may make other signs: stars, quotation marks, tabs.
    return tuple({_bare(one.exact): one for one in reversed(tuple(evidence))}.values())[::-1]


def _bare(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())
