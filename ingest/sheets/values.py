"""The values of a field: what stands after its colon, else its list items, else its paragraphs, each with its spans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.line import Line
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.sheets.advice import advice, clauses
from usagraph.ingest.sheets.headings import means_nothing
from usagraph.ingest.sheets.sheets import Field
from usagraph.textview import View, flat, fold, sentences, tidy, view

__all__ = ["Value", "answers_of", "chosen", "degree_first", "heads_of", "listed", "parts_of", "texts_of", "values_of"]

_BULLET = re.compile(r"^\s*(?:[-–•·*▪➢→❖]|o(?=\s)|\d+[.)])\s+|^ {1,3}(?=\S)")
_MARKED = re.compile(r"^\s*(?:[-–•·*▪➢→❖]|o(?=\s)|\d+[.)])\s+")
_ENDED = re.compile(r"[.!?]\s+[A-ZÀ-Þ]|\.$")
_QUOTE = re.compile("[«»]")
_EMPTY = re.compile(r"^[\W_]*$|^(?:https?://|www\.)\S+(?:\s+(?:\S*[/=&]\S*|\d+))*$")  # addresses alone say nothing
_BOX = re.compile(r"[☐☑☒✔✓□■]|\[[ xX✓]?\]")
_TICKED = re.compile(r"(?:☑|☒|\[[xX✓]\]|✔|✓|■)\s*([^☐☑☒\[\]✔✓□■|\n]+)")
_LONGEST = 240  # code points: a longer item is told by its first sentence
_MOST = 1_400  # code points of one passage
_MANY = re.compile(r",\s|\set\s")
_BARE = 2  # words that name people without saying which
_SUMMING = ("Ce ", "Ces ", "Cet ", "Cette ")
_STACKED = 60  # code points: a longer line was cut by the page
_SMALL = re.compile(
    r"(?:^|\s|')(?:d[eu]s?|l[ae]s?|aux?|à|et|ou|en|par|pour|avec|sur|dans|un|une|d|l|,)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Value:
    """What a field says, once: its words on one line and where they stand."""

    words: str
    spans: tuple[Span, ...]


def values_of(draft: Draft, field: Field) -> list[Value]:
    """The values of a field that say something; a long one is told by its first sentence."""
    return [_short(draft, piece) for piece in _pieces(draft, field)]


def texts_of(draft: Draft, field: Field) -> list[Value]:
    """The paragraphs of a field, whole where a passage can hold them."""
    return [_cut(draft, piece) for piece in _pieces(draft, field)]


def parts_of(draft: Draft, value: Value, people: bool = False) -> list[Value]:
    """The several things that a value names; `people`: they are groups of people, which commas do not always part."""
    if len(value.spans) > 1:
        return [value]
    start, end = value.spans[0]
    seen = view(draft.document.text, (start, end))
    regex = compiled("headings", "parted_people" if people else "parted").regex
    if people and compiled("headings", "many_people").regex.match(flat(seen.text)):
        regex = _MANY
    found = [m.span() for m in regex.finditer(flat(seen.text))]
    # "Riverains et commerçants du bourg" are of one bourg: bare words share what follows.
    shared = (
        people
        and regex is not _MANY
        and bool(found)
        and len(seen.text[: found[0][0]].split()) <= _BARE
        and " et " in seen.text[slice(*found[0])]
    )
    cuts = [(0, 0), *(found[1:] if shared else found), (len(seen.text), len(seen.text))]
    made = [_part(draft, seen, a[1], b[0]) for a, b in pairwise(cuts)]
    return [part for part in made if part and not means_nothing(part.words)]


def heads_of(words: str) -> list[str]:
    """What comes before the first full stop or bracket of a value: "Consultation. Trois plans ont été débattus."""
    head = re.split(r"[.(;:,–]| - ", words, maxsplit=1)[0].strip()
    return [head] if head and len(head.split()) <= 6 else []


def degree_first(words: str) -> list[str]:
    """The degree that a longer value begins with: "Consultation plateau en main et stand de dégustation"."""
    found = compiled("headings", "degree_first").regex.match(flat(words))
    return [words[: found.end()]] if found else []


def answers_of(draft: Draft, field: Field) -> list[Value]:
    """The one answer to a choice: the first value, or those lines that are boxes ticked, each a paragraph."""
    values = values_of(draft, field)
    boxes = [value for value in values if _BOX.search(value.words)]
    return [value for value in boxes if chosen(value.words)] if len(boxes) > 1 else values[:1]


