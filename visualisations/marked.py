"""A text with some of its places marked, as runs of words: what is shown is the text itself, and nothing is added to it."""

from collections.abc import Iterable

from usagraph.visualisations.document.reading import Piece

__all__ = ["pieces"]


def pieces(text: str, marks: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """The runs of `text`, in the marks or not; the marks are in order, in code points.

    >>> [(piece.words, piece.marked) for piece in pieces("les élues", [(4, 9)])]
    [('les ', False), ('élues', True)]
    """
    found, at = [], 0
    for start, end in marks:
        found += [Piece(text[at:start]), Piece(text[start:end], marked=True)]
        at = end
    return tuple(piece for piece in (*found, Piece(text[at:])) if piece.words)
