"""What the rules find in a document now, whether it was ingested or is only looked at."""

from pathlib import Path

from usagraph.ingest import masking, readers, rulebook
from usagraph.ingest.pipeline import claims_of, reread
from usagraph.records import Claim
from usagraph.workspace import Workspace

__all__ = ["explained"]


def explained(name: str, workspace: Workspace) -> tuple[str, tuple[Claim, ...]]:
    """The canonical text and the claims of a file, or of a document of the workspace, by the rules as they are now.

    Nothing is written. Raises Refused for a file that cannot be read, UnknownName for a document that is not there.
    """
    rulebook.use(workspace.root)
    path = Path(name)
    if path.is_file():
        document = masking.mask(readers.read(path))
        return document.text, claims_of(document, path.stem)
    bundle = workspace.bundle(name)
    document = reread(bundle)
    return document.text, claims_of(document, Path(str(bundle.run["path"])).stem)
