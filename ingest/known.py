"""What the ontology already knows by name: its concepts and its facts of reference, as gazetteers."""

import re
from dataclasses import dataclass
from functools import cache

from usagraph.ontology import load
from usagraph.records import Term, iri, key
from usagraph.textview import flat, fold, kebab, slug

__all__ = ["KnownNames", "LegalName"]

# Endings a label may take in running text: plural, feminine, inclusive.
_ENDINGS = r"(?:[.·•-]?(?:e|s|es|x|ve|ves|le|les|ne|nes))*"
_YEAR_OR_DATE = re.compile(r"^(?:loi|ordonnance|decret)s? (?:de |d'|du )?(?:\d|1er)")


@dataclass(frozen=True)
class LegalName:
    """A legal text of reference: what identifies it and what it is called."""

    slug: str
    kind: str
    number: str
    date: str
    names: tuple[str, ...]
    context: tuple[str, ...]
    class_name: str

    @property
    def term(self) -> Term:
        """The key of the text, the same as that of the reference data."""
        return key(f"{kebab(self.class_name)}||{self.slug}")


class KnownNames:
    """The gazetteers, compiled once; words are given flat (lower case, no accents, same length)."""

    def concept(self, scheme: str, words: str) -> Term | None:
        """The concept of `scheme` that is called `words`; None where none is."""
        found = _labels(scheme).get(fold(words).strip(" .;,"))
        return iri(found) if found else None

    def mentions(self, scheme: str, words: str) -> list[tuple[int, int, str]]:
        """Where concepts of `scheme` are named: start, end, IRI; the longest name at each place."""
        regex, names = _scanner(scheme)
        return [(m.start(), m.end(), names[m.lastgroup or ""]) for m in regex.finditer(words)] if names else []

    def law(self, *, number: str | None = None, date: str | None = None, kind: str = "loi") -> LegalName | None:
        """The text of that number, or of that date where one only is known."""
        rows = [
            r
            for r in _laws()
            if flat(r.kind) == kind and ((number and _same_number(r.number, number)) or (date and r.date == date))
        ]
        return rows[0] if len(rows) == 1 else None

    def laws_of(self, year: str) -> list[LegalName]:
        """The laws of that year."""
        return [row for row in _laws() if row.date.startswith(year) and flat(row.kind) == "loi"]

    def is_law(self, term: Term) -> bool:
        """Whether the term is a text of reference."""
        return term in {row.term for row in _laws()}

    def law_names(self, words: str) -> list[tuple[int, int, LegalName]]:
        """Where texts of reference are called by a usual name: start, end, text."""
        regex, rows = _law_scanner()
        return [(m.start(), m.end(), rows[m.lastgroup or ""]) for m in regex.finditer(words)]

    def departement_at(self, words: str) -> tuple[str, int] | None:
        """The slug of the département whose name begins `words`, and the length of that name."""
        match = _departements()[0].match(words)
        return (_departements()[1][match.group()], match.end()) if match else None

    def body(self, name: str) -> Term | None:
        """The public body of reference of that name or acronym."""
        found = _bodies().get(fold(name))
        return key(f"public-body||{found}") if found else None

    def bodies_in(self, words: str) -> list[tuple[int, int, Term, str]]:
        """Where public bodies of reference are named: start, end, body, class."""
        regex, names = _body_scanner()
        return [
            (m.start(), m.end(), key(f"public-body||{names[m.lastgroup or '']}"), "PublicBody")
            for m in regex.finditer(words)
        ]


def _same_number(known: str, cited: str) -> bool:
    """Whether two numbers are one: the century may be left out (2002-2, 02-2)."""
    return bool(known) and (known == cited or known.removeprefix("19") == cited.removeprefix("19"))


@cache
def _labels(scheme: str) -> dict[str, str]:
    return {fold(label): c.iri for c in load.concepts(scheme) for label in c.names("fr")}


@cache
def _scanner(scheme: str) -> tuple[re.Pattern[str], dict[str, str]]:
    return _compile([(label, c.iri) for c in load.concepts(scheme) for label in c.names("fr")])


def _compile(pairs: list[tuple[str, str]]) -> tuple[re.Pattern[str], dict[str, str]]:
    """One expression for all names, longest first, and what each of its groups stands for."""
    names: dict[str, str] = {}
    parts = []
    for number, (label, value) in enumerate(sorted(dict.fromkeys(pairs), key=lambda p: (-len(p[0]), p))):
        words = r"[\s-]".join(
            re.escape(flat(w)) + (_ENDINGS if len(w) > 3 else "")
            for w in re.split(r"[\s-]", label.replace("’", "'"))
            if w
        )
        names[f"n{number}"] = value
        parts.append(f"(?P<n{number}>{words})")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts) or '(?!)'})(?![\w-])"), names


@cache
def _laws() -> tuple[LegalName, ...]:
    return tuple(
        LegalName(
            r.slug,
            r.kind,
            r.number,
            str(r.date or ""),
            tuple(dict.fromkeys([r.short_label, r.title, *r.usual_names])),
            tuple(r.context_words),
            r.class_name,
        )
        for r in load.legal_texts()
    )


@cache
def _law_scanner() -> tuple[re.Pattern[str], dict[str, LegalName]]:
    rows: dict[str, LegalName] = {}
    parts = []
    pairs = sorted(
        {(flat(n.replace("’", "'")), r.slug): r for r in _laws() for n in r.names if n}.items(),
        key=lambda p: (-len(p[0][0]), p[0]),
    )
    for number, ((name, _), row) in enumerate(pairs):
        if _YEAR_OR_DATE.match(name):
            continue
        rows[f"n{number}"] = row
        parts.append(f"(?P<n{number}>{_law_pattern(name)})")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts) or '(?!)'})(?![\w-])"), rows


def _law_pattern(name: str) -> str:
    """A usual name in the ways it is written: "loi Taquet", "loi dite Taquet", "loi « Taquet »"."""
    nature, _, rest = name.partition(" ")
    if nature in ("loi", "ordonnance", "decret") and rest:
        return rf"{nature}s?\s(?:dite\s)?(?:«\s?|\"|“)?{re.escape(rest)}(?:\s?»|\"|”)?"
    return re.escape(name)


@cache
def _departements() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {flat(row.name): row.slug for row in load.departements()}
    return re.compile("|".join(re.escape(n) for n in sorted(rows, key=lambda n: -len(n))) + r"(?![\w-])"), rows


@cache
def _bodies() -> dict[str, str]:
    return {
        fold(name): row.slug for row in load.state_bodies() for name in (row.label, row.acronym, *row.alt_names) if name
    }


@cache
def _body_scanner() -> tuple[re.Pattern[str], dict[str, str]]:
    pairs = [
        (name, row.slug)
        for row in load.state_bodies()
        for name in (row.label, row.acronym, *row.alt_names)
        if name and len(slug(name)) > 2
    ]
    return _compile(pairs)
