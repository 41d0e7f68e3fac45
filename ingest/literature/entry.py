"""One entry of a bibliography: who wrote it, when, its title, its DOI."""

import re
import unicodedata
from dataclasses import dataclass, replace

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.literature.authors import Author, Authors, read_authors
from usagraph.ingest.rulebook import compiled
from usagraph.textview import View, flat, fold, slug, tidy, view

__all__ = ["Entry", "read_entry"]

_QUOTES = {"«": "»", "“": "”", '"': '"', "‘": "’"}
_LONGEST_TITLE = 400  # code points
_BEFORE_YEAR = 40
_DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"»«\]|*]*")
_CUT = re.compile(r"[ \t]*\n[ \t]*(?P<rest>[^\s<>\"»\]|*]+)")
_EDGES = " *_.,;:«»\"“”'"


@dataclass(frozen=True)
class Entry:
    """What an entry says; `spans`: where it stands; `number`: what it is called by, where entries are numbered.

    `doi_words`, `title_words`: as they stand in the text.
    """

    spans: tuple[Span, ...]
    authors: tuple[Author, ...] = ()
    others: bool = False
    year: str = ""
    letter: str = ""
    title: str = ""
    doi: str = ""
    doi_words: str = ""
    number: int | None = None
    kind: str = ""
    law: bool = False
    linked: bool = False
    by_same: bool = False

    @property
    def surname(self) -> str:
        """The surname of the first author, or the name of the organisation; empty where nobody signs."""
        return self.authors[0].surname if self.authors else ""

    @property
    def identity(self) -> str:
        """What tells the work from any other: its DOI, else who, when and what."""
        if self.doi:
            return slug(self.doi, 120)
        parts = (slug(fold(self.surname), 30) if self.authors else "", self.year, slug(fold(self.title), 60))
        return "-".join(part for part in parts if part and part != "x")

    @property
    def label(self) -> str:
        """How a text would cite it: "Roy et Brun (2015)"."""
        names = [a.surname for a in self.authors]
        told = f"{names[0]} et al." if len(names) > 2 or (names and self.others) else " et ".join(names)
        return f"{told or self.title} ({self.year}{self.letter})" if self.year else told or self.title

    @property
    def sound(self) -> bool:
        """Whether it is an entry: somebody signs it or a title stands in it, and a year, a DOI or an address dates it."""
        return bool(not self.law and (self.authors or self.title) and (self.year or self.doi or self.linked))


def read_entry(draft: Draft, spans: tuple[Span, ...], above: Entry | None = None, *, turned: bool = False) -> Entry:
    """The entry that stands at `spans`; `above`: the one before, whose authors a dash repeats.

    `turned`: the bibliography writes surnames first.
    """
    seen = view(draft.document.text, *spans)
    raw = "\n".join(draft.document.text[slice(*span)] for span in spans)
    number, start = _number(seen.text)
    doi, doi_words = _doi(raw)
    entry = Entry(spans, number=number, doi=doi, doi_words=doi_words, linked=bool(compiled("works", "link").find(raw)))
    if compiled("works", "law").regex.match(flat(seen.text[start:])):
        return replace(entry, law=True)
    found, same = _signed(seen.text, start, above, turned=turned)
    later = None if found.names else _signed_after(seen.text, start, turned=turned)
    if later:
        return _titled_first(draft, seen, entry, *later)
    return _dated_and_titled(draft, seen, replace(entry, by_same=same), found)


def _number(words: str) -> tuple[int | None, int]:
    """The number of an entry and where what follows it begins; past its bullet where it has no number."""
    match = compiled("works", "number").regex.match(words)
    told = match and (match["bracket"] or match["round"] or match["plain"] or match["bare"] or match["raised"])
    if match and (told or match["key"]):
        return int(unicodedata.normalize("NFKC", told)) if told else None, match.end()
    bullet = compiled("works", "bullet").regex.match(words)
    return None, bullet.end() if bullet else 0


def _signed(words: str, start: int, above: Entry | None, *, turned: bool) -> tuple[Authors, bool]:
    regex = compiled("works", "same").regex
    for begin in {0, start}:
        same = regex.match(words[begin:])
        if same and above and above.authors:
            return Authors(above.authors, begin + same.end(), above.kind, above.others), True
    start += len(words[start:]) - len(words[start:].lstrip(" *_"))
    return read_authors(words, start, turned=turned), False


def _signed_after(words: str, start: int, *, turned: bool) -> tuple[Authors, Span] | None:
    """The authors that follow a title between marks, and where it stands: "« Titre », Anne Roy, Revue, 2015"."""
    lead = start + len(words[start:]) - len(words[start:].lstrip(" "))
    if words[lead : lead + 1] not in (*_QUOTES, "*"):
        return None
    title = _title(words, lead, dots=False)
    begin = title[1] + len(words[title[1] :]) - len(words[title[1] :].lstrip(' *_.,;:»”"'))
    found = read_authors(words, begin, turned=turned) if title[0] < title[1] else Authors()
    return (found, title) if found.names and found.kind not in ("given", "organisation") else None


