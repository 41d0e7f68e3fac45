"""What each command does: one function a command, which gives back the exit code."""

import argparse
import json
from pathlib import Path

from usagraph.asking import open_service, print_table, query, say
from usagraph.errors import WrongUse
from usagraph.fusing import merge
from usagraph.ingesting import ingest, ingested, summary
from usagraph.keeping import backup, erase, rebuild, restore, verify
from usagraph.measuring import measures
from usagraph.messages import sentence
from usagraph.proposing import proposals
from usagraph.searching import search
from usagraph.settings import Settings, read_settings
from usagraph.workspace import Workspace

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


#: Documents named in a message, where there may be thousands.
SHOWN = 10


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
    app = create_app(settings, warm=settings.warm)
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
    summary(ingested(paths, own), own.lang)
    return serve(arguments, own)
