"""The whole result of a query, row by row: what is over the cap of the query service is not kept from anybody."""

import json
from collections.abc import Callable, Iterable
from typing import IO

import pyoxigraph as ox

from usagraph.errors import UnknownName, WrongUse
from usagraph.graph.export.cells import Sheet
from usagraph.graph.querying.syntax import Reading

__all__ = ["GRAPH_FORMATS", "ROW_FORMATS", "media_type_of", "write_result"]

#: What rows can be written in, and triples.
ROW_FORMATS = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ndjson": "application/x-ndjson",
    "json": "application/sparql-results+json",
    "spreadsheet": "text/csv",
}
GRAPH_FORMATS = {"ntriples": "application/n-triples", "turtle": "text/turtle"}
_ENGINE = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "turtle": ox.RdfFormat.TURTLE,
}


def media_type_of(reading: Reading, name: str) -> str:
    """The media type of a format that the result of a query can be written in; raises WrongUse or UnknownName."""
    if reading.form == "ASK":
        raise WrongUse(detail="ASK")
    offered = ROW_FORMATS if reading.form == "SELECT" else GRAPH_FORMATS
    if name not in offered:
        raise UnknownName(name=name, known=", ".join(offered))
    return offered[name]


def write_result(result: object, name: str, output: IO[bytes]) -> None:
    """Writes a result as it comes."""
    if name in ("ndjson", "spreadsheet"):
        assert isinstance(result, ox.QuerySolutions)  # noqa: S101 - so checked before
        _OWN[name](result, output)
    elif isinstance(result, ox.QuerySolutions):
        result.serialize(output, format=_ENGINE[name])  # type: ignore[arg-type]
    else:
        triples: Iterable[ox.Triple] = result  # type: ignore[assignment]
        ox.serialize(triples, output, format=_ENGINE[name])  # type: ignore[arg-type]


def _lines(solutions: ox.QuerySolutions, output: IO[bytes]) -> None:
    """A JSON object a row: what SPARQL 1.1 Query Results JSON calls a binding."""
    names = [one.value for one in solutions.variables]
    for row in solutions:
        cells = {name: _binding(row[name]) for name in names if row[name] is not None}
        output.write(json.dumps(cells, ensure_ascii=False).encode() + b"\n")


def _sheet(solutions: ox.QuerySolutions, output: IO[bytes]) -> None:
    names = [one.value for one in solutions.variables]
    sheet = Sheet(output, names)
    for row in solutions:
        sheet.write([_words(row[name]) for name in names])


def _binding(term: object) -> dict[str, str]:
    if isinstance(term, ox.Literal):
        told = {"type": "literal", "value": term.value}
        if term.language:
            return told | {"xml:lang": term.language}
        plain = term.datatype.value.endswith("#string")
        return told if plain else told | {"datatype": term.datatype.value}
    return {"type": "uri" if isinstance(term, ox.NamedNode) else "bnode", "value": _words(term) or ""}


def _words(term: object) -> str | None:
    return None if term is None else str(getattr(term, "value", term))


_OWN: dict[str, Callable[[ox.QuerySolutions, IO[bytes]], None]] = {"ndjson": _lines, "spreadsheet": _sheet}
