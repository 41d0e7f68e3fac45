"""What the rules find in a document now, whether it was ingested or is only looked at."""

from pathlib import Path

from usagraph.ingest import masking, readers, rulebook
from usagraph.ingest.draft import Draft
from usagraph.ingest.pipeline import draft_of, reread
from usagraph.workspace import Workspace

__all__ = ["explained"]


def explained(name: str, workspace: Workspace) -> Draft:
    """What the rules as they are now find in a file, or in a document of the workspace.

    Nothing is written. Raises Refused for a file that cannot be read, UnknownName for a document that is not there.
    """
    rulebook.use(workspace.root)
    path = Path(name)
    if path.is_file():
        document = masking.mask(readers.read(path))
        return draft_of(document, path.stem)
    bundle = workspace.bundle(name)
    return draft_of(reread(bundle), Path(str(bundle.run["path"])).stem)
