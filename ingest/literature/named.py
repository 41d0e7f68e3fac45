"""Listed works that the text names outside the usual forms: in square brackets, in a note, by name and « op. cit. »."""

import re
from collections.abc import Iterator

from usagraph.ingest.draft import Span
from usagraph.ingest.literature.works import Listed, Works
from usagraph.ingest.rulebook import compiled
from usagraph.textview import flat

__all__ = ["named_works"]

_YEAR = re.compile(r"(?:1[5-9]|20)(?<!\d..)\d\d(?!\d)")
_FAR = 70  # code points between a surname and the year of its work
_NEAR = 45  # code points between a surname and « op. cit. »


def named_works(text: str, works: Works) -> Iterator[tuple[Span, list[Listed]]]:
    """Where `text` names works of the bibliography by the surname of their first author, with their year or « op. cit. »."""
    if not works.listed:
        return
    for year in _YEAR.finditer(text):
        for work in works.dated(year.group()):
            start = _surname(text, work, year.start(), _FAR)
            between = text[start + len(work.entry.surname) : year.start()] if start >= 0 else ""
            form = "between_body" if work.entry.kind == "organisation" else "between"
            if start >= 0 and compiled("works", "citing", form).regex.fullmatch(between):
                yield (start, year.end()), [work]
    if "cit" in text:
        yield from _again(text, works)


def _again(text: str, works: Works) -> Iterator[tuple[Span, list[Listed]]]:
    """The works that « op. cit. » after a surname may mean: those of that surname."""
    for again in compiled("works", "citing", "op_cit").all_in(text):
        places = [(_surname(text, work, again.start(), _NEAR), work) for work in works.listed]
        found = [(start, work) for start, work in places if start >= 0]
        last = max((start for start, _ in found), default=-1)
        held = [work for start, work in found if start == last]
        if held:
            yield (last, again.end()), held


def _surname(text: str, work: Listed, end: int, far: int) -> int:
    """Where the surname of a work stands last before `end`; -1 where it does not."""
    surname = flat(work.entry.surname)
    if len(surname) < 3:
        return -1
    begin = max(0, end - far - len(surname))
    before = flat(text[begin:end])
    at = before.rfind(surname)
    whole = at >= 0 and not before[max(0, at - 1) : at].isalnum() and not before[at + len(surname) :][:1].isalnum()
    return begin + at if whole and text[begin + at].isupper() | (surname[:2] in ("d'", "de", "la", "le")) else -1
