"""Lists of acronyms: the entries of a glossary, under each other, in a table, or one after the other in a sentence."""

import re
from collections.abc import Iterator
from itertools import pairwise

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.acronyms import ACRONYM, CAPITALS, is_acronym
from usagraph.ingest.institutions.initials import LOOSE, NONE, STRICT, fit
from usagraph.ingest.institutions.kinds import kind_of, names_body
from usagraph.ingest.rulebook import compiled
from usagraph.records import Block
from usagraph.textview import tidy

__all__ = ["Entry", "listed"]

#: An acronym, what it stands for, and where both stand.
Entry = tuple[str, str, Span]

_MARGIN = r"^[ \t*•·▪◦‣–—-]*"
_ENTRY = re.compile(
    rf"{_MARGIN}(?P<acronym>{ACRONYM})[ \t\u00a0]*(?::|=|–|—|→|⇒|[=-]>|\t|\.{{3,}}|…+|(?<=[ \u00a0])-(?= ))[ \t\u00a0.…]*(?P<label>\S.*)$",
    re.MULTILINE,
)
# Under a glossary heading: no mark at all, a comma, a stop, or brackets.
_BARE = re.compile(
    rf"{_MARGIN}(?P<acronym>{CAPITALS})(?:[.,]?[ \t\u00a0]+|[ \u00a0]?[(\[])(?P<label>[^\W\d_].*?)[)\]]?[ ;.]*$",
    re.MULTILINE,
)
# There too: the words first.
_TURNED = re.compile(
    rf"{_MARGIN}(?P<label>[^\W\d_][^:=()\n]{{5,120}}?)[ \t\u00a0]*(?:[:=→–—(\t]|(?<=[ \u00a0])-(?= )|\.{{3,}}|…+)[ \t\u00a0.…]*(?P<acronym>{CAPITALS})\)?[ ;.]*$",
    re.MULTILINE,
)
# Entries that a reader put on one line: the next one begins after a space, all in capitals, before a spaced mark.
_RUN_ON = re.compile(r"(?<=[a-zà-ÿœ0-9.;)»]) (?=[A-ZÀ-Þ][A-ZÀ-Þ&-]{1,8}(?: [A-ZÀ-Þ]{2,6})? (?:[:=–—]|-) \w)")
_TITLE = 80  # code points: a longer block is no heading
_RUN = 4  # this many entries in a row are a glossary even without a heading
_LONG = 150  # code points: a longer line is a sentence
_LEAST = 3  # letters that leave no doubt where the words name no body


def listed(draft: Draft) -> Iterator[Entry]:
    """The entries of the lists of a document, in order of the text."""
    for run in _runs(draft):
        yield from run


def _runs(draft: Draft) -> Iterator[list[Entry]]:
    """Runs of entries, each under a glossary heading or long enough to be a glossary by itself; and single entries."""
    run: list[Entry] = []
    titled = False
    alone: Block | None = None
    for block, entries, words in _entry_blocks(draft):
        found = entries or (_under_title(draft, block, alone) if titled and block else [])
        alone = block if titled and block and re.fullmatch(CAPITALS, words.strip()) else None
        if found or alone:
            run += found
            continue
        yield _kept(run, titled)
        run, titled = [], len(words) < _TITLE and words in compiled("kinds", "glossary_heading")
    yield _kept(run, titled)


def _under_title(draft: Draft, block: Block, alone: Block | None) -> list[Entry]:
    """The entries that only a glossary heading makes one; `alone`: the acronym that stands by itself right before."""
    text = draft.document.text[block.start : block.end]
    if alone is not None:
        short, label = tidy(draft.document.words(alone)), tidy(text).rstrip(" .;")
        return [(short, label, (alone.start, block.end))] if fit(short, label) > NONE else []
    for regex in (_BARE, _TURNED):
        found = [
            (tidy(m["acronym"]), tidy(m["label"]).rstrip(" .;"), (block.start + m.start(), block.start + m.end()))
            for m in regex.finditer(text)
            if is_acronym(m["acronym"])
        ]
        if sum(fit(acronym, label) >= LOOSE for acronym, label, _ in found) * 2 > text.strip().count("\n"):
            return [entry for entry in found if fit(entry[0], entry[1]) >= LOOSE]
    return _stacked(block, text)


