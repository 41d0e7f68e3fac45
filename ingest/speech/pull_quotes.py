"""Pull quotes: words set apart from the running text, with a line that says whose they are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.speech.place import FEWEST
from usagraph.ingest.speech.speakers import Speaker, Speakers
from usagraph.records import Block
from usagraph.textview import flat, fold, tidy

__all__ = ["Echoes", "PullQuote", "pull_quotes"]

_LINE = 60  # code points: a longer line names nobody
_NARROW = 60  # code points: what a narrow column holds
_COLUMN = 14  # lines of a narrow column
_SHORT = 500  # code points: a longer block is running text
_ENDING = 4  # words at the end of a block that may name who speaks
_BOXES = 3  # boxes that one pull quote may be cut into
_SHINGLE = 3  # words in a row that two versions of the same words must share
_ALIKE = 85.0  # of 100
_LEAST = 0.6  # of the words set apart must be in the running text
_SHORTEST = 20  # letters: fewer may be alike by chance
_MOST = 32  # words of a pull quote that nothing but its place tells
_WHOLE = re.compile(r"^[^\W\d][^«»“”\"]{15,220}[.!?…]\s*$", re.DOTALL)
_THE = re.compile(r"(?:les?\s|la\s|l')", re.IGNORECASE)
_QUOTED = re.compile(r"^[\s*_]*[«“\"].*[»”\"][\s.*_]*$", re.DOTALL)
_ENDED = re.compile(r"[.!?…]\W*$")
_ITALIC = re.compile(r"^\s*\*[^*].*", re.DOTALL)


@dataclass(frozen=True)
class PullQuote:
    """Words set apart: the blocks that hold them, the line that names the speaker where there is one.

    `apart`: whether the layout or the line tells that they are reported; else they must repeat the running text.
    """

    blocks: tuple[Block, ...]
    line: Block | None
    speakers: tuple[Speaker, ...]
    apart: bool

    def words(self, draft: Draft) -> str:
        """The words with the author's spelling, without marks."""
        said = " ".join(draft.words(b, 0, len(draft.view(b).text)) for b in self.blocks)
        return tidy(said.replace("*", "").strip(' «»“”"\u00a0\u202f'))

    def spans(self, draft: Draft) -> list[Span]:
        """Where the words stand in the text."""
        return [span for b in self.blocks for span in draft.view(b).spans(0, len(draft.view(b).text))]


def pull_quotes(draft: Draft, speakers: Speakers) -> list[PullQuote]:
    """The words set apart that a line attributes; boxes wholly between quotation marks, and headings, that may be some."""
    return list(_found(draft, speakers))


def _found(draft: Draft, speakers: Speakers) -> Iterator[PullQuote]:
    blocks = draft.blocks
    for number, block in enumerate(blocks):
        if block.kind not in ("paragraph", "box", "item", "heading"):
            continue
        words = draft.view(block).text
        if block.kind == "heading" or (block.kind == "box" and _QUOTED.match(words)):
            yield PullQuote((block,), None, (), False)
            continue
        if block.kind == "paragraph" and _WHOLE.match(words) and FEWEST < len(words.split()) < _MOST:
            yield PullQuote((block,), None, (), False)
        told = _signature(speakers, words) if len(words) <= _LINE and block.kind != "heading" else ()
        above = _above(draft, blocks, number) if told and number else ()
        if above:
            apart = above[0].kind == "box" or all(s.kind == "Person" for s in told) or _is_marked(draft, above)
            apart = apart or _is_signed(draft, above, words)
            yield PullQuote(above, block, told, apart)
        elif len(words) < _SHORT and words[-1:].isalnum() and (signed := _last_words(speakers, words)):
            yield PullQuote((block,), None, signed, False)


def _last_words(speakers: Speakers, words: str) -> tuple[Speaker, ...]:
    """Those that the last words of a block name after its last sentence, as a line of their own would."""
    last = words.split()[-_ENDING:]
    told = (_signature(speakers, " ".join(last[n:])) for n in range(len(last)) if last[n][:1].isupper())
    return next((speaker for speaker in told if speaker), ())


