"""The answer to a question: the things in a table with what is told of each and the passages that say so, or how many."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from usagraph.graph.asking.answering import Answered, Counted, Told
from usagraph.graph.asking.asked import Asked, Condition
from usagraph.graph.reading.chains import Triple
from usagraph.graph.reading.evidence import Support
from usagraph.graph.reading.things import Evidence, Node
from usagraph.visualisations.links import evidence_page
from usagraph.visualisations.question.form import named, said_in
from usagraph.visualisations.words import clean, words

__all__ = ["PAGE", "PASSAGES", "Answer", "Cell", "Count", "Line", "Share", "answer", "count", "filed"]

#: Things on a page, and passages shown of each.
PAGE, PASSAGES = 20, 4
#: Values of a cell that are shown before « et N autres ».
VALUES = 6
#: Links that are told within another column.
_WITHIN = frozenset(("qualifier", "unit", "total"))
_PERIOD = re.compile(r"P(\d+)([DWMY])")


@dataclass(frozen=True)
class Cell:
    """What a column tells of a thing: things, or words; `more` values are not shown."""

    nodes: tuple[Node, ...] = ()
    text: str = ""
    more: int = 0


@dataclass(frozen=True)
class Line:
    """A thing that answers, its cells, the passages that say so; `follows` where no document says it in these words."""

    node: Node
    cells: tuple[Cell, ...]
    evidence: tuple[Evidence, ...]
    follows: bool


@dataclass(frozen=True)
class Answer:
    """A page of the things that answer, of `total`; `over` where there are more than one answer may hold."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    total: int
    page: int
    pages: int
    query: str
    over: bool


@dataclass(frozen=True)
class Share:
    """How many things have a value, and the question that lists them; `part` of the most, from 0 to 100."""

    label: str
    node: Node | None
    count: int
    part: int
    condition: str


@dataclass(frozen=True)
class Count:
    """How many things answer, split by a value where it was asked; and the query."""

    total: int
    heading: str
    shares: tuple[Share, ...] = field(default=())
    query: str = ""

    def rows(self) -> list[list[str]]:
        """The table as text, its heading first."""
        return [[self.heading, "n"], *([one.label, str(one.count)] for one in self.shares)]


def answer(asked: Asked, found: Answered, held: Mapping[Triple, Support], page: int, lang: str) -> Answer:
    """A page of what was found, with the passages of its things; `held` is what their statements rest on."""
    start = (page - 1) * PAGE
    columns = _columns(asked)
    lines = [_line(one, columns, held, lang) for one in found.things[start : start + PAGE]]
    say = words(lang)
    return Answer(
        columns=(say(f"question.one.{asked.form.name}"), *(say(f"question.column.{name}") for name in columns)),
        lines=tuple(lines),
        total=len(found.things),
        page=page,
        pages=max(1, -(-len(found.things) // PAGE)),
        query=found.query,
        over=found.truncated,
    )


def count(asked: Asked, found: Counted, total: int, lang: str) -> Count:
    """How many there are, in all and for each value."""
    if not asked.by:
        return Count(total, "", (), found.query)
    most = max((one.count for one in found.groups), default=1)
    say = words(lang)
    shares = tuple(
        Share(
            named(one.value, lang) if one.value else say("question.not_said"),
            said_in(one.value, lang) if one.value else None,
            one.count,
            max(1, round(100 * one.count / most)),
            str(Condition(asked.by, one.value.iri)) if one.value else "",
        )
        for one in found.groups
    )
    return Count(total, say(f"question.column.{asked.by}"), shares, found.query)


def filed(asked: Asked, found: Answered, held: Mapping[Triple, Support], lang: str) -> list[list[str]]:
    """All that was found as rows of text, their heading first: what is told, one passage, its document and its address."""
    say, columns = words(lang), _columns(asked)
    heading = [say(f"question.one.{asked.form.name}"), *(say(f"question.column.{name}") for name in columns)]
    heading += [say("question.passage"), say("question.document"), say("question.address")]
    return [
        heading,
        *(_filed(_line(one, columns, held, lang, every=True), lang) for one in found.things),
    ]


def _filed(line: Line, lang: str) -> list[str]:
    first = line.evidence[0] if line.evidence else None
    said = [first.exact, clean(first.document_title), evidence_page(first, lang)] if first else ["", "", ""]
    cells = [one.text or " | ".join(named(node, lang) for node in one.nodes) for one in line.cells]
    return [named(line.node, lang), *cells, *said]


def _columns(asked: Asked) -> tuple[str, ...]:
    """What is told of each thing: what the question asks first, then what is always told; each once."""
    wanted = dict.fromkeys([*(one.link for one in asked.having), *asked.form.columns])
    return tuple(name for name in wanted if name not in _WITHIN)


def _line(
    told: Told,
    columns: Sequence[str],
    held: Mapping[Triple, Support],
    lang: str,
    *,
    every: bool = False,
) -> Line:
    supports = [held[one] for one in told.triples if one in held]
    cells = tuple(_cell(name, told.values, lang, every=every) for name in columns)
    evidence = _once(supports)
    return Line(said_in(told.node, lang), cells, evidence, bool(supports) and not any(one.said for one in supports))


def _cell(name: str, values: Mapping[str, tuple[Node | str, ...]], lang: str, *, every: bool) -> Cell:
    found = values.get(name, ())
    nodes = [said_in(one, lang) for one in found if isinstance(one, Node)]
    if nodes:
        shown = nodes if every else nodes[:VALUES]
        return Cell(tuple(shown), more=len(nodes) - len(shown))
    texts = [one for one in found if isinstance(one, str)]
    if name == "value":
        return Cell(text=_amount(values, lang))
    return Cell(text=", ".join(_spoken_text(one, lang) for one in texts))


def _amount(values: Mapping[str, tuple[Node | str, ...]], lang: str) -> str:
    """A figure with what makes it one: « plus de 70 % », « 15 projets sur 24 »."""
    part = {name: str(values[name][0]) for name in ("qualifier", "value", "unit", "total") if values.get(name)}
    number = part.get("value", "").replace(".", "," if lang == "fr" else ".")
    told = " ".join(filter(None, [part.get("qualifier"), number, part.get("unit")]))
    return words(lang)("question.out_of", value=told, total=part["total"]) if "total" in part else told


def _spoken_text(text: str, lang: str) -> str:
    """A period in words, as « toutes les 6 semaines »; any other value as it is."""
    found = _PERIOD.fullmatch(text)
    return words(lang)(f"question.every.{found[2]}", count=int(found[1])) if found else clean(text)


def _once(supports: Iterable[Support]) -> tuple[Evidence, ...]:
    """The first passage of each statement, then the second ones: each once."""
    ranked = [pair for support in supports for pair in enumerate(support.evidence)]
    places: dict[tuple[str, int, int], Evidence] = {}
    for _, one in sorted(ranked, key=lambda pair: pair[0]):
        places.setdefault((one.document, one.start, one.end), one)
    return tuple(places.values())
