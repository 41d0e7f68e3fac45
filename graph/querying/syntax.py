"""Reading a SPARQL text before the engine does: its form, what it may not hold, and where its limit stands.

The engine has no switch against SERVICE and no limit on nesting (a few thousand braces end the process), so the text
is cut into tokens first. Comments, strings, IRIs and names are skipped as wholes: words in them are never keywords.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from usagraph.graph.querying.escapes import decoded
from usagraph.graph.querying.sources import source_graphs
from usagraph.graph.querying.tokens import (
    CHAIN,
    DEPTH,
    TOKENS,
    RefusedQuery,
    few_tokens,
    misread,
    token_at,
    tokens,
    too_deep,
    too_long,
)

__all__ = ["DEPTH", "TOKENS", "Reading", "RefusedQuery", "read_query", "syntax_error", "tokens"]

#: Longest text, in code points, whose reading is kept for the next time.
REMEMBERED = 4000

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH", "USING"))
VALUES = frozenset(("string", "number", "language"))
#: Functions that give another value each time.
UNSTEADY = frozenset(("NOW", "RAND", "UUID", "STRUUID", "BNODE"))
OPERATORS = frozenset(("UNION", "MINUS", "OPTIONAL", "!", "+", "-", "*", "/", "|", "&"))

_POSITION = re.compile(r"error at (\d+):(\d+)")
_REASON = re.compile(r"(?:^|[ ,])((?:[A-Z][a-z]+|The)(?: [A-Za-z]+){2,})(?=,|$)")


#: Places in the text by name of variable.
Spans = Mapping[str, Sequence[tuple[int, int]]]


# One that is remembered is the same object each time, and known by that.
@dataclass(frozen=True, eq=False)
class Reading:
    """A query that may be run: its form, its text with escapes decoded, how it was `sent`, and the place of its outer LIMIT.

    `limit` is the span of the number, None where there is none; `end` is where a limit may be added.
    `variables` are the spans of each variable, `private` those of them in a scope that does not give it out;
    `projected` are the variables of the outer SELECT, None for all. `graphs` are the graphs named after FROM;
    `shape` is the same number for queries that differ by their values only; `steady` says whether nothing in the query
    gives another value each time.
    """

    form: str
    sent: str
    text: str
    limit: tuple[int, int] | None
    end: int
    variables: Spans
    private: Spans
    projected: frozenset[str] | None
    graphs: tuple[str, ...]
    shape: int
    steady: bool

    def limited(self, rows: int) -> str:
        """The text with an outer limit of at most `rows`; only a SELECT is changed."""
        if self.form != "SELECT":
            return self.text
        if self.limit is None:
            return f"{self.text[: self.end]} LIMIT {rows} {self.text[self.end :]}"
        start, end = self.limit
        asked = self.text[start:end].lstrip("0")
        small = len(asked) <= len(str(rows)) and int(asked or "0") <= rows
        return self.text if small else f"{self.text[:start]}{rows}{self.text[end:]}"

    def inlined(self, terms: Mapping[str, str]) -> str:
        """The text with variables replaced by terms, already written as SPARQL, wherever the engine cannot bind them."""
        places = sorted((span, terms[name]) for name in terms for span in self._out_of_reach(name))
        pieces: list[str] = []
        position = 0
        for (start, end), term in places:
            pieces += [self.text[position:start], term]
            position = end
        return "".join((*pieces, self.text[position:]))

    def _out_of_reach(self, name: str) -> Sequence[tuple[int, int]]:
        given_out = self.projected is None or name in self.projected
        return (self.private if given_out else self.variables).get(name, ())


def read_query(text: str) -> Reading:
    """The query in `text`, checked; raises RefusedQuery for what is not a query, is too deep or reaches outside."""
    return _remembered(text) if len(text) <= REMEMBERED else _read(text)


@lru_cache(maxsize=256)
def _remembered(text: str) -> Reading:
    return _read(text)


def _read(text: str) -> Reading:
    if text.count("\\") > TOKENS:
        # Each is looked at, wherever it stands.
        raise too_long()
    clear = decoded(text)
    found = few_tokens(clear, text)
    if not found:
        raise RefusedQuery(reason="empty")
    _check(found)
    form = _form(found)
    projected = _projected(found) if form == "SELECT" else None
    return Reading(
        form,
        text,
        clear,
        *_limit(found),
        *_variables(found),
        projected,
        source_graphs(found),
        _shape(found),
        _is_steady(found),
    )


def syntax_error(reading: Reading, message: str) -> RefusedQuery:
    """The engine's complaint with its line and its column in the text as it was sent, and what stands there."""
    found = _POSITION.search(message)
    if not found:
        return RefusedQuery(reason="engine", message=message.split("\n")[0][:200])
    line, column = int(found[1]), int(found[2])
    reasons = _REASON.findall(message.replace("\n", " "))
    why = f" ({reasons[0]})" if reasons else ""
    return misread(reading.sent, line, column, near=_near(reading.text, line, column), why=why)


