"""Two things side by side, in words: how many actions at each degree, what both have, what only one has, and who says so."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from usagraph.graph.listing.comparing import Comparison, Line, Share
from usagraph.graph.listing.practices import Practice
from usagraph.graph.reading.facts import Fact
from usagraph.graph.reading.things import Node
from usagraph.ontology.terms import RDF, concept
from usagraph.visualisations.said import Said, named, said
from usagraph.visualisations.spoken import spoken
from usagraph.visualisations.style import local_name, style
from usagraph.visualisations.words import clean, shorten, words

__all__ = ["Aspect", "Bar", "CompareView", "Item", "compare_view"]

#: Kinds told of together, under the name of their family.
GATHERED = frozenset(("directorates", "institutions", "texts"))
#: What stands first, in this order; the rest in the order of the legend.
FIRST = (
    "Action",
    "degree",
    "policy",
    "directorates",
    "method",
    "Issue",
    "Objective",
    "UserGroup",
    "Lever",
    "SuccessFactor",
    "Obstacle",
    "VigilancePoint",
    "Need",
    "Wish",
    "Effect",
    "Output",
)
#: Things of a list that a page shows, sentences of a thing, and passages of a sentence: the cards have them all.
MOST, SENTENCES, PASSAGES = 30, 5, 2
#: Signs of a name in a heading.
SHORT = 60


@dataclass(frozen=True)
class Item:
    """A thing of a list, and what links each of the two to it; `degrees` where it is an action."""

    other: Node
    one: tuple[Said, ...]
    two: tuple[Said, ...]
    degrees: tuple[Node, ...] = ()

    @property
    def follows(self) -> bool:
        """Whether all that links it follows from what documents say, and no document says it as it is."""
        return all(one.inferred for one in (*self.one, *self.two))


@dataclass(frozen=True)
class Aspect:
    """A kind of things: of both, of the first alone, of the second alone; `left_out` are not shown, of each."""

    name: str
    title: str
    both: tuple[Item, ...]
    one: tuple[Item, ...]
    two: tuple[Item, ...]
    left_out: tuple[int, int, int]

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many things both have, the first alone, the second alone."""
        shown = len(self.both), len(self.one), len(self.two)
        return shown[0] + self.left_out[0], shown[1] + self.left_out[1], shown[2] + self.left_out[2]


@dataclass(frozen=True)
class Bar:
    """Actions of the two at a degree, or of two degrees in a policy: `colours` of each side, and the share of the longest."""

    label: str
    node: Node | None
    counts: tuple[int, int]
    shares: tuple[float, float]
    colours: tuple[str, str]


@dataclass(frozen=True)
class CompareView:
    """Two things, what they are called in headings, the sentence, the bars, and the aspects."""

    one: Node
    two: Node
    names: tuple[str, str]
    sentence: str
    bars: tuple[Bar, ...]
    by_policy: bool
    aspects: tuple[Aspect, ...]

    def rows(self, lang: str) -> tuple[tuple[str, ...], ...]:
        """All lines as a table of text: a heading, then a row for each thing."""
        say = words(lang)
        head = (say("compare.aspect"), say("compare.thing"), say("compare.where"), *self.names)
        places = (say("compare.both"), *(say("compare.only", name=name) for name in self.names))
        rows = (
            (aspect.title, named(item.other), place, _quoted(item.one), _quoted(item.two))
            for aspect in self.aspects
            for place, items in zip(places, (aspect.both, aspect.one, aspect.two), strict=True)
            for item in items
        )
        return (head, *rows)


def compare_view(found: Comparison, lang: str, titles: tuple[str, str] | None = None) -> CompareView:
    """The comparison as it is shown; `titles` where the two are called otherwise than by their names."""
    one, two = spoken(found.one.node, lang), spoken(found.two.node, lang)
    names = titles or (_short(one), _short(two))
    degrees = _degrees((*found.one.practices, *found.two.practices), lang)
    aspects = _aspects(found.shares, degrees, lang)
    by_policy = one.kind == two.kind == "degree"
    bars = _bars(found, lang, by_policy=by_policy)
    counts = (_actions(found.one.practices), _actions(found.two.practices))
    return CompareView(one, two, names, _sentence(names, counts, aspects, lang), bars, by_policy, aspects)


def _short(node: Node) -> str:
    return shorten(clean(node.acronym or node.label), SHORT)


def _actions(practices: Iterable[Practice]) -> int:
    return len({one.action.iri for one in practices})


def _degrees(practices: Iterable[Practice], lang: str) -> dict[str, tuple[Node, ...]]:
    """The degrees that each action reaches, the lowest first."""
    reached: dict[str, set[Node]] = {}
    for one in practices:
        reached.setdefault(one.action.iri, set()).update(one.degrees)
    order = list(style().degrees)
    return {
        iri: tuple(spoken(node, lang) for node in sorted(some, key=lambda node: _place(order, local_name(node.iri))))
        for iri, some in reached.items()
    }


