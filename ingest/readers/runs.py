"""Runs: words on one base line of a PDF page, in one place, with their style, made of pieces of one text object each."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from usagraph.ingest.readers.drawings import Drawings, Rule

__all__ = ["GAP", "SPACE", "Draft", "Page", "Piece", "Run", "Style"]

#: What stands between two pieces: a space written in the page, or one only seen.
SPACE, GAP = " ", "\t"
#: A wider gap between two characters, in font sizes, ends a run; a smaller one does where no space is written.
WIDEST_SPACE = 0.8
WIDEST_GAP = 0.45
#: A narrower gap between turned letters is none.
NARROWEST = 0.1
#: A rule this far above the base line, in font sizes, strikes the words out.
STRUCK = (0.15, 0.45)
#: Letters set apart, and how much wider than the gaps between them the gap between two words is.
_SPACED = re.compile(r"[^\W\d_] (?:[^\s\d] ){1,}[^\W\d_]")
WIDER = 1.6
#: So few letters with written spaces between them are a list.
FEWEST_SPACED = 3
#: Small capitals are at least this large beside the capitals of their words.
SMALL_CAPITALS = 0.6


@dataclass(frozen=True, slots=True)
class Style:
    """What a reader sees of a font."""

    size: float
    bold: bool
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """Words on one base line: `pure` where one style holds for all of them."""

    words: str
    left: float
    right: float
    y: float
    style: Style
    pure: bool = True


@dataclass(frozen=True)
class Page:
    """One page, by its runs and drawings; `turned` are the runs that read in another direction, where they stand.

    A page most of whose words are turned is turned with them.
    """

    number: int
    width: float
    height: float
    runs: list[Run]
    drawings: Drawings = field(default_factory=Drawings)
    turned: list[Run] = field(default_factory=list)

    @property
    def rules(self) -> list[Rule]:
        """The level rules drawn on it."""
        return self.drawings.rules


@dataclass(slots=True)
class Piece:
    """Characters of one text object, no two of them far apart; where each begins and ends."""

    style: Style
    y: float
    #: In which direction it reads, in degrees; its places are those of a page turned so that it is level.
    turn: int = 0
    letters: list[str] = field(default_factory=list)
    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)

    def without(self, rules: list[Rule]) -> "Piece":
        """The piece without the characters that a rule strikes out."""
        low, high = self.y + STRUCK[0] * self.style.size, self.y + STRUCK[1] * self.style.size
        near = [rule for rule in rules if low < rule.y < high]
        if not near or self.turn:
            return self
        left = Piece(self.style, self.y)
        for letter, start, end in zip(self.letters, self.lefts, self.rights, strict=True):
            if not any(rule.left - 1 <= start and end <= rule.right + 1 for rule in near):
                left.letters.append(letter)
                left.lefts.append(start)
                left.rights.append(end)
        return left


@dataclass(slots=True)
class Draft:
    """Runs under way: pieces on one base line, and what stands before each: a space, a gap or nothing."""

    pieces: list[Piece] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    right: float = 0.0
    mark: str = ""

    def add(self, piece: Piece) -> None:
        """Takes a piece."""
        if piece.letters:
            if self.is_turned and self.mark == GAP and piece.lefts[0] - self.right < NARROWEST * piece.style.size:
                self.mark = ""
            self.right = max(self.right, *piece.rights) if self.pieces else max(piece.rights)
            self.pieces.append(piece)
            self.marks.append(self.mark)
            self.mark = ""

    @property
    def is_turned(self) -> bool:
        """Whether it does not read from left to right."""
        return bool(self.pieces) and self.pieces[0].turn != 0

    def breaks(self, piece: Piece) -> bool:
        """Whether a piece stands apart from those before it."""
        if not self.pieces or not piece.letters:
            return False
        size, left = piece.style.size, piece.lefts[0]
        apart = left - self.right > WIDEST_SPACE * size or left < self.right - 3 * size
        first = self.pieces[0]
        # What is raised, as the call of a note is, has a place and a size of its own.
        raised = abs(piece.y - first.y) > (size / 2 if size == first.style.size else 1)
        return apart or raised or piece.turn != first.turn

    def runs(self) -> Iterator[Run]:
        """The runs, one unless a gap where no space is written is wider than those between other words."""
        gaps = [self._gap(index) for index in range(1, len(self.pieces)) if self.marks[index]]
        usual = median(gaps) if len(gaps) > 1 else 0.0
        start = 0
        for index in range(1, len(self.pieces)):
            if self.marks[index] == GAP and self._gap(index) > max(WIDEST_GAP, WIDER * usual):
                yield from self._run(start, index)
                start = index
        yield from self._run(start, len(self.pieces))

    def _gap(self, index: int) -> float:
        """How far a piece is from the one before it, in font sizes."""
        piece = self.pieces[index]
        return (piece.lefts[0] - max(self.pieces[index - 1].rights)) / max(piece.style.size, 1)

    def _run(self, start: int, end: int) -> Iterator[Run]:
        pieces, marks = self.pieces[start:end], self.marks[start:end]
        letters = (" " * bool(mark) + "".join(piece.letters) for piece, mark in zip(pieces, marks, strict=True))
        words = _whole("".join(letters)).strip()
        if not words:
            return
        if _SPACED.fullmatch(words) and (SPACE not in marks or len(pieces) > FEWEST_SPACED):
            words = _closed(pieces)
        counts = _styles(pieces)
        right = max(max(piece.rights) for piece in pieces)
        style = counts.most_common(1)[0][0]
        yield Run(words, pieces[0].lefts[0], right, pieces[0].y, style, pure=len(counts) == 1)


def _styles(pieces: list[Piece]) -> Counter[Style]:
    """The letters of each style; small capitals count for the capitals that they go with."""
    counts: Counter[Style] = Counter()
    for piece in pieces:
        counts[piece.style] += len(piece.letters)
    if len(counts) == 2 and _has_small_capitals(pieces):
        large = max(counts, key=lambda style: style.size)
        return Counter({large: counts.total()})
    return counts


def _has_small_capitals(pieces: list[Piece]) -> bool:
    """Whether the pieces are capitals and smaller ones, which a page may call small letters."""
    size = max(piece.style.size for piece in pieces)
    first = replace(pieces[0].style, size=size)
    for piece in pieces:
        words = "".join(filter(str.isalpha, piece.letters))
        large = piece.style.size == size
        if replace(piece.style, size=size) != first or piece.style.size < SMALL_CAPITALS * size:
            return False
        if abs(piece.y - pieces[0].y) > 1 or (words and not words.isupper() and (large or not words.islower())):
            return False
    return True


def _closed(pieces: list[Piece]) -> str:
    """The words of letters set apart, put together again: a gap wider than the others parts two of them."""
    letters = [place for piece in pieces for place in zip(piece.letters, piece.lefts, piece.rights, strict=True)]
    gaps = [after[1] - before[2] for before, after in pairwise(letters)]
    usual = median(gaps)
    said = [letters[0][0]]
    for gap, (letter, _, _) in zip(gaps, letters[1:], strict=True):
        said += [" ", letter] if gap > WIDER * usual else [letter]
    return _whole("".join(said))


def _whole(words: str) -> str:
    """`words` with its surrogate pairs made whole."""
    if any("\ud800" <= letter <= "\udfff" for letter in words):
        return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return words
