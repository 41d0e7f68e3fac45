"""What a search finds: things by their names, and passages of documents. Its cost is bounded whatever is asked."""

from dataclasses import dataclass, replace

from usagraph.graph.reading.things import Found, Hit, Node
from usagraph.graph.search.asked import Asked, ask
from usagraph.graph.search.candidates import Candidate, candidates
from usagraph.graph.search.expansions import expanded
from usagraph.graph.search.highlights import marks
from usagraph.graph.search.passages import how_many, passages_holding
from usagraph.graph.search.reader import Reader, node_of

__all__ = ["found", "named_so"]

#: Names looked at: of more, the first of the kinds that come first.
MOST = 500
#: Things listed by a word of their names, a page at a time.
_LISTED = 10_000


def found(
    reader: Reader,
    base_iri: str,
    text: str,
    *,
    kind: str | None = None,
    limit: int = 50,
    passages: int = 0,
    most: int = MOST,
) -> Found:
    """What answers `text`, at most `limit` things and `passages`.

    What holds all the words; where nothing does, names of which the last word is the beginning of a word; where there
    are none, what holds fewer words. The answer says which.
    """
    search, asked = _Search(reader, base_iri, kind, limit, passages, most), expanded(reader, ask(text))
    result = search.answer(asked.whole)
    if result == Found() and asked.begun:
        result = replace(search.names(asked), begun=True)
    if not result.hits and not result.passages:
        fewer, left = search.fewer(asked.whole)
        result = replace(search.answer(fewer), left_out=left) if fewer.units else Found()
    return result


def named_so(reader: Reader, text: str, kind: str | None, start: int, limit: int) -> tuple[list[Node], int]:
    """The things whose names hold all the words, `limit` of them from `start` on, and how many there are (to a bound)."""
    asked = expanded(reader, ask(text))
    for tried in (asked.whole, asked):
        things = candidates(reader, tried, kind, _LISTED) if tried.units else []
        if things:
            return [hit.node for hit in _hits(reader, things[start : start + limit], tried)], len(things)
    return [], 0


@dataclass(frozen=True)
class _Search:
    """What is wanted of a search, whatever is asked."""

    reader: Reader
    base_iri: str
    kind: str | None
    limit: int
    passages: int
    most: int

    def answer(self, asked: Asked) -> Found:
        """The things and the passages that hold all that is asked."""
        if not asked.units:
            return Found()
        return replace(self.names(asked), passages=passages_holding(self.reader, self.base_iri, asked, self.passages))

    def names(self, asked: Asked) -> Found:
        """The things whose names hold all that is asked."""
        things = candidates(self.reader, asked, self.kind, self.most)
        kinds: dict[str, int] = {}
        for one in things:
            kinds[one.kind] = kinds.get(one.kind, 0) + 1
        counted = tuple(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])))
        hits = _hits(self.reader, things[: self.limit], asked)
        return Found(hits, (), counted, len(things), len(things) >= self.most)

    def fewer(self, asked: Asked) -> tuple[Asked, tuple[str, ...]]:
        """The search with fewer words, and those left out: the rarest word is kept, then each that can be kept with it."""
        kept = Asked((), ())
        for unit in sorted(asked.units, key=lambda one: self._count(asked.only((one,)))):
            more = asked.only(tuple(one for one in asked.units if one is unit or one in kept.units))
            if self._count(more):
                kept = more
        return kept, tuple(unit.words for unit in asked.units if unit not in kept.units)

    def _count(self, asked: Asked) -> int:
        """How many things and passages hold all that is asked, to a bound."""
        names = candidates(self.reader, asked, self.kind, self.most)
        return len(names) + (how_many(self.reader, asked, self.most) if self.passages else 0)


def _hits(reader: Reader, best: list[Candidate], asked: Asked) -> tuple[Hit, ...]:
    """The things of some candidates, in their order, with the places of the words in the name that answers."""
    numbers = [one.name for one in best]
    with reader.open() as base:
        rows = base.execute(
            "SELECT names.id AS name, names.words, things.* FROM names JOIN things ON things.id = names.thing "  # noqa: S608
            f"WHERE names.id IN ({', '.join('?' * len(numbers))})",
            numbers,
        )
        shown = {row["name"]: Hit(node_of(row), row["words"], marks(row["words"], asked.units)) for row in rows}
    return tuple(shown[number] for number in numbers)
