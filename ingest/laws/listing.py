"""Duties that stand in rows, in lines with labels and in lists under a heading, and who is said there to answer to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames
from usagraph.ingest.laws.citation import Citation
from usagraph.ingest.laws.duties import Duty
from usagraph.ingest.laws.legal import Laws
from usagraph.ingest.rulebook import compiled
from usagraph.records import Block
from usagraph.textview import flat

__all__ = ["Entry", "read_labelled", "read_listed", "read_rows"]

_HEADER = 3  # rows in which the headings of the columns may stand
_LONG = 160  # code points: a longer cell tells more than a duty
_LINE = 320  # code points: a longer line is prose
_LEAD = re.compile(r"^\W*(?:(?:l'|la |le |les |notre |nos )(?=\w))?")
_PARTED = re.compile(r"\s?[(\[][^()\[\]]*[)\]]?|\s?[:;–—]\s?|\.\s?$")
_WORDS = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Entry:
    """A text, what it asks for, where both stand, and the place of the words that say who answers to it."""

    law: Citation
    duties: tuple[Duty, ...]
    blocks: tuple[Block, ...]
    who: tuple[Block, int, int] | None = None


@dataclass
class _Lines:
    """Lines with labels that follow one another: the text, what it asks for."""

    laws: Laws
    law: Citation | None = None
    duties: tuple[Duty, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    who: tuple[Block, int, int] | None = None

    def entry(self) -> Entry | None:
        """What they tell together; None where a part is missing."""
        return Entry(self.law, self.duties, tuple(self.blocks), self.who) if self.law and self.duties else None


def read_rows(draft: Draft, laws: Laws, known: KnownNames) -> Iterator[Entry]:
    """The rows of the tables that have a column of texts and one of what they impose."""
    for grid in draft.grids:
        columns = _columns(laws, grid)
        if columns is None:
            continue
        first, texts, asked, who = columns
        for number, row in grid.items():
            if number > first and texts in row and asked in row:
                yield from _row(draft, laws, known, row[texts], row[asked], row.get(who))


def _columns(laws: Laws, grid: dict[int, dict[int, Block]]) -> tuple[int, int, int, int] | None:
    """The row of headings, and the columns of texts, of duties and of those who answer (-1 where there is none)."""
    for number in sorted(grid)[:_HEADER]:
        heads = {column: laws.words[block.start] for column, block in grid[number].items()}
        texts = next((c for c, w in heads.items() if compiled("obligations", "texts_column").regex.match(w)), None)
        asked = _asked_column(heads, texts)
        if texts is not None and asked is not None:
            told = (c for c, w in heads.items() if c not in (texts, asked))
            who = next((c for c in told if compiled("owing", "who_label").regex.match(heads[c].strip(" :?"))), -1)
            return number, texts, asked, who
    return None


def _asked_column(heads: dict[int, str], texts: int | None) -> int | None:
    """The column of what the texts ask for: the one that says so rather than the one of the bodies."""
    found = [c for c, w in heads.items() if c != texts and compiled("obligations", "duty_column").regex.match(w)]
    plain = [c for c in found if not compiled("owing", "who_label").regex.match(heads[c].strip(" :?"))]
    return next(iter(plain or found), None)


def _row(draft: Draft, laws: Laws, known: KnownNames, text: Block, asked: Block, who: Block | None) -> Iterator[Entry]:
    cited = laws.within(text, 0, len(laws.words[text.start]))
    law = next((c for c in cited if c.article), cited[0] if cited else None)
    if law is not None:
        told = tuple(_asked_for(draft, laws, known, asked, 0))
        if told:
            yield Entry(law, told, (text, asked), _who(draft, who, 0) if who else None)


def _asked_for(draft: Draft, laws: Laws, known: KnownNames, block: Block, start: int) -> Iterator[Duty]:
    """What a cell or the rest of a line asks for: instruments, a kind of body or document, else its words."""
    words = laws.words[block.start][start:]
    found = known.mentions("instrument", words)
    for a, b, instrument in found:
        yield Duty(start + a, start + b, instrument, draft.words(block, start + a, start + b))
    if found or len(words) > _LONG or len(_WORDS.findall(words)) < 1:
        return
    kind = compiled("obligations", "asked").regex.match(words) or compiled("obligations", "inside").find(words)
    a, b = (start + kind.start("np"), start + kind.end("np")) if kind else (start, start + len(words.rstrip(" .;")))
    if kind or len(_WORDS.findall(words)) > 1:
        yield Duty(a, b, "", draft.words(block, a, b).strip(" *,"), kind=bool(kind))


def _who(draft: Draft, block: Block, start: int) -> tuple[Block, int, int] | None:
    """The body or the post that a cell or the rest of a line names, up to a bracket or a mark; None where it names none."""
    text = draft.view(block).text
    words = flat(text)
    lead = _LEAD.match(words[start:])
    at = start + (lead.end() if lead else 0)
    parted = _PARTED.search(words, at)
    stop = parted.start() if parted else len(words)
    shown = text[at:stop].strip()
    named = compiled("obligations", "who_cell").regex.match(words[at:stop].strip())
    return (block, at, at + len(text[at:stop].rstrip())) if named or _is_short(shown) else None


def _is_short(words: str) -> bool:
    return words.isupper() and words.isalpha() and len(words) > 1


def read_labelled(draft: Draft, laws: Laws, known: KnownNames) -> Iterator[Entry]:
    """Lines with labels: "Base légale : …", then "Obligation : …", then "Réponse : …"; or rows of a label and a value."""
    lines = _Lines(laws)
    for _, label, value, start in _labelled(draft, laws):
        if not label or compiled("owing", "text_label").regex.match(label):
            if entry := lines.entry():
                yield entry
            lines = _Lines(laws)
        if not label:
            continue
        if compiled("owing", "text_label").regex.match(label):
            cited = laws.within(value, start, len(laws.words[value.start]))
            lines.law = next((c for c in cited if c.article), cited[0] if cited else None)
            lines.blocks = [value]
        elif lines.law and not lines.duties and compiled("owing", "duty_label").regex.match(label):
            lines.duties = tuple(_asked_for(draft, laws, known, value, start))
            lines.blocks.append(value)
        elif lines.duties and lines.who is None and compiled("owing", "who_label").regex.match(label):
            lines.who = _who(draft, value, start)
    if entry := lines.entry():
        yield entry


def _labelled(draft: Draft, laws: Laws) -> Iterator[tuple[Block, str, Block, int]]:
    """The lines with their labels, the block of the value and where it begins there; an empty label between two groups."""
    held: Block | None = None
    for block in draft.blocks:
        words = laws.words[block.start]
        if block.kind == "heading":
            yield block, "", block, 0
        elif block.cell:
            if block.cell.column == 0:
                held = block
            elif block.cell.column == 1 and held and held.cell and held.cell.row == block.cell.row:
                yield held, laws.words[held.start].strip(" :?"), block, 0
        elif block.kind in ("paragraph", "item", "box") and len(words) <= _LINE:
            match = compiled("owing", "label").regex.match(words)
            if match:
                yield block, match["label"].strip(), block, match.end()


def read_listed(draft: Draft, laws: Laws, known: KnownNames) -> Iterator[Entry]:
    """The lines under a heading such as "Obligations", each with its text and what it asks for."""
    listing = False
    for block in draft.blocks:
        words = laws.words[block.start]
        announces = block.kind == "heading" or words.rstrip().endswith(":")
        if announces and not laws.within(block, 0, len(words)):
            listing = len(words) <= _LONG and compiled("owing", "listing").find(words.strip(" :")) is not None
        elif listing and block.kind in ("item", "paragraph", "box") and len(words) <= _LINE:
            yield from _listed(draft, laws, known, block, words)


def _listed(draft: Draft, laws: Laws, known: KnownNames, block: Block, words: str) -> Iterator[Entry]:
    cited = [c for c in laws.within(block, 0, len(words)) if not c.aside]
    law = next((c for c in cited if c.article), cited[0] if cited else None)
    if law is None or len({c.whole or c.term for c in cited}) > 1:
        return
    found = known.mentions("instrument", words)
    kind = compiled("obligations", "asked").regex.match(words)
    if len(found) == 1 and not (kind and kind.end("np") <= found[0][0]):
        a, b, instrument = found[0]
        yield Entry(law, (Duty(a, b, instrument, draft.words(block, a, b)),), (block,))
    elif kind and not found:
        a, b = kind.span("np")
        yield Entry(law, (Duty(a, b, "", draft.words(block, a, b), kind=True),), (block,))
