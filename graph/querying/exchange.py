"""What is asked of a worker about a query, and what its reply means."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from usagraph.errors import ResultTooLarge, UsagraphError, WrongUse
from usagraph.graph.querying.bindings import Binding, as_message
from usagraph.graph.querying.counting import UNCOUNTED, rows_in
from usagraph.graph.querying.negation import rewritten
from usagraph.graph.querying.syntax import REMEMBERED, Reading, RefusedQuery, read_query, syntax_error
from usagraph.graph.querying.wire import Header, Reply, packed

__all__ = ["GRAPH_TYPES", "ROW_TYPES", "Answer", "Question", "question_of"]

#: What SELECT and ASK can be answered in.
ROW_TYPES = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
#: What CONSTRUCT and DESCRIBE can be answered in.
GRAPH_TYPES = (
    "text/turtle",
    "application/n-triples",
    "application/trig",
    "application/n-quads",
    "application/rdf+xml",
    "application/ld+json",
)
MAX_BYTES = 20_000_000


@dataclass(frozen=True)
class Answer:
    """A serialised result, `truncated` where the cap cut it; `counted` are its rows, where they had to be counted."""

    body: bytes
    media_type: str
    counted: int | None
    truncated: bool

    @property
    def rows(self) -> int | None:
        """How many rows or triples there are; None for ASK."""
        return rows_in(self.body, self.media_type) if self.counted == UNCOUNTED else self.counted


# One that is remembered is the same object each time, and known by that.
@dataclass(frozen=True, eq=False)
class Question:
    """A query that was read, with what it is to be answered from and in."""

    reading: Reading
    media_type: str
    bindings: Mapping[str, Binding]
    max_rows: int
    max_bytes: int = MAX_BYTES
    partial: bool = False
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()

    def request(self, *, limited: bool = True) -> Header:
        """What a worker is told: what is not said is as usual. `limited`: it is to stop at the cap by itself."""
        quick = read_query(rewritten(self.reading.text))
        request: Header = {
            "text": quick.limited(self.max_rows + 1) if limited else quick.text,
            "media_type": self.media_type,
            "max_rows": self.max_rows,
            "max_bytes": self.max_bytes,
        }
        if request["text"] is not self.reading.text:
            request["sent"] = self.reading.text
        if self.partial:
            request["cut"] = quick.limited(self.max_rows)
        if self.bindings:
            request["bindings"] = {name: as_message(value) for name, value in self.bindings.items()}
        if self.default_graphs or self.named_graphs:
            # The data set of the protocol comes before that of the query (SPARQL 1.1 Protocol, 2.1.4).
            request["data_set"] = [list(self.default_graphs), list(self.named_graphs)]
        elif self.reading.graphs:
            request["graphs"] = self.reading.graphs
        return request

    @property
    def lasts(self) -> bool:
        """Whether it is known again the next time, and its answer from one generation is always the same."""
        return self.reading.steady and not self.bindings and len(self.reading.text) <= REMEMBERED

    @cached_property
    def packed(self) -> bytes:
        """The request as bytes."""
        return packed(self.request())

    def answer(self, reply: Reply) -> Answer:
        """The answer in the reply of a worker; an error is raised."""
        header, body = reply
        if "error" in header:
            raise self._error(header)
        return Answer(body, self.media_type, header["rows"], header["truncated"])

    def _error(self, header: Header) -> UsagraphError:
        match header["error"]:
            case "syntax":
                return syntax_error(self.reading, header["detail"])
            case "large":
                return ResultTooLarge(
                    limit=f"{self.max_rows}" if header["rows"] else f"{self.max_bytes // 1_000_000} MB"
                )
            case "memory":
                return RefusedQuery(reason="stopped")
            case "graph" | "projection" as reason:
                return RefusedQuery(reason=reason, name=header["detail"])
            case _:
                return RefusedQuery(reason="engine", message=header["detail"][:200])


def question_of(
    reading: Reading,
    media_type: str,
    max_rows: int,
    *,
    partial: bool = False,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> Question:
    """A query to be asked as it is; kept ready for the next time where it is short."""
    build = _question if len(reading.text) <= REMEMBERED else _question.__wrapped__
    return build(reading, media_type, max_rows, partial, tuple(default_graphs), tuple(named_graphs))


@lru_cache(maxsize=256)
def _question(
    reading: Reading,
    media_type: str,
    max_rows: int,
    partial: bool,
    default_graphs: tuple[str, ...],
    named_graphs: tuple[str, ...],
) -> Question:
    if media_type not in (ROW_TYPES if reading.form in ("SELECT", "ASK") else GRAPH_TYPES):
        raise WrongUse(detail=f"{reading.form} ≠ {media_type}")
    return Question(
        reading,
        media_type,
        {},
        max_rows,
        partial=partial,
        default_graphs=default_graphs,
        named_graphs=named_graphs,
    )


def rows(answer: Answer) -> list[dict[str, str]]:
    """The rows of an answer in JSON, as lexical forms by variable; an unbound variable is absent."""
    found = json.loads(answer.body)["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in found]
