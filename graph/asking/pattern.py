"""A question as SPARQL: triples of its form, with what is chosen bound to the variables that stand for it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from usagraph.graph.asking.asked import Asked, Condition
from usagraph.graph.asking.forms import Form, Link
from usagraph.graph.asking.spelling import however_written
from usagraph.graph.querying.bindings import Binding, bound, written
from usagraph.graph.querying.syntax import Reading, read_query
from usagraph.ontology.terms import PREFIXES
from usagraph.records import Term

__all__ = ["Pattern", "counting", "listing", "values"]

_NAME = re.compile(r"(?<![<\w:/])(\w+):\w")
_VARIABLE = re.compile(r"\?(\w+)")
#: What the pages of any question read beside the documents that count.
_COMMON = ("vocabularies",)
_SEVERAL = 2


@dataclass(frozen=True)
class Pattern:
    """A query that is ready to be run: what was chosen stands in it as terms. `text` is what there is to read."""

    reading: Reading

    @property
    def text(self) -> str:
        """The query as it is run."""
        return self.reading.text


def listing(asked: Asked, base: str) -> Pattern:
    """The query for the things that answer, with what is told of each."""
    told = _Told(asked, base)
    told.conditions()
    columns = [asked.form.link(name) for name in asked.form.columns if not asked.of(name)]
    for link in columns:
        told.maybe(link)
    return told.query(f"SELECT DISTINCT {' '.join(told.variables)}")


def counting(asked: Asked, base: str) -> Pattern:
    """The query for how many things answer: in all, or for each value of the link that the question counts by."""
    told = _Told(asked, base)
    told.conditions()
    if not asked.by:
        return told.query("SELECT (COUNT(DISTINCT ?thing) AS ?count)")
    if not asked.of(asked.by):
        told.maybe(asked.form.link(asked.by))
    return told.query(f"SELECT ?{asked.by} (COUNT(DISTINCT ?thing) AS ?count)", f"GROUP BY ?{asked.by}")


def values(form: Form, link: str, base: str) -> Pattern:
    """The query for the values that a link has."""
    told = _Told(Asked(form, (Condition(link),)), base)
    told.conditions()
    return told.query(f"SELECT DISTINCT ?{link}")


class _Told:
    """The lines of a query as they are added, its variables as they come, and what is bound."""

    def __init__(self, asked: Asked, base: str) -> None:
        self.variables: dict[str, None] = {"?thing": None}
        self._asked, self._base = asked, base
        self._lines: list[str] = []
        self._given: dict[str, Binding] = {}

    def conditions(self) -> None:
        """What things are, what they have, what they lack, and what they are called."""
        form = self._asked.form
        chosen = [self._chosen(place, one) for place, one in enumerate(self._asked.having) if one.value]
        self._lines += [line for line in chosen if line]
        self._says(form.base)
        for place, one in enumerate(self._asked.having):
            self._says(form.link(one.link))
            if one.at_least:
                self._reaches(place, one)
        if self._asked.words:
            self._given["words"] = Term(value=however_written(self._asked.words))
            self._lines.append(self._told("?thing skos:prefLabel|skos:altLabel ?name"))
            self._lines.append('FILTER(REGEX(STR(?name), ?words, "i"))')
        for place, one in enumerate(self._asked.lacking):
            self._lacks(place, one)

    def maybe(self, link: Link) -> None:
        """What a link leads to, where it does."""
        fresh = [line for line in map(self._told, link.says) if line not in self._lines]
        if fresh:
            self._lines.append(f"OPTIONAL {{ {' '.join([*fresh, *self._only_said(link)])} }}")
        self._names(link.says)

    def query(self, head: str, tail: str = "") -> Pattern:
        """The query, with what was chosen in its place."""
        graphs = [f"{self._base}/graph/{name}" for name in (*self._asked.documents, *_COMMON)]
        sources = [f"FROM {written(graph)}" for graph in graphs] if self._asked.documents else []
        text = "\n".join(
            [head, *sources, "WHERE {", *(f"  {line}" for line in self._lines), "}", *filter(None, [tail])]
        )
        text = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in _prefixes(text)) + text
        if "?inferred" in text:
            self._given["inferred"] = f"{self._base}/graph/inferred"
        reading, _ = bound(read_query(text), self._given)
        return Pattern(reading)

    def _chosen(self, place: int, one: Condition) -> str:
        self._given[f"asked{place}"] = one.value
        return "" if one.at_least else f"VALUES ?{one.link} {{ ?asked{place} }}"

    def _reaches(self, place: int, one: Condition) -> None:
        self._lines.append(f"?{one.link} skos:notation ?rank{place} . ?asked{place} skos:notation ?least{place} .")
        self._lines.append(f"FILTER(?rank{place} >= ?least{place})")

    def _says(self, link: Link) -> None:
        self._lines += [line for line in map(self._told, link.says) if line not in self._lines]
        self._lines += [line for line in self._only_said(link) if line not in self._lines]
        self._names(link.says)

    def _told(self, says: str) -> str:
        """A triple of the pattern, found once however many documents say it.

        The engine finds a triple once in each graph that FROM names: seven of them would multiply at every join.
        """
        line = _line(says)
        if len(self._asked.documents) < _SEVERAL or says.startswith("VALUES "):
            return line
        return f"{{ SELECT DISTINCT {' '.join(dict.fromkeys(f'?{name}' for name in _VARIABLE.findall(says)))} {{ {line} }} }}"

    def _only_said(self, link: Link) -> list[str]:
        return [f"FILTER NOT EXISTS {{ GRAPH ?inferred {{ {link.says[-1]} }} }}"] if link.said else []

    def _lacks(self, place: int, one: Condition) -> None:
        own = {"thing": "?thing", **({one.link: f"?lacked{place}"} if one.value else {})}
        if one.value:
            self._given[f"lacked{place}"] = one.value
        says = _VARIABLE.sub(
            lambda found: own.get(found[1], f"?{found[1]}_{place}"),
            " ".join(map(_line, self._asked.form.link(one.link).says)),
        )
        self._lines.append(f"FILTER NOT EXISTS {{ {says} }}")

    def _names(self, says: Iterable[str]) -> None:
        self.variables |= {f"?{name}": None for one in says for name in _VARIABLE.findall(one)}


def _prefixes(text: str) -> list[str]:
    """The prefixes that a query uses, in the order of the house: with them it runs anywhere."""
    used = set(_NAME.findall(text))
    return [name for name in PREFIXES if name in used]


def _line(says: str) -> str:
    return says if says.startswith("VALUES ") else f"{says} ."
