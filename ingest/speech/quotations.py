"""Quotations: what stands between quotation marks, whole where a box or the end of a paragraph cuts it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import compiled
from usagraph.records import Block
from usagraph.textview import flat, tidy

__all__ = ["Part", "Quotation", "pairs", "quotations"]

_MARK = re.compile(r"[«»“”\"]")
_CLOSES = {"«": "»", "“": "”", '"': '"'}
_MARKUP = " \t\u00a0\u202f*_"
_SAID, _LINE = 1_200, 60  # code points of words that a line of so many may sign
_DEEPEST = 8  # marks left open that are remembered
_LONGEST = 4_000  # code points: more is two marks that do not belong together
_COMMA = re.compile(r",\s")
_COMMAS = 4  # commas from the end after which the words may say who speaks
_BLOCKS = 4  # blocks that a quotation may run over
#: Words without marks, and the tag of the one who was interviewed.
_TAGGED = re.compile(
    r"^(?P<said>[^«»“”\[\]]{20,1500}[.!?…])\s*\[(?:[A-Z]{1,3}[a-z]{0,9}[ .-]?(?:n° ?)?\d{1,3})\b[^\[\]]{0,80}\]\.?\s*$"
)
#: The same with who speaks in parentheses, or after the words as a signature of an interview.
_NAMED = re.compile(
    r"^[\s*_—–-]*(?P<said>[^\W\d][^«»“”()\[\]:]{20,1200}[.!?…])\s*[*_]*\s*"
    r"(?:\((?P<who>[^()]{3,80})\)\.?|[—–-]?\s?(?P<code>(?:Entretien|Enquêtée?|Ent\.|Témoignage|Verbatim) [^.!?]{1,60}))\s*$"
)
_CODED = re.compile(r"\b(?:Entretien|Enquêtée?|Ent\.|Témoignage|Verbatim) ")
#: Words set apart in letters as large as those of a heading, and the line that signs them.
_SIGNED = re.compile(r"^[*_]*[«“][^«»“”]{15,300}[.!?…][»”\s*_]+[—–-]?\s?\(?[^\W\d][^«»:]{3,60}$")
#: What may hold the rest of a quotation that its paragraph leaves open.
_RUNNING = ("paragraph", "item")


@dataclass(frozen=True)
class Part:
    """A stretch of one block, in offsets of its view."""

    block: Block
    start: int
    end: int


@dataclass(frozen=True)
class Quotation:
    """Quoted words, without their marks: the parts they are made of.

    `before`: where the opening mark stands in the view of `block`; `after`: where the closing one ends in that of `last`.
    """

    parts: tuple[Part, ...]
    last: Block
    before: int
    after: int
    #: Where the words themselves say who speaks: "… , dit une femme".
    who: Span | None = None
    #: Whether no mark sets the words apart, and a signature follows them.
    signed: bool = False

    @property
    def block(self) -> Block:
        """The block where it begins."""
        return self.parts[0].block

    def words(self, draft: Draft) -> str:
        """The quoted words with the author's spelling, without the marks of italics."""
        return tidy(" ".join(draft.words(p.block, p.start, p.end) for p in self.parts).replace("*", ""))

    def read(self, draft: Draft) -> str:
        """The quoted words as rules read them."""
        return " ".join(draft.view(p.block).text[p.start : p.end] for p in self.parts)

    def spans(self, draft: Draft) -> list[Span]:
        """Where the quoted words stand in the text."""
        return [span for p in self.parts for span in draft.view(p.block).spans(p.start, p.end)]


def quotations(draft: Draft) -> list[Quotation]:
    """The quotations of the document, in order; of nested ones the outermost."""
    found: list[Quotation] = []
    for number, block in enumerate(draft.blocks):
        signed = block.kind == "heading" and (_SIGNED.match(draft.view(block).text) or _last_line(draft, block))
        if signed or block.kind not in ("heading", "caption", "cell"):
            found += _of_block(draft, number, block)
    return found


def _of_block(draft: Draft, number: int, block: Block) -> Iterator[Quotation]:
    text = draft.view(block).text
    found, left_open = pairs(text)
    for start, end in found:
        part = _trimmed(draft, block, start + 1, end - 1)
        if part:
            yield _told_within(block, text, part, (start, end)) or Quotation((part,), block, start, end)
    if not found and left_open is None and block.kind in (*_RUNNING, "box") and (tag := _TAGGED.match(text)):
        yield Quotation((Part(block, 0, tag.end("said")),), block, 0, tag.end("said"))
        return
    if (
        not found
        and left_open is None
        and block.kind in (*_RUNNING, "box", "heading")
        and (named := _named(text, _last_line(draft, block)))
    ):
        yield Quotation((Part(block, *named),), block, *named, signed=True)
    if left_open is not None and block.kind in (*_RUNNING, "box"):
        yield from _continued(draft, number, left_open)


