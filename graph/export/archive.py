"""The tables in one ZIP file, written from its start to its end, so that it can go straight to a client."""

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO

from usagraph.graph.export.about import About
from usagraph.graph.export.cells import Sheet, number
from usagraph.graph.export.contents import Contents
from usagraph.graph.export.dictionary import DICTIONARY, Described, Dictionary
from usagraph.graph.export.drawing import drawn
from usagraph.graph.export.evidence import CLAIMS, PASSAGES, claims, passages
from usagraph.graph.export.readme import FILES, readme
from usagraph.graph.export.relations import Network
from usagraph.graph.export.tables import Column, Table, class_tables
from usagraph.messages import LANGUAGES

__all__ = ["write_archive"]

#: The columns of the table of relations and their datatypes.
RELATIONS = {
    "source": "anyURI",
    "source_label": "string",
    "predicate": "string",
    "label_fr": "string",
    "label_en": "string",
    "target": "anyURI",
    "target_label": "string",
    "inferred": "boolean",
    "confidence": "decimal",
    "passages": "integer",
    "documents": "string",
    "places": "string",
    "quotes": "string",
}


def write_archive(contents: Contents, about: About, output: IO[bytes]) -> None:
    """Writes the tables, the dictionary of their columns, their metadata and what to know of them."""
    with ExitStack() as stack, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        writer = _Writer(archive, about)
        tables = [writer.table(table, contents) for table in class_tables(contents, stack)]
        tables.append(writer.sheet("relations", _columns(RELATIONS), _relations(contents)))
        tables.append(writer.sheet("claims", _evidence_columns(CLAIMS), claims(contents)))
        tables.append(writer.sheet("passages", _evidence_columns(PASSAGES), passages(contents)))
        dictionary = Dictionary(about)
        columns = [Column(name, "", "string", filled=1) for name in DICTIONARY]
        told = writer.sheet("dictionary", columns, dictionary.rows(tables))
        writer.file("csv-metadata.json", dictionary.csvw([*tables, told]))
        for lang in LANGUAGES:
            writer.file(FILES[lang], readme(about, [*tables, told], dictionary, contents.sieve.left_out, lang))


class _Writer:
    def __init__(self, archive: zipfile.ZipFile, about: About) -> None:
        self._archive = archive
        self._made = about.made.timetuple()[:6]

    def table(self, table: Table, contents: Contents) -> Described:
        """Writes the things of a kind."""
        return self.sheet(table.name, table.columns, table.rows(contents.label))

    def sheet(self, name: str, columns: Iterable[Column], rows: Iterable[list[str]]) -> Described:
        """Writes a table; counts what stands in its columns where nobody did."""
        columns = list(columns)
        folder = "classes/" if name[:1].isupper() else ""
        count = 0
        counted = not any(column.filled for column in columns)
        with self._opened(f"{folder}{name}.csv") as file:
            sheet = Sheet(file, [column.name for column in columns])
            for row in rows:
                sheet.write(row)
                count += 1
                for column, value in zip(columns, row, strict=True) if counted else ():
                    column.filled += bool(value)
        return Described(f"{folder}{name}.csv", name, tuple(columns), count)

    def file(self, name: str, content: bytes) -> None:
        """Writes a file as it is."""
        with self._opened(name) as file:
            file.write(content)

    def _opened(self, name: str) -> IO[bytes]:
        info = zipfile.ZipInfo(name, self._made)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        return self._archive.open(info, "w", force_zip64=True)


def _columns(told: dict[str, str]) -> list[Column]:
    return [Column(name, "", datatype, link=datatype == "anyURI") for name, datatype in told.items()]


def _evidence_columns(told: dict[str, tuple[str, str]]) -> list[Column]:
    return [
        Column(
            name,
            predicate,
            datatype,
            link=datatype == "anyURI",
            labels=name.endswith("_label"),
            several=name == "passages",
        )
        for name, (predicate, datatype) in told.items()
    ]


def _relations(contents: Contents) -> Iterator[list[str]]:
    network = Network(contents)
    with drawn(network) as drawing:
        for edge, values in drawing.edges():
            ends = {"source": edge.source, "source_label": network.called(edge.source)}
            ends |= {"target": edge.target, "target_label": network.called(edge.target)}
            row = {name: str(value) for name, value in values.items()} | ends
            row |= {"inferred": row["inferred"].lower(), "confidence": number(row["confidence"])}
            yield [row[name] for name in RELATIONS]
