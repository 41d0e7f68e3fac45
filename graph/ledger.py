"""The ledger: what the graph holds of each document. It stands in the graph, in the same transaction as the document, and
in a file beside it; where the two differ, something was lost or cut short."""

import hashlib
import json
import os
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from usagraph.graph.provenance import document_iri, graph_iri
from usagraph.graph.querying.service import QueryService
from usagraph.graph.store.protocol import Store
from usagraph.ontology.terms import RDF
from usagraph.workspace import settle

__all__ = [
    "Entry",
    "Ledger",
    "LedgerFile",
    "check_start",
    "coming_from",
    "differing",
    "digest_of",
    "digest_on",
    "entry_of",
    "lines_seen",
    "placed",
    "sum_of",
]

_VALUE = ox.NamedNode(RDF + "value")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBER = re.compile(rf'"(true|false|[+-]?\d+(?:\.\d*)?|[+-]?\.\d+)"\^\^<{re.escape(_XSD)}(?:boolean|integer|decimal)>')
_UNSETTLED = ox.Literal("unsettled")
#: How a line begins, and how its last value does in the file, which alone knows where a document came from.
_START, _PATH = '{"document": "', ', "path": '
#: The sum of no line.
_NOTHING = "0" * 32


@dataclass(frozen=True)
class Entry:
    """What the graph holds of a document: how many claims, triples of what it says and of evidence, and a digest of both."""

    document: str
    sha256: str
    claims: int
    triples: int
    evidence: int
    digest: str
    state: str = "ingested"

    @property
    def line(self) -> str:
        """The entry as a line of JSON."""
        return json.dumps(self.__dict__, ensure_ascii=False)


@dataclass(frozen=True)
class Ledger:
    """The ledger in the graph: a named graph of its own, which the default graph does not hold.

    It is read as lines: there are as many as documents, and at a start they are only compared.
    """

    store: Store
    base: str

    @property
    def graph(self) -> str:
        """Its IRI."""
        return graph_iri(self.base, "ledger")

    def lines(self) -> dict[str, str]:
        """The line of each document; where they are many, it takes a while."""
        return _by_document(triple.object.value for triple in self.store.triples(self.graph))  # type: ignore[union-attr]

    def mended(self) -> dict[str, str]:
        """The line of each document; their sum is put right where it is not theirs."""
        lines, held = self.lines(), self.sum()
        if sum_of(lines.values()) != held:
            fresh = self._quad(self.graph, ox.Literal(sum_of(lines.values())))
            self.store.change([self._quad(self.graph, ox.Literal(held))], [fresh])
        return lines

    def sum(self) -> str:
        """The sum of the lines, which changes with each: it tells without reading them whether another ledger has the same."""
        return next(iter(self._values(self.graph)), _NOTHING)

    def sum_quads(self, gone: Iterable[Entry], come: Iterable[Entry]) -> tuple[ox.Quad, ox.Quad]:
        """The sum as it stands, and as it is to be once some entries have gone and others have come."""
        held = self.sum()
        fresh = sum_of([entry.line for entry in (*gone, *come)], held)
        return self._quad(self.graph, ox.Literal(held)), self._quad(self.graph, ox.Literal(fresh))

    def of(self, document: str) -> Entry | None:
        """What is held of a document; None where nothing is."""
        found = self._values(document_iri(self.base, document))
        return entry_of(next(iter(found))) if found else None

    def quad(self, entry: Entry) -> ox.Quad:
        """An entry as it is written in the same transaction as its document."""
        return self._quad(document_iri(self.base, entry.document), ox.Literal(entry.line))

    def digest(self, graph: str) -> str:
        """The digest of the files that some graphs were made of; empty where it is not known."""
        return next(iter(self._values(graph)), "")

    def digest_quad(self, graph: str, digest: str) -> ox.Quad:
        """That digest, as it is written once they have been made."""
        return self._quad(graph, ox.Literal(digest))

    @property
    def unsettled(self) -> ox.Quad:
        """The mark of a graph of which what follows from it has not been settled yet."""
        return self._quad(graph_iri(self.base, "inferred"), _UNSETTLED)

    @property
    def is_settled(self) -> bool:
        """Whether what follows from the graph has been settled since it changed."""
        return not self._values(graph_iri(self.base, "inferred"))

    def _values(self, subject: str) -> set[str]:
        found = self.store.about(self.graph, _VALUE.value, [ox.NamedNode(subject)])
        return {triple.object.value for triple in found if isinstance(triple.object, ox.Literal)}

    def _quad(self, subject: str, value: ox.Literal) -> ox.Quad:
        return ox.Quad(ox.NamedNode(subject), _VALUE, value, ox.NamedNode(self.graph))