def _named(text: str, line: str) -> Span | None:
    """Where words in the first person stand that no mark sets apart, before the one who said them, or a `line` that signs them."""
    whole = text.rstrip()
    match = _NAMED.match(text) if whole.endswith((")", ").")) or _CODED.search(text) else None
    said, who = (match["said"], match["who"] or match["code"]) if match else (whole.removesuffix(line).rstrip(), line)
    if not (who and said.endswith((".", "!", "?", "…")) and len(said) < _SAID):
        return None
    if not compiled("verbatims", "first_person").find(flat(said)):
        return None
    tests = (("of_oneself", said), ("one_person", who))
    if not any(compiled("verbatims", name).find(flat(words)) for name, words in tests):
        return None
    start = match.start("said") if match else 0
    return (start, start + len(said)) if compiled("verbatims", "signature").regex.match(flat(who)) else None


def _last_line(draft: Draft, block: Block) -> str:
    """The last line of a block of several as it stands on the page, where it is short and begins with a capital."""
    above, mark, line = draft.document.text[block.start : block.end].rstrip().rpartition("\n")
    return line if mark and len(line) < _LINE and line[:1].isupper() and above.rstrip()[-1:] in ".!?…" else ""


def _told_within(block: Block, text: str, part: Part, marks: Span) -> Quotation | None:
    """The quotation without the words between its marks that say who speaks; None where none do."""
    words = flat(text[part.start : part.end])
    for comma in list(_COMMA.finditer(words))[-_COMMAS:]:
        match = compiled("verbatims", "incise").regex.match(words[comma.start() :])
        if match and comma.start():
            at = part.start + comma.start()
            first, rest = Part(block, part.start, at), Part(block, at + match.end(), part.end)
            parts = (first, rest) if text[rest.start : rest.end].strip(" .!?…") else (first,)
            return Quotation(parts, block, *marks, who=(at + match.start("who"), at + match.end("who")))
    return None


def _continued(draft: Draft, number: int, opening: int) -> Iterator[Quotation]:
    """The quotation that a block leaves open, where one of the next running blocks closes it before opening another."""
    first = draft.blocks[number]
    parts = [_trimmed(draft, first, opening + 1, len(draft.view(first).text))]
    running = (b for b in draft.blocks[number + 1 : number + 8] if b.kind in _RUNNING or b.kind == first.kind)
    for _, block in zip(range(_BLOCKS), running, strict=False):
        text = draft.view(block).text
        mark = _MARK.search(text)
        parts.append(_trimmed(draft, block, 0, mark.start() if mark else len(text)))
        if mark:
            held = tuple(part for part in parts if part)
            if mark.group() == _CLOSES[draft.view(first).text[opening]] and held:
                yield Quotation(held, block, opening, mark.end())
            return


def pairs(text: str) -> tuple[list[Span], int | None]:
    """The outermost pairs of quotation marks of `text`, marks included, and the last mark that is left open.

    >>> pairs("« un « mot » dit » et « la fin")
    ([(0, 18)], 22)
    """
    stack: list[tuple[str, int]] = []
    found: list[Span] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        depth = next((d for d in range(len(stack) - 1, -1, -1) if stack[d][0] == mark), None)
        if depth is not None and _may_close(text, mark, at, stack[depth][1]):
            if at - stack[depth][1] <= _LONGEST:
                found.append((stack[depth][1], at + 1))
            del stack[depth:]
        elif mark in _CLOSES and _may_open(text, mark, at):
            stack = [*stack[-_DEEPEST:], (_CLOSES[mark], at)]
    return _outermost(found), stack[-1][1] if stack else None


def _may_open(text: str, mark: str, at: int) -> bool:
    """Whether a mark may open: a straight one must not stand at the end of a word."""
    return mark != '"' or (not text[at - 1 : at].isalnum() and text[at + 1 : at + 2].strip() != "")


def _may_close(text: str, mark: str, at: int, opening: int) -> bool:
    return mark != '"' or (at > opening + 1 and not text[at + 1 : at + 2].isalnum())


def _outermost(found: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _trimmed(draft: Draft, block: Block, start: int, end: int) -> Part | None:
    """The part without white space and marks of italics around it; None where nothing is left."""
    text = draft.view(block).text[start:end]
    lead = len(text) - len(text.lstrip(_MARKUP))
    kept = text.strip(_MARKUP)
    return Part(block, start + lead, start + lead + len(kept)) if kept else None
