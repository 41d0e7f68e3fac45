"""From a file to a bundle: the whole story of ingestion."""

import datetime
import gc
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from usagraph import __version__
from usagraph.deadline import within
from usagraph.errors import ReaderStopped
from usagraph.ingest import masking, readers, rulebook, sections
from usagraph.ingest.actions import actions, chapters, leaders, mentions, methods, prose, roll, themed
from usagraph.ingest.draft import Draft
from usagraph.ingest.filenames import document_id, scope, shown_name
from usagraph.ingest.institutions import (
    authority,
    decided,
    governance,
    naming,
    organisations,
    rosters,
    steering,
    territories,
)
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.institutions.glossary import read_glossary
from usagraph.ingest.keeping.erasures import Erasures
from usagraph.ingest.known import KnownNames
from usagraph.ingest.laws import legal, obligations, statutory
from usagraph.ingest.literature import literature
from usagraph.ingest.measures import measurements
from usagraph.ingest.proposals.carrying import carry, with_proposals
from usagraph.ingest.sheets import asked, forms, themes
from usagraph.ingest.speech import reported
from usagraph.records import Claim, Document, read_blocks, read_claims, write_lines
from usagraph.textview import tidy
from usagraph.workspace import Bundle, Workspace, sha256

__all__ = [
    "Ingested",
    "Prepared",
    "claims_of",
    "draft_of",
    "drafted",
    "keep",
    "prepare",
    "renew",
    "reread",
    "write_run",
]

#: What the rules may take on any document, and at the slowest: they read 500,000 code points a second.
SECONDS = 20.0
CODE_POINTS_A_SECOND = 20_000


@dataclass(frozen=True)
class Ingested:
    """What became of a file: its bundle, whether it was there already, and how many waiting proposals it lost."""

    bundle: Bundle
    known: bool
    dropped: int = 0


@dataclass(frozen=True)
class Prepared:
    """What was made of a file and is not written yet; `source`: where this content was first ingested from."""

    path: Path
    source: Path
    name: str
    digest: str
    document: Document
    claims: tuple[Claim, ...]
    unread: tuple[dict[str, object], ...] = ()


def prepare(path: Path, workspace: Workspace) -> Prepared:
    """What a file says, read and not written; raises Refused, or BrokenRule where a rule of the workspace is broken."""
    rulebook.use(workspace.root)
    document = Erasures(workspace.erasures).fingerprints.mask(masking.mask(readers.read(path)))
    digest = sha256(path.read_bytes())
    held = workspace.holding(digest)
    source = Path(str(held.run["path"])) if held else path.resolve()
    # One that was ingested under a name that tells too much is given another; any other keeps its own.
    name = held.id if held and shown_name(source) == source.name else document_id(source, digest)
    draft = drafted(document, source)
    return Prepared(path, source, name, digest, document, draft.claims, tuple(draft.unread))


def renew(bundle: Bundle, workspace: Workspace) -> Bundle:
    """The bundle with what the rules find now in the text it holds; raises BrokenRule, or ReaderStopped.

    One whose file has a name that tells too much is called otherwise.
    """
    rulebook.use(workspace.root)
    document, run = reread(bundle), bundle.run
    draft = drafted(document, Path(str(run["path"])))
    claims, unread = draft.claims, draft.unread
    shown = _shown(run)
    name = document_id(Path(str(run["path"])), str(run["sha256"])) if shown else bundle.id
    told = run | shown | {"unread": unread}
    if list(claims) == list(read_claims(bundle.claims_path)) and told == {"unread": []} | run and name == bundle.id:
        return bundle

    def fill(folder: Path) -> None:
        shutil.copytree(bundle.folder, folder, dirs_exist_ok=True)
        write_lines(folder / "claims.jsonl", claims)
        write_run(folder, told | {"claims": len(claims), "version": __version__})

    return workspace.add_bundle(name, fill)


def reread(bundle: Bundle) -> Document:
    """The document as it was read when it was ingested; raises DamagedDocument."""
    run = bundle.run
    blocks = tuple(read_blocks(bundle.blocks_path))
    return Document(bundle.text, blocks, str(run["format"]), dict(run["metadata"]))  # type: ignore[call-overload]


def drafted(document: Document, source: Path) -> Draft:
    """What the rules find in a document; raises ReaderStopped where the rules need far more time than its length explains."""
    try:
        with within(SECONDS + len(document.text) / CODE_POINTS_A_SECOND):
            return draft_of(document, source.stem)
    except ReaderStopped as error:
        error.values.setdefault("file", shown_name(source))
        raise


