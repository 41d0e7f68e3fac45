"""The characters of a PDF page, gathered into runs: words on one base line, in one place, with their style.

Runs come in the order in which the page was written. That order is worth more than geometry alone: it keeps columns,
side boxes and the cells of a row together.
"""

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
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


@dataclass
class _Draft:
    letters: list[str] = field(default_factory=list)
    styles: Counter[Style] = field(default_factory=Counter)
    left: float = 0.0
    right: float = 0.0
    y: float = 0.0

    def add(self, letter: str, style: Style, left: float, right: float, y: float) -> None:
        if not self.letters:
            self.left, self.right, self.y = left, right, y
        self.letters.append(letter)
        self.styles[style] += 1
        self.right = max(self.right, right)

    def breaks(self, left: float, y: float, size: float) -> bool:
        """Whether a character at that place stands apart from those before it."""
        if not self.letters:
            return False
        apart = left - self.right > WIDEST_SPACE * size or left < self.right - 3 * size
        return apart or abs(y - self.y) > size / 2

    def run(self) -> Run | None:
        words = _whole("".join(self.letters)).strip()
        if not words or not self.styles:
            return None
        style, count = self.styles.most_common(1)[0]
        return Run(words, self.left, self.right, self.y, style, pure=count == self.styles.total())


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
    for letter, style, left, right, y in _characters(text.raw):
        if style and rules and _is_struck(rules, style.size, left, right, y):
            continue
        if letter == "\n" or (style and letter != " " and draft.breaks(left, y, style.size)):
            if run := draft.run():
                yield run
            draft = _Draft()
        if letter == " " and draft.letters and draft.letters[-1] != " ":
            draft.letters.append(letter)
        elif style and letter not in " \n":
            draft.add(letter, style, left, right, y)
    if run := draft.run():
        yield run
    text.close()


def _characters(text: Handle) -> Iterator[tuple[str, Style | None, float, float, float]]:
    """Each character with its style, left, right and base line; a line feed where PDFium ends a line."""
    styles: dict[int | None, Style] = {}
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    current: int | None = None
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        thing = pdfium.FPDFText_GetTextObject(text, index)
        place = ctypes.addressof(thing.contents) if thing else None
        if code in LINE_ENDS or place is None:
            yield "\n" if code in LINE_ENDS else " ", None, 0.0, 0.0, 0.0
            continue
        if place not in styles:
            styles[place] = _style(thing)
        if place != current:
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            current = place
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        letter = "-" if code in CUTS else _letter(code)
        yield letter, styles[place], box.left, box.right, y.value
        if code in CUTS:
            yield "\n", None, 0.0, 0.0, 0.0


def _is_struck(rules: list[Rule], size: float, left: float, right: float, y: float) -> bool:
    low, high = y + STRUCK[0] * size, y + STRUCK[1] * size
    return any(low < rule.y < high and rule.left - 1 <= left and right <= rule.right + 1 for rule in rules)


def _letter(code: int) -> str:
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
