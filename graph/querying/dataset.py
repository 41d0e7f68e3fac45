"""Queries for a server that has no default graph of its own: one of its named graphs stands for it.

To name that graph as the default one in the request would leave out all named graphs (SPARQL 1.1 Protocol, 2.1.4). So the
pattern of the query is put in a GRAPH of its own, and a variable after GRAPH does not stand for it.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import pyoxigraph as ox

from usagraph.graph.querying.syntax import tokens

__all__ = ["over_named_default", "with_values"]

Token = re.Match[str]


def over_named_default(text: str, default: str | None) -> str:
    """The query with its pattern in the graph `default`; as it is where that is None, or where it has FROM clauses.

    >>> over_named_default("SELECT * { ?s ?p ?o GRAPH ?g { ?s ?p ?o } }", "http://a/d")
    'SELECT * { GRAPH <http://a/d> { ?s ?p ?o GRAPH ?g { ?s ?p ?o } FILTER(?g != <http://a/d>) } }'
    """
    read = list(tokens(text))
    pattern = _pattern(read)
    if default is None or pattern is None:
        return text
    graph = str(ox.NamedNode(default))
    start, end = pattern
    inserts = _template(read, text[start:end])
    if _reads_default([token for token in read if start <= token.start() < end]):
        # Left out elsewhere: nothing is found in a graph that is not there, whatever its pattern names.
        inserts += [(start, f" GRAPH {graph} {{"), (end, "} ")]
    inserts += [(place, f" FILTER({variable} != {graph})") for place, variable in _ends(read)]
    pieces, position = [], 0
    for place, words in sorted(inserts, key=lambda insert: insert[0]):
        pieces += [text[position:place], words]
        position = place
    return "".join((*pieces, text[position:]))


def with_values(text: str, terms: Mapping[str, str]) -> str:
    """The query with values for some of its variables, written as SPARQL, at the start of its pattern.

    >>> with_values("SELECT ?s { ?s ?p ?o }", {"s": "<http://a/>"})
    'SELECT ?s { VALUES (?s) { (<http://a/>) } ?s ?p ?o }'
    """
    pattern = _pattern(list(tokens(text))) if terms else None
    if pattern is None:
        return text
    start, end = pattern
    names, row = " ".join(f"?{name}" for name in terms), " ".join(terms.values())
    inside = text[start:end]
    if inside.lstrip()[:6].upper() == "SELECT":
        inside = f" {{{inside}}} "
    return f"{text[:start]} VALUES ({names}) {{ ({row}) }}{inside}{text[end:]}"


def _pattern(read: Sequence[Token]) -> tuple[int, int] | None:
    """What stands between the braces of the WHERE clause; None without one, and where the query says its dataset."""
    depth = opened = 0
    start = 0
    template = False
    for before, token in zip([None, *read], read, strict=False):
        word = token[0].upper()
        if word == "FROM" and token.lastgroup == "word" and opened == 0:
            return None
        depth += {"(": 1, ")": -1}.get(word, 0)
        if depth:
            continue
        if word == "{":
            if opened == 0:
                template = before is not None and before[0].upper() == "CONSTRUCT"
                start = token.end()
            opened += 1
        elif word == "}":
            opened -= 1
            if opened == 0 and not template:
                return start, token.start()
    return None


def _reads_default(pattern: Sequence[Token]) -> bool:
    """Whether a pattern holds anything that is not within GRAPH or a FILTER."""
    place = 0
    while place < len(pattern):
        word = pattern[place][0].upper()
        if word == "GRAPH":
            place = _past(pattern, place + 2)
        elif word == "FILTER" and place + 1 < len(pattern) and pattern[place + 1][0] == "(":
            place = _past(pattern, place + 1)
        elif word in ("{", "}", "."):
            place += 1
        else:
            return True
    return False


def _past(tokens: Sequence[Token], opening: int) -> int:
    """The place after the group that opens there."""
    depth = 0
    for place in range(opening, len(tokens)):
        depth += {"open": 1, "close": -1}.get(tokens[place].lastgroup or "", 0)
        if depth <= 0:
            return place + 1
    return len(tokens)


def _template(read: Sequence[Token], pattern: str) -> list[tuple[int, str]]:
    """The template of the short form of CONSTRUCT, which has but one pattern for both."""
    return [
        (before.end(), f" {{{pattern}}}")
        for before, token in pairwise(read)
        if before[0].upper() == "CONSTRUCT" and token[0].upper() == "WHERE"
    ]


def _ends(read: Sequence[Token]) -> list[tuple[int, str]]:
    """Where each group of GRAPH and a variable ends, with the variable."""
    found: list[tuple[int, str]] = []
    opened: list[str] = []
    for place, token in enumerate(read):
        if token[0] == "{":
            names = place >= 2 and read[place - 2][0].upper() == "GRAPH" and read[place - 1].lastgroup == "variable"
            opened.append(read[place - 1][0] if names else "")
        elif token[0] == "}" and opened and (variable := opened.pop()):
            found.append((token.end(), variable))
    return found
