"""What bodies need or wish for, as minutes and prose say: "Besoins : un micro", "La régie souhaite que …"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.institutions.instances import Instance, Instances
from usagraph.ingest.rulebook import Rule, compiled, load
from usagraph.ingest.sheets.forms import Told
from usagraph.ingest.sheets.holders import Holders
from usagraph.ingest.sheets.placed import PlacedActions
from usagraph.ingest.sheets.rolls import Item, rolls
from usagraph.ingest.sheets.rounds import rounds_in
from usagraph.ontology.terms import ug
from usagraph.records import Block, Term
from usagraph.textview import Span, flat, tidy

__all__ = ["read_asked"]

_KINDS = ("paragraph", "item")
_TITLE = 3  # blocks at the top that may say whose document it is
_LONGEST = 220
_LEAST = 4
_BEFORE = 160  # code points before a verb in which its subject stands
_SENTENCE = 1_200  # code points of a sentence: a longer one is no passage
_QUOTED = 2_000  # code points of a quotation
_CUT = re.compile(r"\s*;\s*(?:et )?|\s*,\s*(?:et )?(?=(?:une?|des|la|les|le|l'|du|de|d'|plus|deux|trois|qu') ?\w)")
_PAUSE = re.compile(r"[,;:(–—] ?|\b(?:et|mais|que|or|donc) ")
#: « ce que les services voudraient »: what they would like is not told there.
_RELATIVE = re.compile(r"\b(?:c(?:e|eux|elles|elui|elle)|tout ce) qu(?:e |')$")
_JOINED = re.compile(r"(?:[,;]|\bet\b|\bmais\b|,? puis\b)(?:, [^,.;]{2,30},)?(?: (?:il|elle)s?)? $")
_TAIL = re.compile(r"(?:\s|,)+(?:et|mais|puis|ou)?$")
_NAMES = {"need": "Need", "wish": "Wish", "asks": "Need"}
_PRONOUN = re.compile(
    r"(?:ils?|elles?|(?:(?:beaucoup|certaine?s|plusieurs|la plupart|nombre|quelques-une?s)(?: d'entre (?:eux|elles))?|toute?s),?) "
)


@dataclass(frozen=True)
class Asked:
    """A need or a wish in offsets of the view of its block, and who has it."""

    kind: str
    start: int
    end: int
    holder: Term


def read_asked(draft: Draft, bodies: Bodies, held: Instances, told: Sequence[Told]) -> None:
    """Adds the needs and wishes of the bodies of a document that are no field of a sheet."""
    reader = _Reader(draft, held, PlacedActions(draft), bodies)
    free = [
        b for b in draft.blocks if b.kind != "cell" and not any(x <= b.start < y for x, y in (t.extent for t in told))
    ]
    listed = {item.block.start for item in rolls(draft, free) if reader.write_item(item)}
    cued = draft.holding(load("wants")["cues"]) - listed
    for block in draft.blocks:
        told_there = block.start in cued and block.kind in _KINDS
        if told_there and not any(a <= block.start < b for a, b in (t.extent for t in told)):
            reader.read(block, flat(draft.view(block).text))


class _Reader:
    """Reads the blocks of a document for what bodies ask for."""

    def __init__(self, draft: Draft, held: Instances, actions: PlacedActions, bodies: Bodies) -> None:
        self.draft, self.held, self.actions = draft, held, actions
        self.holders = Holders(draft, bodies, actions)
        self._block, self._named = -1, dict[int, Instance]()
        top = {block.start for block in draft.blocks[:_TITLE]}
        #: The body whose minutes the document is: the one that its first lines name.
        self.own = next((term for term, named in held.every.items() if named[0].block.start in top), None)

    def read(self, block: Block, words: str) -> None:
        """Adds what a block says."""
        action = self.actions.at(block.start)
        told = list(self._round(block, action))
        for asked in told or list(self._asked(block, words, action)):
            self._write(block, asked, action)

    def _round(self, block: Block, action: Term | None) -> Iterator[Asked]:
        """What those say whom a paragraph of minutes begins with."""
        for one in rounds_in(self.draft, block):
            words, spans = self.draft.words(block, *one.who), self.draft.view(block).spans(*one.who)
            holder = self._told(words, action, spans) or self.holders.named_alone(words, spans)
            if holder and _LEAST <= one.end - one.start <= _LONGEST:
                yield Asked(one.kind, one.start, one.end, holder)

    def write_item(self, item: Item) -> bool:
        """Adds what an item of a list of needs or wishes says, where it names who has it; whether it did."""
        view, action = self.draft.view(item.block), self.actions.at(item.block.start)
        holder = self._told(view.text[slice(*item.who)], action, view.spans(*item.who))
        if holder and _LEAST <= item.place[1] - item.place[0] <= _LONGEST:
            self._write(item.block, Asked(item.kind, *item.place, holder), action)
        return holder is not None

    def _write(self, block: Block, asked: Asked, action: Term | None) -> None:
        rule, spans = Rule.of("sheets.headings.asked", "headings"), self.draft.view(block).spans(asked.start, asked.end)
        said = tidy(self.draft.view(block).text[asked.start : asked.end])
        piece = self.draft.piece(block, asked.start, asked.end)
        thing = self.draft.name(asked.kind.lower(), (asked.holder.key or "").replace("|", "-"), said)
        self.draft.thing(thing, asked.kind, said, spans, rule, 0.8, words=piece)
        # What a body asks for in the section of an action that others lead is not asked for the action.
        led = {claim.object for claim in self.actions.leaders(action)} if action else set()
        for one in (asked.holder, action if not led or asked.holder in led else None):
            if one:
                self.draft.say(one, ug(f"has{asked.kind}"), thing, spans, rule, 0.75, words=piece)

    def _asked(self, block: Block, words: str, action: Term | None) -> Iterator[Asked]:
        for start, end in self.held.sentences(block):
            if end - start > _SENTENCE:
                continue
            labelled = compiled("headings", "asked").regex.match(words, start, end)
            of_people = compiled("wants", "labelled").regex.match(words, start, end)
            if of_people:
                yield from self._listed(block, words, of_people, end, action)
            elif labelled and self.own:
                kind = "Need" if labelled["need"] else "Wish"
                for a, b in _parts(words, labelled.end(), end):
                    yield Asked(kind, a, b, self.own)
            elif not labelled:
                yield from self._said(block, words, (start, end), action)
                yield from self._lacked(block, words, (start, end), action)

    def _listed(self, block: Block, words: str, match: re.Match[str], end: int, action: Term | None) -> Iterator[Asked]:
        """What stands after a label that says who asks: "Attentes des familles : un répit, une navette"."""
        told, spans = self.draft.words(block, *match.span("who")), self.draft.sentence(block, match.start(), end)
        holder = self._told(told, action, spans)
        for a, b in _parts(words, match.end(), end) if holder else ():
            if holder:
                yield Asked("Need" if match["need"] else "Wish", a, b, holder)

    def _said(self, block: Block, words: str, place: Span, action: Term | None) -> Iterator[Asked]:
        """What the subjects of the verbs of a sentence need or wish for."""
        last: Asked | None = None
        for match, kind in _verbs(words, place):
            if _is_quoted(words, match.start()):
                continue
            joined = last is not None and _JOINED.search(words, last.start, match.start())
            holder = last.holder if last and joined else self._subject(block, words, place[0], match.start(), action)
            end = _end(words, match.end(), place[1])
            if holder and _LEAST <= end - match.end() <= _LONGEST:
                last = Asked(kind, match.end(), end, holder)
                yield last

    def _subject(self, block: Block, words: str, start: int, stop: int, action: Term | None) -> Term | None:
        """The body that the words before a verb name: from the start of the sentence, else from a pause on."""
        for end in (stop, stop - 1):
            one = self._ends(block).get(end)
            if one and start <= one.start <= start + len(one.article) + _LEAST:
                return one.term
        near = max(start, stop - _BEFORE)
        lead = compiled("wants", "before").regex.match(words[near:stop]) if near == start else None
        begins = [start + (lead.end() if lead else 0)] if near == start else []
        begins += [pause.end() for pause in _PAUSE.finditer(words, begins[0] if begins else near, stop)]
        begins = [begin for begin in begins if not _RELATIVE.search(words, near, begin)]
        aside = compiled("wants", "aside").regex.search(words, near, stop) if "," in words[near:stop] else None
        stop = aside.start() if aside else stop
        spans = self.draft.sentence(block, start, stop)
        named = (self.draft.words(block, begin, stop) for begin in begins if words[begin:stop].strip())
        found = (self.holders.of(who, action, spans) for who in named)
        alone = near == start and bool(_PRONOUN.fullmatch(words, begins[0], stop))
        return next((holder for holder in found if holder), self._before(block, words, start) if alone else None)

    def _before(self, block: Block, words: str, start: int) -> Term | None:
        """The body that the sentence before one begins with: that "il" or "lui" means."""
        above = next(((a, b) for a, b in self.held.sentences(block) if b <= start and not words[b:start].strip()), None)
        if above is None:
            return None
        first = self.holders.first(self.draft.view(block).text[slice(*above)])
        return first or self._head(block, *above, self.draft.sentence(block, *above))

    def _ends(self, block: Block) -> dict[int, Instance]:
        """The bodies named in a block, by where their names end."""
        if block.start != self._block:
            self._block, self._named = block.start, {one.end: one for one in self.held.of(block)}
        return self._named

    def _lacked(self, block: Block, words: str, place: Span, action: Term | None) -> Iterator[Asked]:
        """What is missing, and what we need or wish for where the document tells of one action."""
        spans = self.draft.sentence(block, *place)
        for name in ("fronted", "lacks", "missing", "noun", "we", "theirs"):
            for match in compiled("wants", name).all_in(words, *place):
                groups = match.groupdict()
                who = next((group for group in ("who", "whom") if groups.get(group)), None)
                told = self.draft.words(block, *match.span(who)) if who else ""
                holder = self._told(told, action, spans) if who else self.holders.leader(action)
                if name == "theirs":
                    lead = words[place[0] : match.start()].strip()
                    own = self._head(block, place[0], match.start(), spans) if lead else None
                    holder = own or self._before(block, words, place[0]) or holder
                end = _end(words, match.end(), place[1])
                if holder and not _is_quoted(words, match.start()) and _LEAST <= end - match.end() <= _LONGEST:
                    yield Asked("Wish" if groups.get("wish") else "Need", match.end(), end, holder)

    def _head(self, block: Block, start: int, stop: int, spans: list[Span]) -> Term | None:
        """Those whom a sentence begins with: "L'animatrice du CCAS est seule : il lui faudrait un car"."""
        said = compiled("wants", "head").regex.match(flat(self.draft.view(block).text[start:stop]))
        return self._told(self.draft.words(block, start, start + said.end()), None, spans) if said else None

    def _told(self, who: str, action: Term | None, spans: list[Span]) -> Term | None:
        """Those whom words name, with or without their article: "(aux) familles"."""
        return self.holders.of(who, action, spans) or self.holders.people(f"les {who}", spans)


def _verbs(words: str, place: Span) -> list[tuple[re.Match[str], str]]:
    """The verbs of need and wish of a sentence, in order."""
    found = [(match, kind) for name, kind in _NAMES.items() for match in compiled("wants", name).all_in(words, *place)]
    return sorted(found, key=lambda pair: pair[0].start())


def _end(words: str, start: int, stop: int) -> int:
    """Where the thing that is asked for ends: before what gives its reason, or what is asked for next."""
    match = compiled("wants", "ends").find(words, start, stop)
    end = match.start() if match else stop
    said = words[start:end].rstrip(" .;!:,")
    return start + len(_TAIL.sub("", said))


def _is_quoted(words: str, at: int) -> bool:
    """Whether a place of a block stands between guillemets."""
    start = max(0, at - _QUOTED)
    return words.rfind("«", start, at) > words.rfind("»", start, at)


def _parts(words: str, start: int, end: int) -> Iterator[Span]:
    """The things that a list names, without its stops."""
    cuts = [(start, start), *(m.span() for m in _CUT.finditer(words, start, end)), (end, end)]
    for (_, a), (b, _) in pairwise(cuts):
        said = words[a:b].strip(" .;,")
        if _LEAST <= len(said) <= _LONGEST:
            first = words.index(said, a)
            yield first, first + len(said)
