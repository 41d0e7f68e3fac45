"""The commands that keep a workspace whole: verify, rebuild, backup, restore, erase."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from usagraph.asking import print_table, say
from usagraph.errors import MissingFile, WrongUse
from usagraph.messages import sentence
from usagraph.settings import Settings
from usagraph.workspace import Workspace

__all__ = ["backup", "erase", "rebuild", "restore", "verify"]


def verify(arguments: argparse.Namespace, settings: Settings) -> int:
    """Says what is not whole."""
    from usagraph.ingest import library

    workspace = Workspace(settings.workspace, settings.server)
    wrong = library.verify(workspace, settings.base)
    if arguments.json:
        print(json.dumps([{"document": document, "wrong": what} for document, what in wrong], indent=1))
    for document, what in wrong:
        say(f"wrong_{what}", settings.lang, document=document)
    if not wrong:
        say("verified", settings.lang, count=len(workspace.ids()))
    return 1 if wrong else 0


def rebuild(arguments: argparse.Namespace, settings: Settings) -> int:
    """Makes the store again."""
    from usagraph.ingest import library

    workspace = Workspace(settings.workspace, settings.server)
    with _bar("rebuilding", len(workspace.ids()), settings.lang) as step:
        count = library.rebuild(workspace, settings.base, step)
    say("rebuilt", settings.lang, count=count)
    return 0


def backup(arguments: argparse.Namespace, settings: Settings) -> int:
    """Makes an archive of the workspace."""
    from usagraph.ingest.keeping.backups import backup, kept_files

    workspace = Workspace(settings.workspace, settings.server)
    total = sum(1 for _ in kept_files(workspace))
    if not total:
        say("nothing", settings.lang)
        return 0
    with _bar("backing_up", total, settings.lang) as step:
        path = backup(workspace, arguments.output, step)
    size = path.stat().st_size
    if arguments.json:
        print(json.dumps({"file": str(path), "documents": len(workspace.ids()), "bytes": size}))
    say("backed_up", settings.lang, file=path, count=len(workspace.ids()), size=f"{size / 1e6:.1f}")
    return 0


def restore(arguments: argparse.Namespace, settings: Settings) -> int:
    """Puts the workspace back as it was in an archive."""
    from usagraph.ingest.keeping.restore import restore

    if not arguments.file.is_file():
        raise MissingFile(file=str(arguments.file))
    workspace = Workspace(settings.workspace, settings.server)
    with _bar("restoring", None, settings.lang) as step:
        before = restore(arguments.file, workspace, settings.base, step)
    say("restored", settings.lang, count=len(workspace.ids()))
    if before:
        say("restored_before", settings.lang, file=before)
    return 0


def erase(arguments: argparse.Namespace, settings: Settings) -> int:
    """Takes a person's details out of the workspace, once it is confirmed."""
    from usagraph.ingest.keeping.erase import erase, found

    details = [detail for detail in arguments.details if any(sign.isalnum() for sign in detail)]
    if not details:
        raise WrongUse(detail=sentence("say.erase_what", settings.lang))
    workspace = Workspace(settings.workspace, settings.server)
    counts = found(details, workspace)
    if not arguments.json:
        print_table(["id", "n"], [[name, str(count)] for name, count in counts.items()] or [["∅", "0"]])
    if arguments.dry_run or not (arguments.yes or _confirmed(settings.lang)):
        say("erase_dry", settings.lang, count=len(counts))
        return 0
    if not arguments.by:
        raise WrongUse(detail=sentence("say.erase_by", settings.lang))
    with _bar("rebuilding", len(workspace.ids()), settings.lang) as step:
        done = erase(details, workspace, settings.base, arguments.by, step)
    if arguments.json:
        print(json.dumps(vars(done), ensure_ascii=False, indent=1))
    say("erased", settings.lang, count=len(done.documents), refused=len(done.refused), backups=done.backups)
    return 0


def _confirmed(lang: str) -> bool:
    """Whether a person at the keyboard says yes; nobody does where there is none."""
    if not sys.stdin.isatty():
        return False
    print(sentence("say.erase_sure", lang), end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("o", "oui", "y", "yes")


@contextmanager
def _bar(label: str, total: int | None, lang: str) -> Iterator[Callable[[object], object]]:
    """A bar of progress, where somebody looks."""
    from tqdm import tqdm

    with tqdm(total=total, desc=sentence(f"say.{label}", lang), disable=not sys.stderr.isatty()) as bar:
        yield lambda _: bar.update(1)
