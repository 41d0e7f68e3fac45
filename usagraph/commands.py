"""What each command does: one function a command, which gives back the exit code."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from usagraph.errors import WrongUse
from usagraph.messages import LANGUAGES, sentence
from usagraph.settings import Settings, read_settings
from usagraph.workspace import Workspace

if TYPE_CHECKING:
    from usagraph.graph.sparql import QueryService
    from usagraph.ingest.library import Report

__all__ = ["check", "demo", "documents", "ingest", "query", "rebuild", "remove", "render", "serve", "verify"]

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


def ingest(arguments: argparse.Namespace, settings: Settings) -> int:
    """Reads documents into the workspace, and says what became of each."""
    report = _ingest(arguments.paths, settings)
    if arguments.json:
        print(json.dumps(_as_json(report), ensure_ascii=False, indent=1))
    else:
        _summary(report, settings.lang)
    return 1 if report.refused else 0


def documents(arguments: argparse.Namespace, settings: Settings) -> int:
    """Lists the documents."""
    rows = [
        {"id": b.id, **{k: b.run[k] for k in ("title", "file_name", "format", "claims")}}
        for b in Workspace(settings.workspace).bundles()
    ]
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    elif rows:
        _print_table(
            ["id", "title", "claims"], [[str(row["id"]), str(row["title"]), str(row["claims"])] for row in rows]
        )
    else:
        _say("nothing", settings.lang)
    return 0


def remove(arguments: argparse.Namespace, settings: Settings) -> int:
    """Takes a document away."""
    from usagraph.ingest import library

    name = library.remove(arguments.document, Workspace(settings.workspace), settings.base)
    _say("removed", settings.lang, document=name)
    return 0


def rebuild(arguments: argparse.Namespace, settings: Settings) -> int:
    """Makes the store again."""
    from usagraph.ingest import library

    _say("rebuilt", settings.lang, count=library.rebuild(Workspace(settings.workspace), settings.base))
    return 0


def verify(arguments: argparse.Namespace, settings: Settings) -> int:
    """Says what is not whole."""
    from usagraph.ingest import library

    workspace = Workspace(settings.workspace)
    wrong = library.verify(workspace, settings.base)
    if arguments.json:
        print(json.dumps([{"document": document, "wrong": what} for document, what in wrong], indent=1))
    for document, what in wrong:
        _say(f"wrong_{what}", settings.lang, document=document)
    if not wrong:
        _say("verified", settings.lang, count=len(list(workspace.bundles())))
    return 1 if wrong else 0


def check(arguments: argparse.Namespace, settings: Settings) -> int:
    """Classifies the ontology where Java is there."""
    from usagraph.ontology.model import check_model

    report = check_model()
    if report.reasoner is None:
        _say("no_java", settings.lang)
        return 0
    if report.consistent and not report.unsatisfiable:
        _say("consistent", settings.lang, reasoner=report.reasoner)
        return 0
    _say("inconsistent", settings.lang, classes=", ".join(report.unsatisfiable))
    return 1


def query(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answers a SPARQL query or a saved question."""
    text, bindings = _question(arguments, settings)
    if text is None:
        return 0
    with _service(settings) as service:
        _answer(service, text, bindings, arguments)
    return 0


def serve(arguments: argparse.Namespace, settings: Settings) -> int:
    """Opens the service until it is interrupted."""
    import socket

    import uvicorn

    from usagraph.api.app import create_app
    from usagraph.graph.store import newest_generation

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            raise WrongUse(detail=sentence("say.port_taken", settings.lang, port=settings.port)) from None
    if newest_generation(Workspace(settings.workspace).store) is None:
        _say("empty", settings.lang)
    _say("serving", settings.lang, address=f"http://{settings.host}:{settings.port}/")
    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, log_level="warning", server_header=False)
    return 0


def render(arguments: argparse.Namespace, settings: Settings) -> int:
    """Writes a view to a file."""
    from usagraph.visualisations.render import render_network

    with _service(settings) as service:
        render_network(service, arguments.output, lang=settings.lang, focus=arguments.focus)
    _say("rendered", settings.lang, path=arguments.output)
    return 0


