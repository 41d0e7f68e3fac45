"""The `export` command: the graph taken away, in the format of another tool."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from usagraph.asking import say
from usagraph.errors import WrongUse
from usagraph.messages import sentence
from usagraph.settings import Settings
from usagraph.workspace import Workspace

if TYPE_CHECKING:
    from usagraph.graph.export.exporting import Export
    from usagraph.graph.export.formats import Format

__all__ = ["export"]

#: The name that stands for standard output.
PIPE = Path("-")


def export(arguments: argparse.Namespace, settings: Settings) -> int:
    """Writes an export, and says what it left out."""
    from usagraph.graph.export.exporting import opened_export
    from usagraph.graph.export.formats import format_named

    form = format_named(arguments.format)
    if arguments.output == PIPE and sys.stdout.isatty() and form.name == "csv":
        raise WrongUse(detail=sentence("say.export_terminal", settings.lang))
    with opened_export(
        Workspace(settings.workspace, settings.server),
        settings.base,
        edition=arguments.edition,
        documents=arguments.document,
        licence=settings.licence,
    ) as made:
        if made.about.generation == 0:
            say("empty", settings.lang)
        path = arguments.output or Path(f"{made.about.name}.{form.suffix}")
        size = _written(made, form, path, settings.lang)
        _report(made, path, size, arguments, settings.lang)
    return 0


def _written(made: "Export", form: "Format", path: Path, lang: str) -> int:
    from tqdm import tqdm

    label = sentence("say.exporting", lang, format=form.name)
    with (
        tqdm(unit="B", unit_scale=True, desc=label, disable=not sys.stderr.isatty()) as bar,
        _target(path) as output,
    ):
        return made.write(form, output, bar.update)


@contextmanager
def _target(path: Path) -> Iterator[IO[bytes]]:
    """Where an export goes: a file has its name once it is whole."""
    if path == PIPE:
        yield sys.stdout.buffer
        return
    if path.exists() and not path.is_file():
        # A device or a named pipe is written to, never replaced.
        with path.open("wb") as output:
            yield output
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as output:
            yield output
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _report(made: "Export", path: Path, size: int, arguments: argparse.Namespace, lang: str) -> None:
    counts = {kind: count for kind, count in made.left_out.items() if count}
    if arguments.json and path != PIPE:
        about = made.about
        told = {"file": str(path), "bytes": size, "edition": about.edition, "generation": about.generation}
        print(json.dumps(told | {"left_out": dict(made.left_out)}, ensure_ascii=False, indent=1))
    where = sentence("say.export_pipe", lang) if path == PIPE else path
    say("exported", lang, path=where, size=f"{size / 1e6:.1f}", about=made.about.line(lang))
    for kind, count in counts.items():
        print("  " + sentence(f"export.left_out.{kind}", lang, count=count), file=sys.stderr)
