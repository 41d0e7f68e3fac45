"""The sections of a document that each tell one action: what stands in them is said of it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping

from usagraph.ingest.draft import Draft
from usagraph.ingest.line import blocks_in
from usagraph.records import Block

__all__ = ["stories"]

_TELLING = frozenset(["paragraph", "item", "box"])
#: Among how many of the first blocks of a section its action is named.
_FIRST = 2
#: How many sections at least tell an action each: one alone may only give an example.
_LEAST = 2
#: How many blocks a section has at most.
_LONGEST = 16


def stories(draft: Draft, naming: Iterable[int], led: Iterable[int]) -> Mapping[int, list[Block]]:
    """The blocks that go on with the action which a block names, by the start of that block, where several sections tell
    one action each. `naming`: where the blocks start that name actions, once for each; `led`: those that say who leads."""
    starts = [heading.start for heading in draft.outline.headings]
    named: defaultdict[int, list[int]] = defaultdict(list)
    for start in naming:
        named[bisect_right(starts, start)].append(start)
    alone, stops = {places[0] for places in named.values() if len(places) == 1}, [*starts, len(draft.document.text)]
    found: dict[int, list[Block]] = {}
    for start in alone.intersection(led) if starts else ():
        section = bisect_right(starts, start)
        begins = starts[section - 1] if section else 0
        telling = [block for block in blocks_in(draft, (begins, stops[section])) if block.kind in _TELLING]
        if len(telling) <= _LONGEST and start in [block.start for block in telling[:_FIRST]]:
            found[start] = [block for block in telling if block.start > start]
    return found if len(found) >= _LEAST else {}
