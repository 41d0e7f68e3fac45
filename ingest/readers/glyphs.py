"""The characters of a PDF page, gathered into runs.

Runs come in the order in which the page was written. That order is worth more than geometry alone: it keeps columns,
side boxes and the cells of a row together.
"""

import ctypes
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

from usagraph.ingest.readers.drawings import Place, Rule, read_drawings
from usagraph.ingest.readers.runs import GAP, SPACE, WIDEST_SPACE, Draft, Page, Piece, Run, Style

__all__ = ["read_page"]

# pypdfium2 publishes no types.
Handle = Any

BOLD = ("bold", "black", "heavy", "demi", "semibd")
#: What PDFium puts for a hyphen that cuts a word at a line end.
CUTS = {0x02, 0xFFFE, 0xAD}
#: The one that an author writes where a word may be cut: seen only at the end of a line.
SOFT_HYPHEN = 0xAD
LINE_ENDS = {0x0A, 0x0D}
LINE_END = "\n"
NAME_LENGTH = 128
BOLD_WEIGHT = 600
Turn = Callable[[Place], Place]
#: The directions in which words may read, in degrees, beside level; any other is one more.
QUARTERS = (90, 180, 270)
SLANTED = 45
#: How far from a quarter turn a direction may be.
SLANT = 0.1

#: The text object of a character by its address alone: a pointer made for each character costs more than all the rest.
_text_object = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


def read_page(document: Handle, index: int) -> Page:
    """The page at `index`, counted from 0."""
    page = document[index]
    try:
        main, found = _read(page, page.get_rotation())
        if main != page.get_rotation():
            # Lines are told by the direction in which a page is shown: show it as its words read.
            page.set_rotation(main)
            main, found = _read(page, main)
        left, bottom, right, top = page.get_bbox()
        width, height = right - left, top - bottom
        drawings = read_drawings(page, _turner(main, width, height))
        turned = [_placed(run, turn, main, width, height) for turn, run in found if turn != main]
        size = (height, width) if main in QUARTERS[::2] else (width, height)
        return Page(index + 1, *size, [run for turn, run in found if turn == main], drawings, turned)
    finally:
        page.close()


def _read(page: Handle, shown: int) -> tuple[int, list[tuple[int, Run]]]:
    """The direction in which most words of a page read, else that in which it is shown, and its runs with theirs."""
    left, bottom, right, top = page.get_bbox()
    turners = {turn: _turner(turn, right - left, top - bottom) for turn in (0, *QUARTERS, SLANTED)}
    found = list(_runs(page, read_drawings(page, turners[0]).rules, turners))
    return _main(found, shown), found


def _main(found: list[tuple[int, Run]], shown: int) -> int:
    """The direction in which most words read."""
    counts = Counter({shown: 0})
    for turn, run in found:
        counts[turn] += len(run.words)
    del counts[SLANTED]
    return counts.most_common(1)[0][0]


def _turner(turn: int, width: float, height: float) -> Turn:
    """What gives the place of a thing on the page turned so that words which read in that direction are level."""
    turners: dict[int, Turn] = {
        90: lambda place: (place[1], width - place[2], place[3], width - place[0]),
        180: lambda place: (width - place[2], height - place[3], width - place[0], height - place[1]),
        270: lambda place: (height - place[3], place[0], height - place[1], place[2]),
    }
    return turners.get(turn, lambda place: place)


def _placed(run: Run, turn: int, main: int, width: float, height: float) -> Run:
    """A run that reads in another direction than the page, in the middle of the place where it stands."""
    place = run.left, run.y, run.right, run.y + run.style.size
    if turn in QUARTERS:
        size = (height, width) if turn in QUARTERS[::2] else (width, height)
        place = _turner(360 - turn, *size)(place)
    left, bottom, right, top = _turner(main, width, height)(place)
    return replace(run, left=left, right=right, y=(bottom + top) / 2)


def _runs(page: Handle, rules: list[Rule], turners: dict[int, Turn]) -> Iterator[tuple[int, Run]]:
    """The runs of a page, each with the direction in which it reads."""
    text = page.get_textpage()
    draft = Draft()
    for thing in _pieces(text.raw, turners):
        piece = thing.without(rules) if isinstance(thing, Piece) else None
        # Letters that do not read from left to right come each on a line of its own.
        ends = thing == LINE_END and not draft.is_turned
        if ends or (piece and draft.breaks(piece)):
            yield from ((draft.pieces[0].turn, run) for run in draft.runs())
            draft = Draft()
        if piece:
            draft.add(piece)
        elif isinstance(thing, str) and draft.mark != SPACE:
            draft.mark = SPACE if thing == SPACE else GAP
    yield from ((draft.pieces[0].turn, run) for run in draft.runs())
    text.close()


