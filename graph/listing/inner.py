"""Figures of a text beside what the same text spells out: lists, parts of a whole, shares that add up, numbered rows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from usagraph.graph.listing.check import AGREES, DIFFERS, Check
from usagraph.graph.listing.counting import counting, number
from usagraph.graph.listing.layout import Cell, Layout, Sentence
from usagraph.graph.reading.things import PassageHit

__all__ = ["inner"]

_ACRONYM = re.compile(r"\((?=[^()]*[A-Z]{2})[A-Z][\w .-]{1,12}\)")
_BRACKET = re.compile(r"\([^()]*\)")
_AND = re.compile(r" (?:et|ou) ")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?) ?%")
#: Between a count and its list, nothing else may be what is listed.
_OF = re.compile(r"(?: (?:de|des|du) .{1,30}| d'.{1,30})? ?")
_ITEM, _SHORT = 12, 6
_WHOLE = 100
#: Further from 100, shares are not those of one whole.
_FAR, _ROUNDING = 10, 1
_FEW = 3


def inner(document: Layout) -> Iterator[Check]:
    """What the text of a document says against itself."""
    for sentence in document.sentences:
        yield from _listed(document, sentence)
        yield from _parts(document, sentence)
        yield from _remains(document, sentence)
        yield from _percents(document, sentence)
    yield from _columns(document)
    yield from _numbered(document)


def _listed(document: Layout, sentence: Sentence) -> Iterator[Check]:
    """A count, then what it counts one by one."""
    for match in counting().all_in("listed", sentence.words):
        name = "list" if match["list"] else "bracket"
        place, value = sentence.place(*match.span(name)), number(match["value"])
        least, most = _items(match[name], document.text[slice(*place)])
        if not least or value < 2:
            continue
        agrees = least <= value <= most
        strict = least == most >= _FEW and _OF.fullmatch(match["between"]) and _are_short(match[name])
        if agrees or strict:
            counted, place = value if agrees else Decimal(least), (match.start("value"), match.end("noun"))
            yield _check(document, sentence, "list", place, counted, value=value, also=match.span(name))


def _items(words: str, shown: str) -> tuple[int, int]:
    """The fewest and the most things that a list holds; none where it is no list."""
    acronyms = len(_ACRONYM.findall(shown))
    if acronyms > 1:
        return acronyms, acronyms
    aside = counting().patterns["aside"].search(words)
    kept = _BRACKET.sub("", words[: aside.start()] if aside else words)
    pieces = [piece.strip() for piece in kept.split(",") if piece.strip()]
    if any(len(piece.split()) > _ITEM or counting().stands_in("unlisted", piece) for piece in pieces):
        return 0, 0
    most = sum(len(_AND.split(piece)) for piece in pieces)
    least = len(pieces) + (len(_AND.split(pieces[-1])) > 1 if len(pieces) > 1 else 0)
    return (least, most) if most > 1 else (0, 0)


def _are_short(words: str) -> bool:
    return all(len(piece.split()) <= _SHORT for piece in re.split(r", ?| et ", words))


def _parts(document: Layout, sentence: Sentence) -> Iterator[Check]:
    """A count, then its parts in brackets: they make it, or one count alone stands before them and they do not."""
    for match in counting().all_in("parts", sentence.words):
        parts = [number(one["value"]) for one in counting().all_in("figure", match["list"])]
        before = list(counting().all_in("count", sentence.words[: match.start()]))
        made = next((one for one in before if number(one["value"]) == sum(parts)), None)
        whole = made or (before[0] if len(before) == 1 and number(before[0]["value"]) > max(parts) else None)
        if whole:
            by, total = tuple(map(str, parts)), sum(parts, Decimal(0))
            place, value = (whole.start("value"), whole.end("noun")), number(whole["value"])
            yield _check(document, sentence, "parts", place, total, by, value, match.span("list"))


def _remains(document: Layout, sentence: Sentence) -> Iterator[Check]:
    """A share, and all that remains."""
    for match in counting().all_in("remains", sentence.words):
        total, by = number(match["value"]) + number(match["rest"]), (match["value"], match["rest"])
        marks = [sentence.place(*match.span(name)) for name in ("value", "rest")]
        said = document.passage(sentence.span, marks, sentence)
        verdict = AGREES if total == _WHOLE else DIFFERS
        yield Check("whole", verdict, said, f"{by[0]} % + {by[1]} %", Decimal(_WHOLE), total, by=by)


def _percents(document: Layout, sentence: Sentence) -> Iterator[Check]:
    """So many out of so many, and the share that the text makes of them."""
    for match in counting().all_in("out_of", sentence.words):
        if match["percent"] and 0 < number(match["value"]) <= number(match["of"]):
            counted, of = number(match["value"]), int(number(match["of"]))
            stated, place = number(match["percent"]), match.span("percent")
            verdict = AGREES if abs(100 * counted / of - stated) <= _step(match["percent"]) else DIFFERS
            said = document.passage(sentence.span, [sentence.place(*place)], sentence)
            yield Check("percent", verdict, said, f"{match['percent']} %", stated, counted, of)


def _step(printed: str) -> Decimal:
    """Half of the last digit that is printed, and a little."""
    decimals = len(re.sub(r"^\d+[.,]?", "", printed))
    return Decimal("0.51").scaleb(-decimals)


def _columns(document: Layout) -> Iterator[Check]:
    """Columns of shares that make one whole, or nearly."""
    for table in document.tables:
        for head in table.head:
            cells = [(one, _PERCENT.fullmatch(one.words)) for one in table.column(head.column)]
            shares = [number(told[1]) for _, told in cells if told]
            if len(shares) < _FEW or len(shares) < len(cells):
                continue
            # The last one may be the sum of the others.
            shares = shares[:-1] if shares[-1] == _WHOLE else shares
            total = sum(shares, Decimal(0))
            if abs(total - _WHOLE) <= _FAR:
                verdict = AGREES if abs(total - _WHOLE) <= _ROUNDING else DIFFERS
                said = document.passage((head.start, head.end), [(head.start, head.end)])
                rows = _passages(document, (one for one, _ in cells))
                by = tuple(f"{share.normalize():f}" for share in shares)
                yield Check("whole", verdict, said, said.exact, Decimal(_WHOLE), total, by=by, listed=rows)


def _numbered(document: Layout) -> Iterator[Check]:
    """Rows that are numbered: beyond the count that the text gives, or twice with the same number."""
    for noun, rows in _rows(document).items():
        yield from _beyond(document, noun, rows)
        twice = {printed: cells for printed, cells in rows.items() if len({one.words for one in cells}) > 1}
        if twice:
            listed = _passages(document, (one for cells in twice.values() for one in cells))
            numbers, found = ", ".join(map(str, sorted(twice))), Decimal(len(listed))
            yield Check("reused", DIFFERS, listed[0], numbers, Decimal(len(twice)), found, by=(noun,), listed=listed)


def _beyond(document: Layout, noun: str, rows: Mapping[int, Sequence[Cell]]) -> Iterator[Check]:
    """The count that the text gives of a thing, and the last of its numbers."""
    stated, last = _most(document, noun), max(rows)
    if stated and Decimal(last) >= stated[2]:
        sentence, place, value = stated
        said = document.passage(sentence.span, [sentence.place(*place)], sentence)
        found = (one for printed, cells in sorted(rows.items()) if printed > value or printed == last for one in cells)
        listed, verdict = _passages(document, found), DIFFERS if last > value else AGREES
        printed = sentence.words[slice(*place)]
        yield Check("beyond", verdict, said, printed, value, Decimal(last), by=(noun,), listed=listed)


def _passages(document: Layout, cells: Iterable[Cell]) -> tuple[PassageHit, ...]:
    return tuple(document.passage((one.start, one.end)) for one in cells)


def _rows(document: Layout) -> dict[str, dict[int, list[Cell]]]:
    """The cells that begin with a numbered thing, by thing and number."""
    found: dict[str, dict[int, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for table in document.tables:
        for cell in table.cells:
            match = counting().patterns["numbered"].search(cell.words)
            if match:
                found[match["noun"].split()[0].rstrip("s")][int(match["value"])].append(cell)
    return {noun: rows for noun, rows in found.items() if len(rows) >= _FEW}


def _most(document: Layout, noun: str) -> tuple[Sentence, tuple[int, int], Decimal] | None:
    """Where the text says how many of a numbered thing there are: the largest count, in its first place."""
    found = [
        (sentence, (match.start("value"), match.end("noun")), number(match["value"]))
        for sentence in document.sentences
        for match in counting().all_in("count", sentence.words)
        if match["noun"].rstrip("s") == noun
    ]
    return max(found, key=lambda one: (one[2], -one[0].begin), default=None)


def _check(
    document: Layout,
    sentence: Sentence,
    rule: str,
    place: tuple[int, int],
    counted: Decimal,
    by: Iterable[str] = (),
    value: Decimal = Decimal(0),
    also: tuple[int, int] = (0, 0),
) -> Check:
    """A figure of a sentence beside what the sentence itself makes of it, both marked."""
    said = document.passage(sentence.span, [sentence.place(*place), sentence.place(*also)], sentence)
    printed, verdict = sentence.words[slice(*place)], AGREES if value == counted else DIFFERS
    return Check(rule, verdict, said, printed, value, counted, by=tuple(by))
