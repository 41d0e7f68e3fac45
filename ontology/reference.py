"""The reference tables: facts with their identifiers and their sources, one row a fact.

Every row is checked when it is read, and every cell that is wrong is named by its file, line and column. A table that
names lines of another looks for it in its own folder first.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from usagraph.errors import MissingFile, UnknownName
from usagraph.ontology.reference_records import (
    Departement,
    ImposedInstrument,
    LegalText,
    Region,
    SpecialAuthority,
    StateBody,
    Succession,
)
from usagraph.ontology.row import Row
from usagraph.ontology.table import Table, read_table, refuse_twice
from usagraph.ontology.table_error import BadCell, BrokenTable
from usagraph.ontology.vocabulary import concepts

__all__ = [
    "COLUMNS",
    "FOLDER",
    "READERS",
    "Departement",
    "ImposedInstrument",
    "LegalText",
    "Region",
    "SpecialAuthority",
    "StateBody",
    "Succession",
    "departements",
    "imposed_instruments",
    "legal_texts",
    "problems",
    "read_departements",
    "read_imposed_instruments",
    "read_legal_texts",
    "read_regions",
    "read_special_authorities",
    "read_state_bodies",
    "read_successions",
    "regions",
    "special_authorities",
    "state_bodies",
    "successions",
]

FOLDER = Path(__file__).parent / "reference"
#: The columns of each table, in the order in which we keep them.
COLUMNS = {
    "regions.csv": "insee slug name with_article source",
    "departements.csv": "insee slug name with_article region source",
    "special-authorities.csv": "slug insee label alt_names created departements source",
    "state-bodies.csv": "slug acronym label alt_names created source",
    "successions.csv": "kind before after date source",
    "legal-texts.csv": "slug type number date short_label acronym title usual_names context_words source",
    "instruments.csv": "legal_text article instrument source",
}


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
def special_authorities() -> list[SpecialAuthority]:
    """The authorities that are neither a département nor a region of common law, in the order of the table."""
    return read_special_authorities(FOLDER / "special-authorities.csv")


@cache
def state_bodies() -> list[StateBody]:
    """The bodies of the State and of social security, in the order of the table."""
    return read_state_bodies(FOLDER / "state-bodies.csv")


@cache
def successions() -> list[Succession]:
    """Which body or authority took over from which, in the order of the table."""
    return read_successions(FOLDER / "successions.csv")


@cache
def imposed_instruments() -> list[ImposedInstrument]:
    """The instruments that legal texts impose, in the order of the table."""
    return read_imposed_instruments(FOLDER / "instruments.csv")


def problems(path: Path = FOLDER) -> list[BadCell]:
    """What is wrong with the table at `path`, or with those of a folder; raises UnknownName, MissingFile."""
    names = COLUMNS if path.is_dir() else [path.name]
    tables = [path / name for name in names] if path.is_dir() else [path]
    return [problem for table in tables for problem in _problems(table)]


def read_legal_texts(path: Path) -> list[LegalText]:
    """The legal texts of the table at `path`; raises BrokenTable."""
    return _table(path, "legal-texts.csv").kept(LegalText.of, _check_legal_texts)


def read_departements(path: Path) -> list[Departement]:
    """The départements of the table at `path`; raises BrokenTable."""
    known = _values(path, "regions.csv", "insee")

    def check(rows: Sequence[Row]) -> None:
        _check_places(rows)
        _refuse_unknown(rows, "region", known, "regions.csv")

    return _table(path, "departements.csv").kept(Departement.of, check)


def read_regions(path: Path) -> list[Region]:
    """The regions of the table at `path`; raises BrokenTable."""
    return _table(path, "regions.csv").kept(Region.of, _check_places)


def read_special_authorities(path: Path) -> list[SpecialAuthority]:
    """The authorities of the table at `path`; raises BrokenTable."""
    known = _values(path, "departements.csv", "insee")

    def check(rows: Sequence[Row]) -> None:
        refuse_twice(rows, "slug", lambda row: [row["slug"]])
        _refuse_unknown(rows, "departements", known, "departements.csv")

    return _table(path, "special-authorities.csv").kept(SpecialAuthority.of, check)


def read_state_bodies(path: Path) -> list[StateBody]:
    """The State bodies of the table at `path`; raises BrokenTable."""
    return _table(path, "state-bodies.csv").kept(StateBody.of, _check_state_bodies)


def read_successions(path: Path) -> list[Succession]:
    """The successions of the table at `path`; raises BrokenTable."""
    bodies = _values(path, "state-bodies.csv", "slug")
    authorities = {
        slug for name in ("departements.csv", "special-authorities.csv") for slug in _values(path, name, "slug")
    }

    def check(rows: Sequence[Row]) -> None:
        refuse_twice(rows, "before", lambda row: [(row["kind"], row["before"], row["after"])])
        for column in ("before", "after"):
            told = [row for row in rows if row["kind"] == "authority"]
            _refuse_unknown(told, column, authorities, "departements.csv, special-authorities.csv")
            _refuse_unknown([row for row in rows if row not in told], column, bodies, "state-bodies.csv")

    return _table(path, "successions.csv").kept(Succession.of, check)


def read_imposed_instruments(path: Path) -> list[ImposedInstrument]:
    """The imposed instruments of the table at `path`; raises BrokenTable."""
    texts = _values(path, "legal-texts.csv", "slug")
    instruments = {found.slug for found in concepts("instrument")}

    def check(rows: Sequence[Row]) -> None:
        refuse_twice(rows, "instrument", lambda row: [(row["legal_text"], row["instrument"])])
        _refuse_unknown(rows, "legal_text", texts, "legal-texts.csv")
        _refuse_unknown(rows, "instrument", instruments, "vocabularies/instrument.ttl")

    return _table(path, "instruments.csv").kept(ImposedInstrument.of, check)


#: What reads each table.
READERS: dict[str, Callable[[Path], Sequence[object]]] = {
    "regions.csv": read_regions,
    "departements.csv": read_departements,
    "special-authorities.csv": read_special_authorities,
    "state-bodies.csv": read_state_bodies,
    "successions.csv": read_successions,
    "legal-texts.csv": read_legal_texts,
    "instruments.csv": read_imposed_instruments,
}


def _problems(path: Path) -> tuple[BadCell, ...]:
    if path.name not in READERS:
        raise UnknownName(name=path.name, known=", ".join(READERS))
    try:
        READERS[path.name](path)
    except BrokenTable as broken:
        return broken.problems
    return ()


def _table(path: Path, name: str) -> Table:
    return read_table(path, COLUMNS[name].split())


def _values(path: Path, name: str, column: str) -> set[str]:
    """What a column of the table `name` beside `path` holds, or of our own where there is none beside."""
    try:
        rows = _table(path.parent / name, name).rows
    except MissingFile:
        rows = _table(FOLDER / name, name).rows
    return {row[column] for row in rows}


def _refuse_unknown(rows: Sequence[Row], column: str, known: set[str], table: str) -> None:
    for row in rows:
        for value in row.many(column):
            if value not in known:
                row.refuse(column, "unknown", value=value, table=table)


def _check_places(rows: Sequence[Row]) -> None:
    refuse_twice(rows, "insee", lambda row: [row["insee"]])
    refuse_twice(rows, "slug", lambda row: [row["slug"]])


def _check_state_bodies(rows: Sequence[Row]) -> None:
    refuse_twice(rows, "slug", lambda row: [row["slug"]])
    refuse_twice(rows, "label", lambda row: filter(None, [row["label"], row["acronym"], *row.many("alt_names")]))


def _check_legal_texts(rows: Sequence[Row]) -> None:
    refuse_twice(rows, "slug", lambda row: [row["slug"]])
    refuse_twice(rows, "number", lambda row: [(row["type"], row["number"])] if row["number"] else [])
    refuse_twice(rows, "usual_names", lambda row: [row["short_label"], *row.many("usual_names")])
