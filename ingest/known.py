"""What the ontology already knows by name: its concepts and its facts of reference, as gazetteers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from usagraph.ingest.laws.texts import LegalName, names_in
from usagraph.ingest.lexicon import Lexicon
from usagraph.ontology import load
from usagraph.records import Term, iri, key
from usagraph.textview import flat, fold, holds_any, slug

__all__ = ["KnownNames", "LegalName"]

#: Code points of words in which it costs less to look for the names themselves.
_SHORT = 100
# Endings a label may take in running text: plural, feminine.
_ENDINGS = r"(?:e|s|es|x|ve|ves|le|les|ne|nes)?"


class KnownNames:
    """The gazetteers, compiled once; words are given flat (lower case, no accents, same length)."""

    def concept(self, scheme: str, words: str) -> Term | None:
        """The concept of `scheme` that is called `words`; None where none is."""
        found = _labels(scheme).get(fold(words).strip(" .;,"))
        return iri(found) if found else None

    def mentions(self, scheme: str, words: str, *, sure: bool = False) -> list[tuple[int, int, str]]:
        """Where concepts of `scheme` are named: start, end, IRI; the longest name at each place.

        `sure`: all `words_of` a name of that scheme are known to stand there.
        """
        return _scanner(scheme).found(words, sure=sure)

    def words_of(self, scheme: str) -> tuple[tuple[str, ...], ...]:
        """The words of each name of the concepts of `scheme`: flat, they all stand where it is named."""
        return _scanner(scheme).words

    def words_of_bodies(self) -> tuple[tuple[str, ...], ...]:
        """The words of each name of the public bodies of reference: flat, they all stand where it is named."""
        return _body_scanner().words

    def law_names(self, words: str, shown: str) -> list[tuple[int, int, LegalName]]:
        """Where known legal texts are called by a name: start, end, text.

        `shown`: the words before they were made flat; a name of one word must stand there with its capitals.
        """
        return names_in(words, shown)

    def departement_at(self, words: str) -> tuple[str, int] | None:
        """The slug of the département whose name begins `words`, and the length of that name."""
        match = _departements()[0].match(words)
        return (_departements()[1][match.group()], match.end()) if match else None

    def body(self, name: str) -> Term | None:
        """The public body of reference of that name or acronym."""
        found = _bodies().get(fold(name))
        return _body_key(found) if found else None

    def bodies_in(self, words: str, *, sure: bool = False) -> list[tuple[int, int, Term, str]]:
        """Where public bodies of reference are named: start, end, body, class; `sure`: all the words of a name stand there."""
        found = []
        for start, end, told in _body_scanner().found(words, sure=sure):
            kind, name = told.split("|")
            found.append((start, end, _body_key(name), kind))
        return found


@dataclass(frozen=True)
class _Scanner:
    """One expression for many names: what each of its groups stands for, and words of which each name holds one."""

    lexicon: Lexicon
    names: dict[str, str]
    needs: tuple[str, ...]
    #: The words of each name.
    words: tuple[tuple[str, ...], ...]

    def found(self, words: str, *, sure: bool) -> list[tuple[int, int, str]]:
        """Where the names stand, and what they stand for."""
        if not sure and len(words) > _SHORT and not holds_any(words, self.needs):
            return []
        return [(start, end, self.names[group]) for start, end, group in self.lexicon.spans(words)]


@cache
def _labels(scheme: str) -> dict[str, str]:
    return {fold(label): c.iri for c in load.concepts(scheme) for label in c.names("fr")}


@cache
def _scanner(scheme: str) -> _Scanner:
    return _compile([(label, c.iri) for c in load.concepts(scheme) for label in c.names("fr")])


def _compile(pairs: list[tuple[str, str]]) -> _Scanner:
    """The scanner of names, the longest first."""
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
    every = tuple(dict.fromkeys(tuple(_words(label)) for label, _ in pairs))
    return _Scanner(_one_of(parts), names, _needs(every), every)


def _words(label: str) -> list[str]:
    return [word for word in re.split(r"[\s-]", flat(label.replace("’", "'"))) if word]


def _needs(names: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The longest word of each name, without those that hold another."""
    longest = {max(words, key=len) for words in names}
    return tuple(sorted(word for word in longest if not any(other in word for other in longest - {word})))


def _one_of(parts: list[tuple[str, str]]) -> Lexicon:
    """Any of the patterns as whole words, tried in order; each comes with its first letter, so that few are tried."""
    letters: dict[str, list[str]] = {}
    for letter, words in parts:
        letters.setdefault(letter, []).append(words)
    groups = "|".join(f"(?={re.escape(letter)})(?:{'|'.join(words)})" for letter, words in letters.items())
    first = "".join(map(re.escape, letters))
    return Lexicon(rf"(?=[{first}])(?:{groups})" if parts else "(?!)")


@cache
def _departements() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {flat(row.name): row.slug for row in load.departements()}
    return re.compile(rf"(?:{'|'.join(re.escape(n) for n in sorted(rows, key=lambda n: -len(n)))})(?![\w-])"), rows


def _body_key(name: str) -> Term:
    return key(f"public-body||{name}")


@cache
def _bodies() -> dict[str, str]:
    return {
        fold(name): row.slug for row in load.state_bodies() for name in (row.label, row.acronym, *row.alt_names) if name
    }


@cache
def _body_scanner() -> _Scanner:
    pairs = [
        (name, f"{row.class_name}|{row.slug}")
        for row in load.state_bodies()
        for name in (row.label, row.acronym, *row.alt_names)
        if name and len(slug(name)) > 2
    ]
    return _compile(pairs)
