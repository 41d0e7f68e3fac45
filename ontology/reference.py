"""The reference tables: facts with their identifiers and their sources, one row a fact.

Every row is checked when it is read: a table that contradicts itself stops with the file and the line.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from usagraph.ontology.table import SLUG, Row, rows, unique

__all__ = [
    "FOLDER",
    "KINDS",
    "Departement",
    "ImposedInstrument",
    "LegalText",
    "Region",
    "StateBody",
    "departements",
    "imposed_instruments",
    "legal_texts",
    "read_departements",
    "read_imposed_instruments",
    "read_legal_texts",
    "read_regions",
    "read_state_bodies",
    "regions",
    "state_bodies",
]

FOLDER = Path(__file__).parent / "reference"
#: Kinds of reference text, with the class of each.
KINDS = {
    "arrêté": "LegalText",
    "charte": "Charter",
    "circulaire": "LegalText",
    "code": "LegalText",
    "constitution": "LegalText",
    "décret": "LegalText",
    "loi": "LegalText",
    "ordonnance": "LegalText",
    "plan": "Plan",
}
_NUMBER = re.compile(r"(\d{2}|\d{4})-\d+")
_DEPARTEMENT = re.compile(r"\d{2,3}|2[AB]")
_REGION = re.compile(r"\d{2}")


@dataclass(frozen=True)
class LegalText:
    """A law, code, decree, charter or plan. `date` may be a year or a month; `number` may be empty.

    `usual_names` are what people call it; where two texts could be meant, `context_words` tell which.
    """

    slug: str
    kind: str
    number: str
    date: str
    short_label: str
    title: str
    usual_names: tuple[str, ...]
    context_words: tuple[str, ...]
    source: str

    @property
    def class_name(self) -> str:
        """The local name of its class."""
        return KINDS[self.kind]


@dataclass(frozen=True)
class Departement:
    """A French département; `with_article` follows "département" (« de l'Isère »), `region` is an INSEE code."""

    insee: str
    slug: str
    name: str
    with_article: str
    region: str
    source: str


@dataclass(frozen=True)
class Region:
    """A French region; `with_article` follows "conseil régional"."""

    insee: str
    slug: str
    name: str
    with_article: str
    source: str


@dataclass(frozen=True)
class StateBody:
    """A body of the State or of social security; `replaces` is the slug of the one it took over from."""

    slug: str
    acronym: str
    label: str
    alt_names: tuple[str, ...]
    created: str
    replaces: str
    source: str


@dataclass(frozen=True)
class ImposedInstrument:
    """An instrument that a legal text makes compulsory, both by slug."""

    legal_text: str
    instrument: str
    source: str


@cache
def legal_texts() -> list[LegalText]:
    """The laws, codes, decrees, charters and plans, in the order of the table."""
    return read_legal_texts(FOLDER / "legal-texts.csv")


@cache
def departements() -> list[Departement]:
    """The French départements, in order of INSEE code."""
    return read_departements(FOLDER / "departements.csv")


@cache
def regions() -> list[Region]:
    """The French regions, in order of INSEE code."""
    return read_regions(FOLDER / "regions.csv")


@cache
def state_bodies() -> list[StateBody]:
    """The bodies of the State and of social security, in the order of the table."""
    return read_state_bodies(FOLDER / "state-bodies.csv")


@cache
def imposed_instruments() -> list[ImposedInstrument]:
    """The instruments that legal texts impose, in the order of the table."""
    return read_imposed_instruments(FOLDER / "instruments.csv")


def read_legal_texts(path: Path) -> list[LegalText]:
    """The legal texts of the table at `path`; raises BrokenRule."""
    return unique(path, _legal_text)


def read_departements(path: Path) -> list[Departement]:
    """The départements of the table at `path`; raises BrokenRule."""
    return unique(path, _departement)


def read_regions(path: Path) -> list[Region]:
    """The regions of the table at `path`; raises BrokenRule."""
    return unique(path, _region)


def read_state_bodies(path: Path) -> list[StateBody]:
    """The State bodies of the table at `path`; raises BrokenRule."""
    bodies = unique(path, _state_body)
    known = {body.slug for body in bodies}
    for row in rows(path):
        if row["replaces"] and row["replaces"] not in known:
            raise row.broken("replaces")
    return bodies


def read_imposed_instruments(path: Path) -> list[ImposedInstrument]:
    """The imposed instruments of the table at `path`; raises BrokenRule."""
    known = {text.slug for text in legal_texts()}
    seen: set[tuple[str, str]] = set()
    return [_imposed(row, known, seen) for row in rows(path)]


def _imposed(row: Row, known: set[str], seen: set[tuple[str, str]]) -> ImposedInstrument:
    found = ImposedInstrument(row.need("legal_text"), row.need("instrument", SLUG), row.need("source"))
    if found.legal_text not in known:
        raise row.broken("legal_text")
    if (found.legal_text, found.instrument) in seen:
        raise row.broken("instrument")
    seen.add((found.legal_text, found.instrument))
    return found


def _legal_text(row: Row) -> LegalText:
    if row["type"] not in KINDS:
        raise row.broken("type")
    return LegalText(
        slug=row.need("slug", SLUG),
        kind=row["type"],
        date=row.date("date"),
        number=_number(row),
        short_label=row.need("short_label"),
        title=row.need("title"),
        usual_names=row.many("usual_names"),
        context_words=row.many("context_words"),
        source=row.need("source"),
    )


def _departement(row: Row) -> Departement:
    return Departement(
        insee=row.need("insee", _DEPARTEMENT),
        slug=row.need("slug", SLUG),
        name=row.need("name"),
        with_article=row.need("with_article"),
        region=row.need("region", _REGION),
        source=row.need("source"),
    )


def _region(row: Row) -> Region:
    return Region(
        insee=row.need("insee", _REGION),
        slug=row.need("slug", SLUG),
        name=row.need("name"),
        with_article=row.need("with_article"),
        source=row.need("source"),
    )


def _state_body(row: Row) -> StateBody:
    return StateBody(
        slug=row.need("slug", SLUG),
        acronym=row["acronym"],
        label=row.need("label"),
        alt_names=row.many("alt_names"),
        created=row.date("created"),
        replaces=row["replaces"],
        source=row.need("source"),
    )


def _number(row: Row) -> str:
    """The official number, whose first part must be the year of the date where both are known."""
    number = row["number"]
    if number and not _NUMBER.fullmatch(number):
        raise row.broken("number")
    if number and row["date"] and not row["date"][:4].endswith(number.split("-")[0]):
        raise row.broken("number")
    return number
