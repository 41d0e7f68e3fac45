"""What is said of two things, as a sentence that pages and pictures share, with the passages that say it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from usagraph.graph.reading.facts import Fact
from usagraph.graph.reading.things import Evidence, Node
from usagraph.ontology.terms import VOC
from usagraph.visualisations.spoken import spoken
from usagraph.visualisations.style import style

__all__ = ["Said", "bare", "key_of", "named", "once", "said"]

_NO_LETTER = re.compile(r"[\W_]+")


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
    passages, also = once(fact.evidence)
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


def once(evidence: Iterable[Evidence]) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """The passages, those that say the same words once, as where a document was read in several formats; then one of each
    other document where the same words stand."""
    every = tuple(evidence)
    # Of the same words a format may make other signs: stars, quotation marks, tabs.
    kept = tuple({bare(one.exact): one for one in reversed(every)}.values())[::-1]
    there = {one.document for one in kept}
    also = {one.document: one for one in reversed(every) if one.document not in there}
    return kept, tuple(sorted(also.values(), key=lambda one: (one.document_title, one.document)))


@lru_cache(maxsize=4_096)
def bare(words: str) -> str:
    """The letters and digits of words alone: the same whichever format they were read in.

    >>> bare("« L'accueil » *(DAS)*")
    'laccueildas'
    """
    return _NO_LETTER.sub("", words.casefold())
