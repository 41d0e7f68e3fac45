"""The command `merge`: says that two things are one, takes that back, or lists what was said."""

import argparse
import json
import re
from typing import TYPE_CHECKING

from usagraph.asking import open_service, print_table, say
from usagraph.errors import WrongUse
from usagraph.messages import sentence
from usagraph.settings import Settings
from usagraph.workspace import Workspace

if TYPE_CHECKING:
    from usagraph.graph.deciding.fusions import Fusions

__all__ = ["merge"]

_PATH = re.compile(r"(?:.*/id/)?(?P<kind>[a-z0-9-]+)/(?P<slug>[^/?#]+)")


def merge(arguments: argparse.Namespace, settings: Settings) -> int:
    """Writes one line of the log, and the graph as it follows from it."""
    from usagraph.graph.deciding.curation import now
    from usagraph.graph.deciding.fusions import Fusion, Fusions
    from usagraph.ingest.session import session

    workspace = Workspace(settings.workspace, settings.server)
    fusions = Fusions(workspace.fusions)
    if not arguments.thing:
        return _list(fusions, arguments, settings)
    _require(bool(arguments.by), "merge_by", settings)
    _require(bool(arguments.into) != arguments.undo, "merge_into", settings)
    thing = _path(arguments.thing, settings)
    into = "" if arguments.undo else _named(_path(arguments.into, settings), settings)
    if into:
        _require_minted(_named(thing, settings), workspace, settings)
    fusions.add(Fusion(thing, into, arguments.by, now(), arguments.why), settings.lang)
    with session(workspace, settings.base):
        pass
    say("unmerged" if arguments.undo else "merged", settings.lang, thing=thing, into=into)
    return 0


def _list(fusions: "Fusions", arguments: argparse.Namespace, settings: Settings) -> int:
    """Shows the fusions that stand, each with who said it."""
    last = {one.thing: one for one in fusions.all}
    rows = [last[thing] for thing in sorted(fusions.standing)]
    if arguments.json:
        print(json.dumps([vars(one) for one in rows], ensure_ascii=False, indent=1))
    elif rows:
        print_table(
            [sentence(f"say.merge_column_{name}", settings.lang) for name in ("thing", "into", "by", "when")],
            [[one.thing.removeprefix("/id/"), one.into.removeprefix("/id/"), one.by, one.when] for one in rows],
        )
    else:
        say("no_fusion", settings.lang)
    return 0


def _path(word: str, settings: Settings) -> str:
    """The path of the address that a word gives: an IRI, a path, or `<type>/<slug>`."""
    found = _PATH.fullmatch(word)
    _require(bool(found), "merge_path", settings, found=word)
    assert found  # noqa: S101 - required above
    return f"/id/{found['kind']}/{found['slug']}"


def _named(path: str, settings: Settings) -> str:
    """The path, of something that the graph holds; raises UnknownName with what is close to it."""
    from usagraph.graph.reading.names import resolve

    with open_service(settings) as service:
        kind, _, slug = path.removeprefix("/id/").partition("/")
        return resolve(service, kind, slug).removeprefix(settings.base)


def _require_minted(path: str, workspace: Workspace, settings: Settings) -> None:
    """Raises WrongUse for a thing of the reference data: others are merged into it."""
    from usagraph.graph.identity import Names

    _require(Names(workspace.keys, settings.base).has_minted(path), "merge_reference", settings, thing=path)


def _require(condition: bool, why: str, settings: Settings, **values: str) -> None:
    if not condition:
        raise WrongUse(detail=sentence(f"say.{why}", settings.lang, **values))