@dataclass(frozen=True)
class LedgerFile:
    """The ledger beside the graph: the same lines, each with where the document came from."""

    path: Path

    def lines(self) -> dict[str, str]:
        """The line of each document, with its path; none where there is no file."""
        return _by_document(self.path.read_text(encoding="utf-8").split("\n")) if self.path.is_file() else {}

    def write(self, lines: Collection[str]) -> None:
        """Writes the file anew, whole or not at all, and waits until it is on disk."""
        draft = self.path.with_suffix(".tmp")
        with draft.open("w", encoding="utf-8") as file:
            file.write("".join(line + "\n" for line in sorted(lines)))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path)
        settle(self.path.parent)


def entry_of(line: str) -> Entry:
    """The entry on a line, with or without its path."""
    return Entry(**{name: value for name, value in json.loads(line).items() if name != "path"})


def sum_of(lines: Iterable[str], start: str = "") -> str:
    """The sum of some lines, whatever their order, without their paths; the same line twice counts for nothing."""
    total = int(start or _NOTHING, 16)
    for line in lines:
        bare = line.rpartition(_PATH)[0] + "}" if _PATH in line else line
        total ^= int.from_bytes(hashlib.blake2b(bare.encode(), digest_size=16).digest())
    return f"{total:032x}"


def placed(line: str, path: str) -> str:
    """A line with the path that the document came from."""
    return line[:-1] + _place(path)


def _place(path: str) -> str:
    return f"{_PATH}{json.dumps(path, ensure_ascii=False)}}}"


def digest_on(line: str) -> str:
    """The digest on a line."""
    return line.rpartition('"digest": "')[2].partition('"')[0]


def coming_from(path: str, lines: Mapping[str, str]) -> list[str]:
    """The documents that came from a path, by their lines in the file."""
    end = _place(path)
    return sorted(name for name, line in lines.items() if line.endswith(end))


def digest_of(*graphs: Iterable[ox.Triple]) -> str:
    """A name for what some graphs hold, whatever the order, and however a server writes numbers."""
    total = hashlib.sha256()
    for graph in graphs:
        total.update("\n".join(sorted(map(_plainly, graph))).encode() + b"\0")
    return total.hexdigest()[:32]


def _plainly(triple: ox.Triple) -> str:
    """A triple as text; numbers by their value, and the truth as a number: Virtuoso gives 2.5 for 2.50, and 1 for true."""
    text = str(triple)
    return _NUMBER.sub(lambda number: f'"{_value(number[1])}"', text) if _XSD in text else text


def _value(written: str) -> str:
    if written in ("true", "false"):
        return str(int(written == "true"))
    whole, _, part = written.partition(".")
    return f"{int(whole or '0')}.{part.rstrip('0')}".rstrip(".")


def lines_seen(service: QueryService) -> dict[str, str]:
    """The ledger of the graph that readers see: the line of each document."""
    graph = graph_iri(service.base, "ledger")
    rows = service.select(f"SELECT ?line {{ GRAPH <{graph}> {{ ?document <{_VALUE.value}> ?line }} }}")
    return _by_document(row["line"] for row in rows)


def check_start(service: QueryService, path: Path) -> list[str]:
    """The documents of which readers do not see what the ledger at `path` tells: lost, or not published yet."""
    return differing(lines_seen(service), LedgerFile(path).lines())


def differing(held: Mapping[str, str], told: Mapping[str, str]) -> list[str]:
    """The documents of which the lines of a graph do not tell what those of the file do, or the other way round."""
    return sorted(
        name
        for name in held.keys() | told.keys()
        if name not in held or not told.get(name, "").startswith(held[name][:-1] + _PATH)
    )


def _by_document(lines: Iterable[str]) -> dict[str, str]:
    """Lines by the document that they are about; what begins otherwise is none."""
    start = len(_START)
    return {line[start : line.index('"', start)]: line for line in lines if line.startswith(_START)}
