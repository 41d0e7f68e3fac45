"""What each command does: one function a command, which gives back the exit code."""

import argparse
import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from usagraph.asking import open_service, print_table, query, say
from usagraph.deadline import interruptible
from usagraph.errors import WrongUse
from usagraph.fusing import merge
from usagraph.keeping import backup, erase, rebuild, restore, verify
from usagraph.measuring import measures
from usagraph.messages import LANGUAGES, sentence
from usagraph.proposing import endpoint, proposals, propose
from usagraph.searching import search
from usagraph.settings import Settings, read_settings
from usagraph.workspace import Workspace

if TYPE_CHECKING:
    from usagraph.ingest.library import Report
    from usagraph.ingest.pipeline import Ingested

__all__ = [
    "backup",
    "check",
    "demo",
    "documents",
    "erase",
    "evaluate",
    "export",
    "ingest",
    "mcp",
    "measures",
    "merge",
    "profile",
    "proposals",
    "query",
    "rebuild",
    "remove",
    "render",
    "restore",
    "rules",
    "search",
    "serve",
    "verify",
]


#: What a reader may note of a document, in the order it is said.
NOTED = ("cut", "hidden_sheets", "uncomputed", "macros", "permissions", "ocr", "french")
#: Files up to which one process is the fastest.
FEW = 2
#: Documents named in a message, where there may be thousands.
SHOWN = 10


def ingest(arguments: argparse.Namespace, settings: Settings) -> int:
    """Reads documents into the workspace, and says what became of each."""
    # Before anything is read: what is missing is said at once.
    service = endpoint(settings) if arguments.propose else None
    report = _ingest(arguments.paths, settings, arguments.jobs)
    if arguments.json:
        print(json.dumps(_as_json(report), ensure_ascii=False, indent=1))
    else:
        _summary(report, settings.lang)
    unanswered = propose((i.bundle for i in report.read), service, settings) if service else 0
    return 1 if report.refused or report.interrupted or unanswered else 0


def documents(arguments: argparse.Namespace, settings: Settings) -> int:
    """Lists the documents."""
    from usagraph.graph.deciding.pending import count

    rows = [
        {"id": b.id, **{k: b.run[k] for k in ("title", "file_name", "format", "claims")}, "proposals": count(b)}
        for b in Workspace(settings.workspace, settings.server).bundles()
    ]
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    elif rows:
        print_table(
            ["id", "title", "claims"], [[str(row["id"]), str(row["title"]), str(row["claims"])] for row in rows]
        )
    else:
        say("nothing", settings.lang)
    return 0


def remove(arguments: argparse.Namespace, settings: Settings) -> int:
    """Takes a document away."""
    from usagraph.ingest import library

    name = library.remove(arguments.document, Workspace(settings.workspace, settings.server), settings.base)
    say("removed", settings.lang, document=name)
    return 0


def check(arguments: argparse.Namespace, settings: Settings) -> int:
    """Says what is wrong with the reference tables, the ontology and the graph."""
    from usagraph import checking

    return checking.check(arguments, settings)


def profile(arguments: argparse.Namespace, settings: Settings) -> int:
    """Proposes a profile for the headings of a file."""
    from usagraph import profiling

    return profiling.profile(arguments, settings)


def rules(arguments: argparse.Namespace, settings: Settings) -> int:
    """Tests the rules of extraction, or explains a document by them."""
    from usagraph import ruling

    return ruling.rules(arguments, settings)


def evaluate(arguments: argparse.Namespace, settings: Settings) -> int:
    """Measures the rules on labelled documents."""
    from usagraph import evaluating

    return evaluating.evaluate(arguments, settings)


def export(arguments: argparse.Namespace, settings: Settings) -> int:
    """Writes the graph in the format of another tool."""
    from usagraph import exporting

    return exporting.export(arguments, settings)


def serve(arguments: argparse.Namespace, settings: Settings) -> int:
    """Opens the service until it is interrupted."""
    from usagraph.api import connection
    from usagraph.api.app import create_app
    from usagraph.graph.ledger import check_start

    _check_port(settings)
    if settings.host not in ("127.0.0.1", "localhost", "::1"):
        say("exposed", settings.lang, host=settings.host)
    app = create_app(settings)
    # As the service sees it: on a server, the folder of the workspace holds no generation.
    if app.state.service.generation == 0:
        say("empty", settings.lang)
    lost = check_start(app.state.service, Workspace(settings.workspace).ledger)
    if lost:
        say("differs", settings.lang, count=len(lost), documents=", ".join(lost[:SHOWN]))
    say("serving", settings.lang, address=f"http://{settings.host}:{settings.port}/")
    connection.serve(app, settings)
    return 0


