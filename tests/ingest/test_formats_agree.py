"""One document laid out in several formats says the same: the facts of each format against those of the plain text.

Things are told by their type and label, so that the key a file name gives plays no part. Apart are counted the facts
that two files cannot share: those whose words the other file does not hold (a contents list that a converter left out),
and those beside the edge of a paragraph that the other file does not have (two points of a list run into one
paragraph), both told from the files alone.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pytest

from usagraph.ingest import masking, readers
from usagraph.ingest.pipeline import claims_of
from usagraph.ontology.terms import DCT, SKOS
from usagraph.records import Block, Claim, Document, Term
from usagraph.textview import flat, view

#: The share of facts that may differ.
GOAL = 0.02
#: Letters on each side of a place by which it is found in another file.
CONTEXT = 24

Fact = tuple[str, str, str]


@dataclass(frozen=True)
class Told:
    """What one file says: its facts with the claims they come from, its letters, and where its paragraphs begin."""

    facts: dict[Fact, list[Claim]]
    document: Document
    letters: str
    places: tuple[int, ...]
    edges: frozenset[int]

    def at(self, offset: int) -> int:
        """How many letters stand before an offset of the text."""
        return bisect_left(self.places, offset)


@lru_cache(maxsize=20)
def told(path: Path) -> Told:
    """What a file says, under a name that is the same for all."""
    document = replace(masking.mask(readers.read(path)), metadata={})
    seen = flat(document.text)
    places = tuple(i for i, c in enumerate(seen) if c.isalnum())
    letters = "".join(seen[i] for i in places)
    edges = frozenset(bisect_left(places, block.start) for block in document.blocks if begins(document, block))
    facts: dict[Fact, list[Claim]] = {}
    claims = claims_of(document, "document")
    labels = {c.subject.key: said(c.object.value) for c in reversed(claims) if _names(c)}
    for claim in claims:
        fact = written(claim.subject, labels), claim.predicate, written(claim.object, labels)
        facts.setdefault(fact, []).append(claim)
    return Told(facts, document, letters, places, edges)


def begins(document: Document, block: Block) -> bool:
    """Whether a file shows that a paragraph begins: by a mark, the space that is left of one, or a capital.

    One that begins low may be a line of the paragraph above: joining it is the work of the reader.
    """
    if block.resumes is not None or block.kind == "furniture":
        return False
    line = document.text.rfind("\n", 0, block.start) + 1
    return block.kind == "item" or line < block.start or not document.words(block)[:1].islower()


def _names(claim: Claim) -> bool:
    return claim.predicate in (SKOS + "prefLabel", DCT + "title")


def said(value: str | None) -> str:
    """Words without what a layout changes: line ends, hyphens, marks, case."""
    return re.sub(r"\W+", " ", flat(view(value or "", (0, len(value or ""))).text)).strip()


def written(term: Term, labels: dict[str | None, str]) -> str:
    """A term without what the file gives it: a thing is its type and label."""
    if term.key:
        kind, _, rest = term.key.partition("|")
        return f"{kind}|{labels.get(term.key, rest)}"
    return term.iri or said(term.value)


def discordant(one: Told, other: Told) -> list[int]:
    """The places of `one` where a paragraph begins and none does in `other`, whose words are the same around it."""
    found = []
    for edge in one.edges:
        before, after = one.letters[max(0, edge - CONTEXT) : edge], one.letters[edge : edge + CONTEXT]
        place = other.letters.find(before + after)
        if place >= 0 and place + len(before) not in other.edges:
            found.append(edge)
    return sorted(found)


def matched(edges: list[int], one: Told, other: Told) -> list[int]:
    """The places of `other` for places of `one`."""
    pieces = ((one.letters[max(0, e - CONTEXT) : e], one.letters[e : e + CONTEXT]) for e in edges)
    return sorted(other.letters.find(a + b) + len(a) for a, b in pieces)


@dataclass
class Difference:
    """The facts of one file that another does not tell, by why."""

    told: int
    missing: Counter[str]
    absent: int = 0
    parted: int = 0

    @property
    def share(self) -> float:
        """The share of comparable facts that the other file does not tell."""
        return sum(self.missing.values()) / max(1, self.told - self.absent - self.parted)

    @property
    def whole(self) -> float:
        """The share of all facts that the other file does not tell."""
        return (sum(self.missing.values()) + self.absent + self.parted) / self.told


def difference(one: Told, other: Told) -> Difference:
    """What `one` says and `other` does not."""
    cuts = sorted({*discordant(one, other), *matched(discordant(other, one), other, one)})
    found = Difference(sum(map(len, one.facts.values())), Counter())
    for fact, claims in one.facts.items():
        for claim in claims[len(other.facts.get(fact, [])) :]:
            if _letters(claim.words) not in other.letters:
                found.absent += 1
            elif any(_holds(one, span.start, span.end, cuts) for span in claim.passages):
                found.parted += 1
            else:
                found.missing[claim.rule.split(".")[0]] += 1
    return found


def _letters(words: str) -> str:
    return "".join(c for c in flat(words) if c.isalnum())


def _holds(one: Told, start: int, end: int, cuts: list[int]) -> bool:
    """Whether a cut lies in a passage or at its edge."""
    place = bisect_left(cuts, one.at(start))
    return place < len(cuts) and cuts[place] <= one.at(end)


@pytest.mark.parametrize(
    ("text", "file", "whole"),
    [
        ("002", "002.docx", 0.002),
        ("002", "002.odt", 0.002),
        ("002", "002.html", 0.002),
        ("002", "002.md", 0.002),
        ("002", "002.pdf", 0.002),
        ("002", "002-ruled-tables.pdf", 0.002),
        ("002", "002-tagged.pdf", 0.002),
        # These were made from the text without its contents, and with points of lists run into one paragraph.
        ("003", "003.docx", 0.08),
        ("003", "003.odt", 0.08),
        ("003", "003.html", 0.08),
        ("003", "003.pdf", 0.08),
    ],
)
def test_the_formats_of_a_document_give_the_same_facts(shared: Path, text: str, file: str, whole: float) -> None:
    plain = told(next((shared / "corpus").glob(f"{text}_*.txt")))
    other = told(shared / "corpus/formats" / file)
    missing, extra = difference(plain, other), difference(other, plain)
    for name, one in (("missing", missing), ("extra", extra)):
        print(
            f"\n{file} {name}: {one.share:.1%} of what both files can say (goal {GOAL:.0%}), {one.whole:.1%} in all; of "
            f"{one.told} facts, {one.absent} have words the other file lacks, {one.parted} stand where it parts its "
            f"paragraphs otherwise; left: {dict(one.missing.most_common())}",
            end="",
        )
    assert max(missing.share, extra.share) <= GOAL
    assert max(missing.whole, extra.whole) <= whole


@pytest.mark.parametrize(
    ("file", "whole"),
    [
        ("000-three-columns.pdf", 0.0),
        ("002.odt", 0.0),
        ("002.html", 0.0),
        ("002.md", 0.0),
        ("002.pdf", 0.002),
        ("002-ruled-tables.pdf", 0.002),
        ("002-tagged.pdf", 0.002),
        ("003.odt", 0.0),
        ("003.html", 0.0),
        ("003.pdf", 0.004),
    ],
)
def test_the_layouts_of_a_document_agree_among_themselves(shared: Path, file: str, whole: float) -> None:
    """All facts count: a file made of another holds the same words."""
    base = re.sub(r"(?:-ruled-tables|-tagged)?\.\w+$", ".docx", file)
    one, other = told(shared / "corpus/formats" / base), told(shared / "corpus/formats" / file)
    missing, extra = difference(one, other), difference(other, one)
    print(f"\n{file}: {missing.whole:.1%} missing, {extra.whole:.1%} extra of {missing.told} facts", end="")
    assert max(missing.whole, extra.whole) <= whole