def _check(tokens: list[re.Match[str]]) -> None:
    """Raises RefusedQuery for what writes, reaches outside or is a long chain of one operator."""
    counts = dict.fromkeys(OPERATORS, 0)
    for place, token in enumerate(tokens):
        kind = token.lastgroup
        if kind not in ("word", "name", "sign"):
            continue
        words = token[0].upper()
        if words in counts:
            counts[words] += 1
            if counts[words] > CHAIN:
                raise too_deep()
        if kind == "word" and words in UPDATES:
            raise RefusedQuery(reason="update", word=words)
        if "SERVICE" in words and _calls_out(tokens, place):
            raise RefusedQuery(reason="service", word="SERVICE")


def _calls_out(tokens: list[re.Match[str]], place: int) -> bool:
    # The engine wants no space around its keywords: `trueSERVICEex:a{}` is a call, `GRAPH service:a {}` is none.
    token = tokens[place]
    if token.lastgroup == "name":
        before, after = tokens[max(0, place - 1)][0].upper(), tokens[min(place + 1, len(tokens) - 1)][0]
        glued = "SERVICE" in token[0].partition(":")[0].upper()
        return glued and after == "{" and before not in ("GRAPH", "FROM", "NAMED", "DESCRIBE")
    return token.lastgroup == "word"


def _form(tokens: list[re.Match[str]]) -> str:
    """The first word after the prologue, in capitals."""
    for token in tokens:
        words = token[0].upper()
        if token.lastgroup == "word" and words in FORMS:
            return words
        if token.lastgroup not in ("iri", "name") and words not in ("PREFIX", "BASE", "VERSION"):
            break
    raise RefusedQuery(reason="form", word=token[0][:40])


def _limit(tokens: list[re.Match[str]]) -> tuple[tuple[int, int] | None, int]:
    """The span of the outer limit, and where one may be added: after the last token, before outer VALUES."""
    depth = 0
    span: tuple[int, int] | None = None
    end = tokens[-1].end()
    for before, token in pairwise(tokens):
        kind = before.lastgroup
        depth += (kind == "open") - (kind == "close")
        if depth:
            continue
        if before[0].upper() == "LIMIT" and token[0].isascii() and token[0].isdecimal():
            span = token.span()
        if token.lastgroup == "word" and token[0].upper() == "VALUES":
            end = before.end()
    return span, end


def _variables(tokens: list[re.Match[str]]) -> tuple[Spans, Spans]:
    """Where each variable stands; and, of these, where it is private to a sub-select that does not project it."""
    every: dict[str, list[tuple[int, int]]] = {}
    private: dict[str, list[tuple[int, int]]] = {}
    # What the sub-selects around a place all give out; None where they give out all.
    scopes: list[frozenset[str] | None] = [None]
    for place, token in enumerate(tokens):
        kind = token.lastgroup
        if kind == "open" and token[0] == "{":
            below = tokens[place + 1][0].upper() if place + 1 < len(tokens) else ""
            scopes.append(_both(scopes[-1], _projected(tokens, place + 1) if below == "SELECT" else None))
        elif kind == "close" and token[0] == "}" and len(scopes) > 1:
            scopes.pop()
        elif kind == "variable":
            name, names = token[0][1:], scopes[-1]
            every.setdefault(name, []).append(token.span())
            if names is not None and name not in names:
                private.setdefault(name, []).append(token.span())
    return every, private


def _both(some: frozenset[str] | None, others: frozenset[str] | None) -> frozenset[str] | None:
    return some if others is None else others if some is None else some & others


def _projected(tokens: list[re.Match[str]], start: int = 0) -> frozenset[str] | None:
    """The variables between a SELECT and its pattern, those only used in an expression apart; None for all."""
    while tokens[start][0].upper() != "SELECT":
        start += 1
    names: set[str] = set()
    depth = 0
    for place in range(start + 1, len(tokens)):
        before, token = tokens[place - 1], tokens[place]
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if token[0] == "{" or token[0].upper() in ("WHERE", "FROM"):
            break
        if token[0] == "*" and depth == 0:
            return None
        if token.lastgroup == "variable" and (depth == 0 or before[0].upper() == "AS"):
            names.add(token[0][1:])
    return frozenset(names)


def _shape(tokens: list[re.Match[str]]) -> int:
    """A number for the query without its spaces, strings and numbers; its variables are as good as any others."""
    names: dict[str, int] = {}
    parts = [token.lastgroup if token.lastgroup in VALUES else token[0] for token in tokens]
    return hash(tuple(names.setdefault(part, len(names)) if part and part[0] in "?$" else part for part in parts))


def _is_steady(tokens: list[re.Match[str]]) -> bool:
    return not any(token.lastgroup == "word" and token[0].upper() in UNSTEADY for token in tokens)


def _near(text: str, line: int, column: int) -> str:
    """What stands at that place: one token, or nothing at the end."""
    lines = text.split("\n")
    rest = lines[line - 1][column - 1 :].lstrip() if line <= len(lines) else ""
    return token_at(rest)[:40] or "∎"