def keep(made: Prepared, workspace: Workspace) -> Ingested:
    """The bundle of what was prepared: written now, or left as it is where another file of the batch has that content."""
    held = workspace.holding(made.digest)
    if held and str(held.run["path"]) != str(made.source):
        return Ingested(held, True)
    before, dropped = with_proposals(workspace, made.digest, made.source), 0

    def fill(folder: Path) -> None:
        nonlocal dropped
        _fill(folder, made)
        dropped = carry(before, made.document, folder) if before else 0

    return Ingested(workspace.add_bundle(made.name, fill), held is not None, dropped)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leaves garbage alone for a while: the rules make objects by the hundred thousand, and hardly one in a circle."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@_uncollected()
def claims_of(document: Document, title: str = "") -> tuple[Claim, ...]:
    """What the document says, each claim with its passages."""
    return draft_of(document, title).claims


@_uncollected()
def draft_of(document: Document, title: str = "") -> Draft:
    """What the rules, in order, find in the document: its claims, and the headings that none of them reads."""
    draft = Draft(document, sections.outline(document))
    known = KnownNames()
    glossary = read_glossary(draft)
    named = naming.read_names(draft)
    own = authority.find_authority(draft, known, named)
    of = own.slug if own else scope(document, title)
    bodies = Bodies(draft, glossary, known, of, own.term if own else None)
    bodies.declare()
    laws = legal.read_laws(draft, glossary, of)
    entries = obligations.read_obligations(draft, laws, known)
    statutory.read_statutory(draft, bodies, known, laws, entries)
    tables = actions.read_actions(draft, bodies, known)
    listed_actions = roll.read_roll(draft)
    # A document that tells of several actions theme by theme is no sheet, and its headings name none.
    apart = [(0, len(document.text))] if listed_actions else tables
    told = forms.read_forms(draft, bodies, known, apart)
    themes.read_themes(draft, told)
    chapters.read_chapters(draft, bodies, known, [*apart, *(one.extent for one in told)])
    if listed_actions:
        themed.read_themed(draft, bodies, known, listed_actions)
    leaders.read_leaders(draft, bodies, [(one.action, one.title, one.extent) for one in told])
    prose.read_prose(draft, bodies, known, tables, [one.extent for one in told])
    methods.read_methods_placed(draft, known, [*tables, *(one.extent for one in told)])
    organisations.read_organisations(draft, bodies, named)
    territories.read_territories(draft, bodies, named)
    held = governance.read_governance(draft, bodies)
    asked.read_asked(draft, bodies, held, told)
    steering.read_steering(draft, bodies, held, named)
    rosters.read_rosters(draft, bodies, held, named)
    decided.read_decided(draft, bodies, held, named)
    organisations.read_directions(draft, bodies)
    mentions.read_mentions(draft, known)
    listed = literature.read_literature(draft, known, of)
    measurements.read_measurements(draft, listed, of)
    reported.read_reported(draft, bodies, known)
    return draft


def _fill(folder: Path, made: Prepared) -> None:
    document, claims = made.document, made.claims
    shutil.copyfile(made.path, folder / f"original{made.path.suffix.lower()}")
    (folder / "text.txt").write_bytes(document.text.encode())
    write_lines(folder / "blocks.jsonl", document.blocks)
    write_lines(folder / "claims.jsonl", claims)
    run: dict[str, object] = {
        "file_name": made.source.name,
        "path": str(made.source),
        "sha256": made.digest,
        "text_sha256": sha256(document.text.encode()),
        "format": document.format,
        "title": _title(document, claims) or made.source.stem,
        "metadata": document.metadata,
        "version": __version__,
        "characters": len(document.text),
        "claims": len(claims),
        "unread": list(made.unread),
        "time": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    }
    write_run(folder, run | _shown(run))


def write_run(folder: Path, run: dict[str, object]) -> None:
    """Writes what is known of the reading into the folder of a document."""
    (folder / "run.json").write_text(json.dumps(run, ensure_ascii=False, indent=1), encoding="utf-8")


def _shown(run: dict[str, object]) -> dict[str, object]:
    """What a run record tells of the file, as it may be shown: records of before hold the name as it was."""
    source, title = Path(str(run["path"])), str(run["title"])
    if shown_name(source) == source.name:
        return {}
    name = document_id(source, str(run["sha256"]))
    return {"file_name": shown_name(source), "title": name if title == source.stem else title}


def _title(document: Document, claims: tuple[Claim, ...]) -> str:
    """What to call the document: the title of its sheet where it holds just one, else its own; empty where it has none."""
    sheets = [
        c.object.value
        for c in claims
        if c.rule.endswith(".title") and (c.subject.key or "").startswith("action-sheet|") and c.object.value
    ]
    return str(sheets[0]) if len(sheets) == 1 else tidy(document.metadata.get("title") or "")
