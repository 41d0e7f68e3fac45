"""The proposals of a language model for the documents that were just read: `usagraph ingest --propose`.

Nothing is sent without that option and its settings, and nothing that comes back is a fact until a person accepts it.
"""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from usagraph.messages import sentence
from usagraph.settings import Settings
from usagraph.workspace import Bundle, Workspace

if TYPE_CHECKING:
    from usagraph.ingest.proposals.endpoint import Endpoint
    from usagraph.ingest.proposals.proposer import Proposals

__all__ = ["endpoint", "propose"]


def endpoint(settings: Settings) -> "Endpoint":
    """The endpoint of the settings, to be opened before anything is read; raises MissingPart, WrongUse."""
    from usagraph.ingest.proposals.endpoint import opened

    return opened(settings.llm_url, settings.llm_model, settings.llm_key, settings.lang)


def propose(bundles: Iterable[Bundle], service: "Endpoint", settings: Settings) -> int:
    """Asks for the proposals of each document, and says what came; 1 where a question had no answer."""
    from usagraph.ingest import library

    workspace, told = Workspace(settings.workspace), list(bundles)
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