def mcp(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serves the graph to the program that started this one, until its input ends."""
    from usagraph.api.agents import stdio
    from usagraph.api.agents.house import House
    from usagraph.graph.querying.opening import query_service

    workspace = Workspace(settings.workspace, settings.server)
    with query_service(workspace, base=settings.base, timeout=settings.timeout, max_rows=settings.max_rows) as service:
        if service.generation == 0:
            say("empty", settings.lang)
        stdio.serve(House(service, workspace, settings.lang))
    return 0


def _check_port(settings: Settings) -> None:
    """Raises WrongUse where the port is taken: uvicorn would only say so in English, after a while."""
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            raise WrongUse(detail=sentence("say.port_taken", settings.lang, port=settings.port)) from None


def render(arguments: argparse.Namespace, settings: Settings) -> int:
    """Writes a view to a file."""
    from usagraph.visualisations.network.render import render_network

    with open_service(settings) as service:
        render_network(
            service,
            arguments.output,
            lang=settings.lang,
            focus=arguments.focus,
            depth=arguments.depth,
            licence=settings.licence,
            origin=f"http://{settings.host}:{settings.port}",
        )
    opens = arguments.output.suffix.lower() in ("", ".html", ".htm")
    say("rendered" if opens else "rendered_file", settings.lang, path=arguments.output)
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
    _check_port(own)
    say("demo", own.lang)
    paths = sorted(
        p for p in folder.iterdir() if p.suffix in (".md", ".txt", ".pdf", ".docx") and p.name != "README.md"
    )
    _summary(_ingest(paths, own), own.lang)
    return serve(arguments, own)


def _ingest(paths: list[Path], settings: Settings, jobs: int | None = None) -> "Report":
    from tqdm import tqdm

    from usagraph.ingest import library

    files = list(library.files_in(paths))
    # A process more costs half a second: not for a file or two.
    wanted = jobs or (min(os.cpu_count() or 1, len(files)) if len(files) > FEW else 1)
    label = sentence("say.reading", settings.lang)
    progress = tqdm(total=len(files), unit="doc", desc=label, disable=not sys.stderr.isatty())
    with interruptible() as check, progress as bar:

        def on_file(path: Path) -> None:
            check()
            bar.update(1)
            if bar.n < len(files):
                bar.set_postfix_str(files[int(bar.n)].name[:40])

        bar.set_postfix_str(files[0].name[:40] if files else "")
        return library.add(files, Workspace(settings.workspace, settings.server), settings.base, on_file, jobs=wanted)


def _summary(report: "Report", lang: str) -> None:
    if report.interrupted:
        say("interrupted", lang)
    fresh = sum(not i.known for i in report.read)
    say("read", lang, count=len(report.read), fresh=fresh)
    if report.replaced:
        say("replaced", lang, count=len(report.replaced))
    for ingested in report.read:
        for name, value in _notes(ingested).items():
            file = ingested.bundle.run["file_name"]
            print(f"  {file} : {sentence(f'notes.{name}', lang, value=value)}", file=sys.stderr)
    for ingested in report.read:
        if ingested.dropped:
            say("proposals_dropped", lang, file=ingested.bundle.run["file_name"], count=ingested.dropped)
    if report.refused:
        say("refused", lang, count=len(report.refused))
        for _, error in report.refused:
            print("  " + error.say(lang), file=sys.stderr)
    if report.claims:
        say("claims", lang, count=report.claims)
        say("kinds", lang)
        for label, count in _labelled(report.kinds, lang):
            print(f"  {count:5}  {label}", file=sys.stderr)


def _notes(ingested: "Ingested") -> dict[str, str]:
    """What the reader and the rules noted of a document that its user should know, by kind of note."""
    metadata = ingested.bundle.run["metadata"]
    assert isinstance(metadata, dict)  # noqa: S101 - so written
    unread = ingested.bundle.run.get("unread") or []
    assert isinstance(unread, list)  # noqa: S101 - so written
    notes = {name: str(metadata[name]) for name in NOTED if name in metadata}
    return notes | ({"unread": ", ".join(str(heading["words"]) for heading in unread)} if unread else {})


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
                "proposals_dropped": i.dropped,
                "claims": i.bundle.run["claims"],
                "notes": _notes(i),
            }
            for i in report.read
        ],
        "refused": [
            {"file": str(path), "error": type(error).__name__, "reason": {lang: error.say(lang) for lang in LANGUAGES}}
            for path, error in report.refused
        ],
        "replaced": report.replaced,
        "interrupted": report.interrupted,
        "claims": report.claims,
        "kinds": dict(sorted(report.kinds.items())),
    }
