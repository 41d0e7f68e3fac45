"""Figures of a text beside what the same document lists: rows under a heading, and actions at a degree or of a policy."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from usagraph.graph.listing.check import AGREES, DIFFERS, INCOMPARABLE, Check
from usagraph.graph.listing.counting import counting, number
from usagraph.graph.listing.layout import Layout, Sentence, Table
from usagraph.graph.listing.practices import Practice
from usagraph.graph.reading.things import Evidence, Node, PassageHit
from usagraph.textview import Span, fold

__all__ = ["Listing", "outer"]

#: Actions that make a list.
_FEW = 2
#: Half of the last digit of a share that is printed without decimals, and a little.
_ROUNDING = Decimal("0.51")
#: How far a share may be that is told roughly.
_ROUGHLY = Decimal(5)
#: Letters before and after a number where it may be said that it counts a part.
_BEFORE, _AFTER = 30, 25


@dataclass(frozen=True)
class Listing:
    """What a document lists: its practices, and the passage that lists each, which is read when it is asked for."""

    practices: Sequence[Practice]
    passages: Callable[[], Mapping[Practice, tuple[Evidence, ...]]]

    def at(self, degrees: Sequence[str]) -> list[Practice]:
        """The practices at one of the degrees (local names)."""
        return [one for one in self.practices if any(_slug(node) in degrees for node in one.degrees)]

    def within(self, span: Span) -> list[Practice]:
        """The practices that a place of the document lists."""
        said = self.passages()
        return [
            p for p in self.practices if any(span[0] <= one.start and one.end <= span[1] for one in said.get(p, ()))
        ]


def outer(document: Layout, listing: Listing) -> Iterator[Check]:
    """What the text of a document says against its tables and what is read from it."""
    for sentence in document.sentences:
        yield from _of_rows(document, sentence)
        if len(listing.practices) >= _FEW:
            yield from _of_degree(document, sentence, listing)
            yield from _share(document, sentence, listing)


def _of_rows(document: Layout, sentence: Sentence) -> Iterator[Check]:
    """So many out of so many: the second is how many the table before lists, under headings of that name."""
    for match in counting().all_in("out_of", sentence.words):
        table, noun, place = document.before(sentence.span[0]), match["noun"].rstrip("sx"), match.span("of")
        heads = [one for one in table.head if noun in fold(one.words)] if table else []
        if not table or not heads:
            continue
        counts = [len(table.column(one.column)) for one in heads]
        value, counted = number(match["of"]), Decimal(sum(counts))
        listed = tuple(document.passage((one.start, one.end)) for one in heads)
        said = document.passage(sentence.span, [sentence.place(*place)], sentence)
        by, verdict = tuple(map(str, counts)), AGREES if value == counted else DIFFERS
        printed = f"{match['of']} {match['noun']}"
        yield Check("rows", verdict, said, printed, value, counted, None, by, listed=listed)


def _of_degree(document: Layout, sentence: Sentence, listing: Listing) -> Iterator[Check]:
    """A count of actions, directions or policies in a sentence that speaks of one degree."""
    degrees = counting().degrees_in(sentence.words)
    found = listing.at(degrees) if len(degrees) == 1 else []
    for match in counting().all_in("count", sentence.words) if len(found) >= _FEW else ():
        before, place = sentence.words[: match.start()], match.span("value")
        kind = counting().noun(sentence.words[match.start("noun") :])
        if not kind or not counting().stands_in("whole", before) or _is_part(sentence.words, match.span()):
            continue
        value, counted = number(match["value"]), Decimal(len(_things(found, kind)))
        same = AGREES if value == counted else DIFFERS
        # What a text comes back to may be a part of what it has listed.
        verdict = INCOMPARABLE if same == DIFFERS and counting().stands_in("again", before) else same
        by = (next(_label(node) for one in found for node in one.degrees if _slug(node) in degrees),)
        said = counting().nouns[kind].match(sentence.words, match.start("noun"))
        printed = sentence.words[match.start() : said.end() if said else match.end()]
        made = Check("degree", verdict, document.passage(sentence.span), printed, value, counted, None, by, kind)
        yield _grounded(made, document, sentence, place, found, found, listing)


def _share(document: Layout, sentence: Sentence, listing: Listing) -> Iterator[Check]:
    """A share of actions that are of a policy or at a degree: among those that the table before lists, or at that degree."""
    for match in counting().all_in("share", sentence.words):
        end = counting().patterns["until"].search(sentence.words, match.end())
        told = sentence.words[match.end() : end.start() if end else len(sentence.words)]
        if counting().noun(match["noun"]) != "actions":
            continue
        whole = _whole(document, sentence, listing)
        named = {fold(_label(node)) for one in whole for node in one.policies}
        policy = next((name for name in sorted(named) if f" {name} " in f" {fold(told)} "), "")
        part = [one for one in whole if any(fold(_label(node)) == policy for node in one.policies)]
        if len(whole) < _FEW or not policy:
            continue
        every, some = len(_things(whole, "actions")), len(_things(part, "actions"))
        value = number(match["value"])
        near = _ROUGHLY if counting().stands_in("about", sentence.words[: match.start()]) else _ROUNDING
        verdict = AGREES if abs(Decimal(100 * some) / every - value) <= near else DIFFERS
        by = (next(_label(node) for one in part for node in one.policies if fold(_label(node)) == policy),)
        said, printed = document.passage(sentence.span), f"{match['value']} %"
        made = Check("share", verdict, said, printed, value, Decimal(some), every, by, "actions")
        yield _grounded(made, document, sentence, match.span("value"), part, whole, listing)


def _whole(document: Layout, sentence: Sentence, listing: Listing) -> list[Practice]:
    """What a share is a share of: the actions at the degree of the sentence, or those that the table before it lists."""
    degrees = counting().degrees_in(sentence.words)
    if len(degrees) == 1:
        return listing.at(degrees)
    table: Table | None = document.before(sentence.span[0])
    return listing.within(table.span) if table else []


def _is_part(words: str, span: Span) -> bool:
    """Whether what is around a count says that it counts a part."""
    around = words[max(0, span[0] - _BEFORE) : span[1] + _AFTER]
    return counting().stands_in("part", around)


def _things(practices: Sequence[Practice], kind: str) -> set[str]:
    """What is counted: the actions, or what they are led by or part of."""
    if kind == "actions":
        return {one.action.iri for one in practices}
    return {node.iri for one in practices for node in getattr(one, kind)}


def _grounded(
    made: Check,
    document: Layout,
    sentence: Sentence,
    place: Span,
    counted: Sequence[Practice],
    whole: Sequence[Practice],
    listing: Listing,
) -> Check:
    """The check with the figure marked where it stands, the actions that count, and the passages of all of them."""
    said = document.passage(sentence.span, [sentence.place(*place)], sentence)
    rows = _rows(document, whole, listing)
    nodes = {one.action.iri: (one.action, rows.get(one)) for one in counted}
    listed = sorted(set(rows.values()), key=lambda row: row.start)
    return replace(made, said=said, actions=tuple(nodes.values()), listed=tuple(listed))


def _rows(document: Layout, practices: Sequence[Practice], listing: Listing) -> dict[Practice, PassageHit]:
    """The passage that lists each practice: a row of a table where there is one, else the longest."""

    def worth(one: Evidence) -> tuple[bool, int]:
        inside = any(table.span[0] <= one.start and one.end <= table.span[1] for table in document.tables)
        return inside, one.end - one.start

    said = listing.passages()
    best = {practice: max(said[practice], key=worth) for practice in practices if said.get(practice)}
    return {practice: _passage(document, one) for practice, one in best.items()}


def _passage(document: Layout, one: Evidence) -> PassageHit:
    return PassageHit(
        document.id, document.title, one.start, one.end, one.exact, (), section=one.section, page=one.page
    )


def _slug(node: Node) -> str:
    return node.iri.rpartition("/")[2]


def _label(node: Node) -> str:
    return node.label