def _dated_and_titled(draft: Draft, seen: View, entry: Entry, found: Authors) -> Entry:
    text, end = seen.text, found.end or _number(seen.text)[1]
    first = compiled("works", "year_first").regex.match(text[end:])
    bracketed = first is not None and bool(re.search(r"\)(?!\s*,)", first.group()))
    if first:
        end += first.end()
    title = _title(text, end, dots=bracketed or not _comma_style(text, end, found))
    year, letter = (
        (first["round"] or first["bare"], first["letter"] or first["bare_letter"] or "")
        if first
        else _year(text, max(end, title[1]))
    )
    return replace(
        entry,
        authors=found.names,
        others=found.others,
        kind=found.kind,
        year=year if year.isdigit() else "",
        letter=letter,
        title=_told(draft, seen, title),
    )


def _titled_first(draft: Draft, seen: View, entry: Entry, found: Authors, title: Span) -> Entry:
    year, letter = _year(seen.text, found.end)
    return replace(
        entry,
        authors=found.names,
        others=found.others,
        kind=found.kind,
        year=year,
        letter=letter,
        title=_told(draft, seen, title),
    )


def _comma_style(text: str, end: int, found: Authors) -> bool:
    """Whether commas part what the entry says: "NOM (P.), Titre, Éditeur, 2018"."""
    return text[end : end + 2].startswith(",") or text[max(0, end - 2) : end].rstrip().endswith(",")


def _year(text: str, end: int) -> tuple[str, str]:
    """The last year after the title that is that of the publication; that within the title where there is none after."""
    stop = next((m.start() for m in [compiled("works", "doi").find(text, end)] if m), len(text))
    for start in (end, 0):
        found = [m for m in compiled("works", "year_later").all_in(text, start, stop) if _publishes(text, m)]
        if found:
            return found[-1]["year"], found[-1]["letter"] or ""
    return "", ""


def _publishes(text: str, match: re.Match[str]) -> bool:
    before = flat(text[max(0, match.start() - _BEFORE_YEAR) : match.start()])
    in_link = re.search(r"(?:https?://|www\.)\S*$", before)
    return not in_link and not compiled("works", "not_the_year").find(before)


def _title(text: str, start: int, *, dots: bool) -> Span:
    """Where the title stands: between marks, else up to what ends it."""
    lead = start + len(text[start:]) - len(text[start:].lstrip(" .,:"))
    mark = text[lead : lead + 1]
    if mark in _QUOTES:
        return _quoted(text, lead)
    if mark == "*":
        stop = text.find("*", lead + 1)
        return (lead + 1, stop) if stop > 0 else (lead, lead)
    end = compiled("works", "title_end", "dots" if dots else "commas").find(text, lead, lead + _LONGEST_TITLE)
    stop = (end.start() + (end.group()[:1] in "?!…")) if end else min(len(text), lead + _LONGEST_TITLE)
    return lead, stop


def _quoted(text: str, start: int) -> Span:
    """Between quotation marks; one that is never closed ends where the sentence does."""
    closing, depth = _QUOTES[text[start]], 0
    for at in range(start + 1, min(len(text), start + _LONGEST_TITLE)):
        if text[at] == closing and (closing != '"' or not text[at + 1 : at + 2].isalnum()):
            if depth == 0:
                return start + 1, at
            depth -= 1
        elif text[at] == text[start] and closing != '"':
            depth += 1
    end = compiled("works", "title_end", "dots").find(text, start, start + _LONGEST_TITLE)
    return start + 1, end.start() + (end.group()[:1] in "?!…") if end else start + 1


def _told(draft: Draft, seen: View, title: Span) -> str:
    """The title with the author's spelling; empty where it says nothing."""
    if title[0] >= title[1]:
        return ""
    words = " ".join(tidy(draft.document.text[slice(*span)]) for span in seen.spans(*title))
    bare = words.replace("*", "").strip(_EDGES if words[-1:] not in "?!" else ' *_«»"“”')
    linked = compiled("works", "link").find(bare)
    return bare if len(bare) > 1 and not linked and any(c.isalpha() for c in bare) else ""


def _doi(raw: str) -> tuple[str, str]:
    """The DOI, bare and in lower case, and as it stands; one that a line end cuts is made whole."""
    match = _DOI.search(raw)
    if not match:
        return "", ""
    found, end = match.group(), match.end()
    cut = _CUT.match(raw, end)
    while cut and _goes_on(found, cut["rest"]):
        found, end = found + cut["rest"], cut.end()
        cut = _CUT.match(raw, end)
    bare = _closed(found.rstrip(".,;:'”’"))
    stands = raw[match.start() : end]
    return bare.lower(), stands[: len(stands) - (len(found) - len(bare))]


def _goes_on(found: str, rest: str) -> bool:
    """Whether what begins the next line belongs to a DOI that a line ends with."""
    if found[-1] in "/._-" or rest[0] in "._/":
        return bool(re.match(r"[\w./()-]+$", rest)) and (found[-1] in "/_-" or any(c.isdigit() for c in rest))
    return False


def _closed(found: str) -> str:
    """A DOI without the bracket of the sentence around it."""
    while found.endswith(")") and found.count("(") < found.count(")"):
        found = found[:-1].rstrip(".,;")
    return found