def _pieces(text: Handle, turners: dict[int, Turn]) -> Iterator[Piece | str]:
    """The characters in pieces; between them a space or a gap where one is, a line end where PDFium ends a line."""
    styles: dict[int, tuple[Style, int]] = {}
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    piece: Piece | None = None
    current, right, widest, turn = 0, 0.0, 0.0, 0
    # The hottest loop of all: names are looked up once, and nothing is made for a character alone.
    get_box, letter_of = pdfium.FPDFText_GetLooseCharBox, _letter
    codes = _codes(text)
    for index, code in enumerate(codes):
        place = _text_object(text, index)
        letter = letter_of(code)
        if place is None or code in LINE_ENDS or letter == " ":
            if piece:
                yield piece
            piece = None
            yield LINE_END if code in LINE_ENDS else GAP if place is None else SPACE
            continue
        if code == SOFT_HYPHEN and not _ends_line(text, codes, index):
            continue
        if place != current:
            if place not in styles:
                styles[place] = _style(text, index)
            style, turn = styles[place]
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            base = turners[turn]((x.value, y.value, x.value, y.value))[1] if turn else y.value
        get_box(text, index, box)
        left, end = box.left, box.right
        if turn:
            left, _, end, _ = turners[turn]((left, box.bottom, end, box.top))
        if piece is None or place != current or left - right > widest or left < right - 4 * widest:
            if piece:
                yield piece
            piece = Piece(style, base, turn)
            current, right, widest = place, end, WIDEST_SPACE * style.size
        elif end > right:
            right = end
        piece.letters.append(letter)
        piece.lefts.append(left)
        piece.rights.append(end)
        if code in CUTS:
            yield piece
            piece = None
            yield LINE_END
    if piece:
        yield piece


def _ends_line(text: Handle, codes: Sequence[int], index: int) -> bool:
    """Whether what follows a character stands on another line."""
    if index + 1 >= len(codes) or codes[index + 1] in LINE_ENDS:
        return True
    here, there, place = ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, place, here)
    pdfium.FPDFText_GetCharOrigin(text, index + 1, place, there)
    return abs(here.value - there.value) > 1


def _codes(text: Handle) -> Sequence[int]:
    """The code units of a page, asked for at once where each character has one."""
    count = pdfium.FPDFText_CountChars(text)
    units = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text, 0, count, units) == count + 1:
        return memoryview(units).cast("B").cast("H")[:count]
    return [pdfium.FPDFText_GetUnicode(text, index) for index in range(count)]


@cache
def _letter(code: int) -> str:
    if code in CUTS:
        return "-"
    letter = chr(code)
    if letter.isspace():
        return " "
    return "\ufffd" if code < ord(" ") else letter


def _style(text: Handle, index: int) -> tuple[Style, int]:
    """The style of the text object of a character, and the direction in which it reads."""
    thing = pdfium.FPDFText_GetTextObject(text, index)
    size = ctypes.c_float()
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(thing, size)
    # As it stands on the page: the matrix of the object is that of the form which may hold it.
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    font = pdfium.FPDFTextObj_GetFont(thing)
    name = ctypes.create_string_buffer(NAME_LENGTH)
    pdfium.FPDFFont_GetBaseFontName(font, name, NAME_LENGTH)
    bold = any(mark in name.value.lower().decode("latin-1") for mark in BOLD)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
    scale = (matrix.b**2 + matrix.d**2) ** 0.5 or 1.0
    heavy = bold or pdfium.FPDFFont_GetWeight(font) >= BOLD_WEIGHT
    style = Style(round(abs(size.value) * scale, 1), heavy, (red.value, green.value, blue.value))
    return style, _direction(matrix.a, matrix.b)


def _direction(across: float, up: float) -> int:
    """The direction of a line that goes so far to the right and so far up.

    >>> _direction(0, 12), _direction(-1, 0.001), _direction(1, 1) == SLANTED
    (90, 180, True)
    """
    least, most = sorted((abs(across), abs(up)))
    if least > SLANT * most:
        return SLANTED
    if abs(up) == most:
        return 90 if up > 0 else 270
    return 0 if across >= 0 else 180
