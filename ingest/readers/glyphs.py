"""The characters of a PDF page, gathered into runs: words on one base line, in one place, with their style.

Runs come in the order in which the page was written. That order is worth more than geometry alone: it keeps columns,
side boxes and the cells of a row together.
"""

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

__all__ = ["Page", "Rule", "Run", "Style", "read_page"]

# pypdfium2 publishes no types.
Handle = Any

BOLD = ("bold", "black", "heavy", "demi", "semibd")
#: What PDFium puts for a hyphen that cuts a word at a line end.
CUTS = {0x02, 0xFFFE, 0xAD}
LINE_ENDS = {0x0A, 0x0D}
#: A wider gap between two characters, in font sizes, ends a run.
WIDEST_SPACE = 0.8
THICKEST_RULE = 3.0
SHORTEST_RULE = 4.0
#: A rule this far above the base line, in font sizes, strikes the words out.
STRUCK = (0.15, 0.45)
NAME_LENGTH = 128
BOLD_WEIGHT = 600

#: The text object of a character by its address alone: a pointer made for each character costs more than all the rest.
_text_object = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


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


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line drawn on the page."""

    left: float
    right: float
    y: float


@dataclass(frozen=True)
class Page:
    """One page, by its runs and rules."""

    number: int
    width: float
    height: float
    runs: list[Run]
    rules: list[Rule]


@dataclass(slots=True)
class _Piece:
    """Characters of one text object, no two of them far apart; where each begins and ends."""

    style: Style
    y: float
    letters: list[str] = field(default_factory=list)
    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)

    def without(self, rules: list[Rule]) -> "_Piece":
        """The piece without the characters that a rule strikes out."""
        low, high = self.y + STRUCK[0] * self.style.size, self.y + STRUCK[1] * self.style.size
        near = [rule for rule in rules if low < rule.y < high]
        if not near:
            return self
        left = _Piece(self.style, self.y)
        for letter, start, end in zip(self.letters, self.lefts, self.rights, strict=True):
            if not any(rule.left - 1 <= start and end <= rule.right + 1 for rule in near):
                left.letters.append(letter)
                left.lefts.append(start)
                left.rights.append(end)
        return left


@dataclass(slots=True)
class _Draft:
    pieces: list[_Piece] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    right: float = 0.0

    def add(self, piece: _Piece) -> None:
        if piece.letters:
            self.pieces.append(piece)
            self.letters += piece.letters
            self.right = max(self.right, *piece.rights) if self.pieces[1:] else max(piece.rights)

    def breaks(self, piece: _Piece) -> bool:
        """Whether a piece stands apart from those before it."""
        if not self.pieces or not piece.letters:
            return False
        size, left = piece.style.size, piece.lefts[0]
        apart = left - self.right > WIDEST_SPACE * size or left < self.right - 3 * size
        return apart or abs(piece.y - self.pieces[0].y) > size / 2

    def run(self) -> Run | None:
        words = _whole("".join(self.letters)).strip()
        if not words or not self.pieces:
            return None
        first = self.pieces[0]
        counts: Counter[Style] = Counter()
        for piece in self.pieces:
            counts[piece.style] += len(piece.letters)
        style = counts.most_common(1)[0][0]
        return Run(words, first.lefts[0], self.right, first.y, style, pure=len(counts) == 1)


def read_page(document: Handle, index: int) -> Page:
    """The page at `index`, counted from 0."""
    page = document[index]
    try:
        width, height = page.get_size()
        rules = list(_rules(page))
        return Page(index + 1, width, height, list(_runs(page, rules)), rules)
    finally:
        page.close()


def _runs(page: Handle, rules: list[Rule]) -> Iterator[Run]:
    text = page.get_textpage()
    draft = _Draft()
    for thing in _pieces(text.raw):
        piece = thing.without(rules) if isinstance(thing, _Piece) else None
        if thing == "\n" or (piece and draft.breaks(piece)):
            if run := draft.run():
                yield run
            draft = _Draft()
        if piece:
            draft.add(piece)
        elif thing == " " and draft.letters and draft.letters[-1] != " ":
            draft.letters.append(" ")
    if run := draft.run():
        yield run
    text.close()


def _pieces(text: Handle) -> Iterator[_Piece | str]:
    """The characters in pieces; between them a space where one is, a line feed where PDFium ends a line."""
    styles: dict[int, Style] = {}
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    piece: _Piece | None = None
    current, right, widest = 0, 0.0, 0.0
    # The hottest loop of all: names are looked up once, and nothing is made for a character alone.
    get_box, letter_of = pdfium.FPDFText_GetLooseCharBox, _letter
    for index, code in enumerate(_codes(text)):
        place = _text_object(text, index)
        letter = letter_of(code)
        if place is None or code in LINE_ENDS or letter == " ":
            if piece:
                yield piece
            piece = None
            yield "\n" if code in LINE_ENDS else " "
            continue
        if place != current:
            if place not in styles:
                styles[place] = _style(ctypes.cast(place, pdfium.FPDF_PAGEOBJECT))
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        get_box(text, index, box)
        left = box.left
        if piece is None or place != current or left - right > widest or left < right - 4 * widest:
            if piece:
                yield piece
            style = styles[place]
            piece = _Piece(style, y.value)
            current, right, widest = place, box.right, WIDEST_SPACE * style.size
        elif box.right > right:
            right = box.right
        piece.letters.append(letter)
        piece.lefts.append(left)
        piece.rights.append(box.right)
        if code in CUTS:
            yield piece
            piece = None
            yield "\n"
    if piece:
        yield piece


def _codes(text: Handle) -> Iterable[int]:
    """The code units of a page, asked for at once where each character has one."""
    count = pdfium.FPDFText_CountChars(text)
    units = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text, 0, count, units) == count + 1:
        return memoryview(units).cast("B").cast("H")[:count]
    return (pdfium.FPDFText_GetUnicode(text, index) for index in range(count))


@cache
def _letter(code: int) -> str:
    if code in CUTS:
        return "-"
    letter = chr(code)
    if letter.isspace():
        return " "
    return "\ufffd" if code < ord(" ") else letter


def _style(thing: Handle) -> Style:
    size = ctypes.c_float()
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(thing, size)
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    font = pdfium.FPDFTextObj_GetFont(thing)
    name = ctypes.create_string_buffer(NAME_LENGTH)
    pdfium.FPDFFont_GetBaseFontName(font, name, NAME_LENGTH)
    bold = any(mark in name.value.lower().decode("latin-1") for mark in BOLD)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
    scale = (matrix.b**2 + matrix.d**2) ** 0.5 or 1.0
    heavy = bold or pdfium.FPDFFont_GetWeight(font) >= BOLD_WEIGHT
    return Style(round(abs(size.value) * scale, 1), heavy, (red.value, green.value, blue.value))


def _whole(words: str) -> str:
    """`words` with its surrogate pairs made whole."""
    if any("\ud800" <= letter <= "\udfff" for letter in words):
        return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return words


def _rules(page: Handle) -> Iterator[Rule]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        thing = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
        flat = top.value - bottom.value <= THICKEST_RULE
        if flat and right.value - left.value >= SHORTEST_RULE:
            yield Rule(left.value, right.value, (top.value + bottom.value) / 2)
