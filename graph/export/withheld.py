"""Who is not to be named in the public edition, and where documents name them.

Left out are posts that words are attributed to, which one person holds and is known by, and persons: save published
authors, and those whose public office a published document tells. Words stay; they are attributed to the pole or to the
authority that the post belongs to, or to nobody.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from usagraph.graph.export.personal import safe_id
from usagraph.graph.export.snapshot import Snapshot
from usagraph.ontology.terms import DCT, FOAF, OA, ORG, PROV, RDF, SKOS, concept, ug

__all__ = ["ATTRIBUTED", "Span", "Withheld", "withheld"]

Span = tuple[int, int]
#: What ties words to one who speaks.
ATTRIBUTED = frozenset((ug("attributedTo"), PROV + "wasAttributedTo"))
#: What makes a person a published author: of a work, or of a notion that works defend.
_SIGNS = (ug("defendedBy"), DCT + "creator", DCT + "contributor", FOAF + "maker")
#: A person and the office held, in either direction.
_HOLDS, _HELD = ORG + "holds", ORG + "heldBy"
_PERSONS = (ug("Person"), FOAF + "Person")
#: Where the way up from a post ends: units below name too few people.
_LARGE = frozenset(map(ug, ("Pole", "LocalAuthority", "PublicBody", "Association", "Organisation")))
#: Steps up from a post, lest an organigram goes in a circle.
_STEPS = 6
#: Documents that are not for everybody.
_CLOSED = frozenset((concept("access", "internal"), concept("access", "restricted")))
_PASSAGE = re.compile(r"^(?P<document>.*)/passage/(?P<start>\d+)-(?P<end>\d+)$")


@dataclass
class Withheld:
    """`things` by IRI, each with what may stand in its place; `claims` about them that go, `moved` those that stay.

    `spans`: where documents name them, in code points; `verbatims`: words that were theirs, and `unspoken`
    those that nobody else says; `names`: the names of persons;
    `documents`: ids of those that are not for everybody, or that hold a number.
    """

    things: dict[str, str | None] = field(default_factory=dict)
    claims: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    spans: dict[str, list[Span]] = field(default_factory=dict)
    verbatims: set[str] = field(default_factory=set)
    unspoken: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    names: tuple[str, ...] = ()
    documents: frozenset[str] = frozenset()

    def within(self, passage: str) -> list[Span]:
        """The spans that fall in a passage, from its own start."""
        match = _PASSAGE.match(passage)
        spans = self.spans.get(match["document"]) if match else None
        if match is None or not spans:
            return []
        start, end = int(match["start"]), int(match["end"])
        first = bisect_left(spans, start, key=lambda span: span[1])
        found = []
        for one in spans[first:]:
            if one[0] >= end:
                break
            if one[1] > start:
                found.append((max(one[0] - start, 0), min(one[1], end) - start))
        return found


def withheld(snapshot: Snapshot) -> Withheld:
    """All that the public edition leaves out of a snapshot."""
    return _Search(snapshot).found()


class _Search:
    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.result = Withheld()

    def found(self) -> Withheld:
        """What is to be left out."""
        result = self.result
        result.documents = frozenset(self._closed())
        result.persons = {one for one in self._members(*_PERSONS) if not self._is_public(one)}
        speakers = {one for predicate in ATTRIBUTED for _, one in self._said(predicate)}
        posts = {one for one in speakers & self._members(ORG + "Post") if not self._is_shared(one)}
        result.things = {one: self._above(one) for one in sorted(posts | result.persons)}
        for one in result.things:
            self._cut(one)
        result.unspoken = {one for one in result.verbatims if not self._is_spoken(one)}
        result.spans = {document: _merged(spans) for document, spans in result.spans.items()}
        labels = {label for one in result.persons for label in self._labels(one)}
        result.names = tuple(
            sorted((label for label in labels if " " in label), key=lambda label: (-len(label), label))
        )
        return result

    def _closed(self) -> Iterator[str]:
        for quad in self.snapshot.quads(None, ug("accessLevel"), None):
            if str(getattr(quad.object, "value", "")) in _CLOSED:
                yield str(getattr(quad.subject, "value", "")).rpartition("/")[2]
        # Read before ids were made without numbers: made again, the store calls them otherwise.
        yield from (name for name in self.snapshot.documents if safe_id(name) != name)

    def _members(self, *classes: str) -> set[str]:
        """The things of some classes, as documents say or as is only proposed."""
        found: set[str] = set()
        for name in classes:
            node = ox.NamedNode(name)
            found |= {_iri(quad.subject) for quad in self.snapshot.quads(None, RDF + "type", node)}
            for quad in self.snapshot.quads(None, RDF + "object", node):
                found |= {_iri(q.object) for q in self.snapshot.quads(quad.subject, RDF + "subject", None)}
        return found

    def _said(self, predicate: str) -> Iterator[tuple[str, str]]:
        """The ends of all statements on a predicate, with those that are only proposed."""
        for quad in self.snapshot.quads(None, predicate, None):
            yield _iri(quad.subject), _iri(quad.object)
        for quad in self.snapshot.quads(None, RDF + "predicate", ox.NamedNode(predicate)):
            ends = [
                next((_iri(q.object) for q in self.snapshot.quads(quad.subject, RDF + end, None)), "")
                for end in ("subject", "object")
            ]
            yield ends[0], ends[1]

    def _is_public(self, person: str) -> bool:
        """Whether a person has signed works, or is told to hold an office by a document for everybody."""
        node = ox.NamedNode(person)
        signs = any(next(self.snapshot.quads(None, sign, node), None) for sign in _SIGNS)
        held = [*self.snapshot.quads(node, _HOLDS, None), *self.snapshot.quads(None, _HELD, node)]
        return signs or any(self._is_open(quad) for quad in held)

    def _is_shared(self, post: str) -> bool:
        """Whether a post is one of several: its labels are in the plural."""
        heads = {label.split()[0] for label in self._labels(post)}
        return bool(heads) and all(head.lower().endswith(("s", "x")) for head in heads)

    def _is_open(self, quad: ox.Quad) -> bool:
        name = str(getattr(quad.graph_name, "value", "")).rpartition("/graph/")[2]
        return bool(name) and name != "inferred" and name not in self.result.documents

    def _above(self, thing: str) -> str | None:
        """The pole or the authority that a post belongs to; None where nobody says."""
        here = [
            one.value
            for one in self.snapshot.values(ox.NamedNode(thing), ORG + "postIn")
            if isinstance(one, ox.NamedNode)
        ]
        for _ in range(_STEPS):
            if not here:
                return None
            node = ox.NamedNode(min(here))
            classes = {str(getattr(one, "value", "")) for one in self.snapshot.values(node, RDF + "type")}
            if classes & _LARGE:
                return node.value
            here = [one.value for one in self.snapshot.values(node, ORG + "unitOf") if isinstance(one, ox.NamedNode)]
        return None

    def _is_spoken(self, verbatim: str) -> bool:
        """Whether words are still attributed to somebody."""
        node, things = ox.NamedNode(verbatim), self.result.things
        told = [_iri(q.object) for name in ATTRIBUTED for q in self.snapshot.quads(node, name, None)]
        return any(things.get(one, one) for one in told)

    def _cut(self, thing: str) -> None:
        """Notes the claims about a thing, and where their passages name it."""
        node, labels = ox.NamedNode(thing), self._labels(thing)
        pattern = (
            re.compile("|".join(map(_loosely, sorted(labels, key=len, reverse=True))), re.IGNORECASE)
            if labels
            else None
        )
        for end in ("subject", "object"):
            for quad in self.snapshot.quads(None, RDF + end, node):
                self._cut_claim(quad, thing, is_object=end == "object")
                for told in self.snapshot.quads(quad.subject, ug("passage"), None):
                    self._cut_passage(told.object, pattern)
        for predicate in ATTRIBUTED:
            self.result.verbatims |= {_iri(q.subject) for q in self.snapshot.quads(None, predicate, node)}

    def _cut_claim(self, quad: ox.Quad, thing: str, *, is_object: bool) -> None:
        predicates = {_iri(q.object) for q in self.snapshot.quads(quad.subject, RDF + "predicate", None)}
        stays = is_object and self.result.things.get(thing) and predicates <= ATTRIBUTED
        (self.result.moved if stays else self.result.claims).add(_iri(quad.subject))
        if is_object and predicates & ATTRIBUTED:
            self.result.verbatims |= {_iri(q.object) for q in self.snapshot.quads(quad.subject, RDF + "subject", None)}

    def _cut_passage(self, passage: object, pattern: re.Pattern[str] | None) -> None:
        """Notes where a passage names the thing; the whole of it where the name is not found as it is written."""
        match = _PASSAGE.match(_iri(passage))
        if match is None:
            return
        start = int(match["start"])
        exact = [
            q.object.value
            for q in self.snapshot.quads(ox.NamedNode(_iri(passage)), OA + "exact", None)
            if isinstance(q.object, ox.Literal)
        ]
        found = (
            [(start + m.start(), start + m.end()) for words in exact[:1] for m in pattern.finditer(words)]
            if pattern
            else []
        )
        self.result.spans.setdefault(match["document"], []).extend(found or [(start, int(match["end"]))])

    def _labels(self, thing: str) -> set[str]:
        node = ox.NamedNode(thing)
        told = [q.object for name in ("prefLabel", "altLabel") for q in self.snapshot.quads(node, SKOS + name, None)]
        for quad in self.snapshot.quads(None, RDF + "subject", node):
            if any(_iri(q.object).startswith(SKOS) for q in self.snapshot.quads(quad.subject, RDF + "predicate", None)):
                told += [q.object for q in self.snapshot.quads(quad.subject, RDF + "object", None)]
        return {one.value.strip() for one in told if isinstance(one, ox.Literal) and one.value.strip()}


def _loosely(label: str) -> str:
    """The pattern of a label, whatever white space, hyphenation and apostrophe it is written with."""
    words = [re.sub(r"\\?['’]", "['’]", re.escape(word)) for word in label.split()]
    return r"\b" + r"\s+".join(words)


def _merged(spans: list[Span]) -> list[Span]:
    """The spans in order, those that touch as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""
