"""What each column of the tables means: a table for people, and CSVW for programs (Metadata Vocabulary for Tabular Data, 2015)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from usagraph.graph.export.about import About
from usagraph.graph.export.cells import DECIMAL, DELIMITER, SEPARATOR
from usagraph.graph.export.tables import Column
from usagraph.messages import LANGUAGES, catalogue, sentence
from usagraph.ontology.load import definitions, labels
from usagraph.ontology.terms import NS, compact

__all__ = ["DICTIONARY", "Described", "Dictionary"]

#: The columns of the dictionary itself.
DICTIONARY = (
    "table",
    "column",
    "term",
    "title_fr",
    "title_en",
    "meaning_fr",
    "meaning_en",
    "datatype",
    "several",
    "filled",
)
#: The columns that name the thing of a row, and no other row's.
_KEYS = ("iri", "claim", "passage")


@dataclass(frozen=True)
class Described:
    """A file of the archive with its columns and how many rows it has."""

    file: str
    name: str
    columns: tuple[Column, ...]
    rows: int


class Dictionary:
    """The meaning of columns in both languages."""

    def __init__(self, about: About) -> None:
        self.about = about

    def title(self, described: Described, lang: str) -> str:
        """What a table is of."""
        own = catalogue(lang).get(f"export.tables.{described.name}")
        return own or self._labels[lang].get(NS + described.name, described.name)

    def rows(self, tables: list[Described]) -> Iterator[list[str]]:
        """The dictionary as a table."""
        for table in tables:
            for column in table.columns:
                words = [self._said(column, lang) for lang in LANGUAGES]
                yield [
                    *(table.file, column.name, compact(column.predicate) if column.predicate else ""),
                    *(title for title, _ in words),
                    *(meaning for _, meaning in words),
                    *(column.datatype, "true" if column.several else "false", str(column.filled)),
                ]

    def csvw(self, tables: list[Described]) -> bytes:
        """The metadata of the tables."""
        content = {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "fr"}],
            "dc:title": {lang: sentence("export.title", lang) for lang in LANGUAGES},
            "dc:description": {lang: self.about.line(lang) for lang in LANGUAGES},
            "dc:license": {"@id": self.about.licence},
            "dc:issued": {"@value": self.about.made.isoformat(), "@type": "xsd:date"},
            "dialect": {"delimiter": DELIMITER, "encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
            "tables": [self._table(table) for table in tables],
        }
        return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"

    def _table(self, table: Described) -> dict[str, object]:
        columns = [self._column(column) for column in table.columns]
        schema: dict[str, object] = {"columns": columns}
        key = table.columns[0].name
        if key in _KEYS:
            schema |= {"primaryKey": key, "aboutUrl": f"{{+{key}}}"}
        return {
            "url": table.file,
            "dc:title": {lang: self.title(table, lang) for lang in LANGUAGES},
            "tableSchema": schema,
        }

    def _column(self, column: Column) -> dict[str, object]:
        words = {lang: self._said(column, lang) for lang in LANGUAGES}
        told: dict[str, object] = {
            "name": column.name,
            # The first title of the language is the name in the header of the file.
            "titles": column.name,
            "dc:title": {lang: title for lang, (title, _) in words.items()},
            "dc:description": {lang: meaning for lang, (_, meaning) in words.items() if meaning},
            "datatype": {"base": "decimal", "format": {"decimalChar": DECIMAL}}
            if column.datatype == "decimal"
            else column.datatype,
        }
        if column.predicate and not column.labels:
            told["propertyUrl"] = column.predicate
        if column.several:
            told["separator"] = SEPARATOR
        if column.language:
            told["lang"] = column.language
        return told

    def _said(self, column: Column, lang: str) -> tuple[str, str]:
        """The title and the meaning of a column."""
        own = catalogue(lang).get(f"export.columns.{column.name}")
        label, meaning = _foreign(column.predicate, lang)
        label = self._labels[lang].get(column.predicate) or label or column.name
        meaning = self._definitions[lang].get(column.predicate) or meaning
        if own and not meaning:
            return _parted(own, lang)
        if column.labels:
            return sentence("export.label_of", lang, label=label), meaning
        return f"{label} ({column.language})" if column.language else label, meaning

    @cached_property
    def _labels(self) -> Mapping[str, Mapping[str, str]]:
        return {lang: labels(lang) for lang in LANGUAGES}

    @cached_property
    def _definitions(self) -> Mapping[str, Mapping[str, str]]:
        return {lang: definitions(lang) for lang in LANGUAGES}


def _foreign(predicate: str, lang: str) -> tuple[str, str]:
    """What a relation of another vocabulary is called, and what it means; its short name where we have no word for it."""
    short = compact(predicate)
    key, known = short.replace(":", "_"), catalogue(lang)
    return _parted(known.get(f"export.terms.{key}") or known.get(f"terms.{key}") or short, lang)


def _parted(words: str, lang: str) -> tuple[str, str]:
    """A title and a meaning, as the catalogue has them in one sentence."""
    title, _, meaning = words.partition(" : " if lang == "fr" else ": ")
    return title, meaning
