"""Actions told in sentences: a title between guillemets or with its capitals, and who leads it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from usagraph.ingest.actions import degrees, items
from usagraph.ingest.actions.steps import Told, read_steps, say_step
from usagraph.ingest.actions.stories import stories
from usagraph.ingest.actions.told import read_told
from usagraph.ingest.actions.topics import Said, read_issue, read_methods_of, read_modes_of, read_policies
from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Pattern, Rule, cached, compiled, load, pattern
from usagraph.ontology.terms import SKOS, ug
from usagraph.records import Block, Term
from usagraph.textview import Span, fold, holds_any, sentences, tidy

__all__ = ["actions_by_title", "names_action", "read_prose"]

_KINDS = frozenset(["paragraph", "item", "box"])
_LONGEST = 90
_ARTICLE = re.compile(r"^(?:la |le |l'|une? )", re.IGNORECASE)
#: A word before the title of an entry that says what it is: "Action", "Projet n° 2".
_ANNOUNCED = re.compile(r"[^\W\d_]{5}")
#: How many sentences after the one that names the action still speak of it.
_NEXT = 1
#: How many more do where each says that it goes on.
_FOLLOWING = 4
#: How many blocks below do where each begins by saying so, and where in its text.
_BLOCKS, _OPENING = 3, 2


@dataclass(frozen=True)
class Frame:
    """Where a sentence names an action: its title, and its leader where it says it, in offsets of the view."""

    block: Block
    name: str
    title: Span
    leader: Span | None


def read_prose(
    draft: Draft, bodies: Bodies, known: KnownNames, apart: Collection[Span] = (), sheets: Collection[Span] = ()
) -> None:
    """Adds the actions that sentences name with who leads them, or say to be actions; `apart`: spans read otherwise;
    `sheets`: those of action sheets, whose lists are of other things."""
    frames = [f for block in draft.blocks if block.kind in _KINDS for f in _frames(draft, block)]
    frames = [
        f for f in frames if not _is_in(f.block, apart) and not (f.name in _telling() and _meets(f.block, sheets))
    ]
    alone = {start for start, times in Counter(f.block.start for f in frames).items() if times == 1}
    titles = actions_by_title(draft) if frames else {}
    told = {f.block.start for f in frames}
    whole = stories(draft, [f.block.start for f in frames], [f.block.start for f in frames if f.leader])
    for frame in sorted(frames, key=lambda f: (f.leader is None, f.block.start, f.title)):
        start = frame.block.start
        below = whole[start] if start in whole else _below(draft, frame.block, told) if start in alone else []
        _Writer(draft, bodies, known, frame, titles, start in alone, below, start in whole).write()


def _is_in(block: Block, spans: Collection[Span]) -> bool:
    return any(start <= block.start < end for start, end in spans)


def _meets(block: Block, spans: Collection[Span]) -> bool:
    return any(start < block.end and block.start < end for start, end in spans)


def _below(draft: Draft, block: Block, told: Collection[int]) -> list[Block]:
    """The blocks just below that say that they go on with the action of `block`, and name none."""
    found: list[Block] = []
    at = bisect_left(draft.blocks, block.start, key=lambda other: other.start)
    for below in draft.blocks[at + 1 : at + 1 + _BLOCKS]:
        match = compiled("prose", "goes_on").find(draft.view(below).text)
        if below.kind not in _KINDS or below.start in told or match is None or match.start() > _OPENING:
            break
        found.append(below)
    return found


def actions_by_title(draft: Draft) -> dict[str, Term]:
    """The actions found so far, by their titles; one that two of them share is left out."""
    found: dict[str, set[Term]] = {}
    for claim in draft.claims_on(SKOS + "prefLabel"):
        if (claim.subject.key or "").startswith("action|"):
            found.setdefault(fold(claim.object.value or ""), set()).add(claim.subject)
    return {title: terms.pop() for title, terms in found.items() if len(terms) == 1}


def names_action(draft: Draft, block: Block) -> bool:
    """Whether the sentences of a block name an action and who leads it."""
    return block.kind in _KINDS and any(frame.leader for frame in _frames(draft, block))


def _frames(draft: Draft, block: Block) -> Iterator[Frame]:
    """The actions that a block names, each once."""
    text = draft.view(block).text
    seen: list[Span] = []
    for name, test in _standing(text):
        for match in test.all_in(text):
            # Asked now only: it costs more than most of the ways, and few of them are met.
            if not compiled("prose", "hint").find(text):
                return
            groups = match.groupdict()
            title = _trimmed(text, match.span("quoted" if groups.get("quoted") else "title"))
            taken = any(a < title[1] and title[0] < b for a, b in seen)
            words = text[slice(*title)]
            if taken or not _is_title(words) or (name.startswith("item_") and not _heads(name, words, groups)):
                continue
            if name in _telling() and not items.tells(
                text, match.end("leader"), announced=_ANNOUNCED.search(text, 0, title[0]) is not None
            ):
                continue
            seen.append(title)
            yield Frame(block, name, title, match.span("leader") if groups.get("leader") else None)


def _heads(name: str, words: str, groups: Mapping[str, str | None]) -> bool:
    """Whether words may be the title of an entry: no sentence, unless they are quoted, and no meeting nor body."""
    if groups.get("quoted") and " " not in words:
        return True
    said = name != "item_labelled" and not groups.get("quoted") and words in compiled("prose", "verbal")
    return not said and words not in compiled("prose", "no_item")


def _trimmed(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    return span[0] + len(words) - len(words.lstrip(' «"“')), span[1] - (len(words) - len(words.rstrip(' ,»"”')))


def _is_title(words: str) -> bool:
    """Whether words between guillemets are a title: short, with a capital, no sentence and no everyday word."""
    if not (3 < len(words) <= _LONGEST and words[:1].isalnum()) or words not in compiled("prose", "title"):
        return False
    return words not in compiled("prose", "no_title")


@dataclass(frozen=True)
class _Writer:
    draft: Draft
    bodies: Bodies
    known: KnownNames
    frame: Frame
    titles: dict[str, Term]
    alone: bool
    below: Sequence[Block] = ()
    #: Whether its section tells this action alone.
    whole: bool = False

    def write(self) -> None:
        """Adds the action with its leader, its policy, and the degrees that the same sentences tell."""
        frame, rule = self.frame, Rule.of(f"prose.{self.frame.name}")
        spans = self.draft.sentence(frame.block, *self._whole())
        if sum(end - start for start, end in spans) > 1_200:
            return
        leaders = self._leaders(spans)
        if frame.leader and not leaders:
            return
        title = self.draft.words(frame.block, *frame.title)
        who = "-".join((t.key or "").split("|", 1)[1].replace("|", "-") for t, _ in leaders) or self.bodies.scope
        action = self.titles.setdefault(fold(title), self.draft.name("action", who, title))
        self.draft.thing(action, "Action", title, spans, rule, 0.8 if leaders else 0.7)
        for term, words in leaders:
            self.draft.say(action, ug("ledBy"), term, spans, rule, 0.8, words=words)
        self._policies(action, spans, rule)
        if self.alone:
            place = self._near()
            self._more(action, place)
            read_steps(self.draft, action, [frame.block], Rule.of("prose.degree"), 0.7, within=place)
            read_steps(self.draft, action, self.below, Rule.of("prose.degree"), 0.7)
            if self._is_entry:
                self._bare(action)

    def _more(self, action: Term, place: Span) -> None:
        """The modes, the methods and the issue that the sentences on the action say."""
        text = self.draft.view(self.frame.block).text
        for block in (self.frame.block, *self.below):
            within = place if block == self.frame.block else (0, len(self.draft.view(block).text))
            read_modes_of(self.draft, action, block, Rule.of("prose.mode"), within)
            part = None if self.whole and block != self.frame.block else within
            read_methods_of(self.draft, self.known, action, block, Rule.of("prose.method"), part)
            if self.whole or self._is_entry:
                read_told(self.draft, action, block, self.known)
        if match := compiled("prose", "issue").find(text, *place):
            said, words = self._said(action, "issue", match.span("issue"))
            read_issue(said, words)

    def _bare(self, action: Term) -> None:
        """The degrees that the entry of a list only names: "– consultation –"."""
        for degree, place in items.bare_degrees(self.draft.view(self.frame.block).text, self._whole()[1]):
            spans, words = self.draft.sentence(self.frame.block, *place), self.draft.piece(self.frame.block, *place)
            if all(words != claim.words for claim in self.draft.claims_on(ug("hasStep")) if claim.subject == action):
                say_step(self.draft, action, Told(degree, None, words, tuple(spans)), Rule.of("prose.degree"), 0.7)

    def _said(self, action: Term, name: str, span: Span) -> tuple[Said, str]:
        spans = self.draft.sentence(self.frame.block, *span)
        said = Said(self.draft, self.known, action, spans, Rule.of(f"prose.{name}"), 0.7)
        return said, tidy(self.draft.words(self.frame.block, *span))

    def _near(self) -> Span:
        """The sentence that names the action, the next, and those that go on with it, in offsets of the view."""
        held = sentences(self.draft.view(self.frame.block))
        text = self.draft.view(self.frame.block).text
        if self._is_entry:
            leaves = compiled("prose", "leaves").regex
            stop = next((n for n, (at, _) in enumerate(held) if n and leaves.match(text[at:])), len(held))
            return held[0][0], held[stop - 1][1]
        first = next((n for n, (_, end) in enumerate(held) if end > self.frame.title[0]), 0)
        last = len(held) - 1 if self.whole else min(first + _NEXT, len(held) - 1)
        for number in range(last + 1, min(first + _FOLLOWING + 1, len(held))):
            goes_on = compiled("prose", "goes_on").find(text, *held[number])
            if not goes_on and not degrees.opens(text[slice(*held[number])]):
                break
            last = number
        return held[first][0], held[last][1]

    @property
    def _is_entry(self) -> bool:
        """Whether the whole block is that of the action: its entry in a list, or a paragraph that it alone begins."""
        if self.frame.name.startswith("item_"):
            return True
        first = next(iter(sentences(self.draft.view(self.frame.block))), (0, 0))
        return self.frame.leader is not None and self.alone and self._whole()[1] <= first[1]

    def _whole(self) -> Span:
        ends = [*self.frame.title, *(self.frame.leader or ())]
        return min(ends), max(ends)

    def _leaders(self, spans: list[Span]) -> list[tuple[Term, str]]:
        if self.frame.leader is None:
            return []
        words = tidy(self.draft.words(self.frame.block, *self.frame.leader))
        return self.bodies.directorates(_ARTICLE.sub("", words), spans, None)

    def _policies(self, action: Term, spans: list[Span], rule: Rule) -> None:
        """The policy that the sentence says the action belongs to, where the vocabulary has it."""
        text = self.draft.view(self.frame.block).text
        start, end = self._whole()
        for match in compiled("prose", "policy").all_in(text, max(0, start - 200), min(len(text), end + 200)):
            words = self.draft.words(self.frame.block, *match.span("policy"))
            held = any(words in tidy(self.draft.document.text[slice(*span)]) for span in spans)
            if held and self.known.concept("policy", words):
                said = Said(self.draft, self.known, action, spans, rule, 0.75)
                read_policies(said.draft, said.known, action, words, spans, rule, 0.75)


def _standing(text: str) -> Iterator[tuple[str, Pattern]]:
    """The ways to name an action whose words stand in a text: what each is called, and its test."""
    words, tests = _tests()
    held = [holds_any(text, needs) for needs in words]
    return ((name, test) for name, test, number in tests if held[number])


@cached
def _tests() -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, Pattern, int], ...]]:
    """The words of which a block must hold one, each set once, and the ways to name an action: what each is called, its
    test, and the number of its words."""
    frames = [(entry, tuple(entry.get("needs", ("",)))) for entry in load("prose")["frames"]]
    words = tuple(dict.fromkeys(needs for _, needs in frames))
    return words, tuple((entry["id"], pattern(entry), words.index(needs)) for entry, needs in frames)


@cached
def _telling() -> frozenset[str]:
    """The ways that name an action only where the words after them tell how users take part."""
    return frozenset(entry["id"] for entry in load("prose")["frames"] if entry.get("telling"))
