"""Why statements contradict one another: the smallest set of them that still does.

The set is found by deletion: a statement without which the contradiction stands is not part of its cause. Each needed
statement is searched for among the others as a word is in a dictionary, so that k of n are found in k log n tries.
`closure` narrows it first where it sees the clash itself, which is nearly always; then the reasoner is only asked
whether each statement that is left is needed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from usagraph.ontology.reasoning import hermit
from usagraph.ontology.reasoning.closure import Clash, Closure
from usagraph.ontology.reasoning.knowledge import Knowledge, module
from usagraph.ontology.statement import TYPE, Statement, ntriples

__all__ = ["MEMBER", "Explanation", "each_needed", "explain", "explain_class", "minimal"]

Statements = tuple[Statement, ...]
#: The number of the first of some sets that contradicts itself; how many there are where none does.
First = Callable[[Sequence[Statements]], int]
#: Sets looked at in one call of the reasoner: its start takes as long as two or three of them.
_WAYS = 8
#: The member that is supposed, of a class that can have none.
MEMBER = ox.NamedNode("urn:usagraph:member")


@dataclass(frozen=True)
class Explanation:
    """The smallest set: `facts` of the graph, `axioms` of the ontology; take any one away and the rest holds.

    `clash` is the contradiction itself where `closure` sees it. `reasoner`: who tested that nothing can be taken away;
    None where it was `closure`, which may miss a smaller set.
    """

    facts: Statements
    axioms: Statements
    clash: Clash | None
    reasoner: str | None


def explain(
    knowledge: Knowledge, *, asked: Callable[[], object] = lambda: None, seconds: float = hermit.SECONDS
) -> Iterator[Explanation]:
    """One explanation after another, the facts of each set aside before the next is looked for, until none is left.

    `asked` is called at each call of the reasoner. Raises ReasonerStopped, ReasonerFailed.
    """
    reasoner = "HermiT" if hermit.has_java() else None
    first = _reasoner(knowledge.frame, asked, seconds) if reasoner else _first_clash
    facts = knowledge.facts
    while found := _explain(knowledge.axioms, facts, first, reasoner):
        yield found
        if not found.facts:
            return
        facts = tuple(fact for fact in facts if fact not in found.facts)


def explain_class(
    knowledge: Knowledge, name: str, *, asked: Callable[[], object] = lambda: None, seconds: float = hermit.SECONDS
) -> Explanation | None:
    """Why a class can have no member, in a knowledge without contradiction: what contradicts that it has one, MEMBER."""
    supposed = Statement(ox.Triple(MEMBER, TYPE, ox.NamedNode(name)))
    alone = Knowledge(knowledge.axioms, (supposed, *knowledge.facts), knowledge.frame)
    return next(explain(alone, asked=asked, seconds=seconds), None)


def minimal(candidates: Statements, background: Statements, first: First) -> Statements:
    """The statements of `candidates` that the contradiction needs, given `background`; all of them must contradict."""
    needed: Statements = ()
    left = candidates
    while count := _fewest(left, (*background, *needed), first):
        # With one statement less there is no contradiction: the last one is needed, and none after it.
        needed = (left[count - 1], *needed)
        left = left[: count - 1]
    return needed


def _fewest(left: Statements, background: Statements, first: First) -> int:
    """How many of `left`, from the beginning, it takes to contradict."""
    below, enough = -1, len(left)
    while enough - below > 1:
        tried = sorted({below + 1 + (enough - below - 1) * place // _WAYS for place in range(_WAYS)})
        number = first([(*background, *left[:count]) for count in tried])
        below, enough = ([below, *tried][number], [*tried, enough][number])
    return enough


def each_needed(candidates: Statements, background: Statements, first: First) -> Statements:
    """The same as `minimal`, for so few candidates that each is tried by itself."""
    kept, looked = candidates, 0
    while looked < len(kept):
        looked += first([(*background, *kept[:left], *kept[left + 1 :]) for left in range(looked, len(kept))])
        kept = (*kept[:looked], *kept[looked + 1 :])
    return kept


def _explain(given: Statements, facts: Statements, first: First, reasoner: str | None) -> Explanation | None:
    core = _seen((*given, *facts))
    if core and reasoner is None:
        return _told(core, None)
    around = module(given, core or facts)
    if core:
        stated = _of(core, axiom=False)
        kept = each_needed(stated, around, first)
        same = kept == stated
        axioms = each_needed(_of(core, axiom=True), kept, first) if same else minimal(around, kept, first)
        return _told((*kept, *axioms), reasoner)
    if reasoner is None or first([(*around, *facts)]):
        return None
    kept = minimal(facts, around, first)
    return _told((*kept, *minimal(around, kept, first)), reasoner)


def _seen(statements: Statements) -> Statements:
    """The smallest set that `closure` finds by itself; empty where it sees no clash."""
    clashes = Closure(statements).clashes
    if not clashes:
        return ()
    few = min(clashes, key=lambda clash: (len(_of(clash.statements, axiom=False)), len(clash.statements)))
    return each_needed(few.statements, (), _first_clash)


def _first_clash(sets: Sequence[Statements]) -> int:
    return next((number for number, tried in enumerate(sets) if Closure(tried).clashes), len(sets))


def _told(statements: Statements, reasoner: str | None) -> Explanation:
    clash = next(iter(Closure(statements).clashes), None)
    ordered = clash.statements if clash and set(clash.statements) == set(statements) else statements
    return Explanation(_of(ordered, axiom=False), _of(ordered, axiom=True), clash, reasoner)


def _of(statements: Iterable[Statement], *, axiom: bool) -> Statements:
    return tuple(statement for statement in statements if statement.axiom == axiom)


def _reasoner(frame: Statements, asked: Callable[[], object], seconds: float) -> First:
    """Asks `closure`, then HermiT of the sets in which it sees nothing."""

    def first(sets: Sequence[Statements]) -> int:
        seen = _first_clash(sets)
        if seen == 0:
            return 0
        asked()
        return hermit.contradictory([ntriples((*frame, *tried)) for tried in sets[:seen]], seconds=seconds)

    return first
