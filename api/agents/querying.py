"""The tools `sparql` and `question`: the rows of a query, and for each thing they name the way to its evidence."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, cast

from usagraph.api.agents.answers import Cell, Returned, SparqlAnswer
from usagraph.api.agents.arguments import QuestionArguments, SparqlArguments
from usagraph.api.agents.cutting import Budget, cuts
from usagraph.api.agents.facts import Call
from usagraph.api.agents.house import House, iri_of
from usagraph.errors import WrongUse
from usagraph.graph.queries import saved
from usagraph.graph.querying.service import ROW_TYPES, Answer
from usagraph.graph.querying.syntax import read_query
from usagraph.graph.reading.names import Names, names

__all__ = ["answered", "asked_again"]

_TRIPLES = "application/n-triples"
_ENDS = ("subject", "predicate", "object")
_COLUMNS = re.compile(r"\bSELECT\s+(?:DISTINCT\s+)?(?P<columns>\?[^{]*?)\s*(?:WHERE\b|\{)")

Row = dict[str, Cell]


def answered(house: House, asked: SparqlArguments) -> SparqlAnswer:
    """The first rows of a query."""
    return _answered(house, asked.query, asked.limit)


def asked_again(house: House, asked: QuestionArguments) -> SparqlAnswer:
    """The first rows of a saved question."""
    question = saved(asked.name)
    for name in asked.parameters:
        if name not in question.parameters:
            known = ", ".join(question.parameters) or "∅"
            raise WrongUse(detail=house.say("errors.parameter", name=name, known=known))
    bindings = {name: _iri(house, name, value) for name, value in asked.parameters.items()}
    title = question.title_en if house.lang == "en" else question.title_fr
    return _answered(house, naming(question.text), asked.limit, bindings=bindings).model_copy(update={"title": title})


def naming(text: str) -> str:
    """A saved question with, as its first column, the things that its rows are of, where it would give their names alone.

    >>> naming("SELECT ?name { SELECT ?action ?name { ?action skos:prefLabel ?name } }")
    'SELECT ?action ?name { SELECT ?action ?name { ?action skos:prefLabel ?name } }'
    """
    outer, *inner = _COLUMNS.finditer(text)
    # What a subquery tells apart comes first in it.
    first = inner[0]["columns"].split()[0] if inner else outer["columns"].split()[0]
    if first in outer["columns"].split():
        return text
    return f"{text[: outer.start('columns')]}{first} {text[outer.start('columns') :]}"


def _iri(house: House, name: str, value: str) -> str:
    """The thing that a parameter stands for; a document may be named by its id."""
    if name == "document" and "://" not in value:
        return f"{house.service.base}/id/document/{house.workspace.bundle(value).id}"
    return iri_of(house, value)


def _answered(house: House, query: str, limit: int, **how: Any) -> SparqlAnswer:
    reading = read_query(query)
    kind = ROW_TYPES[0] if reading.form in ("SELECT", "ASK") else _TRIPLES
    answer = house.service.answer(reading, media_type=kind, partial=reading.form != "ASK", **how)
    columns, rows, boolean = _read(answer)
    told, links = _within(house, rows[:limit])
    total = None if answer.truncated else len(rows)
    return SparqlAnswer(
        generation=house.service.generation,
        query=query,
        form=cast(Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"], reading.form),
        columns=columns,
        rows=tuple(told),
        boolean=boolean,
        links=tuple(links.values()),
        note=_note(house, answered=bool(rows) or boolean is not None, linked=bool(links)),
        cut=cuts(house, "rows", told, total, most=house.service.max_rows),
    )


def _note(house: House, *, answered: bool, linked: bool) -> str | None:
    """How to go on from an answer that leads to no evidence."""
    return None if linked else house.say("note.no_links" if answered else "note.no_rows")


def _read(answer: Answer) -> tuple[tuple[str, ...], list[Row], bool | None]:
    """The columns and the rows of an answer, or whether something is so."""
    if answer.media_type == _TRIPLES:
        return _ENDS, list(_triples(answer.body)), None
    content = json.loads(answer.body)
    if "boolean" in content:
        return (), [], content["boolean"]
    rows = [{name: _cell(cell) for name, cell in row.items()} for row in content["results"]["bindings"]]
    return tuple(content["head"]["vars"]), rows, None


def _cell(cell: Mapping[str, Any]) -> Cell:
    """A value of the SPARQL results in JSON; a triple is told as JSON."""
    value = cell["value"]
    return Cell(
        value=value if isinstance(value, str) else json.dumps(value, ensure_ascii=False),
        type=cell["type"],
        datatype=cell.get("datatype"),
        language=cell.get("xml:lang"),
    )


def _triples(body: bytes) -> Iterator[Row]:
    import pyoxigraph as ox

    def cell(term: object) -> Cell:
        match term:
            case ox.NamedNode(value=value):
                return Cell(value=value, type="uri")
            case ox.Literal():
                datatype = None if term.language else term.datatype.value
                return Cell(value=term.value, type="literal", datatype=datatype, language=term.language)
            case ox.BlankNode(value=value):
                return Cell(value=value, type="bnode")
        return Cell(value=str(term), type="triple")

    for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES):
        yield dict(zip(_ENDS, map(cell, quad.triple), strict=True))


def _within(house: House, rows: Iterable[Row]) -> tuple[list[Row], dict[str, Returned]]:
    """The rows that there is room for, and for each thing that they name the way to its evidence."""
    known, budget = names(house.service), Budget()
    told, links = list[Row](), dict[str, Returned]()
    several = list(rows)
    known.load({cell.value for row in several for cell in row.values() if cell.type == "uri"})
    for row in several:
        fresh = {iri: link for iri in _iris(row) if iri not in links and (link := _link(house, known, iri))}
        if not budget.holds(*row.values(), *fresh.values()):
            break
        told.append(row)
        links |= fresh
    return told, links


def _iris(row: Row) -> Iterator[str]:
    return (cell.value for cell in row.values() if cell.type == "uri")


def _link(house: House, known: Names, iri: str) -> Returned | None:
    """The way to the evidence of what is named: a thing, a claim or a passage; None for a class or a property."""
    start = f"{house.service.base}/id/"
    if "/passage/" in iri and iri.startswith(f"{start}document/"):
        return Returned(iri=iri, resource=f"usagraph://{iri.removeprefix(start)}")
    if iri.startswith(f"{start}claim/"):
        return Returned(iri=iri, evidence=Call(tool="evidence", arguments={"subject": iri}))
    # A named graph is what a document says, or the evidence of it; a run is when it was read.
    document = re.match(rf"{re.escape(house.service.base)}/(?:graph|id/ingestion-run)/([^/]+)", iri)
    thing = f"{start}document/{document[1]}" if document else iri
    if thing not in known:
        return None
    call = Call(tool="entity", arguments={"thing": thing})
    return Returned(iri=iri, label=known.node(thing).label, evidence=call)
