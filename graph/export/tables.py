"""One table a class, a row a thing and a column a relation; then the relations, the claims and the passages."""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import IO

import pyoxigraph as ox

from usagraph.graph.export.cells import SEPARATOR, number
from usagraph.graph.export.contents import Contents
from usagraph.graph.reading.kinds import is_shown, kind_of
from usagraph.ontology.terms import DCT, RDF, SKOS, VOC, XSD, compact, ug

__all__ = ["Column", "Table", "class_tables", "group_of"]

#: The datatypes of columns, from the narrowest; one that has values of several is text.
_TYPES = {"integer": "integer", "decimal": "decimal", "double": "decimal", "float": "decimal", "boolean": "boolean"}
_DATES = {"date": "date", "dateTime": "dateTime", "gYear": "gYear"}
#: What comes first in a table, as a reader looks for it.
_FIRST = (SKOS + "prefLabel", DCT + "title", ug("acronym"), SKOS + "altLabel")


@dataclass
class Column:
    """A column of a table: `predicate` it comes from, `datatype` of its values, `language` of its words.

    `link`: its values are things; `labels`: it gives the names of the things that another column names.
    """

    name: str
    predicate: str
    datatype: str
    language: str = ""
    link: bool = False
    labels: bool = False
    filled: int = 0
    several: bool = False


@dataclass
class Table:
    """The things of one kind, kept on disk: what is said of each, a line a thing."""

    name: str
    file: IO[bytes]
    places: list[tuple[str, int]] = field(default_factory=list)
    _columns: dict[tuple[str, str], Column] = field(default_factory=dict)

    def add(self, iri: str, triples: list[ox.Triple]) -> None:
        """Keeps a thing."""
        values: dict[str, list[str]] = {}
        for triple in triples:
            key, words = _value(triple)
            values.setdefault(f"{key[0]} {key[1]}", []).append(words)
            self._note(key, triple)
        for name, several in values.items():
            predicate, _, kind = name.partition(" ")
            column = self._columns[predicate, kind]
            column.filled += 1
            column.several = column.several or len(several) > 1
        self.places.append((iri, self.file.tell()))
        self.file.write(json.dumps(values).encode() + b"\n")

    @property
    def columns(self) -> list[Column]:
        """The columns in the order in which they are written; a link has one for the names of what it leads to."""
        columns = [Column("iri", "", "anyURI", link=True, filled=len(self.places))]
        taken = {"iri"}
        for column in sorted(self._columns.values(), key=_place):
            column.name = _name(column, taken)
            taken |= {column.name, f"{column.name}_label"}
            columns.append(column)
            if column.link and column.predicate != RDF + "type":
                label = Column(f"{column.name}_label", column.predicate, "string", "fr", labels=True)
                label.filled, label.several = column.filled, column.several
                columns.append(label)
        return columns

    def rows(self, label: Callable[[str], str]) -> Iterator[list[str]]:
        """The rows, in the order of IRIs; `label` says what the thing of an IRI is called."""
        columns = self.columns
        for iri, place in sorted(self.places):
            self.file.seek(place)
            values = json.loads(self.file.readline())
            yield [iri, *(_cell(column, values, label) for column in columns[1:])]

    def _note(self, key: tuple[str, str], triple: ox.Triple) -> None:
        link = not isinstance(triple.object, ox.Literal)
        language = (
            "" if isinstance(triple.object, ox.NamedNode | ox.BlankNode | ox.Triple) else triple.object.language or ""
        )
        found = self._columns.get(key)
        datatype = _datatype(triple.object)
        if found is None:
            self._columns[key] = Column("", key[0], datatype, language, link)
        elif found.datatype != datatype:
            found.datatype = "string"


def class_tables(contents: Contents, stack: ExitStack) -> list[Table]:
    """The tables of an export, in order of name; their files end with `stack`."""
    tables: dict[str, Table] = {}
    for iri, triples in contents.described():
        name = group_of(iri, triples)
        if name:
            if name not in tables:
                file = tempfile.TemporaryFile()  # noqa: SIM115 - it ends with the stack
                tables[name] = Table(name, stack.enter_context(file))
            tables[name].add(iri, triples)
    return [tables[name] for name in sorted(tables)]


def group_of(iri: str, triples: list[ox.Triple]) -> str:
    """The table that a thing stands in; empty for what is no thing of ours."""
    types = [
        t.object.value for t in triples if t.predicate.value == RDF + "type" and isinstance(t.object, ox.NamedNode)
    ]
    if iri.startswith(VOC):
        return next((name for name in ("ConceptScheme", "Concept") if SKOS + name in types), "")
    kind = kind_of(iri, types) if "/id/" in iri and is_shown(iri) else ""
    # The notions that documents define stand under {BASE}/id/, by scheme.
    return kind if kind[:1].isupper() else "Concept" if kind else ""


def _value(triple: ox.Triple) -> tuple[tuple[str, str], str]:
    """The column of a value, by predicate and kind, and the value as words."""
    value, predicate = triple.object, triple.predicate.value
    if isinstance(value, ox.Literal):
        return (predicate, value.language or "value"), value.value
    if isinstance(value, ox.NamedNode):
        return (predicate, "link"), value.value
    return (predicate, "link"), str(value)


def _datatype(value: object) -> str:
    if not isinstance(value, ox.Literal):
        return "anyURI"
    local = value.datatype.value.removeprefix(XSD)
    return _TYPES.get(local) or _DATES.get(local) or "string"


def _cell(column: Column, values: dict[str, list[str]], label: Callable[[str], str]) -> str:
    kind = "link" if column.link or column.labels else column.language or "value"
    found = values.get(f"{column.predicate} {kind}", [])
    if column.predicate == RDF + "type":
        found = [compact(one) for one in found]
    pairs = sorted((one, label(one) if column.labels and "://" in one else one) for one in found)
    told = [shown for _, shown in pairs]
    if len(told) > 1:
        told = [shown.replace(SEPARATOR, " ¦ ") for shown in told]
    return SEPARATOR.join(number(one) for one in told) if column.datatype == "decimal" else SEPARATOR.join(told)


def _place(column: Column) -> tuple[int, str, str, str]:
    first = _FIRST.index(column.predicate) if column.predicate in _FIRST else len(_FIRST)
    return first, compact(column.predicate), "" if column.language == "fr" else column.language, column.datatype


def _name(column: Column, taken: set[str]) -> str:
    prefix, _, local = compact(column.predicate).rpartition(":")
    ending = f"_{column.language}" if column.language else ""
    for name in (f"{local}{ending}", f"{prefix.rpartition(':')[2]}_{local}{ending}", f"{local}{ending}_value"):
        if name not in taken:
            return name
    return f"{local}{ending}_{len(taken)}"