def demo(arguments: argparse.Namespace, settings: Settings) -> int:
    """Builds a graph from the examples and serves it."""
    from usagraph import examples

    folder = Path(str(examples.__file__)).parent
    own = read_settings(
        workspace=arguments.workspace or Path("demo-workspace"),
        lang=settings.lang,
        host=settings.host,
        port=settings.port,
    )
    _say("demo", own.lang)
    paths = sorted(
        p for p in folder.iterdir() if p.suffix in (".md", ".txt", ".pdf", ".docx") and p.name != "README.md"
    )
    _summary(_ingest(paths, own), own.lang)
    return serve(arguments, own)


def _ingest(paths: list[Path], settings: Settings) -> "Report":
    from tqdm import tqdm

    from usagraph.ingest import library

    files = list(library.files_in(paths))
    with tqdm(
        total=len(files), unit="doc", desc=sentence("say.reading", settings.lang), disable=not sys.stderr.isatty()
    ) as bar:

        def on_file(path: Path) -> None:
            bar.set_postfix_str(path.name[:40])
            bar.update(1)

        return library.add(files, Workspace(settings.workspace), settings.base, on_file)


def _summary(report: "Report", lang: str) -> None:
    known = sum(i.known for i in report.read)
    _say("read", lang, count=len(report.read), known=known)
    if report.replaced:
        _say("replaced", lang, count=len(report.replaced))
    if report.refused:
        _say("refused", lang, count=len(report.refused))
        for _, error in report.refused:
            print("  " + error.say(lang), file=sys.stderr)
    if report.claims:
        _say("claims", lang, count=report.claims)
        _say("kinds", lang)
        for label, count in _labelled(report.kinds, lang):
            print(f"  {count:5}  {label}", file=sys.stderr)


def _labelled(kinds: Counter[str], lang: str) -> list[tuple[str, int]]:
    from usagraph.ontology.load import labels
    from usagraph.ontology.terms import NS

    names = labels(lang)
    return [(names.get(NS + kind, kind), count) for kind, count in sorted(kinds.items(), key=lambda k: (-k[1], k[0]))]


def _as_json(report: "Report") -> dict[str, object]:
    return {
        "read": [
            {
                "document": i.bundle.id,
                "file": i.bundle.run["file_name"],
                "known": i.known,
                "claims": i.bundle.run["claims"],
            }
            for i in report.read
        ],
        "refused": [
            {"file": str(path), "error": type(error).__name__, "reason": {lang: error.say(lang) for lang in LANGUAGES}}
            for path, error in report.refused
        ],
        "replaced": report.replaced,
        "claims": report.claims,
        "kinds": dict(sorted(report.kinds.items())),
    }


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

        return document_iri(settings.base, Workspace(settings.workspace).bundle(value).id)
    return value


def _parameter(word: str, lang: str) -> tuple[str, str]:
    name, mark, value = word.partition("=")
    if not mark:
        raise WrongUse(detail=sentence("say.bad_parameter", lang, given=word))
    return name.lstrip("?"), value


def _list_saved(lang: str) -> None:
    from usagraph.graph import queries

    _say("saved", lang)
    for name in queries.names():
        saved = queries.saved(name)
        print(f"{name}\t{saved.title_fr if lang == 'fr' else saved.title_en}")


@contextmanager
def _service(settings: Settings) -> Iterator["QueryService"]:
    from usagraph.graph.sparql import QueryService

    with QueryService(
        Workspace(settings.workspace).store,
        workers=1,
        timeout=settings.timeout,
        max_rows=settings.max_rows,
        base=settings.base,
    ) as service:
        yield service


def _answer(service: "QueryService", text: str, bindings: dict[str, str], arguments: argparse.Namespace) -> None:
    from usagraph.graph.syntax import read_query

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
    _print_table(names, rows)


def _print_table(names: list[str], rows: list[list[str]]) -> None:
    cells = [names, *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [min(60, max(len(row[i]) for row in cells)) for i in range(len(names))]
    for number, row in enumerate(cells):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        if number == 0:
            print("  ".join("─" * width for width in widths))


def _say(key: str, lang: str, **values: object) -> None:
    print(sentence(f"say.{key}", lang, **values), file=sys.stderr)
