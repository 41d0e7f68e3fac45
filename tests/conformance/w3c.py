"""The W3C test suites of SPARQL, as tests: what each asks, of which data, and what the answer must be.

The files are the W3C's and are not part of the project: a folder that holds them is given. Updates, federation and
entailment regimes are left out, the service offers none of them.
Source: https://www.w3.org/2009/sparql/docs/tests/README.html
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import pyoxigraph as ox
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.query import Result

__all__ = ["Example", "engine_answer", "examples", "same_graph", "same_rows", "stored"]

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
EVALUATED = frozenset((MF.QueryEvaluationTest, MF.CSVResultFormatTest))
GOOD = frozenset((MF.PositiveSyntaxTest, MF.PositiveSyntaxTest11))
BAD = frozenset((MF.NegativeSyntaxTest, MF.NegativeSyntaxTest11))
LEFT_OUT = frozenset(("entailment", "service", "protocol", "http-rdf-update", "service-description"))
RESULTS = {".srx": "xml", ".srj": "json", ".csv": "csv", ".tsv": "tsv"}
NUMBERS = frozenset(("integer", "decimal", "float", "double"))

_FROM = re.compile(r"FROM\s+(?:NAMED\s+)?<([^>]+)>", re.IGNORECASE)

#: A row, as pairs of a variable and a value; blank nodes are rdflib's.
Row = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """One test: `kind` is evaluated, good or bad; `data` are files by graph, None for the default graph."""

    name: str
    kind: str
    query: Path
    data: tuple[tuple[str | None, Path], ...] = ()
    result: Path | None = None

    @property
    def text(self) -> str:
        """The query, its relative names read from where its file is."""
        return f"BASE <{self.query.as_uri()}>\n" + self.query.read_bytes().decode("utf-8")


def examples(folder: Path) -> Iterator[Example]:
    """The tests of the manifests under `folder`, in their order."""
    for path in sorted(folder.rglob("manifest.ttl")):
        if path.parent.name not in LEFT_OUT:
            yield from _of(path)


def _of(path: Path) -> Iterator[Example]:
    graph = Graph().parse(path, format="turtle", publicID=path.as_uri())
    for entries in graph.objects(None, MF.entries):
        for test in Collection(graph, entries):
            example = _example(graph, test, path.parent)
            if example:
                yield example


def _example(graph: Graph, test: Any, folder: Path) -> Example | None:
    kinds = set(graph.objects(test, RDF.type))
    action, result = graph.value(test, MF.action), graph.value(test, MF.result)
    name = f"{folder.name}/{graph.value(test, MF.name)}"
    if kinds & (GOOD | BAD):
        return Example(name, "good" if kinds & GOOD else "bad", _path(action))
    if not kinds & EVALUATED or graph.value(action, QT.query) is None:
        return None
    query = _path(graph.value(action, QT.query))
    data: list[tuple[str | None, Path]] = [(None, _path(one)) for one in graph.objects(action, QT.data)]
    for one in graph.objects(action, QT.graphData):
        file = graph.value(one, QT.graph) or one
        data.append((str(graph.value(one, LABEL) or file), _path(file)))
    given = {graph_name for graph_name, _ in data}
    data += [(one, file) for one, file in _named(query) if one not in given]
    return Example(name, "evaluated", query, tuple(data), _path(result))


def _named(query: Path) -> Iterator[tuple[str, Path]]:
    """The files that a query names after FROM."""
    for name in _FROM.findall(query.read_text(encoding="utf-8")):
        path = query.parent / name
        if path.is_file():
            yield path.as_uri(), path


def _path(iri: Any) -> Path:
    return Path(unquote(urlparse(str(iri)).path))


def same_graph(found: bytes, expected: Path) -> bool:
    """Whether triples in N-Triples are those of a file, names of blank nodes apart."""
    one, other = Graph().parse(data=found, format="nt"), Graph().parse(expected)
    return isomorphic(_plain(one), _plain(other))


def same_rows(found: bytes, media_type: str, expected: Path) -> bool:
    """Whether a table, or a truth value, is that of a file: names of blank nodes, order and ways to write a number apart."""
    form = {"text/csv": "csv", "text/tab-separated-values": "tsv"}.get(media_type, "json")
    ours, theirs = _result(found, form), _expected(expected)
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours == theirs
    if form == "csv":
        return sorted(map(_written, ours)) == sorted(map(_written, theirs))
    return len(ours) == len(theirs) and isomorphic(_as_graph(ours), _as_graph(theirs))


def _result(content: bytes, form: str) -> bool | list[Row]:
    from io import BytesIO

    result = Result.parse(BytesIO(content), format=form)
    if result.type == "ASK":
        return bool(result.askAnswer)
    return [{str(name): value for name, value in row.items()} for row in result.bindings]


def _expected(path: Path) -> bool | list[Row]:
    if path.suffix in RESULTS:
        return _result(path.read_bytes(), RESULTS[path.suffix])
    graph = Graph().parse(path)
    said = graph.value(None, RS.boolean) or next(graph.objects(None, RS.boolean), None)
    if said is not None:
        return str(said) == "true"
    return [_row(graph, solution) for solution in graph.objects(None, RS.solution)]


def _row(graph: Graph, solution: Any) -> Row:
    return {
        str(graph.value(binding, RS.variable)): graph.value(binding, RS.value)
        for binding in graph.objects(solution, RS.binding)
    }


def _as_graph(rows: list[Row]) -> Graph:
    graph = Graph()
    for row in rows:
        node = BNode()
        graph.add((node, RDF.type, RS.ResultSet))
        for name, value in row.items():
            if value is not None:
                graph.add((node, URIRef(f"http://variable/{name}"), value))
    return _plain(graph)


def _plain(graph: Graph) -> Graph:
    """The graph with each number written in one way."""
    plain = Graph()
    for subject, predicate, value in graph:
        plain.add((subject, predicate, _number(value) if isinstance(value, Literal) else value))
    return plain


def _number(value: Literal) -> Literal:
    if value.language:
        # RDF 1.1 Concepts, 3.3: the case of a language tag says nothing.
        return Literal(str(value), lang=value.language.lower())
    kind = str(value.datatype or "").rpartition("#")[2]
    if kind not in NUMBERS:
        # A string is a string with its type said or not.
        return Literal(str(value)) if kind == "string" else value
    try:
        number = float(str(value)) if kind in ("float", "double") else Decimal(str(value))
    except (ValueError, InvalidOperation):
        return value
    return Literal(f"{float(number):.12g}", datatype=value.datatype)


def _written(row: Row) -> str:
    return "\t".join("_" if isinstance(value, BNode) else f"{name}={value}" for name, value in sorted(row.items()))


def engine_answer(example: Example, media_type: str, folder: Path) -> bytes | None:
    """What the engine alone answers; None where it refuses the query."""
    store = ox.Store.read_only(str(folder))
    try:
        result = store.query(example.text)
        if isinstance(result, ox.QueryTriples):
            return result.serialize(format=ox.RdfFormat.N_TRIPLES)
        form = ox.QueryResultsFormat.from_media_type(media_type) or ox.QueryResultsFormat.JSON
        return result.serialize(format=form)
    except (SyntaxError, RuntimeError, ValueError, OSError):
        return None


def stored(data: tuple[tuple[str | None, Path], ...], folder: Path) -> None:
    """Makes a generation of the data at `folder`."""
    live = ox.Store(str(folder.with_name(f"live-{folder.name}")))
    for graph, path in data:
        form = ox.RdfFormat.from_extension(path.suffix.lstrip("."))
        to = ox.NamedNode(graph) if graph else None
        live.load(path=str(path), format=form, base_iri=path.as_uri(), to_graph=to)
    live.flush()
    live.backup(str(folder))
