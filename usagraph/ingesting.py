"""The command that reads documents into the workspace, and what it says of them."""

import argparse
import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from usagraph.asking import say
from usagraph.deadline import interruptible
from usagraph.messages import LANGUAGES, sentence
from usagraph.proposing import endpoint, propose
from usagraph.settings import Settings
from usagraph.workspace import Workspace

if TYPE_CHECKING:
    from usagraph.ingest.library import Report
    from usagraph.ingest.pipeline import Ingested

__all__ = ["ingest", "ingested", "summary"]

#: What a reader may note of a document, in the order it is said.
NOTED = ("cut", "hidden_sheets", "uncomputed", "macros", "permissions", "ocr", "french")
#: Files up to which one process is the fastest.
FEW = 2


def ingest(arguments: argparse.Namespace, settings: Settings) -> int:
    """Reads documents into the workspace, and says what became of each."""
    # Before anything is read: what is missing is said at once.
    service = endpoint(settings) if arguments.propose else None
    report = ingested(arguments.paths, settings, arguments.jobs)
    if arguments.json:
        print(json.dumps(_as_json(report), ensure_ascii=False, indent=1))
    else:
        summary(report, settings.lang)
    unanswered = propose((i.bundle for i in report.read), service, settings) if service else 0
    return 1 if report.refused or report.interrupted or unanswered else 0


def ingested(paths: list[Path], settings: Settings, jobs: int | None = None) -> "Report":
    """What became of each file; a bar shows the way, and Ctrl-C keeps what is done."""
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


def summary(report: "Report", lang: str) -> None:
    """Says what was read, what was refused and why, and what the graph now holds."""
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
