"""The `query` command: what is asked, and how the answer is written."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from usagraph.errors import WrongUse
from usagraph.messages import sentence
from usagraph.settings import Settings
from usagraph.workspace import Workspace

if TYPE_CHECKING:
    from usagraph.graph.querying.service import QueryService

__all__ = ["open_service", "print_table", "query", "say"]

MEDIA_TYPES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "trig": "application/trig",
    "nquads": "application/n-quads",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
}


def query(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answers a SPARQL query or a saved question."""
    text, bindings = _question(arguments, settings)
    if text is None:
        return 0
    with open_service(settings) as service:
        if service.generation == 0:
            say("empty", settings.lang)
        _answer(service, text, bindings, arguments)
    return 0


def _question(arguments: argparse.Namespace, settings: Settings) -> tuple[str | None, dict[str, str]]:
    """The text of the query and the values of its parameters; no text where the saved questions were listed instead."""
    from usagraph.graph import queries

    given = dict(_parameter(word, settings.lang) for word in arguments.parameter)
    if arguments.file:
        return arguments.file.read_text(encoding="utf-8"), given
    if arguments.text is None:
        _list_saved(settings.lang)
        return None, {}
    if arguments.text not in queries.names() and not _looks_like_sparql(arguments.text):
        queries.saved(arguments.text)
    if arguments.text not in queries.names():
        return arguments.text, given
    saved = queries.saved(arguments.text)
    for name in given:
        if name not in saved.parameters:
            raise WrongUse(
                detail=sentence("say.no_parameter", settings.lang, name=name, known=", ".join(saved.parameters))
            )
    return saved.text, {name: _value(name, value, settings) for name, value in given.items()}


def _looks_like_sparql(text: str) -> bool:
    return any(mark in text for mark in "{ \n")


def _value(name: str, value: str, settings: Settings) -> str:
    """A document may be named by its id, or the beginning of it."""
    if name == "document" and "://" not in value:
        from usagraph.graph.provenance import document_iri

        return document_iri(settings.base, Workspace(settings.workspace, settings.server).bundle(value).id)
    return value


def _parameter(word: str, lang: str) -> tuple[str, str]:
    name, mark, value = word.partition("=")
    if not mark:
        raise WrongUse(detail=sentence("say.bad_parameter", lang, given=word))
    return name.lstrip("?"), value


def _list_saved(lang: str) -> None:
    from usagraph.graph import queries

    say("saved", lang)
    for name in queries.names():
        saved = queries.saved(name)
        print(f"{name}\t{saved.title_fr if lang == 'fr' else saved.title_en}")


@contextmanager
def open_service(settings: Settings) -> Iterator["QueryService"]:
    """A query service with one worker over the workspace."""
    from usagraph.graph.querying.opening import query_service

    workspace = Workspace(settings.workspace, settings.server)
    with query_service(
        workspace, workers=1, base=settings.base, timeout=settings.timeout, max_rows=settings.max_rows
    ) as service:
        yield service


def _answer(service: "QueryService", text: str, bindings: dict[str, str], arguments: argparse.Namespace) -> None:
    from usagraph.graph.querying.syntax import read_query

    rows = read_query(text).form in ("SELECT", "ASK")
    wanted = arguments.format or ("table" if rows else "turtle")
    media_type = MEDIA_TYPES["json" if wanted == "table" else wanted]
    answer = service.answer(
        text, media_type=media_type, bindings=bindings, timeout=arguments.timeout, partial=arguments.partial
    )
    if wanted == "table":
        _print_results(json.loads(answer.body))
    else:
        sys.stdout.buffer.write(answer.body)
        sys.stdout.flush()


def _print_results(results: dict[str, object]) -> None:
    if "boolean" in results:
        print(str(results["boolean"]).lower())
        return
    names = results["head"]["vars"]  # type: ignore[index]
    rows = [[row[name]["value"] if name in row else "" for name in names] for row in results["results"]["bindings"]]  # type: ignore[index]
    print_table(names, rows)


def print_table(names: list[str], rows: list[list[str]]) -> None:
    """Writes rows in aligned columns to standard output; a cell is one line."""
    cells = [names, *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(names))]
    for number, row in enumerate(cells):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        if number == 0:
            print("  ".join("─" * width for width in widths))


def say(key: str, lang: str, **values: object) -> None:
    """Says a sentence of the catalogue to standard error."""
    print(sentence(f"say.{key}", lang, **values), file=sys.stderr)
