"""Actions that are chapters: the heading is their title, and what stands below it says who leads them."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from usagraph.ingest.actions import degrees
from usagraph.ingest.actions.chapter import LONGEST, Chapter, is_card, read_card
from usagraph.ingest.actions.counts import as_announced
from usagraph.ingest.actions.leaders import acting_below, alone_below, leader_below
from usagraph.ingest.actions.meanings import degrees_of
from usagraph.ingest.actions.prose import actions_by_title, names_action
from usagraph.ingest.actions.steps import Told, read_steps, say_step
from usagraph.ingest.actions.titles import title_in
from usagraph.ingest.actions.told import read_told
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
from usagraph.textview import flat, fold, tidy

__all__ = ["read_chapters"]

_TELLING = frozenset(["paragraph", "item", "box"])
#: What a line of labels says, that sentences need not say again.
_KINDS = {"target": "target", "objective": "objective"}
#: How much of a document, in code points, may announce what it tells.
_BEGINNING = 2_500
_ARTICLE = re.compile(r"^(?:par )?(?:la |le |l'|les )?(?=[a-zà-ÿ])", re.IGNORECASE)


def read_chapters(draft: Draft, bodies: Bodies, known: KnownNames, apart: Collection[Span] = ()) -> None:
    """Adds the actions that headings name where their leaders are said below; `apart`: spans that are read otherwise."""
    chapters = _Chapters(draft, bodies, known, apart)
    titles = actions_by_title(draft) if chapters.found else {}
    for chapter in chapters.found:
        _Writer(draft, bodies, known, chapter, titles).write()


class _Chapters:
    """The headings of a document that are titles of actions."""

    def __init__(self, draft: Draft, bodies: Bodies, known: KnownNames, apart: Collection[Span]) -> None:
        self.draft, self.bodies, self.known, self.apart = draft, bodies, known, apart

    @cached_property
    def found(self) -> list[Chapter]:
        """Those under a heading of actions, those whose titles stand between guillemets and that tell how users take
        part, and those that do not stand alone in saying who leads."""
        made = list(self._all())
        counted = as_announced(self.draft, [(above, one, self._involves(one)) for above, one in made])
        if counted and not self._are_named_below(counted):
            for chapter in counted:
                self._act(chapter, sure=True)
            return counted
        for above, chapter in made:
            if chapter.leader is None and (self._announced or _heads_actions(above)):
                self._act(chapter)
        beside: defaultdict[Heading | None, _Beside] = defaultdict(_Beside)
        for above, chapter in made:
            beside[above].count(chapter)
            beside[above].told += chapter.alone and self._tells(chapter, staged=False)
        found = [chapter for above, chapter in made if self._is_action(above, chapter, beside[above])]
        if any(chapter.name.policy for chapter in found):
            for chapter in found:
                if policy := chapter.name.policy or chapter.name.field:
                    chapter.card.setdefault("policy", policy)
        return found or self._lines()

    def _are_named_below(self, chapters: list[Chapter]) -> bool:
        """Whether the sentences of most chapters name their actions otherwise than their headings do."""
        named = [any(names_action(self.draft, b) for b in blocks_in(self.draft, one.extent)) for one in chapters]
        return 2 * sum(named) >= len(named)

    def _lines(self) -> list[Chapter]:
        """Where no heading names an action, the lines that are but a title between guillemets, of actions told below."""
        lines = [b for b in self.draft.blocks if _may_be_title(self.draft.document.words(b), b)]
        stops = sorted([*(b.start for b in lines), *(h.start for h in self.draft.outline.headings)]) if lines else []
        made: list[Chapter] = []
        for line in lines:
            heading = Heading(line.start, line.end, tidy(self.draft.document.words(line)), None)
            after = next((stop for stop in stops[bisect_right(stops, line.start) :]), len(self.draft.document.text))
            chapter = self._chapter(heading, [replace(heading, start=after)])
            below = blocks_in(self.draft, (line.end, after))[:1]
            near = below[0].end if below else line.end
            led = chapter is not None and chapter.leader is not None and chapter.leader.start < near
            if chapter and led and chapter.name.quoted and self._tells(chapter, staged=False):
                made.append(chapter)
        return made if len(made) > 1 else []

    def _is_action(self, above: Heading | None, chapter: Chapter, beside: "_Beside") -> bool:
        if chapter.name.quoted and (chapter.leader or beside.quoted > 1) and self._tells(chapter, staged=False):
            return True
        if chapter.leader is None or (chapter.acting and not self._tells(chapter)):
            return False
        first = self.draft.outline.headings[0]
        return (
            (_heads_actions(above) and (above != first or beside.led > 1))
            or (chapter.labelled and beside.labelled > 1)
            or (chapter.alone and beside.told > 1)
            or (beside.led > 1 and self._tells(chapter))
        )

    @cached_property
    def _announced(self) -> bool:
        """Whether the document begins by saying that it tells of several actions."""
        return compiled("prose", "announcing").find(self.draft.flat, 0, _BEGINNING) is not None

    def _tells(self, chapter: Chapter, *, staged: bool = True) -> bool:
        """Whether the sentences of a chapter say how far users take part; `staged`: and when."""
        texts = (self.draft.view(b).text for b in blocks_in(self.draft, chapter.extent) if b.kind in _TELLING)
        return any((f.stage or not staged) and f.users and not f.negated for text in texts for f in degrees.read(text))

    def _involves(self, chapter: Chapter) -> bool:
        """Whether a chapter says how far users take part, or who leads and, in other words, that users take part."""
        if self._tells(chapter, staged=False):
            return True
        texts = (self.draft.view(b).text for b in blocks_in(self.draft, chapter.extent) if b.kind in _TELLING)
        return chapter.leader is not None and any(compiled("degrees", "involving").find(flat(text)) for text in texts)

    def _all(self) -> Iterator[tuple[Heading | None, Chapter]]:
        """The headings that may be titles, each with the one above it."""
        headings = [h for h in self.draft.outline.headings if not is_card(h.title)]
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
        words = self.draft.document.text[heading.start : heading.end]
        title = title_in(words, heading.start, self.bodies, self.known)
        if title is None or any(a <= heading.start < b for a, b in self.apart):
            return None
        level = heading.level or 0
        end = next((h.start for h in below[:12] if (h.level or 0) <= level), None)
        if end is None:
            end = below[12].start if len(below) > 12 else len(self.draft.document.text)
        chapter = Chapter(heading, title, (heading.start, end), below=heading.end)
        read_card(self.draft, chapter)
        led = chapter.card.get("direction") or self._responsible(chapter.card.get("responsible"))
        chapter.leader = led or title.leader
        chapter.labelled = chapter.leader is not None
        part = (chapter.below, end)
        if chapter.leader is None:
            chapter.leader = alone_below(self.draft, part)
            chapter.alone = chapter.leader is not None
        chapter.leader = chapter.leader or leader_below(self.draft, part, title.cell.words)
        if title.quoted or title.policy:
            self._act(chapter)
        return chapter

    def _act(self, chapter: Chapter, *, sure: bool = False) -> None:
        """Takes for its leader the body that acts in a chapter, where none is said to lead."""
        if chapter.leader is None:
            chapter.leader = acting_below(self.draft, (chapter.below, chapter.extent[1]), sure=sure)
            chapter.acting = chapter.leader is not None

    def _responsible(self, cell: Cell | None) -> Cell | None:
        return cell if cell and cell.words in compiled("tables", "body") else None


def _led(words: str) -> str:
    return _ARTICLE.sub("", words)


def _heads_actions(above: Heading | None) -> bool:
    return above is not None and above.title in compiled("prose", "chapters")


@dataclass
class _Beside:
    """How many of the headings under one of them are quoted, led, and said by a label to be led; `told`: those with but
    a body below them that tell how users take part."""

    quoted: int = 0
    led: int = 0
    labelled: int = 0
    told: int = 0

    def count(self, chapter: Chapter) -> None:
        """Adds one."""
        self.quoted += chapter.name.quoted
        self.led += chapter.leader is not None
        self.labelled += chapter.labelled


def _may_be_title(words: str, block: Block) -> bool:
    """Whether a paragraph may be but a title between guillemets: a short line."""
    short = block.kind in ("paragraph", "item") and len(words) <= LONGEST_HEADING and "\n" not in words.strip()
    return short and compiled("prose", "titled").regex.match(words) is not None


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
        if leader and (leader.words in compiled("tables", "person") or len(leader.words) > 120):
            return
        spans = self._around(leader) if leader else []
        leaders = self.bodies.directorates(_led(leader.words), spans, None) if leader else []
        who = "-".join((t.key or "").split("|", 1)[1].replace("|", "-") for t, _ in leaders) or self.bodies.scope
        action = self.titles.setdefault(fold(title.words), self.draft.name("action", who, title.words))
        heading = [(self.chapter.heading.start, self.chapter.heading.end)]
        self.draft.thing(action, "Action", title.words, heading, rule, 0.85)
        for term, words in leaders:
            self.draft.say(action, ug("ledBy"), term, spans, rule, 0.85, words=words)
        for role, cell in self.chapter.card.items():
            self._card(Said(self.draft, self.known, action, self._around(cell), rule, 0.85), role, cell)
        held = frozenset(_KINDS[role] for role in self.chapter.card if role in _KINDS)
        for block in blocks_in(self.draft, (self.chapter.below, self.chapter.extent[1])):
            if block.kind in _TELLING:
                self._block(action, block)
                read_told(self.draft, action, block, self.known, apart=held)

    def _around(self, cell: Cell) -> list[Span]:
        """The passage that holds a cell: its line where that is short."""
        spans = [(block.start, block.end) for block in blocks_in(self.draft, self.chapter.extent)]
        held = (span for span in spans if span[0] <= cell.start and cell.end <= span[1] <= span[0] + LONGEST)
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
        if match := compiled("prose", "issue").find(text):
            spans = self.draft.sentence(block, *match.span("issue"))
            said = Said(self.draft, self.known, action, spans, Rule.of("prose.issue"), 0.7)
            read_issue(said, tidy(self.draft.words(block, *match.span("issue"))))