def _signature(speakers: Speakers, words: str) -> tuple[Speaker, ...]:
    """Those that a line names: bodies of the document, roles, and persons who speak elsewhere in it."""
    if words.rstrip().endswith((":", "?", "!", ",")):
        return ()
    told = speakers.told(words)
    if any(s.kind == "UserGroup" and _THE.match(s.label) for s in told):
        return ()
    persons = {fold(name).replace("-", " "): speaker for name, speaker in speakers.persons.items()}
    known = [persons.get(fold(s.label).replace("-", " ")) if _is_unknown(s) else s for s in told]
    if not all(known) or any(s.kind == "Organisation" and not speakers.is_known(s.label) for s in told):
        return ()
    return tuple(speaker for speaker in known if speaker)


def _is_unknown(speaker: Speaker) -> bool:
    """Whether a line names a person only, without a role, an age or an interview that tells who it is."""
    told = compiled("verbatims", "signature").regex.match(flat(speaker.label))
    return speaker.kind == "Person" and told is None


def _above(draft: Draft, blocks: Sequence[Block], number: int) -> tuple[Block, ...]:
    """The blocks just above a line that make one quotation: boxes, the lines of a narrow column, or a paragraph."""
    first = number - 1
    block = blocks[first]
    if block.kind == "box":
        while first > 0 and blocks[first - 1].kind == "box" and number - first < _BOXES:
            first -= 1
    elif block.kind != "paragraph":
        return ()
    elif _width(draft, block) < _NARROW and not _QUOTED.match(draft.view(block).text):
        while first > 0 and _is_column(draft, blocks[first - 1]) and number - first < _COLUMN:
            first -= 1
    held = tuple(blocks[first:number])
    words = " ".join(draft.view(b).text for b in held)
    return held if _is_said(words) else ()


def _is_said(words: str) -> bool:
    long_enough = len(words.split()) > 3
    return long_enough and bool(compiled("verbatims", "spoken").find(flat(words)) or _QUOTED.match(words))


def _is_marked(draft: Draft, blocks: tuple[Block, ...]) -> bool:
    words = " ".join(draft.view(b).text for b in blocks)
    return bool(_QUOTED.match(words) or _ITALIC.match(words))


def _is_signed(draft: Draft, blocks: tuple[Block, ...], line: str) -> bool:
    """Whether words in the first person stand above a line that signs as those interviewed do."""
    said = flat(" ".join(draft.view(b).text for b in blocks))
    signed = not line.rstrip().endswith(".") and compiled("verbatims", "signature").regex.match(flat(line))
    tests = (("of_oneself", said), ("one_person", flat(line)))
    alone = any(compiled("verbatims", name).find(words) for name, words in tests)
    return bool(signed and alone and _ENDED.search(said) and compiled("verbatims", "first_person").find(said))


def _is_column(draft: Draft, block: Block) -> bool:
    return block.kind == "paragraph" and _width(draft, block) < _NARROW


def _width(draft: Draft, block: Block) -> int:
    """The length of the longest line of a block, as it stands on the page."""
    spans = draft.view(block).spans(0, len(draft.view(block).text))
    return max(len(line) for span in spans for line in draft.document.text[slice(*span)].split("\n"))


class Echoes:
    """Finds which of the quotations of a document says the same words as others set apart."""

    def __init__(self, quoted: Iterable[str]) -> None:
        self._words = [fold(words.replace("*", "")) for words in quoted]
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._words):
            for shingle in _shingles(words):
                self._places[shingle].append(number)

    def of(self, words: str, others: Sequence[int] = ()) -> int | None:
        """The number of the quotation that `words` repeat, whole or in part, `others` apart; None where none is."""
        wanted = fold(words)
        near = dict.fromkeys(n for shingle in _shingles(wanted) for n in self._places.get(shingle, ())[:8])
        rated = [(_alike(wanted, self._words[n]), -n) for n in list(near)[:40] if n not in others]
        best, number = max(rated, default=(0.0, 0))
        return -number if best >= _ALIKE else None


def _shingles(words: str) -> list[str]:
    parts = re.findall(r"\w+", words)
    return [" ".join(parts[n : n + _SHINGLE]) for n in range(len(parts) - _SHINGLE + 1)][:200]


def _alike(apart: str, running: str) -> float:
    """How well words set apart match those of the running text, or a part of them, of 100."""
    if min(len(apart), len(running)) < _SHORTEST or len(running) < _LEAST * len(apart):
        return 0.0
    shorter, longer = sorted((apart, running), key=len)
    return fuzz.partial_ratio(shorter, longer)
