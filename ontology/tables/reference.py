"""The reference tables: facts with their identifiers and their sources, one row a fact.

Every row is checked when it is read, and every cell that is wrong is named by its file, line and column. A table that
names lines of another looks for it in its own folder first.
"""

from collections.abc import Iterable
from pathlib import Path

from usagraph.errors import UnknownName
from usagraph.ontology.tables.error import BadCell
from usagraph.ontology.tables.records import (
    Departement,
    ImposedInstrument,
    LegalText,
    Region,
    SpecialAuthority,
    StateBody,
    Succession,
)
from usagraph.ontology.tables.row import Row
from usagraph.ontology.tables.sheet import FOLDER, Known, Sheet
from usagraph.ontology.vocabulary import concepts

__all__ = [
    "COLUMNS",
    "FOLDER",
    "SHEETS",
    "departements",
    "imposed_instruments",
    "legal_texts",
    "problems",
    "regions",
    "special_authorities",
    "state_bodies",
    "successions",
]


def _slug(row: Row) -> Iterable[object]:
    return [row["slug"]]


def _names(row: Row) -> Iterable[object]:
    return filter(None, [row["label"], row["acronym"], *row.many("alt_names")])


def _number(row: Row) -> Iterable[object]:
    return [(row["type"], row["number"])] if row["number"] else []


#: The French regions, in order of INSEE code.
regions = Sheet(
    "regions.csv",
    ("insee", "slug", "name", "with_article", "source"),
    Region.of,
    {"insee": lambda row: [row["insee"]], "slug": _slug},
)
#: The French départements, in order of INSEE code.
departements = Sheet(
    "departements.csv",
    ("insee", "slug", "name", "with_article", "region", "source"),
    Departement.of,
    {"insee": lambda row: [row["insee"]], "slug": _slug},
    (Known("region", regions.name, regions.values("insee")),),
)
#: The authorities that are neither a département nor a region of common law.
special_authorities = Sheet(
    "special-authorities.csv",
    ("slug", "insee", "label", "alt_names", "created", "departements", "source"),
    SpecialAuthority.of,
    {"slug": _slug},
    (Known("departements", departements.name, departements.values("insee")),),
)
#: The bodies of the State and of social security, and the services they run together.
state_bodies = Sheet(
    "state-bodies.csv",
    ("slug", "class", "acronym", "label", "alt_names", "created", "source"),
    StateBody.of,
    {"slug": _slug, "label": _names},
)


def _authorities(folder: Path) -> set[str]:
    """The slugs of the authorities; that of a region is told from that of its département."""
    slugs = (sheet.values("slug")(folder) for sheet in (departements, special_authorities))
    return {f"region-{slug}" for slug in regions.values("slug")(folder)}.union(*slugs)


def _followers(column: str) -> tuple[Known, Known]:
    """What a succession names: authorities, or bodies of the State."""
    names = ", ".join(sheet.name for sheet in (departements, regions, special_authorities))
    return (
        Known(column, names, _authorities, lambda row: row["kind"] == "authority"),
        Known(column, state_bodies.name, state_bodies.values("slug"), lambda row: row["kind"] != "authority"),
    )


#: Which body or authority took over from which.
successions = Sheet(
    "successions.csv",
    ("kind", "before", "after", "date", "source"),
    Succession.of,
    {"before": lambda row: [(row["kind"], row["before"], row["after"])]},
    (*_followers("before"), *_followers("after")),
)
#: The laws, codes, decrees, charters and plans.
legal_texts = Sheet(
    "legal-texts.csv",
    (
        *("slug", "type", "number", "date", "short_label", "acronym", "title", "usual_names"),
        *("context_words", "source"),
    ),
    LegalText.of,
    {"slug": _slug, "number": _number, "usual_names": lambda row: [row["short_label"], *row.many("usual_names")]},
)
#: The instruments that legal texts impose.
imposed_instruments = Sheet(
    "instruments.csv",
    ("legal_text", "article", "instrument", "source"),
    ImposedInstrument.of,
    {"instrument": lambda row: [(row["legal_text"], row["instrument"])]},
    (
        Known("legal_text", legal_texts.name, legal_texts.values("slug")),
        Known("instrument", "vocabularies/instrument.ttl", lambda _: {found.slug for found in concepts("instrument")}),
    ),
)

#: The tables by name, each after those it looks at.
SHEETS: dict[str, Sheet[object]] = {
    sheet.name: sheet
    for sheet in (
        *(regions, departements, special_authorities, state_bodies, successions, legal_texts, imposed_instruments),
    )
}
#: The columns of each table, in the order in which we keep them.
COLUMNS = {name: sheet.columns for name, sheet in SHEETS.items()}


def problems(path: Path = FOLDER) -> list[BadCell]:
    """What is wrong with the table at `path`, or with those of a folder; raises UnknownName, MissingFile."""
    tables = [path / name for name in SHEETS] if path.is_dir() else [path]
    return [problem for table in tables for problem in _sheet(table.name).problems(table)]


def _sheet(name: str) -> Sheet[object]:
    if name not in SHEETS:
        raise UnknownName(name=name, known=", ".join(SHEETS))
    return SHEETS[name]
