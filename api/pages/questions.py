"""The page of questions: the saved ones, and SPARQL of one's own, with the rows as a table. Its state is in its address."""

import json
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from usagraph.api.pages.choosing import documents_of
from usagraph.api.pages.frame import Lang, live_page, render_page
from usagraph.errors import UsagraphError
from usagraph.graph.queries import names as saved_names
from usagraph.graph.queries import saved
from usagraph.graph.querying.service import GRAPH_TYPES, ROW_TYPES, QueryService
from usagraph.graph.querying.syntax import read_query
from usagraph.graph.reading.names import names
from usagraph.ontology.terms import PREFIXES
from usagraph.visualisations.links import page_of
from usagraph.visualisations.question.sparql_help import editor_is_there, sparql_examples, terms
from usagraph.visualisations.templating import safe_json
from usagraph.visualisations.words import catalogue

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

#: Rows shown in the page; the files hold them all.
SHOWN = 200


@dataclass(frozen=True)
class Cell:
    """A value of a row: its words, and the page about it where it is a thing."""

    words: str
    link: str | None = None


@dataclass(frozen=True)
class Result:
    """What an answer shows: a table, or a text (a graph, yes or no)."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    text: str = ""
    #: Whether there are more rows than an answer of the service holds.
    truncated: bool = False


@router.get("/questions")
@live_page
def questions_page(
    request: Request,
    nom: Annotated[str, Query(title="Name of a saved question")] = "",
    document: Annotated[str, Query(title="Document it is asked of: id")] = "",
    sparql: Annotated[str, Query(title="A query of one's own")] = "",
    lang: Lang = "fr",
) -> str:
    """The questions, and the answer to the one that is asked."""
    chosen = saved(nom) if nom else None
    text = sparql or (chosen.text if chosen else "")
    result, failure = None, ""
    if text:
        try:
            result = _answer(request.app.state.service, text, {} if sparql else _bindings(request, document), lang)
        except UsagraphError as error:
            failure = error.say(lang)
    return render_page(
        "questions.html",
        request,
        lang,
        here="sparql",
        questions=[saved(name) for name in saved_names()],
        chosen=chosen,
        document=document if chosen else "",
        documents=documents_of(request),
        text=text or _example(),
        asked=bool(text),
        result=result,
        failure=failure,
        shown=SHOWN,
        examples=sparql_examples(request.app.state.service, lang),
        prefixes=PREFIXES,
        terms=safe_json(terms(lang)),
        editor=editor_is_there(),
    )


def _bindings(request: Request, document: str) -> dict[str, str]:
    return {"document": f"{request.app.state.settings.base}/id/document/{document}"} if document else {}


def _answer(service: QueryService, text: str, bindings: dict[str, str], lang: str) -> Result:
    form = read_query(text).form
    if form not in ("SELECT", "ASK"):
        return Result(text=service.answer(text, media_type=GRAPH_TYPES[0]).body.decode())
    answer = service.answer(text, media_type=ROW_TYPES[0], bindings=bindings, partial=True)
    found = json.loads(answer.body)
    if form == "ASK":
        return Result(text=str(found["boolean"]).lower())
    variables = found["head"]["vars"]
    names(service).load(
        cell["value"] for row in found["results"]["bindings"] for cell in row.values() if cell["type"] == "uri"
    )
    rows = tuple(tuple(_cell(service, row.get(v), lang) for v in variables) for row in found["results"]["bindings"])
    labels = catalogue(lang)
    columns = tuple(labels.get(f"questions.column.{v}") or labels.get(f"question.column.{v}", v) for v in variables)
    return Result(columns, rows, truncated=answer.truncated)


def _cell(service: QueryService, value: dict[str, Any] | None, lang: str) -> Cell:
    if value is None:
        return Cell("")
    if value["type"] != "uri":
        return Cell(_written(value))
    node = names(service).load([value["value"]])[value["value"]]
    return Cell(node.label if node else value["value"], page_of(value["value"], lang))


def _written(value: dict[str, Any]) -> str:
    """A value as words; a triple that is itself a value, as its three parts."""
    inside = value["value"]
    if isinstance(inside, str):
        return inside
    return f"<<( {' '.join(_written(inside[part]) for part in ('subject', 'predicate', 'object'))} )>>"


def _example() -> str:
    """A query to begin with; the prefixes need not be written, and are shown so that one sees what there is."""
    prefixes = "\n".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in ("ug", "skos"))
    return (
        f"{prefixes}\nSELECT ?action ?direction WHERE {{\n  ?action a ug:Action ; ug:ledBy ?direction .\n}}\nLIMIT 20"
    )
