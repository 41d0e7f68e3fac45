"""The group graph patterns of a query: which variables each binds for certain, and the EXISTS it filters by.

Only as much of SPARQL is read as `negation` needs to be sure of what it changes; anything else raises Unsure.
Source: SPARQL 1.1 Query Language (W3C, 2013), 19.8 for the grammar, 18.2.1 for the scope of variables.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["Condition", "Group", "Unsure", "conditions"]

Token = re.Match[str]

#: Words that begin a pattern other than triples.
BEGINNINGS = frozenset(("OPTIONAL", "MINUS", "GRAPH", "FILTER", "BIND", "VALUES"))
#: Functions that give another value each time.
UNSTEADY = frozenset(("RAND", "UUID", "STRUUID", "BNODE"))
#: Words that may stand among triples.
AMONG_TRIPLES = frozenset(("a", "true", "false"))


class Unsure(Exception):
    """The query holds something that is not read here."""


@dataclass
class Group:
    """What stands between two braces.

    `certain`: the variables that each of its solutions binds; `patterns`: how many triple patterns it holds, each step of
    a path counted; `plain`: whether it says the same alone as within another pattern, for the variables it binds for certain.
    `close` is the place of its closing brace, in code points.
    """

    certain: set[str] = field(default_factory=set)
    patterns: int = 0
    plain: bool = True
    close: int = 0

    def join(self, other: "Group") -> None:
        """Takes in a pattern whose solutions are joined with its own."""
        self.certain |= other.certain
        self.patterns += other.patterns
        self.plain = self.plain and other.plain


@dataclass(frozen=True)
class Condition:
    """A FILTER that is nothing but EXISTS or NOT EXISTS: where it stands, what it looks for, and the group it filters."""

    span: tuple[int, int]
    negated: bool
    block: tuple[int, int]
    wanted: Group
    group: Group


def conditions(tokens: Sequence[Token]) -> tuple[list[Condition], list[tuple[int, int]]]:
    """The conditions of a query that are not part of another, and the blocks whose variables stay inside.

    Raises Unsure for a query that is not read wholly.
    """
    reader = _Reader(tokens)
    reader.query()
    return reader.found, reader.hidden


class _Reader:
    """Goes once through the tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.place = 0
        self.found: list[Condition] = []
        self.hidden: list[tuple[int, int]] = []
        self._within = 0

    # Tokens

    def word(self, ahead: int = 0) -> str:
        """A token in capitals; an empty one after the last."""
        place = self.place + ahead
        return self.tokens[place][0].upper() if place < len(self.tokens) else ""

    def take(self, expected: str = "") -> Token:
        """The next token, which must be the one expected."""
        if self.place >= len(self.tokens) or (expected and self.word() != expected):
            raise Unsure
        self.place += 1
        return self.tokens[self.place - 1]

    # Queries

    def query(self) -> None:
        """The WHERE clause of the query; what follows it holds no pattern that is filtered."""
        depth, template = 0, False
        while not (self.word() == "{" and depth == 0 and not template):
            token = self.take()
            depth += {"(": 1, ")": -1}.get(token[0], 0)
            if token[0].upper() == "CONSTRUCT" and self.word() == "{":
                self.skip("{", "}")
        self.group()
        self.leave_out_rest()

    def leave_out_rest(self) -> None:
        """Goes past the modifiers; patterns in them are not read."""
        while self.place < len(self.tokens):
            if self.take()[0].upper() == "EXISTS":
                raise Unsure

    def skip(self, opening: str, closing: str) -> list[Token]:
        """The tokens between two that match."""
        first = self.place
        self.take(opening)
        depth = 1
        while depth:
            depth += {opening: 1, closing: -1}.get(self.take()[0], 0)
        return list(self.tokens[first : self.place])

    # Patterns

    def group(self) -> Group:
        """A group, from its opening brace to its closing one."""
        self.take("{")
        if self.word() == "SELECT":
            return self.subselect()
        group, expressions = Group(), list[set[str]]()
        while self.word() != "}":
            self.part(group, expressions)
        group.close = self.take("}").start()
        # A filter sees the whole group, whatever stands after it.
        group.plain = group.plain and all(used <= group.certain for used in expressions)
        return group

    def part(self, group: Group, expressions: list[set[str]]) -> None:
        """One pattern of a group."""
        match self.word():
            case "{":
                group.join(self.union())
            case "FILTER":
                self.filter(group, expressions)
            case "OPTIONAL":
                self.take()
                self.group()
                group.plain = False
            case "MINUS":
                self.take()
                start = self.tokens[self.place].start() if self.place < len(self.tokens) else 0
                self.hidden.append((start, self.group().close))
                group.plain = False
            case "GRAPH":
                self.take()
                name = self.take()
                inner = self.group()
                inner.certain |= _variables([name])
                group.join(inner)
            case "BIND":
                self.take()
                if "EXISTS" in {token[0].upper() for token in self.skip("(", ")")}:
                    raise Unsure
                group.plain = False
            case "VALUES":
                self.values(group)
            case _:
                self.triples(group)

    def union(self) -> Group:
        """A group, or several of which any may hold."""
        whole = self.group()
        while self.word() == "UNION":
            self.take()
            other = self.group()
            whole.certain &= other.certain
            whole.patterns += other.patterns
            whole.plain = whole.plain and other.plain
        return whole

    def subselect(self) -> Group:
        """A query in a group: what it gives out, that its own pattern binds for certain."""
        self.take("SELECT")
        given: set[str] = set()
        every = False
        while self.word() not in ("{", "WHERE"):
            token = self.take()
            every = every or token[0] == "*"
            if token[0] == "(":
                # An expression may fail, and leaves its variable unbound.
                self.place -= 1
                if "EXISTS" in {inside[0].upper() for inside in self.skip("(", ")")}:
                    raise Unsure
            given |= _variables([token])
        if self.word() == "WHERE":
            self.take()
        inner = self.group()
        while self.word() != "}":
            if self.take()[0].upper() in ("EXISTS", "{"):
                raise Unsure
        close = self.take("}").start()
        return Group(inner.certain if every else inner.certain & given, inner.patterns, False, close)

    def values(self, group: Group) -> None:
        """Rows of values; a variable that one of them leaves open is not certain."""
        self.take("VALUES")
        names = self.skip("(", ")") if self.word() == "(" else [self.take()]
        rows = self.skip("{", "}")
        if all(token[0].upper() != "UNDEF" for token in rows):
            group.certain |= _variables(names)
        else:
            group.plain = False

    def triples(self, group: Group) -> None:
        """Triple patterns up to what is none; each separator, each step of a path and each bracket begins another."""
        first = self.place
        while self.word() not in ("{", "}", "") and self.word() not in BEGINNINGS:
            token = self.take()
            kind = token.lastgroup
            if token[0] in ("<", ">", "@", "~") or (kind == "word" and token[0] not in AMONG_TRIPLES):
                raise Unsure
            if token[0] in ("*", "+", "?"):
                # A path of no step leads from a thing to itself, though it be in no triple.
                group.plain = False
            group.certain |= _variables([token])
        taken = self.tokens[first : self.place]
        if not taken:
            raise Unsure
        if self.word() == "{" and self.word(1) == "|":
            raise Unsure
        group.patterns += _patterns(taken)

    # Filters

    def filter(self, group: Group, expressions: list[set[str]]) -> None:
        """A filter: a condition of its own, or an expression."""
        start = self.take("FILTER").start()
        first = self.place
        opened = self.count("(")
        negated = self.word() in ("NOT", "!")
        if self.word(1 if negated else 0) == "EXISTS":
            self.place += 2 if negated else 1
            block, wanted = self.block()
            if self.count(")", opened) == opened:
                end = self.tokens[self.place - 1].end()
                group.plain = False
                if not self._within:
                    self.found.append(Condition((start, end), negated, block, wanted, group))
                return
            raise Unsure
        self.place = first
        self.expression(group, expressions)

    def count(self, sign: str, most: int = 1_000) -> int:
        """How many of the same sign come next, now passed."""
        number = 0
        while number < most and self.word() == sign:
            self.place += 1
            number += 1
        return number

    def block(self) -> tuple[tuple[int, int], Group]:
        """The group after EXISTS, and where it stands."""
        start = self.tokens[self.place].start() if self.place < len(self.tokens) else 0
        self._within += 1
        wanted = self.group()
        self._within -= 1
        block = (start, wanted.close + 1)
        self.hidden.append(block)
        return block, wanted

    def expression(self, group: Group, expressions: list[set[str]]) -> None:
        """A filter by an expression: between parentheses, or the call of a function."""
        if self.word() != "(":
            self.take()
        inside = self.skip("(", ")")
        words = {token[0].upper() for token in inside}
        if "EXISTS" in words or words & UNSTEADY:
            raise Unsure
        expressions.append(_variables(inside))


def _variables(tokens: Sequence[Token]) -> set[str]:
    return {token[0][1:] for token in tokens if token.lastgroup == "variable"}


def _patterns(tokens: Sequence[Token]) -> int:
    """At least one; a name or a number may have swallowed the point that ends it."""
    ends = sum(token[0] in (".", ";", ",") or (len(token[0]) > 1 and token[0].endswith(".")) for token in tokens[:-1])
    return 1 + ends + sum(token[0] in ("/", "[", "(", "^") for token in tokens)
