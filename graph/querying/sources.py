"""The graphs that a query names after FROM and FROM NAMED, as IRIs.

The engine takes a graph that is not there for an empty one; here a name from elsewhere is said to be unknown.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import urljoin

from usagraph.ontology.terms import PREFIXES

__all__ = ["source_graphs"]

Token = re.Match[str]

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")


def source_graphs(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The graphs after each FROM of the tokens of a query; a name whose prefix is not declared is left to the engine."""
    if not any(token[0].upper() == "FROM" for token in tokens):
        return ()
    base, prefixes = _prologue(tokens)
    named = (_iri(token, base, prefixes) for token in _after_from(tokens))
    return tuple(dict.fromkeys(iri for iri in named if iri and ":" in iri))


def _after_from(tokens: Sequence[Token]) -> Iterator[Token]:
    before = ""
    for token in tokens:
        if before == "FROM" and token.lastgroup in ("iri", "name"):
            yield token
        # FROM NAMED <graph>: the name is looked for one word further.
        before = before if before == "FROM" and token[0].upper() == "NAMED" else token[0].upper()


def _prologue(tokens: Sequence[Token]) -> tuple[str, dict[str, str]]:
    base, prefixes = "", {f"{name}:": iri for name, iri in PREFIXES.items()}
    for place, (before, token) in enumerate(pairwise(tokens), start=1):
        if token.lastgroup != "iri":
            continue
        if before[0].upper() == "BASE":
            base = urljoin(base, _plain(token))
        elif place > 1 and tokens[place - 2][0].upper() == "PREFIX":
            prefixes[before[0]] = urljoin(base, _plain(token))
    return base, prefixes


def _iri(token: Token, base: str, prefixes: dict[str, str]) -> str | None:
    if token.lastgroup == "iri":
        return urljoin(base, _plain(token)) if base else _plain(token)
    prefix, _, local = token[0].partition(":")
    start = prefixes.get(f"{prefix}:")
    return None if start is None else start + _ESCAPE.sub(_unescaped, local)


def _plain(token: Token) -> str:
    """The IRI between the brackets, its escapes replaced."""
    return _ESCAPE.sub(_unescaped, token[0][1:-1])


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code and int(code, 16) <= 0x10FFFF else match[3] or match[0]
