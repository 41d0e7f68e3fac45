"""Actions that are chapters: the heading is their title, and what stands below it says who leads them."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from usagraph.ingest.actions.columns import role_of
from usagraph.ingest.actions.leaders import leader_below
from usagraph.ingest.actions.meanings import degrees_of
from usagraph.ingest.actions.prose import actions_by_title
from usagraph.ingest.actions.steps import Told, read_steps, say_step
from usagraph.ingest.actions.topics import (
    Said,
    read_issue,
    read_methods,
    read_methods_of,
    read_modes_of,
    read_policies,
    read_target,
    read_terms,
)
from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.known import KnownNames
from usagraph.ingest.line import LONGEST_HEADING, blocks_in
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ingest.sections import Heading
from usagraph.ingest.table import Cell
from usagraph.ontology.terms import ug
from usagraph.records import Block, Term
from usagraph.textview import fold, tidy

__all__ = ["read_chapters"]

_TELLING = frozenset(["paragraph", "item", "box"])
_CARD = frozenset([*_TELLING, "caption"])
#: The longest line of labels, in code points, and how many lines of them may follow a title.
_LONGEST, _MOST = 240, 6
#: What the label that a line begins with may say of an action.
_ROLES = frozenset(
    ["direction", "responsible", "policy", "issue", "objective", "mode", "nature", "method", "target", "degree"]
)
_SENTENCES = re.compile(r"[a-zà-ÿ)][.!?]\s+[A-ZÀ-Þ]")
_PARTS = re.compile(r"[ \t]+[-–—|•·/][ \t]+|[;\n\t|•·]")
_LABELLED = re.compile(r"[ \t]*(?P<label>[^\W\d][^:\n]{1,40}?)[ \t\u00a0\u202f]?:[ \t\u00a0\u202f]*(?P<value>\S)")
_BESIDE = re.compile(r"\s*\((?P<leader>[^()]{2,80})\)\s*\Z")


@dataclass
class Chapter:
    """A heading that may be the title of an action: its title and part, and what the lines of labels below it say."""

    heading: Heading
    title: Cell
    extent: Span
    card: dict[str, Cell] = field(default_factory=dict)
    leader: Cell | None = None
    #: Whether a label, or the title itself, says who leads.
    labelled: bool = False
    #: Where the lines of labels end.
    below: int = 0


def read_chapters(draft: Draft, bodies: Bodies, known: KnownNames, apart: Collection[Span] = ()) -> None:
    """Adds the actions that headings name where their leaders are said below; `apart`: spans that are read otherwise."""
    chapters = _Chapters(draft, bodies, apart)
    titles = actions_by_title(draft) if chapters.found else {}
    for chapter in chapters.found:
        _Writer(draft, bodies, known, chapter, titles).write()


class _Chapters:
    """The headings of a document that are titles of actions."""

    def __init__(self, draft: Draft, bodies: Bodies, apart: Collection[Span]) -> None:
        self.draft, self.bodies, self.apart = draft, bodies, apart

    @cached_property
    def found(self) -> list[Chapter]:
        """Those under a heading of actions, and those that do not stand alone in saying who leads."""
        made = [(above, chapter) for above, chapter in self._all() if chapter.leader]
        times = Counter(above and above.start for above, _ in made)
        labelled = Counter(above and above.start for above, chapter in made if chapter.labelled)
        first = next((h.start for h in self.draft.outline.headings), None)
        return [
            chapter
            for above, chapter in made
            if (above and above.title in compiled("prose", "chapters") and (above.start != first or times[first] > 1))
            or (chapter.labelled and labelled[above and above.start] > 1)
        ]

    def _all(self) -> Iterator[tuple[Heading | None, Chapter]]:
        """The headings that may be titles, each with the one above it."""
        headings = [h for h in self.draft.outline.headings if not _is_card(h.title)]
        above: list[Heading] = []
        last: Heading | None = None
        for number, heading in enumerate(headings):
            above = [h for h in above if (h.level or 0) < (heading.level or 0)]
            chapter = self._chapter(heading, headings[number + 1 :])
            if chapter:
                yield (above[-1] if above else last if heading.level is None else None), chapter
            if chapter is None or chapter.leader is None:
                last = heading
            if heading.level is not None:
                above.append(heading)

    def _chapter(self, heading: Heading, below: list[Heading]) -> Chapter | None:
        title = self._title(heading)
        if title is None or any(a <= heading.start < b for a, b in self.apart):
            return None
        level = heading.level or 0
        end = next((h.start for h in below[:12] if (h.level or 0) <= level), None)
        if end is None:
            end = below[12].start if len(below) > 12 else len(self.draft.document.text)
        chapter = Chapter(heading, title, (heading.start, end), below=heading.end)
        beside = self._beside(chapter)
        self._read_card(chapter)
        led = chapter.card.get("direction") or self._responsible(chapter.card.get("responsible"))
        chapter.leader = led or beside
        chapter.labelled = chapter.leader is not None
        chapter.leader = chapter.leader or leader_below(self.draft, (chapter.below, end), title.words)
        return chapter

    def _title(self, heading: Heading) -> Cell | None:
        """The title in a heading, its number and its guillemets left out; None where it is no title of an action."""
        words = self.draft.document.text[heading.start : heading.end]
        start, end = 0, len(words.rstrip(' »”".:'))
        for name in ("numbered", "announced"):
            if match := compiled("prose", name).regex.match(words[start:end]):
                start += match.end()
        start += len(words[start:end]) - len(words[start:end].lstrip(' «“"'))
        title = tidy(words[start:end])
        if not 3 < len(title) <= LONGEST_HEADING or not title[:1].isalnum() or words.rstrip().endswith("?"):
            return None
        if title in compiled("prose", "no_chapter") or title in compiled("prose", "chapters"):
            return None
        return Cell(title, heading.start + start, heading.start + end)

    def _beside(self, chapter: Chapter) -> Cell | None:
        """The body in brackets at the end of the heading, cut off the title."""
        title = chapter.title
        raw = self.draft.document.text[title.start : title.end]
        match = _BESIDE.search(raw)
        words = tidy(match["leader"]) if match else ""
        if match is None or not (words in compiled("tables", "body") or self.bodies.meanings(words)):
            return None
        chapter.title = Cell(tidy(raw[: match.start()].rstrip(' »”"')), title.start, title.start + match.start())
        return Cell(words, title.start + match.start("leader"), title.start + match.end("leader"))

    def _read_card(self, chapter: Chapter) -> None:
        """Reads the lines of labels that stand just below the title."""
        for block in blocks_in(self.draft, (chapter.heading.end, chapter.extent[1]))[:_MOST]:
            raw = self.draft.document.text[block.start : block.end]
            if block.kind not in _CARD or len(raw) > _LONGEST or not _is_card(raw):
                break
            for role, cell in _cells(raw, block.start):
                chapter.card.setdefault(role, cell)
            chapter.below = block.end

    def _responsible(self, cell: Cell | None) -> Cell | None:
        return cell if cell and cell.words in compiled("tables", "body") else None


def _is_card(words: str) -> bool:
    """Whether a line begins with a label of what is said of an action, and is no sentence: "Pilote : DAU"."""
    match = _LABELLED.match(words)
    return match is not None and not _SENTENCES.search(words) and role_of(tidy(match["label"])) in _ROLES


def _cells(raw: str, at: int) -> Iterator[tuple[str, Cell]]:
    """What each label of a line says, by its role; a part without a label goes on with the one before."""
    starts = [0, *(match.end() for match in _PARTS.finditer(raw))]
    stops = [*(match.start() for match in _PARTS.finditer(raw)), len(raw)]
    found: list[tuple[str | None, int, int]] = []
    for start, stop in zip(starts, stops, strict=True):
        match = _LABELLED.match(raw, start, stop)
        if match:
            found.append((role_of(tidy(match["label"])), match.start("value"), stop))
        elif found and raw[start:stop].strip():
            found[-1] = (found[-1][0], found[-1][1], stop)
    for role, start, stop in found:
        if role and (words := tidy(raw[start:stop]).strip(" .")):
            yield role, Cell(words, at + start, at + stop)


@dataclass(frozen=True)
class _Writer:
    draft: Draft
    bodies: Bodies
    known: KnownNames
    chapter: Chapter
    titles: dict[str, Term]

    def write(self) -> None:
        """Adds the action with its leader, and what the card and the sentences of the chapter say of it."""
        title, leader, rule = self.chapter.title, self.chapter.leader, Rule.of("prose.chapter")
        if leader is None or leader.words in compiled("tables", "person") or len(leader.words) > 120:
            return
        spans = self._around(leader)
        leaders = self.bodies.directorates(leader.words, spans, None)
        who = "-".join((t.key or "").split("|", 1)[1].replace("|", "-") for t, _ in leaders)
        action = self.titles.setdefault(fold(title.words), self.draft.name("action", who, title.words))
        heading = [(self.chapter.heading.start, self.chapter.heading.end)]
        self.draft.thing(action, "Action", title.words, heading, rule, 0.85)
        for term, words in leaders:
            self.draft.say(action, ug("ledBy"), term, spans, rule, 0.85, words=words)
        for role, cell in self.chapter.card.items():
            self._card(Said(self.draft, self.known, action, self._around(cell), rule, 0.85), role, cell)
        for block in blocks_in(self.draft, (self.chapter.below, self.chapter.extent[1])):
            if block.kind in _TELLING:
                self._block(action, block)

    def _around(self, cell: Cell) -> list[Span]:
        """The passage that holds a cell: its line where that is short."""
        spans = [(block.start, block.end) for block in blocks_in(self.draft, self.chapter.extent)]
        held = (span for span in spans if span[0] <= cell.start and cell.end <= span[1] <= span[0] + _LONGEST)
        return [next(held, (cell.start, cell.end))]

    def _card(self, said: Said, role: str, cell: Cell) -> None:
        if role == "policy":
            read_policies(said.draft, said.known, said.action, cell.words, said.spans, said.rule, said.confidence)
        elif role == "issue":
            read_issue(said, cell.words)
        elif role in ("mode", "nature"):
            read_terms(said, role, cell.words)
        elif role == "method":
            read_methods(said, cell.words)
        elif role == "target":
            read_target(said, cell.words)
        elif role == "degree":
            for degree, stage in degrees_of(cell.words):
                told = Told(degree, stage, cell.words, tuple(said.spans), "declared")
                say_step(self.draft, said.action, told, said.rule, said.confidence)

    def _block(self, action: Term, block: Block) -> None:
        """The degrees, methods, modes and issue that a paragraph of the chapter tells."""
        text = self.draft.view(block).text
        read_steps(self.draft, action, [block], Rule.of("prose.degree"))
        read_methods_of(self.draft, self.known, action, block, Rule.of("prose.method"))
        read_modes_of(self.draft, action, block, Rule.of("prose.mode"))
        if match := compiled("prose", "issue").regex.search(text):
            spans = self.draft.sentence(block, *match.span("issue"))
            said = Said(self.draft, self.known, action, spans, Rule.of("prose.issue"), 0.7)
            read_issue(said, tidy(self.draft.words(block, *match.span("issue"))))
