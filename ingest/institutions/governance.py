"""Governance bodies: committees, councils and groups, how often they meet and who sits in them."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.institutions.instances import Instance, Instances
from usagraph.ingest.rulebook import Pattern, Rule, cached, compiled, load, pattern
from usagraph.ontology.terms import FOAF, ORG, RDF, SKOS, ug
from usagraph.records import Block, Term, iri, key, text_value
from usagraph.textview import flat, slug

__all__ = ["listed", "member", "period", "read_governance"]

_MOST = 16  # members of a body
_LIST = 500  # code points of a list of members
_MEMBER = (3, 90)  # code points
_BRIEF = 60  # code points: a longer cell tells more than a rhythm
_MOSTLY = 0.5  # of the cell that names a body
_READ = ("paragraph", "item", "box", "cell", "heading")


def read_governance(draft: Draft, bodies: Bodies) -> Instances:
    """Adds each body that is named, with its rhythm of meetings and its members; gives them back."""
    instances = Instances(draft, bodies)
    row = _Row(instances)
    for block in draft.blocks:
        if block.kind in _READ and instances.enter(block):
            for start, end in instances.sentences(block):
                _read_sentence(instances, block, start, end)
        if block.cell:
            row.take(block)
    instances.declare()
    return instances


class _Row:
    """A row of a table: the body that a cell names, and the rhythm that a later cell tells."""

    def __init__(self, instances: Instances) -> None:
        self.instances = instances
        self.place: tuple[int, int] | None = None
        self.one: Instance | None = None

    def take(self, block: Block) -> None:
        """Reads a cell."""
        draft, cell = self.instances.draft, block.cell
        if cell is None:
            return
        if (cell.table, cell.row) != self.place:
            self.place, self.one = (cell.table, cell.row), None
        text = draft.view(block).text.strip()
        here = self.instances.of(block)
        heads = load("governance")["heads"]["named"]
        if (
            self.one is None
            and len(here) == 1
            and here[0].head in heads
            and here[0].end - here[0].start > len(text) * _MOSTLY
        ):
            self.one = here[0]
        elif self.one is not None and len(text) <= _BRIEF and (found := period(flat(text))):
            words = draft.words(block, 0, len(draft.view(block).text))
            spans = [
                *draft.sentence(self.one.block, self.one.start, self.one.end),
                *draft.sentence(block, 0, len(text)),
            ]
            self.instances.tell(self.one, spans)
            value = text_value(found[0], None)
            draft.say(self.one.term, ug("meetsEvery"), value, spans, Rule.of("governance.rhythm"), 0.9, words=words)


def period(words: str) -> tuple[str, int, int] | None:
    """The rhythm that `words` tell as an ISO 8601 duration, with its place; None where they tell none.

    >>> period("se reunit toutes les six semaines")
    ('P6W', 10, 33)
    """
    return next(_periods(words), None)


def _periods(words: str) -> Iterator[tuple[str, int, int]]:
    """Each rhythm, by the first rule that finds it."""
    content = load("governance")
    taken: list[Span] = []
    for rhythm in _rhythms():
        for match in rhythm.all_in(words):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                taken.append(match.span())
                yield _duration(match.groupdict(), content["counts"], content["units"]), *match.span()


def _duration(groups: dict[str, str | None], counts: dict[str, int], units: dict[str, str]) -> str:
    if other := groups.get("every_other"):
        return units[other].replace("1", "2")
    unit = units[str(groups["unit"])]
    if count := groups.get("count"):
        number = counts.get(count) or int(count)
        # In French a week is said to be of eight days, and a fortnight of fifteen.
        days = {8: "P1W", 15: "P2W"}.get(number) if unit == "D" else None
        return days or f"P{number}{unit.removeprefix('P').lstrip('1')}"
    if times := groups.get("times"):
        return _divided(unit, counts.get(times) or int(times))
    return unit


def _divided(unit: str, times: int) -> str:
    """The interval between meetings of which so many are held in a unit of time."""
    months = {"P1Y": 12, "P6M": 6, "P3M": 3}.get(unit)
    if months:
        return f"P{months // times}M" if months % times == 0 else f"P{months * 30 // times // 7}W"
    letter, whole = {"P1M": ("W", 4), "P1W": ("D", 7)}[unit]
    return f"P{whole // times}{letter}"


def _read_sentence(instances: Instances, block: Block, start: int, end: int) -> None:
    seen = instances.draft.view(block)
    words = flat(seen.text[start:end])
    found = instances.within(block, start, end)
    meets = compiled("governance", "meets").find(words)
    for duration, a, b in _periods(words):
        if _tells_of_another(words, a, b) and not any(
            one.end - start >= a - 2 and one.end - start <= a for one in found
        ):
            continue
        one = _that_meets(instances, block, words, start, (a, b), found, meets=bool(meets))
        if one:
            told = instances.draft.words(block, start + a, start + b)
            spans = instances.evidence(block, one, (start, end))
            instances.tell(one, spans)
            rule = Rule.of("governance.rhythm")
            instances.draft.say(one.term, ug("meetsEvery"), text_value(duration, None), spans, rule, 0.9, words=told)
    _members(instances, block, (start, end), words, found)


def _tells_of_another(words: str, start: int, end: int) -> bool:
    """Whether a rhythm is an adjective of something that is no meeting: "la lettre mensuelle"."""
    adjective = compiled("governance", "adjective").regex.match(words[start:end])
    return bool(adjective) and not compiled("governance", "before_adjective").find(words[:start])


def _that_meets(
    instances: Instances, block: Block, words: str, start: int, place: Span, found: list[Instance], *, meets: bool
) -> Instance | None:
    """The body whose rhythm stands at `place` of a sentence: the one named last before it, or right after."""
    nearest = bisect_right(found, start + place[0], key=lambda one: one.end)
    acting = compiled("governance", "agent").regex
    own = [
        one for one in found[:nearest] if not acting.search(words, max(0, one.start - start - 24), one.start - start)
    ]
    before = own[-1:]
    beside = before and compiled("governance", "beside").find(words[before[-1].end - start : place[0]])
    if not meets and not beside:
        return None
    if before:
        return before[-1]
    return (
        instances.called(block, start, words)
        or instances.bare(block, start, words[: place[0]])
        or instances.meant(block, start, words[: place[0]])
        or next((one for one in found if one.start - start >= place[1]), None)
    )


def _members(instances: Instances, block: Block, place: Span, words: str, found: list[Instance]) -> None:
    match = compiled("governance", "sits").find(words)
    if match is None:
        return
    start = place[0]
    one = _that_is_made(instances, block, start, words[: match.start()], found)
    if one is None or (one.article == "indefinite" and compiled("governance", "law").find(words)):
        return
    seen, draft = instances.draft.view(block), instances.draft
    told = list(listed(seen.text[start + match.end() : min(place[1], start + match.end() + _LIST)]))[:_MOST]
    for a, b in told:
        offset = start + match.end()
        label = draft.words(block, offset + a, offset + b)
        spans = instances.evidence(block, one, (offset + a, offset + b))
        instances.tell(one, spans)
        draft.say(
            one.term,
            ORG + "hasMember",
            member(instances, label, spans),
            spans,
            Rule.of("governance.member"),
            0.8,
            words=label,
        )


def _that_is_made(instances: Instances, block: Block, start: int, words: str, found: list[Instance]) -> Instance | None:
    """The body that is the subject of a verb of composition: named right before it, or meant by what stands there."""
    before = [one for one in found if one.end - start <= len(words)]
    if before and compiled("governance", "subject").find(words[before[-1].end - start :]):
        return before[-1]
    last = list(compiled("governance", "anaphora").all_in(f"{words} "))
    near = last and last[-1].end() >= len(words.rstrip())
    # A body of the same sentence may be what "elle" stands for, after a semicolon.
    return instances.meant(block, start + last[-1].start(), words) if near else None


def listed(words: str) -> Iterator[Span]:
    """The places of the members in a list, each without its article or number."""
    position = 0
    for piece in re.split(
        r"([,;]\s|\set\s(?=(?:une?|deux|trois|quatre|cinq|six|\d+|les?|la|l'|des?|du|d')\s?)|[.:!?]\s?)", words
    ):
        begin, position = position, position + len(piece)
        if re.fullmatch(r"[.:!?]\s?", piece):
            return
        low = flat(piece)
        lead = compiled("governance", "member", "lead").regex.match(low)
        if compiled("governance", "member", "never").regex.match(low.strip()) or not piece.strip(" ,;"):
            continue
        a = lead.end() if lead else 0
        b = a + len(compiled("governance", "member", "stop").regex.sub("", low[a:]).rstrip(" ,;."))
        if _MEMBER[0] <= len(piece[a:b].strip()) <= _MEMBER[1] and not re.search(r"[()«»\"]|^et$", piece[a:b]):
            yield begin + a, begin + b


def member(instances: Instances, label: str, spans: list[Span]) -> Term:
    """The body, the group of users or the group of others that a member is."""
    known = instances.bodies.term_of(label)
    if known is not None:
        return known
    rule = Rule.of("governance.member")
    users = label in compiled("governance", "member", "users")
    several = label.partition(" ")[0].endswith(("s", "x"))
    post = not users and not several and compiled("steering", "post").find(f"la {flat(label)}")
    type_, kind = (
        ("user-group", ug("UserGroup")) if users else ("post", ORG + "Post") if post else ("group", FOAF + "Group")
    )
    term = key(f"{type_}|{instances.bodies.scope}|{slug(label)}")
    instances.draft.say(term, RDF + "type", iri(kind), spans, rule, 0.8, words=label)
    instances.draft.say(term, SKOS + "prefLabel", text_value(label), spans, rule, 0.8, words=label)
    return term


@cached
def _rhythms() -> tuple[Pattern, ...]:
    return tuple(pattern(entry) for entry in load("governance")["rhythm"])
