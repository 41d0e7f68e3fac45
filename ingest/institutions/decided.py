"""Tables of decisions: in each row what was decided, and who sees to it."""

from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.actors import NETWORK, Actors
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.institutions.instances import Instances
from usagraph.ingest.institutions.naming import Name
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ontology.terms import ug
from usagraph.records import Block
from usagraph.textview import flat

__all__ = ["read_decided"]

_LONGEST = 160  # code points of what was decided
_SHORTEST = 8
_WHO = 60  # code points of who sees to it
_RULE = Rule.of("steering.decided")


def read_decided(draft: Draft, bodies: Bodies, instances: Instances, names: list[Name]) -> None:
    """Adds who sees to each decision of the tables whose first row says that they hold decisions."""
    actors = Actors(draft, bodies, instances, names)
    for grid in draft.grids:
        rows = sorted(grid)
        columns = _columns(draft, grid[rows[0]])
        for number in rows[1:] if columns else ():
            what, who = (grid[number].get(column) for column in columns or ())
            if what and who:
                _row(actors, what, who)


def _columns(draft: Draft, head: dict[int, Block]) -> tuple[int, int] | None:
    """The columns of what was decided and of who sees to it; None where the table has not both."""
    words = {column: flat(draft.view(block).text).strip() for column, block in head.items()}
    found = [
        next((c for c, told in words.items() if compiled("steering", "decisions", name).regex.match(told)), None)
        for name in ("what", "who")
    ]
    return (found[0], found[1]) if found[0] is not None and found[1] is not None else None


def _row(actors: Actors, what: Block, who: Block) -> None:
    decided, named = actors.draft.view(what).text, actors.draft.view(who).text
    end = len(decided.rstrip(" .;"))
    if not (_SHORTEST <= end <= _LONGEST and len(named) <= _WHO):
        return
    leader = actors.after(who, 0, len(named))
    if leader is None or leader.end < len(named.rstrip(" .;")):
        return
    start = len(decided) - len(decided.lstrip(" -–•"))
    object_ = actors.fresh(what, (start, end), NETWORK, _RULE)
    spans = [*actors.draft.sentence(what, start, end), *actors.draft.sentence(who, leader.start, leader.end)]
    words = actors.draft.words(what, start, end)
    actors.draft.say(leader.term, ug("steers"), object_, spans, _RULE, 0.75, words=words)