def listed(draft: Draft, field: Field, value: Value) -> list[Value]:
    """The things that a value after a colon lists with semicolons: "un local ; un minibus"; else the value alone."""
    inline = field.rule.get("makes") != "Effect" or field.value or all(n.block.kind == "cell" for n in field.lines)
    seen = view(draft.document.text, value.spans[0])
    pieces = advice(seen) if field.rule.get("property") == "hasFactor" and len(value.spans) == 1 else []
    if not pieces and not (inline and len(value.spans) == 1 and value.words in compiled("headings", "enumerated")):
        return [value]
    return [part for a, b in pieces or clauses(seen) if (part := _part(draft, seen, a, b))]


def chosen(words: str) -> list[str] | None:
    """The boxes that are ticked, of words that hold boxes; None where there are none."""
    if not _BOX.search(words):
        return None
    return [tidy(match[1]).strip(" -–;,.") for match in _TICKED.finditer(words)]


def _part(draft: Draft, seen: View, start: int, end: int) -> Value | None:
    words = seen.text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip(" .;,")))
    return Value(seen.text[start:end], tuple(seen.spans(start, end))) if start < end else None


def _pieces(draft: Draft, field: Field) -> list[list[Span]]:
    text = draft.document.text
    if field.value and not _EMPTY.match(text[slice(*field.value)]):
        found = [[_trim(text, field.value)]]
    else:
        found = [_spans(draft, lines) for lines in _grouped(draft, field)]
        if field.rule["takes"] == "items":
            found = [part for spans in found for part in _unglued(draft, spans)]
        elif field.rule["takes"] == "agents" and all(line.block.kind == "cell" for line in field.lines):
            found = [part for spans in found for part in _unglued(draft, spans, "glued_bodies")]
    words = [" ".join(tidy(text[slice(*span)]) for span in spans) for spans in found]
    return [
        spans for spans, said in zip(found, words, strict=True) if not _EMPTY.match(said) and not means_nothing(said)
    ]


def _unglued(draft: Draft, spans: list[Span], rule: str = "glued") -> list[list[Span]]:
    """The items of a list that was run into one paragraph: a capital where no sentence begins tells them apart."""
    text = draft.document.text
    start, end = spans[0]
    if len(spans) > 1:
        return [spans]
    found = [match.span() for match in compiled("headings", rule).all_in(text, start, end)]
    places = [(start, start), *(cut for cut in found if not _is_awaited(text[start : cut[0]])), (end, end)]
    parts = [(a[1], b[0]) for a, b in pairwise(places)]
    # "Ces actions ont permis …" sums up the items before it.
    return [[part] for part in parts if part == parts[0] or not text.startswith(_SUMMING, *part)]


def _is_awaited(words: str) -> bool:
    """Whether words await a name, so that a capital after them begins no item."""
    before = fold(words[-_LONGEST:])
    return _SMALL.search(before) is not None or before in compiled("headings", "titled")


def _spans(draft: Draft, lines: list[Line]) -> list[Span]:
    """Where some lines stand: one span, or more where something stands between them."""
    text = draft.document.text
    spans: list[Span] = []
    for line in lines:
        if spans and not text[spans[-1][1] : line.start].strip():
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
    return [_trim(text, spans[0]), *spans[1:]]


def _short(draft: Draft, spans: list[Span]) -> Value:
    seen = view(draft.document.text, *spans)
    said = sentences(seen)
    quoted = next((n for n, (start, _) in enumerate(said) if n and seen.text[start] in '«“"'), len(said))
    end = said[0][1] if len(seen.text) > _LONGEST else said[quoted - 1][1]
    return Value(tidy(seen.text[:end]), tuple(seen.spans(0, min(end, _MOST))))


def _cut(draft: Draft, spans: list[Span]) -> Value:
    """A paragraph, or as many of its sentences as a passage holds."""
    seen = view(draft.document.text, *spans)
    ends = [end for _, end in sentences(seen) if end <= _MOST]
    end = max(ends, default=min(len(seen.text), _MOST))
    return Value(tidy(seen.text[:end]), tuple(seen.spans(0, end)))


def _trim(text: str, span: Span) -> Span:
    start, end = span
    bullet = _BULLET.match(text[start:end])
    start += bullet.end() if bullet else 0
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def _grouped(draft: Draft, field: Field) -> Iterator[list[Line]]:
    """Lines put together into items: a bullet begins one; where there are no bullets, another block or a line that
    was broken on purpose does. Beside bullets, a paragraph is a comment: no item of a list."""
    lists = field.rule["takes"] not in ("text", "nothing")
    groups = list(_all(draft, field, lists))
    marked = [_is_marked(draft, group[0], field.lines) for group in groups]
    ends = [group[-1].words[-1] for group in groups]
    for place, (group, after) in enumerate(pairwise(groups)):
        marked[place] = marked[place] and not _is_lead(draft, group, after)
    inside = _introduced(ends, marked)
    keeps_all = not lists or not (any(marked) or inside)
    yield from (group for place, group in enumerate(groups) if keeps_all or marked[place] or place in inside)