def _stacked(block: Block, text: str) -> list[Entry]:
    """The entries of a block in which each acronym stands on a line of its own, above what it stands for."""
    lines = list(re.finditer(r"\S.*", text))
    return [
        (one[0].strip(), tidy(other[0]).rstrip(" .;"), (block.start + one.start(), block.start + other.end()))
        for one, other in pairwise(lines)
        if re.fullmatch(CAPITALS, one[0].strip()) and fit(one[0], other[0]) >= LOOSE
    ]


def _kept(run: list[Entry], titled: bool) -> list[Entry]:
    """The entries of a run: all of them where it is a glossary, else those that a body and its letters leave no doubt of."""
    return run if _is_glossary(run, titled) else [entry for entry in run if _is_sure(entry)]


def _is_sure(entry: Entry) -> bool:
    acronym, label, _ = entry
    if len(label) >= _LONG or "." in label:
        return False
    found = fit(acronym, label)
    whole = found == STRICT and len(label.split()) >= _LEAST <= sum(c.isalpha() for c in acronym)
    return bool(kind_of(label)[0] and found > NONE) or whole


def _is_glossary(run: list[Entry], titled: bool) -> bool:
    """Whether entries are a glossary: under its heading, or many; and most of them abbreviate what they stand beside."""
    if not run or not (titled or len(run) >= _RUN):
        return False
    return 2 * sum(fit(acronym, label) > NONE for acronym, label, _ in run) >= len(run)


def _entry_blocks(draft: Draft) -> Iterator[tuple[Block | None, list[Entry], str]]:
    """Each block, or each table row of two cells (then no block), with its entries and its words."""
    left: Block | None = None
    for block in draft.document.blocks:
        words = draft.document.words(block)
        if block.kind == "furniture" or not words.strip():
            continue
        if not block.cell:
            yield block, _entries(draft, block.start, block.end), words
        elif left and left.cell and (left.cell.table, left.cell.row) == (block.cell.table, block.cell.row):
            entries, words = _pair(draft, left, block), tidy(draft.document.text[left.start : block.end])
            # The row that names the columns ends nothing; it may be the glossary's only title.
            if entries or block.cell.row > 0 or words in compiled("kinds", "glossary_heading"):
                yield None, entries, words
        left = block if block.cell and block.cell.column == 0 else None


def _pair(draft: Draft, left: Block, right: Block) -> list[Entry]:
    """The entry of a row, whichever of its two cells holds the acronym."""
    cells = tidy(draft.document.words(left)), tidy(draft.document.words(right))
    for acronym, label in (cells, cells[::-1]):
        if re.fullmatch(ACRONYM, acronym) and is_acronym(acronym) and len(label) > len(acronym):
            return [(acronym, label.rstrip(" .;"), (left.start, right.end))]
    return []


def _entries(draft: Draft, start: int, end: int) -> list[Entry]:
    """The entries of a block; a line that begins none continues the one above. Empty where the first line begins none."""
    # One sign for one sign: offsets hold.
    text = _RUN_ON.sub("\n", draft.document.text[start:end])
    matches = [m for m in _ENTRY.finditer(text) if is_acronym(m["acronym"])]
    if not matches or text[: matches[0].start()].strip():
        return []
    stops = [m.start() for m in matches[1:]] + [len(text)]
    found = []
    for match, stop in zip(matches, stops, strict=True):
        label = text[match.start("label") : stop].rstrip()
        span = start + match.start("acronym"), start + match.start("label") + len(label)
        found.append((tidy(match["acronym"]), tidy(label).rstrip(" .;"), span))
    return [entry for entry in found if not _is_several(entry[1])]


def _is_several(label: str) -> bool:
    """Whether what follows an acronym holds the next entry of a list in a sentence, which is read as one."""
    return any(names_body(m["label"]) for m in _NEXT.finditer(label))


_NEXT = re.compile(rf"[;,.] (?P<acronym>{CAPITALS})\s?[:=–—,-]\s(?P<label>\w[^;:=]*)")
