"""The statements of an edition: what is left out of them, masked or said of another, and how much."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import pyoxigraph as ox

from usagraph.graph.export.editions import PUBLIC, LeftOut
from usagraph.graph.export.personal import FILLER, holds_details, without_details
from usagraph.graph.export.snapshot import Snapshot
from usagraph.graph.export.withheld import ATTRIBUTED, Span, Withheld, withheld
from usagraph.ontology.terms import DCT, OA, RDF, XSD, ug

__all__ = ["Sieve"]

#: Types of values that hold no words.
_PLAIN = frozenset(
    XSD + name
    for name in (
        "integer",
        "decimal",
        "double",
        "float",
        "boolean",
        "date",
        "dateTime",
        "gYear",
        "gYearMonth",
        "duration",
    )
)
_OBJECT, _EXACT = RDF + "object", OA + "exact"
#: What comes before a last name.
_TITLE = r"(?:Mmes?|MM?\.|Mr|Mlle|Dre?|Pre?|Madame|Monsieur|Messieurs|Mesdames)"
#: What is told of a claim in the words of its passage, or in the words of somebody who decided of it.
_WORDS = frozenset((ug("words"), DCT + "description"))


class Sieve:
    """What an edition shows of a snapshot; `left_out` grows as triples are asked for."""

    def __init__(self, snapshot: Snapshot, edition: str) -> None:
        self.snapshot = snapshot
        self.edition = edition
        self.left_out = LeftOut()
        self.withheld = withheld(snapshot) if edition == PUBLIC else Withheld()
        self._reviewers = f"{snapshot.base}/id/reviewer/"
        self._said: set[ox.Triple] = set()
        for thing in self.withheld.things:
            self.left_out.note("persons" if thing in self.withheld.persons else "posts", thing)

    def shown(self, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        """The triples of the edition among some of one graph; each as it was, or as it may be shown."""
        if self.edition != PUBLIC:
            yield from triples
            return
        self._said.clear()
        for triple in triples:
            seen = self._one(triple)
            if seen is not None:
                yield seen

    def evidence(self, document: str, start: int, exact: str) -> str:
        """The words of a passage as the edition shows them."""
        if self.edition != PUBLIC:
            return exact
        place = f"{document}/passage/{start}-{start + len(exact)}"
        return self._words(self._masked(place, exact))

    def shows_claim(self, claim: str) -> bool:
        """Whether a claim may be named."""
        return claim not in self.withheld.claims

    def shows(self, thing: str) -> bool:
        """Whether a thing may be named."""
        return thing not in self.withheld.things and not thing.startswith(self._reviewers)

    def text(self, words: str) -> str:
        """Words that stand nowhere in particular, as the edition shows them."""
        return self._words(words) if self.edition == PUBLIC else words

    def _one(self, triple: ox.Triple) -> ox.Triple | None:
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        gone = self.withheld
        if isinstance(subject, ox.NamedNode):
            about = subject.value
            if about in gone.things or about in gone.claims:
                self._note(about)
                return None
            if about in gone.moved and predicate.value in _WORDS:
                return None
            if about.startswith(self._reviewers):
                self.left_out.note("reviewers", about)
                return None
            if predicate.value == ug("containsPersonalData") and about in gone.verbatims:
                return None
        if isinstance(value, ox.Literal):
            return self._literal(triple, value)
        if isinstance(value, ox.NamedNode):
            return self._link(triple, value.value)
        return triple

    def _note(self, about: str) -> None:
        if about in self.withheld.claims:
            self.left_out.note("claims", about)

    def _link(self, triple: ox.Triple, value: str) -> ox.Triple | None:
        if value in self.withheld.things:
            return self._instead(triple, value)
        if value in self.withheld.claims or value.startswith(self._reviewers):
            return None
        if ("@" in value and holds_details(value)) or value.startswith(("mailto:", "tel:")):
            self.left_out.note("addresses", value)
            return None
        return triple

    def _instead(self, triple: ox.Triple, value: str) -> ox.Triple | None:
        """What is said of the authority in the place of one who speaks for it."""
        other = self.withheld.things[value]
        attributed = triple.predicate.value in ATTRIBUTED or triple.predicate.value == _OBJECT
        if attributed and isinstance(triple.subject, ox.NamedNode):
            if triple.subject.value in self.withheld.unspoken:
                self.left_out.note("verbatims", triple.subject.value)
            if other is not None:
                moved = ox.Triple(triple.subject, triple.predicate, ox.NamedNode(other))
                if moved not in self._said:
                    self._said.add(moved)
                    return moved
        return None

    def _literal(self, triple: ox.Triple, value: ox.Literal) -> ox.Triple:
        datatype = value.datatype
        if datatype is not None and datatype.value in _PLAIN:
            return triple
        words = value.value
        if triple.predicate.value == _EXACT and isinstance(triple.subject, ox.NamedNode):
            words = self._masked(triple.subject.value, words)
        words = self._words(words)
        if words == value.value:
            return triple
        fresh = ox.Literal(words, language=value.language) if value.language else ox.Literal(words, datatype=datatype)
        return ox.Triple(triple.subject, triple.predicate, fresh)

    def _masked(self, passage: str, words: str) -> str:
        """The words of a passage without those that name somebody."""
        spans = self.withheld.within(passage)
        if not spans:
            return words
        self.left_out.note("passages", passage)
        return _filled(words, spans)

    def _words(self, words: str) -> str:
        """Words without details, and without the names of persons wherever they stand."""
        plain = without_details(words)
        if plain != words:
            self.left_out.note("details", words)
        if self._names and self._names.search(plain):
            self.left_out.note("details", words)
            plain = self._names.sub(lambda match: re.sub(r"\S", FILLER, match.group()), plain)
        return plain

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        names = self.withheld.names
        if not names:
            return None
        whole = [r"\s+".join(map(re.escape, one.split())) for one in names]
        # A person who was named in full is then called by the last name.
        called = [rf"{_TITLE}\s*{re.escape(one.split()[-1])}" for one in names]
        return re.compile(rf"\b(?:{'|'.join(whole + called)})\b")


def _filled(words: str, spans: list[Span]) -> str:
    pieces, at = [], 0
    for start, end in spans:
        pieces += [words[at:start], re.sub(r"\S", FILLER, words[start:end])]
        at = end
    return "".join([*pieces, words[at:]])