def _aspects(shares: Sequence[Share], degrees: dict[str, tuple[Node, ...]], lang: str) -> tuple[Aspect, ...]:
    gathered: dict[str, list[Share]] = {}
    for share in shares:
        kind = style().kind(share.kind)
        gathered.setdefault(kind.family if kind.family in GATHERED else kind.name, []).append(share)
    made = [_aspect(name, some, degrees, lang) for name, some in gathered.items()]
    return tuple(sorted(made, key=lambda aspect: (_place(FIRST, aspect.name), _rank(aspect.name), aspect.name)))


def _aspect(name: str, shares: Sequence[Share], degrees: dict[str, tuple[Node, ...]], lang: str) -> Aspect:
    title = style().families[name].names[lang][1] if name in GATHERED else style().kind(name).named(lang, 2)
    parts = [[line for share in shares for line in getattr(share, part)] for part in ("both", "one", "two")]
    items = [tuple(_item(line, degrees, lang) for line in lines[:MOST]) for lines in parts]
    left_out = [max(0, len(lines) - MOST) for lines in parts]
    return Aspect(name, title, items[0], items[1], items[2], (left_out[0], left_out[1], left_out[2]))


def _item(line: Line, degrees: dict[str, tuple[Node, ...]], lang: str) -> Item:
    one, two = (tuple(_told(fact, lang) for fact in facts[:SENTENCES]) for facts in (line.one, line.two))
    return Item(spoken(line.other, lang), one, two, degrees.get(line.other.iri, ()))


def _told(fact: Fact, lang: str) -> Said:
    """The sentence with a few of its passages; what a document says a thing is has no sentence."""
    whole = said(fact, lang)
    verb = "" if fact.predicate == RDF + "type" else whole.verb
    return Said(whole.subject, verb, whole.object, whole.inferred, whole.passages[:PASSAGES], whole.also)


def _bars(found: Comparison, lang: str, *, by_policy: bool) -> tuple[Bar, ...]:
    sides = found.one.practices, found.two.practices
    rows = _policy_rows(sides, found, lang) if by_policy else _degree_rows(sides, lang)
    longest = max((max(counts) for _, _, counts, _ in rows), default=0) or 1
    return tuple(
        Bar(label, node, counts, (counts[0] / longest, counts[1] / longest), colours)
        for label, node, counts, colours in rows
    )


_Rows = list[tuple[str, Node | None, tuple[int, int], tuple[str, str]]]


def _degree_rows(sides: Sequence[Sequence[Practice]], lang: str) -> _Rows:
    rows: _Rows = []
    for name, degree in style().degrees.items():
        node = Node(concept("degree", name), "degree", degree.names[lang])
        rows.append((node.label, node, _counted(sides, _reaches(node.iri)), (degree.colour, degree.colour)))
    known = {one.action.iri for some in sides for one in some if one.degrees}
    untold = _counted(sides, lambda one: one.action.iri not in known)
    if any(untold):
        rows.append((words(lang)("compare.no_degree"), None, untold, ("", "")))
    return rows if any(sides) else []


def _policy_rows(sides: Sequence[Sequence[Practice]], found: Comparison, lang: str) -> _Rows:
    colours = tuple(style().degrees[local_name(one.node.iri)].colour for one in (found.one, found.two))
    policies = {node.iri: spoken(node, lang) for some in sides for one in some for node in one.policies}
    rows: _Rows = [
        (clean(node.label), node, _counted(sides, _within(iri)), (colours[0], colours[1]))
        for iri, node in policies.items()
    ]
    rows.sort(key=lambda row: (-sum(row[2]), row[0].casefold()))
    untold = _counted(sides, lambda one: not one.policies)
    if any(untold):
        rows.append((words(lang)("compare.no_policy"), None, untold, (colours[0], colours[1])))
    return rows


def _reaches(iri: str) -> Callable[[Practice], bool]:
    return lambda one: iri in {node.iri for node in one.degrees}


def _within(iri: str) -> Callable[[Practice], bool]:
    return lambda one: iri in {node.iri for node in one.policies}


def _counted(sides: Sequence[Sequence[Practice]], wanted: Callable[[Practice], bool]) -> tuple[int, int]:
    first, second = (len({one.action.iri for one in some if wanted(one)}) for some in sides)
    return first, second


def _sentence(names: tuple[str, str], counts: tuple[int, int], aspects: Sequence[Aspect], lang: str) -> str:
    say = words(lang)
    actions = [style().families["actions"].counted(count, lang) for count in counts]
    begin = say("compare.have", one=names[0], two=names[1], first=actions[0], second=actions[1])
    shared = [(len(one.both) + one.left_out[0], one) for one in aspects]
    parts = [_noun(one.name, count, lang) for count, one in shared if count]
    if not parts:
        return f"{begin} {say('compare.nothing_shared')}"
    return f"{begin} {say('compare.shared', things=', '.join(parts))}"


def _noun(name: str, count: int, lang: str) -> str:
    if name in GATHERED:
        return style().families[name].counted(count, lang)
    return f"{count} {style().kind(name).named(lang, count)}"


def _quoted(several: Sequence[Said]) -> str:
    return " | ".join(one.passages[0].exact for one in several if one.passages)


def _place(order: Sequence[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _rank(name: str) -> int:
    return -1 if name in GATHERED else style().rank(name)
