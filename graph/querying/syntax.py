"""Reading a SPARQL text before the engine does: its form, what it may not hold, and where its limit stands.

The engine has no switch against SERVICE and no limit on nesting (a few thousand braces end the process), so the text
is cut into tokens first. Comments, strings, IRIs and names are skipped as wholes: words in them are never keywords.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from usagraph.errors import BadQuery
from usagraph.graph.querying.escapes import decoded, place_as_sent
from usagraph.graph.querying.sources import source_graphs
from usagraph.messages import sentence

__all__ = ["DEPTH", "Reading", "RefusedQuery", "read_query", "syntax_error", "tokens"]

#: Deepest nesting of braces, brackets and parentheses that is passed on.
DEPTH = 128
#: Longest chain of one operator: the engine recurses on each.
CHAIN = 2000
#: Longest text, in code points, whose reading is kept for the next time.
REMEMBERED = 4000

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH", "USING"))
VALUES = frozenset(("string", "number", "language"))
#: Functions that give another value each time.
UNSTEADY = frozenset(("NOW", "RAND", "UUID", "STRUUID", "BNODE"))
OPERATORS = frozenset(("UNION", "MINUS", "OPTIONAL", "!", "+", "-", "*", "/", "|", "&"))

_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_LOCAL = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
# A run of letters that may be cut by dots and hyphens. It is read once, whole, whether a colon follows or not: else
# each of its letters would begin a search of all that follows, and a long run would cost its square.
_RUN = r"[^\W\d][\w·-]*+(?:\.++[\w·-]++)*+"
_TOKEN = re.compile(
    r"(?P<space>\s++|\#[^\n\r]*+)"
    rf"|(?P<iri><(?:[^<>\"{{}}|^`\\\x00-\x20]|{_ESCAPE})*+>)"
    r'|(?P<string>"""(?:"{0,2}(?:[^"\\]|\\.))*+"{0,2}"""|\'\'\'(?:\'{0,2}(?:[^\'\\]|\\.))*+\'{0,2}\'\'\''
    r'|"(?:[^"\\\n\r]|\\.)*+"|\'(?:[^\'\\\n\r]|\\.)*+\')'
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<language>@[A-Za-z][A-Za-z0-9-]*+)"
    rf"|(?P<name>(?:{_RUN})?:(?:[\w.:·-]|{_LOCAL})*+)"
    rf"|(?P<word>{_RUN})"
    r"|(?P<number>\d++(?:\.\d*+)?(?:[eE][+-]?\d++)?)"
    r"|(?P<open>[{(\[])|(?P<close>[})\]])|(?P<unclosed>[\"'])|(?P<sign>.)",
    re.DOTALL,
)
_POSITION = re.compile(r"error at (\d+):(\d+)")
_REASON = re.compile(r"(?:^|[ ,])((?:[A-Z][a-z]+|The)(?: [A-Za-z]+){2,})(?=,|$)")


#: Places in the text by name of variable.
Spans = Mapping[str, Sequence[tuple[int, int]]]


class RefusedQuery(BadQuery):
    """A query refused for a `reason` that the catalogues put into words under `queries`."""

    def say(self, lang: str) -> str:
        """Why the query is refused, in `lang`."""
        detail = sentence(f"queries.{self.values['reason']}", lang, **self.values)
        return sentence("errors.BadQuery", lang, detail=detail)


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
    clear = decoded(text)
    found = list(tokens(clear, text))
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
    return _misread(reading.sent, line, column, near=_near(reading.text, line, column), why=why)


def _misread(sent: str, line: int, column: int, *, near: str, why: str) -> RefusedQuery:
    line, column = place_as_sent(sent, line, column)
    return RefusedQuery(reason="syntax", line=line, column=column, near=near, why=why)


def tokens(text: str, sent: str = "") -> Iterator[re.Match[str]]:
    """The tokens of a query, spaces and comments apart; the name of the group that matched is their kind.

    Raises RefusedQuery for a string that does not end, with its place in the text as it was `sent`.
    """
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "unclosed":
            # At once: each quote after it would search the rest of the text for its end.
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            raise _misread(sent or text, line, column, near=match[0], why="")
        if match.lastgroup != "space":
            yield match


def _check(tokens: list[re.Match[str]]) -> None:
    depth = 0
    counts: dict[str, int] = {}
    for before, token, after in zip([tokens[0], *tokens], tokens, [*tokens[1:], tokens[-1]], strict=False):
        words = token[0].upper()
        depth += {"open": 1, "close": -1}.get(token.lastgroup or "", 0)
        counts[words] = counts.get(words, 0) + (words in OPERATORS)
        if depth > DEPTH or counts[words] > CHAIN:
            raise RefusedQuery(reason="deep", limit=DEPTH, chain=CHAIN)
        if token.lastgroup == "word" and words in UPDATES:
            raise RefusedQuery(reason="update", word=words)
        if _calls_out(before[0].upper(), token, after[0]):
            raise RefusedQuery(reason="service", word="SERVICE")


def _calls_out(before: str, token: re.Match[str], after: str) -> bool:
    # The engine wants no space around its keywords: `trueSERVICEex:a{}` is a call, `GRAPH service:a {}` is none.
    if token.lastgroup == "name":
        glued = "SERVICE" in token[0].partition(":")[0].upper()
        return glued and after == "{" and before not in ("GRAPH", "FROM", "NAMED", "DESCRIBE")
    return token.lastgroup == "word" and "SERVICE" in token[0].upper()


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
        depth += {"open": 1, "close": -1}.get(before.lastgroup or "", 0)
        if depth == 0 and before[0].upper() == "LIMIT" and token[0].isascii() and token[0].isdecimal():
            span = token.span()
        if depth == 0 and token.lastgroup == "word" and token[0].upper() == "VALUES":
            end = before.end()
    return span, end


def _variables(tokens: list[re.Match[str]]) -> tuple[Spans, Spans]:
    """Where each variable stands; and, of these, where it is private to a sub-select that does not project it."""
    every: dict[str, list[tuple[int, int]]] = {}
    private: dict[str, list[tuple[int, int]]] = {}
    scopes: list[frozenset[str] | None] = []
    for place, token in enumerate(tokens):
        if token[0] == "{":
            below = tokens[place + 1][0].upper() if place + 1 < len(tokens) else ""
            scopes.append(_projected(tokens, place + 1) if below == "SELECT" else None)
        elif token[0] == "}" and scopes:
            scopes.pop()
        elif token.lastgroup == "variable":
            name = token[0][1:]
            every.setdefault(name, []).append(token.span())
            if any(names is not None and name not in names for names in scopes):
                private.setdefault(name, []).append(token.span())
    return every, private


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
    found = _TOKEN.match(rest)
    return found[0][:40] if found else "∎"
