"""What the ontology already knows by name: its concepts and its facts of reference, as gazetteers."""

import re
from dataclasses import dataclass
from functools import cache

from usagraph.ontology import load
from usagraph.records import Term, iri, key
from usagraph.textview import flat, fold, kebab, slug

__all__ = ["KnownNames", "LegalName"]

# Endings a label may take in running text: plural, feminine.
_ENDINGS = r"(?:e|s|es|x|ve|ves|le|les|ne|nes)?"
# "loi 2005-102", "loi de 2005", "loi du 11 février 2005": other rules read these.
_YEAR_OR_DATE = re.compile(r"^(?:loi|ordonnance|decret)s? (?:de |d'|du )?(?:\d{2,4}\b|\d\d? |1er)")
_ANY_ARTICLE = "(?:les |la |le |l')"
_WORD = re.compile(rf"(?P<article>\b{_ANY_ARTICLE})|[^\s,']+")


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
    def nature(self) -> str:
        """Its kind, flat: what it is called in running text."""
        return flat(self.kind)

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

    def law(self, number: str, kind: str = "loi") -> LegalName | None:
        """The text of that number; None where none, or more than one, is known."""
        rows = [r for r in _laws() if r.nature == kind and _same_number(r.number, number)]
        return rows[0] if len(rows) == 1 else None

    def laws_of(self, date: str, kind: str = "loi") -> list[LegalName]:
        """The texts of that date, or of that year."""
        return [row for row in _laws() if row.date.startswith(date) and row.nature == kind]

    def is_law(self, term: Term) -> bool:
        """Whether the term is a text of reference."""
        return term in _law_terms()

    def law_names(self, words: str, shown: str) -> list[tuple[int, int, LegalName]]:
        """Where texts of reference are called by a usual name: start, end, text.

        `shown`: the words before they were made flat; a name of one word must stand there with its capitals.
        """
        regex, rows = _law_scanner()
        found = ((m.start(), m.end(), *rows[m.lastgroup or ""]) for m in regex.finditer(words))
        return [(start, end, row) for start, end, row, cased in found if cased in ("", shown[start:end])]

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
        parts.append((flat(label)[0], f"(?P<n{number}>{words})"))
    return _one_of(parts), names


def _one_of(parts: list[tuple[str, str]]) -> re.Pattern[str]:
    """Any of the patterns as whole words, tried in order; each comes with its first letter, so that few are tried."""
    letters: dict[str, list[str]] = {}
    for letter, words in parts:
        letters.setdefault(letter, []).append(words)
    groups = "|".join(f"(?={re.escape(letter)})(?:{'|'.join(words)})" for letter, words in letters.items())
    first = "".join(map(re.escape, letters))
    return re.compile(rf"(?<![\w-])(?=[{first}])(?:{groups})(?![\w-])" if parts else "(?!)")


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
def _law_terms() -> frozenset[Term]:
    return frozenset(row.term for row in _laws())


@cache
def _law_scanner() -> tuple[re.Pattern[str], dict[str, tuple[LegalName, str]]]:
    """One expression for all names, longest first; the text each of its groups stands for, and its capitals where it is
    one word: "ADELE" is a programme, "Adèle" is somebody."""
    rows: dict[str, tuple[LegalName, str]] = {}
    parts = []
    names = {(flat(n.replace("’", "'")), r.slug): (r, "" if " " in n else n) for r in _laws() for n in r.names if n}
    for number, ((name, _), found) in enumerate(sorted(names.items(), key=lambda p: (-len(p[0][0]), p[0]))):
        if not _YEAR_OR_DATE.match(name):
            rows[f"n{number}"] = found
            parts.append((name[0], f"(?P<n{number}>{_law_pattern(name)})"))
    return _one_of(parts), rows


def _law_pattern(name: str) -> str:
    """A usual name in the ways it is written: "loi Taquet", "loi dite « Taquet »"; "l'exclusion" or "les exclusions"."""
    nature, _, rest = name.partition(" ")
    if nature in ("loi", "ordonnance", "decret") and rest:
        written = _WORD.sub(lambda m: _ANY_ARTICLE if m["article"] else _either_number(m.group()), rest)
        return rf"{nature}s?\s(?:dite\s)?(?:«\s?|\"|“)?{written}(?:\s?»|\"|”)?"
    return re.escape(name)


def _either_number(word: str) -> str:
    return re.escape(word.removesuffix("s")) + "s?" if len(word) > 4 else re.escape(word)


@cache
def _departements() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {flat(row.name): row.slug for row in load.departements()}
    return re.compile(rf"(?:{'|'.join(re.escape(n) for n in sorted(rows, key=lambda n: -len(n)))})(?![\w-])"), rows


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
