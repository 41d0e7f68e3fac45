"""FILTER NOT EXISTS as MINUS, and FILTER EXISTS as a join with distinct rows, where that is the same.

The engine looks for the pattern of an EXISTS anew for each solution, and a pattern of two triples is then a join made
anew each time: the cost is the product of both sides. As a MINUS it is made once (oxigraph issue 885).

Both give the same where every variable that the pattern shares with what is outside of it is bound for certain on both
sides, there is one at least, and the pattern says the same alone: no filter in it looks out, and it holds no OPTIONAL,
BIND, MINUS, sub-query or path of any length. A variable of the pattern that stands elsewhere, where it may be bound or
not, forbids the change. Source: SPARQL 1.1 Query Language (W3C, 2013), 8.3 and 18.6.
"""

from collections.abc import Iterable
from functools import lru_cache

from usagraph.graph.querying.patterns import Condition, Unsure, conditions
from usagraph.graph.querying.syntax import tokens

__all__ = ["rewritten"]

#: Longest text, in code points, whose change is kept for the next time.
REMEMBERED = 4000
#: Triple patterns from which the engine makes a join for each solution.
COSTLY = 2
#: Conditions in one query beyond which it is left as it is.
MOST = 50

#: Where a variable stands, and its name.
Variable = tuple[int, str]


def rewritten(text: str) -> str:
    """The query with its costly conditions changed where that gives the same rows; the text as it is elsewhere.

    >>> rewritten("SELECT * { ?a a ?c FILTER NOT EXISTS { ?a ?p ?b . ?b ?q 1 } }")
    'SELECT * { ?a a ?c FILTER(true)  MINUS { ?a ?p ?b . ?b ?q 1 } }'
    """
    if "exists" not in text.lower():
        return text
    return _remembered(text) if len(text) <= REMEMBERED else _rewritten(text)


@lru_cache(maxsize=256)
def _remembered(text: str) -> str:
    return _rewritten(text)


def _rewritten(text: str) -> str:
    read = list(tokens(text))
    try:
        found, hidden = conditions(read)
    except Unsure:
        return text
    if len(hidden) > MOST:
        return text
    variables = [(token.start(), token[0][1:]) for token in read if token.lastgroup == "variable"]
    changes: list[tuple[int, int, str]] = []
    for condition in found:
        shared = _shared(variables, condition, hidden)
        if shared:
            start, end = condition.block
            changes.append((*condition.span, "FILTER(true)"))
            changes.append((condition.group.close, condition.group.close, _joined(condition, text[start:end], shared)))
    return _replaced(text, changes)


def _shared(variables: Iterable[Variable], condition: Condition, hidden: Iterable[tuple[int, int]]) -> set[str]:
    """The variables that tie a condition to what is around it; none where it must stay as it is."""
    wanted, (start, end) = condition.wanted, condition.block
    if wanted.patterns < COSTLY or not wanted.plain:
        return set()
    aside = [(one, other) for one, other in hidden if not one <= start < other]
    inside: set[str] = set()
    outside: set[str] = set()
    for place, name in variables:
        if start <= place < end:
            inside.add(name)
        elif not any(one <= place < other for one, other in aside):
            outside.add(name)
    shared = inside & outside
    return shared if shared <= condition.group.certain & wanted.certain else set()


def _joined(condition: Condition, block: str, shared: Iterable[str]) -> str:
    if condition.negated:
        return f" MINUS {block} "
    names = " ".join(f"?{name}" for name in sorted(shared))
    return f" {{ SELECT DISTINCT {names} WHERE {block} }} "


def _replaced(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """The text with each span replaced; those at one place keep their order."""
    pieces, position = [], 0
    for start, end, words in sorted(changes, key=lambda change: change[:2]):
        pieces += [text[position:start], words]
        position = end
    return "".join((*pieces, text[position:]))
