"""What passes through which degree: actions from their policy, by the degree they reach, to the issue they answer."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from usagraph.graph.listing.practices import Practice
from usagraph.graph.reading.entities import Node
from usagraph.visualisations.links import path_of
from usagraph.visualisations.spoken import spoken
from usagraph.visualisations.style import local_name, style
from usagraph.visualisations.words import Words, clean, words

__all__ = ["COLUMNS", "OTHERS", "UNSAID", "Block", "Flow", "Ribbon", "chosen", "flow"]

#: The columns, as addresses name them.
COLUMNS = ("politique", "degre", "enjeu")
POLICY, DEGREE, ISSUE = range(3)
#: Ends of keys: what documents do not say, and what is grouped.
UNSAID, OTHERS = "-", "autres"
#: Ribbons, and blocks of a column, that the eye still follows; beyond, the smallest are grouped.
MOST, MOST_BLOCKS = 60, 20
#: What is grouped first, and how many blocks are left of it.
_STEPS = ((ISSUE, 8), (POLICY, 6), (ISSUE, 2), (POLICY, 2))
#: Less than this part of the blocks of a size says nothing by itself.
_BY_CHANCE = 0.1
#: A policy that has fewer actions says nothing of the whole.
_TELLING = 3

#: The keys of a ribbon, one a column.
Ends = tuple[str, str, str]


@dataclass(frozen=True)
class Block:
    """A policy, a degree or an issue: `key` in addresses, its name, how many actions it counts, each once.

    `node` is None for what documents do not say and for what is grouped; `step` is the degree in the style, if it is one.
    """

    key: str
    name: str
    count: int
    node: Node | None = None
    step: str = ""


@dataclass(frozen=True)
class Ribbon:
    """The actions that share a policy, a degree and an issue: the keys of the three, and their names.

    Its `width` is in actions: one that is in several ribbons has a part of its width in each, so that blocks do not lie.
    """

    ends: Ends
    names: tuple[str, str, str]
    actions: tuple[Node, ...]
    step: str
    width: float

    @property
    def count(self) -> int:
        """How many actions it counts."""
        return len(self.actions)


@dataclass(frozen=True)
class Flow:
    """The picture: blocks by column and the ribbons drawn; `details` are the ribbons before any was grouped.

    `grouped` are the numbers of policies and issues under "others"; `count` actions are drawn, and `left_out` are not,
    for no document says their degree.
    """

    columns: tuple[tuple[Block, ...], ...]
    ribbons: tuple[Ribbon, ...]
    details: tuple[Ribbon, ...]
    grouped: tuple[int, int]
    count: int
    left_out: int
    sentence: str

    def block(self, key: str) -> Block | None:
        """The block of a key."""
        return next((one for column in self.columns for one in column if one.key == key), None)

    def rows(self, lang: str) -> list[list[str]]:
        """The table: a header, then a row for each ribbon before any was grouped."""
        say = words(lang)
        header = [say(f"flow.{name}") for name in ("policy", "degree", "issue", "number", "actions")]
        return [header, *([*one.names, str(one.count), _listed(one.actions)] for one in self.details)]


def flow(practices: Iterable[Practice], lang: str) -> Flow:
    """The flow of some practices, in words of `lang`."""
    every = tuple(practices)
    found, names = _found(every, lang)
    merged = _merged(found, names)
    drawn: dict[Ends, dict[str, Node]] = defaultdict(dict)
    for ends, actions in found.items():
        drawn[_under(ends, merged)].update(actions)
    columns = _columns(drawn, names, lang)
    place = {block.key: rank for column in columns for rank, block in enumerate(column)}
    several = Counter(action for actions in drawn.values() for action in actions)
    ribbons = tuple(
        _ribbon(ends, drawn[ends], names, several) for ends in sorted(drawn, key=lambda e: [place[k] for k in e])
    )
    details = tuple(
        _ribbon(ends, found[ends], names, several)
        for ends in sorted(found, key=lambda e: [*(place[k] for k in _under(e, merged)), *(names[k].name for k in e)])
    )
    placed = {action for actions in found.values() for action in actions}
    out = {one.action.iri for one in every} - placed
    counts = Counter(key.partition(":")[0] for key in merged)
    grouped = counts[COLUMNS[POLICY]], counts[COLUMNS[ISSUE]]
    return Flow(
        columns, ribbons, details, grouped, len(placed), len(out), _sentence(columns, ribbons, len(placed), lang)
    )


def chosen(practices: Iterable[Practice], keys: Collection[str], figure: Flow) -> list[Practice]:
    """The practices that blocks and ribbons of these keys count, in their order; none where a key is of no block."""
    wanted = {key.partition(":")[0]: key for key in keys}
    if any(name not in COLUMNS for name in wanted):
        return []
    every = tuple(practices)
    named = {block.key for column in figure.columns for block in column}
    found = [one for one in every if keys and all(_is_of(one, key, named) for key in wanted.values())]
    if f"{COLUMNS[DEGREE]}:{UNSAID}" not in keys:
        return [one for one in found if one.degrees]
    # An action that has no degree at all, not a step of one that has.
    placed = {one.action.iri for one in every if one.degrees}
    return [one for one in found if one.action.iri not in placed]


def _is_of(practice: Practice, key: str, named: Collection[str]) -> bool:
    column, _, end = key.partition(":")
    values = _values(practice)[COLUMNS.index(column)]
    keys = {_key(column, node) for node in values} or {f"{column}:{UNSAID}"}
    return bool(keys - set(named)) if end == OTHERS else key in keys


def _values(practice: Practice) -> tuple[tuple[Node, ...], ...]:
    return practice.policies, practice.degrees, practice.issues


def _key(column: str, node: Node) -> str:
    return f"{column}:{path_of(node.iri)}"


@dataclass(frozen=True)
class _Named:
    name: str
    node: Node | None = None


def _found(practices: Iterable[Practice], lang: str) -> tuple[dict[Ends, dict[str, Node]], dict[str, _Named]]:
    """The actions of each way from a policy to an issue, and what the keys are called."""
    say = words(lang)
    names = {f"{c}:{UNSAID}": _Named(say(f"flow.unsaid_{c}")) for c in COLUMNS}
    names |= {f"{c}:{OTHERS}": _Named(say(f"flow.others_{c}")) for c in COLUMNS}
    found: dict[Ends, dict[str, Node]] = defaultdict(dict)
    for one in practices:
        if not one.degrees:
            continue
        ends: list[list[str]] = []
        for column, nodes in zip(COLUMNS, _values(one), strict=True):
            told = [spoken(node, lang) for node in nodes]
            names |= {_key(column, node): _Named(clean(node.label) or local_name(node.iri), node) for node in told}
            ends.append([_key(column, node) for node in nodes] or [f"{column}:{UNSAID}"])
        for policy in ends[POLICY]:
            for degree in ends[DEGREE]:
                for issue in ends[ISSUE]:
                    found[policy, degree, issue][one.action.iri] = one.action
    return dict(found), names


def _merged(found: Mapping[Ends, Mapping[str, Node]], names: Mapping[str, _Named]) -> set[str]:
    """The keys that are grouped so that few enough ribbons and blocks are left: the smallest, the longest names first."""
    merged: set[str] = set()
    for column, least in _STEPS:
        sizes: dict[str, set[str]] = defaultdict(set)
        for ends, actions in found.items():
            sizes[ends[column]].update(actions)
        small = sorted(
            (key for key in sizes if not key.endswith(f":{UNSAID}")),
            key=lambda k: (len(sizes[k]), -len(names[k].name), k),
        )
        fewest = _fewest(small[: max(0, len(small) - least)], found, merged, column)
        merged |= _with_ties(fewest, {key: len(some) for key, some in sizes.items()}, small)
    return merged


def _with_ties(fewest: set[str], sizes: Mapping[str, int], small: Sequence[str]) -> set[str]:
    """The keys to group, and the few others of the same size where nearly all of it are: they would stand there by chance."""
    last = max((sizes[key] for key in fewest), default=0)
    tied = [key for key in small if sizes[key] == last]
    left = sum(key not in fewest for key in tied)
    return fewest | set(tied) if 0 < left < len(tied) * _BY_CHANCE else fewest


def _fewest(small: Sequence[str], found: Mapping[Ends, object], merged: set[str], column: int) -> set[str]:
    """As few of the smallest as must be grouped; all of them where that is not enough."""

    def fits(count: int) -> bool:
        grouped = merged | set(small[:count])
        drawn = {_under(ends, grouped) for ends in found}
        return len(drawn) <= MOST and len({ends[column] for ends in drawn}) <= MOST_BLOCKS

    return set(small[: _first(len(small), fits)])


def _first(most: int, fits: Callable[[int], bool]) -> int:
    """The first number up to `most` that fits, where all that follow one that fits do."""
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle + 1, high)
    return low


def _under(ends: Ends, merged: Collection[str]) -> Ends:
    first, second, third = (f"{key.partition(':')[0]}:{OTHERS}" if key in merged else key for key in ends)
    return first, second, third


def _columns(
    drawn: Mapping[Ends, Mapping[str, Node]], names: Mapping[str, _Named], lang: str
) -> tuple[tuple[Block, ...], ...]:
    """The blocks, highest degree first; policies and issues by the degrees they mostly go with, so that few ribbons cross."""
    ranks = {key: _rank(names[key].node) for ends in drawn for key in (ends[DEGREE],)}
    columns: list[tuple[Block, ...]] = []
    for column in range(3):
        actions: dict[str, set[str]] = defaultdict(set)
        pulls: dict[str, list[float]] = defaultdict(list)
        for ends, some in drawn.items():
            actions[ends[column]].update(some)
            pulls[ends[column]] += [ranks[ends[DEGREE]]] * len(some)

        def order(key: str, pulls: Mapping[str, list[float]] = pulls) -> tuple[float, int, int, str]:
            end = key.partition(":")[2]
            last = (OTHERS, UNSAID).index(end) + 1 if end in (OTHERS, UNSAID) else 0
            return sum(pulls[key]) / len(pulls[key]), last, -len(pulls[key]), names[key].name

        columns.append(tuple(_block(key, names[key], len(actions[key])) for key in sorted(actions, key=order)))
    return tuple(columns)


def _block(key: str, named: _Named, count: int) -> Block:
    return Block(key, named.name, count, named.node, _step(named.node))


def _step(node: Node | None) -> str:
    name = local_name(node.iri) if node else ""
    return name if name in style().degrees else ""


def _rank(node: Node | None) -> float:
    """The place of a degree from the highest; after them, one that the style does not know."""
    step = _step(node)
    degrees = list(style().degrees)
    return len(degrees) - 1 - degrees.index(step) if step else len(degrees)


def _ribbon(ends: Ends, actions: Mapping[str, Node], names: Mapping[str, _Named], several: Mapping[str, int]) -> Ribbon:
    policy, degree, issue = (names[key].name for key in ends)
    listed = tuple(sorted(actions.values(), key=lambda node: (node.label.casefold(), node.iri)))
    width = sum(1 / several[action] for action in actions)
    return Ribbon(ends, (policy, degree, issue), listed, _step(names[ends[DEGREE]].node), width)


def _listed(actions: Iterable[Node]) -> str:
    return " ; ".join(clean(node.label) for node in actions)


def _sentence(columns: Sequence[Sequence[Block]], ribbons: Sequence[Ribbon], count: int, lang: str) -> str:
    """What there is to see: the degree that most actions reach, and the policies that reach it alone."""
    say = words(lang)
    if not count:
        return ""
    top = max(columns[DEGREE], key=lambda block: block.count)
    told = say("flow.sentence", count=count, degree=top.name, top=top.count)
    whole = [
        block for block in columns[POLICY] if block.node and block.count >= _TELLING and _is_whole(block, top, ribbons)
    ]
    return f"{told} {_whole(whole, top, say)}".strip()


def _is_whole(block: Block, top: Block, ribbons: Iterable[Ribbon]) -> bool:
    return {one.ends[DEGREE] for one in ribbons if one.ends[POLICY] == block.key} == {top.key}


def _whole(blocks: Sequence[Block], top: Block, say: Words) -> str:
    if not blocks:
        return ""
    return say("flow.whole", policy=blocks[0].name, degree=top.name, number=blocks[0].count)
