"""The proposals of a language model: asked for by `usagraph ingest --propose`, decided of by `usagraph proposals`.

Nothing is sent without that option and its settings, and nothing that comes back is a fact until a person accepts it.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from usagraph.errors import WrongUse
from usagraph.messages import sentence
from usagraph.settings import Settings
from usagraph.workspace import Bundle, Workspace

if TYPE_CHECKING:
    from usagraph.ingest.proposals.deciding import Held
    from usagraph.ingest.proposals.endpoint import Endpoint
    from usagraph.ingest.proposals.proposer import Proposals

__all__ = ["endpoint", "proposals", "propose"]

#: Signs of a name that are shown, where no other begins so.
SHOWN = 8


def endpoint(settings: Settings) -> "Endpoint":
    """The endpoint of the settings, to be opened before anything is read; raises MissingPart, WrongUse."""
    from usagraph.ingest.proposals.endpoint import opened

    return opened(settings.llm_url, settings.llm_model, settings.llm_key, settings.lang)


def propose(bundles: Iterable[Bundle], service: "Endpoint", settings: Settings) -> int:
    """Asks for the proposals of each document, and says what came; 1 where a question had no answer."""
    from usagraph.ingest import library

    workspace, told = Workspace(settings.workspace, settings.server), list(bundles)
    try:
        with service.client:
            return 1 if _ask(told, workspace, service, settings.lang) else 0
    finally:
        # Interrupted, what came is kept.
        library.load(told, workspace, settings.base)


def _ask(bundles: list[Bundle], workspace: Workspace, service: "Endpoint", lang: str) -> int:
    """Asks about each document; gives back how many questions had no answer."""
    from tqdm import tqdm

    from usagraph.ingest.proposals.proposer import renew_proposals

    label = sentence("propose.asking", lang)
    bar = tqdm(bundles, unit="doc", desc=label, disable=not sys.stderr.isatty())
    return sum(_tell(str(bundle.run["file_name"]), renew_proposals(bundle, workspace, service), lang) for bundle in bar)


def _tell(file: str, made: "Proposals | None", lang: str) -> int:
    """Says what became of the questions about a document; gives back how many had no answer."""
    if made is None:
        print(sentence("propose.same", lang, file=file), file=sys.stderr)
        return 0
    print(sentence("propose.done", lang, file=file, **made.count()), file=sys.stderr)
    if made.left:
        print(sentence("propose.left", lang, file=file, count=made.left), file=sys.stderr)
    for reason, count in sorted(made.troubles.items()):
        print(sentence(f"propose.{reason}", lang, file=file, count=count), file=sys.stderr)
    return sum(made.troubles.values())


def proposals(arguments: argparse.Namespace, settings: Settings) -> int:
    """Lists what waits for a person, or writes what a person decided."""
    workspace = Workspace(settings.workspace, settings.server)
    return _list(arguments, workspace, settings.lang) if arguments.action == "list" else _decide(arguments, settings)


def _list(arguments: argparse.Namespace, workspace: Workspace, lang: str) -> int:
    from usagraph.ingest.proposals.deciding import held
    from usagraph.ingest.proposals.telling import as_json, told

    everything = held(workspace.bundles(), workspace)
    documents = {workspace.bundle(name).id for name in arguments.names}
    asked = [
        one
        for one in everything
        if one.bundle.id in (documents or {one.bundle.id}) and arguments.status in (None, one.proposal.status)
    ]
    if arguments.json:
        print(json.dumps([as_json(one) for one in asked], ensure_ascii=False, indent=1))
        return 0
    shown = [told(one, _short(one, everything), lang) for one in asked]
    print("\n\n".join(shown), end="\n" if shown else "")
    waiting = sum(one.proposal.status == "pending" for one in asked)
    print(sentence("proposals.listed", lang, count=len(asked), waiting=waiting), file=sys.stderr)
    return 0


def _short(one: "Held", everything: list["Held"]) -> str:
    """The start of the name of a proposal, or all of it where another begins so."""
    start = one.proposal.id[:SHOWN]
    return start if sum(other.is_called(start) for other in everything) == 1 else one.name


def _decide(arguments: argparse.Namespace, settings: Settings) -> int:
    from usagraph.ingest.proposals.deciding import decide, find

    by = " ".join((arguments.by or "").split())
    if not by or not arguments.names:
        raise WrongUse(detail=sentence("proposals.who" if arguments.names else "proposals.which", settings.lang))
    workspace = Workspace(settings.workspace, settings.server)
    found = find(arguments.names, workspace)
    changed = decide(arguments.action, found, workspace, settings.base, by=by, why=arguments.why.strip())
    key = f"proposals.{arguments.action}"
    print(sentence(key, settings.lang, count=len(changed), by=by, same=len(found) - len(changed)), file=sys.stderr)
    return 0
