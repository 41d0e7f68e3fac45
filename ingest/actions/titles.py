"""The title of an action in a heading, with the policy and the leader that the heading says beside it."""

import re
from dataclasses import dataclass, replace

from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.known import KnownNames
from usagraph.ingest.line import LONGEST_HEADING
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.table import Cell
from usagraph.textview import tidy

__all__ = ["Title", "title_in"]

_BESIDE = re.compile(
    r"\s*(?:\((?P<leader>[^()]{2,80})\)|,\s(?P<after>[^(),]{2,80})|\s[–—-]\s(?P<dashed>[^()]{2,80}))\s*\Z"
)
_ARTICLE = re.compile(r"^(?:la |le |l'|les )", re.IGNORECASE)
#: Words: a longer one is no name of a policy.
_LONGEST_FIELD = 5
_YEAR = re.compile(r"\(?\d{4}(?:[-–/]\d{2,4})?\)?")


@dataclass(frozen=True)
class Title:
    """A title, and where a heading says them the policy and the leader; `quoted`: it stands between guillemets.

    `field`: what may be a policy, as those of the headings beside it are.
    """

    cell: Cell
    quoted: bool = False
    policy: Cell | None = None
    leader: Cell | None = None
    field: Cell | None = None


def title_in(words: str, at: int, bodies: Bodies, known: KnownNames) -> Title | None:
    """The title in the words of a heading that begins at `at`, its number left out; None where it is no title of an
    action."""
    return _quoted(words, at, bodies, known) or _plain(words, at, bodies, known)


def _quoted(words: str, at: int, bodies: Bodies, known: KnownNames) -> Title | None:
    """The title between guillemets; what stands around it must say what it is, its policy or its leader."""
    match = compiled("prose", "titled").regex.match(words)
    if match is None or not _is_name(tidy(match["title"])):
        return None
    title = Title(_cell(words, at, *match.span("title")), quoted=True)
    for name in ("before", "after"):
        start, end = _inside(words, *match.span(name))
        if name == "before":
            start += _skipped(words[start:end])
        told = tidy(words[start:end])
        beside = _around(title, _cell(words, at, start, end), bodies, known) if told else title
        if beside is None:
            return None
        title = beside
    return title


def _around(title: Title, cell: Cell, bodies: Bodies, known: KnownNames) -> Title | None:
    """`title` with what words beside it say; None where they say something else."""
    if _YEAR.fullmatch(cell.words) or cell.words in compiled("prose", "presented"):
        return title
    if known.concept("policy", cell.words):
        return replace(title, policy=cell)
    if _is_body(cell.words, bodies):
        return replace(title, leader=cell)
    before = cell.end <= title.cell.start and len(cell.words.split()) <= _LONGEST_FIELD
    return replace(title, field=cell) if before else None


def _is_body(words: str, bodies: Bodies) -> bool:
    """Whether words of a heading name a body."""
    bare = _ARTICLE.sub("", re.sub(r"^(?:par|avec) ", "", words))
    return bare in compiled("tables", "body") or bool(bodies.meanings(bare))


def _plain(words: str, at: int, bodies: Bodies, known: KnownNames) -> Title | None:
    start, end = 0, len(words.rstrip(' »”".:'))
    start += _skipped(words[:end])
    start += len(words[start:end]) - len(words[start:end].lstrip(' «“"'))
    policy = None
    if (match := compiled("prose", "policed").regex.match(words[start:end])) and known.concept(
        "policy", tidy(match["before"])
    ):
        policy = _cell(words, at, start + match.start("before"), start + match.end("before"))
        start += match.start("title")
    title = tidy(words[start:end])
    if not 3 < len(title) <= LONGEST_HEADING or not title[:1].isalnum() or words.rstrip().endswith("?"):
        return None
    if title in compiled("prose", "no_chapter") or title in compiled("prose", "chapters"):
        return None
    return _beside(Title(_cell(words, at, start, end), policy=policy), words, at, bodies)


def _beside(title: Title, words: str, at: int, bodies: Bodies) -> Title:
    """The title without the body that stands at its end: in brackets, or after a dash or a comma."""
    start = title.cell.start - at
    match = _BESIDE.search(words, start, title.cell.end - at)
    name = match.lastgroup if match else None
    if match is None or name is None or not _is_body(tidy(match[name]), bodies):
        return title
    end = start + len(words[start : match.start()].rstrip(' »”"'))
    return replace(title, cell=_cell(words, at, start, end), leader=_cell(words, at, *match.span(name)))


def _skipped(words: str) -> int:
    """How much of a heading is its number and what announces its title."""
    start = 0
    for name in ("numbered", "announced"):
        if match := compiled("prose", name).regex.match(words[start:]):
            start += match.end()
    return start


def _inside(words: str, start: int, end: int) -> tuple[int, int]:
    """The place without what parts it from the title: "Eau :" is "Eau"."""
    raw = words[start:end]
    return start + len(raw) - len(raw.lstrip(" :–—-,|(")), end - (len(raw) - len(raw.rstrip(" :–—-,|)")))


def _is_name(title: str) -> bool:
    bare = title.rstrip(" ?!…")
    return bare[:1].isalnum() and bare in compiled("prose", "title") and bare not in compiled("prose", "no_title")


def _cell(words: str, at: int, start: int, end: int) -> Cell:
    return Cell(tidy(words[start:end]), at + start, at + end)
