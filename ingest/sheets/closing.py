"""The remark that closes a list: a sentence below things that are named without a verb."""

import re
from collections.abc import Sequence

from usagraph.ingest.rulebook import compiled
from usagraph.ingest.sheets.values import Value
from usagraph.textview import flat

__all__ = ["without_closing"]

_LEAST = 12  # words of a remark
_STOP = re.compile(r"[.!»]\s*$")


def without_closing(values: Sequence[Value], said: str) -> list[Value]:
    """The values of a list without the last one where it is a remark; `said`: the text that holds them.

    A remark is a whole sentence, with its verb and its full stop, below values that have neither.
    """
    before, last = list(values[:-1]), values[-1] if values else None
    if last is None or not before or len(last.words.split()) < _LEAST:
        return list(values)
    closed = _STOP.search(said[last.spans[-1][0] : last.spans[-1][1] + 1])
    apart = "\n" in said[before[-1].spans[-1][1] : last.spans[0][0]]
    remark = closed and apart and _tells(last.words) and not any(_tells(value.words) for value in before)
    return before if remark else list(values)


def _tells(words: str) -> bool:
    return compiled("headings", "told_verb").find(flat(words)) is not None
