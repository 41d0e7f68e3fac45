"""A picture of a screen as a PNG of at most 256 colours: a third of the size, and no library needed.

The pictures are those that Chromium writes: eight bits a channel, red, green and blue, maybe opacity, no interlacing.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: Colours that a picture may have, and how near two are that are taken for one.
COLOURS, NEAR = 256, 4
#: Bytes of a pixel, by the type of colour.
CHANNELS = {2: 3, 6: 4}

Colour = tuple[int, int, int]


def small_png(content: bytes) -> bytes:
    """The picture, each pixel in the nearest of its 256 most frequent colours."""
    width, height, pixels = _pixels(content)
    told = Counter(pixels)
    kept = [colour for colour, _ in told.most_common(COLOURS)]
    places = {colour: place for place, colour in enumerate(kept)}
    for colour in told.keys() - places.keys():
        places[colour] = min(range(len(kept)), key=lambda place: _distance(colour, kept[place]))
    row = bytes(map(places.__getitem__, pixels))
    rows = b"".join(b"\0" + row[start : start + width] for start in range(0, width * height, width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    palette = b"".join(map(bytes, kept))
    parts = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, data) for name, data in parts)


def _pixels(content: bytes) -> tuple[int, int, list[Colour]]:
    chunks = list(_chunks(content))
    width, height, _, kind = struct.unpack(">IIBB", chunks[0][1][:10])
    data = zlib.decompress(b"".join(part for name, part in chunks if name == b"IDAT"))
    step = CHANNELS[kind]
    pixels: list[Colour] = []
    before = bytearray(width * step)
    for start in range(0, len(data), width * step + 1):
        row = bytearray(data[start + 1 : start + 1 + width * step])
        _unfilter(data[start], row, before, step)
        pixels.extend(zip(*(_rounded(row[channel::step]) for channel in range(3)), strict=True))
        before = row
    return width, height, pixels


def _rounded(channel: bytearray) -> bytes:
    return bytes(0xFF if value > 0xFF - NEAR else value // NEAR * NEAR for value in channel)


def _unfilter(kind: int, row: bytearray, above: bytearray, step: int) -> None:
    """Undoes the filter of a row, in place."""
    for place in range(len(row)) if kind else ():
        left = row[place - step] if place >= step else 0
        corner = above[place - step] if place >= step else 0
        guesses = (0, left, above[place], (left + above[place]) // 2, _paeth(left, above[place], corner))
        row[place] = (row[place] + guesses[kind]) & 0xFF


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda one: abs(guess - one))


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    start = len(SIGNATURE)
    while start < len(content):
        size = int.from_bytes(content[start : start + 4], "big")
        yield content[start + 4 : start + 8], content[start + 8 : start + 8 + size]
        start += size + 12


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _distance(one: Colour, two: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, two, strict=True))