def _is_lead(draft: Draft, group: list[Line], after: list[Line]) -> bool:
    """Whether a paragraph that only a space sets in stands above bullets: it says what they list."""
    text = draft.document.text
    return (
        group[0].block.kind != "item"
        and not any(_ENDED.search(line.words) for line in group)
        and not _MARKED.match(text[text.rfind("\n", 0, group[0].start) + 1 : group[0].end])
        and (after[0].block.kind == "item" or _MARKED.match(after[0].raw) is not None)
    )


def _introduced(ends: list[str], marked: list[bool]) -> set[int]:
    """The places of the paragraphs that one with a colon introduces, as marks at their ends say: to the first that ends
    with a full stop."""
    found: set[int] = set()
    is_open = False
    for place, end in enumerate(ends):
        if marked[place]:
            continue
        if is_open:
            found.add(place)
            is_open = end != "."
        elif end == ":" and _lists_on(ends[place + 1 :], marked[place + 1 :]):
            is_open = True
    return found


def _lists_on(ends: list[str], marked: list[bool]) -> bool:
    """Whether what follows a colon is a list without bullets: semicolons, or paragraphs that introduce bullets."""
    if not ends or marked[0]:
        return False
    return ends[0] == ";" or (len(ends) > 1 and ends[0] == ":" and marked[1])


def _all(draft: Draft, field: Field, lists: bool) -> Iterator[list[Line]]:
    """The lines of a field put together, comments included."""
    marked = any(_is_marked(draft, line, field.lines) for line in field.lines)
    group: list[Line] = []
    for line in field.lines:
        begins = (
            _is_marked(draft, line, field.lines)
            if marked
            else bool(group) and _is_apart(draft, group, line, field.lines, lists)
        )
        if group and (
            begins or (marked and (_is_apart(draft, group, line, field.lines, False) or _closes(group, line)))
        ):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_quoting(draft: Draft, group: list[Line], line: Line) -> bool:
    """Whether a line goes on with a quotation that the ones above left open, and that is closed further on."""
    if not group[0].raw.lstrip().startswith("«"):
        return False
    above = "".join(other.raw for other in group)
    mark = _QUOTE.search(draft.document.text, line.start, line.start + _MOST)
    return above.count("«") > above.count("»") and mark is not None and mark.group() == "»"


def _closes(group: list[Line], line: Line) -> bool:
    """Whether an item of a side box has ended, so that a new sentence on the next line is a comment."""
    return line.block.kind == "box" and group[-1].words[-1] in ".…!?" and line.words[:1].isupper()


def _is_marked(draft: Draft, line: Line, lines: tuple[Line, ...]) -> bool:
    """Whether the line begins a list item: by its block, or by a bullet (or the space that is left of one)."""
    text, block = draft.document.text, line.block
    if block.kind == "item":
        return not text[block.start : line.start].strip()
    # From the start of the line: the space that is left of a bullet stands before the block.
    begin = text.rfind("\n", 0, line.start) + 1
    if not _BULLET.match(text[begin : line.end]):
        return False
    above = [other for other in lines if other.block is block and other.start < line.start]
    # Inside a paragraph, a dash may be where a line was cut: unless the line above is closed, or an item of the list.
    return not above or above[-1].words[-1] in ".;:,!?" or any(_BULLET.match(other.raw) for other in above)


def _is_apart(draft: Draft, group: list[Line], line: Line, lines: tuple[Line, ...], lists: bool) -> bool:
    """Whether a line begins another item: another block that does not take up an open sentence, or a new line where
    the word that begins it had room on the line above; in a cell, one in small letters where the first has them too."""
    above = group[-1]
    if line.goes_on or _is_quoting(draft, group, line):
        return False
    if line.block is not above.block:
        return not (line.begins_low and above.words[-1:] not in ".;:!?")
    if not lists or _SMALL.search(fold(above.words)):
        return False
    if line.begins_low or line.block.kind in ("cell", "box"):
        return not line.begins_low or (line.block.kind == "cell" and lines[0].begins_low)
    # A paragraph is a list without bullets where each of its lines is short and begins like one.
    stacked = [other for other in lines if other.block is line.block]
    return not any(other.begins_low or len(other.words) > _STACKED for other in stacked)
