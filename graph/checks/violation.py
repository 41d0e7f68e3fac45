"""What breaks a shape: the thing, the rule it breaks and the remedy, put into words for a person."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from usagraph.messages import LANGUAGES
from usagraph.ontology.shacl.located import Term
from usagraph.ontology.terms import DCT, FOAF, RDFS, SKOS, compact, ug

__all__ = ["Naming", "Violation", "plain"]

_PLACE = re.compile(r"\{[$?](\w+)\}")
_NAMES = (SKOS + "prefLabel", DCT + "title", FOAF + "name", RDFS + "label", ug("acronym"))
_LONGEST = 80


@dataclass(frozen=True)
class Violation:
    """A node that breaks a condition of a shape.

    `focus` and `value` are IRIs, literals without quotes, or `_:` names; `path` is written as SPARQL does, with
    prefixes. `graphs` are the named graphs that state what is wrong, none where it was worked out or is missing.
    """

    focus: str
    path: str | None
    component: str
    shape: str
    value: str | None
    severity: str
    graphs: tuple[str, ...] = ()
    sentences: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def graph(self) -> str | None:
        """The first of the graphs."""
        return self.graphs[0] if self.graphs else None

    def say(self, lang: str) -> str:
        """What is wrong with which thing, and what to do, in `lang`; the bare facts where the shape has no words."""
        sentence = self.sentences.get(lang) or self.sentences.get("fr")
        return sentence or " · ".join(filter(None, (self.focus, self.path, self.component, self.value)))


class Naming:
    """The names people know things by, as `engine` has them."""

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine
        self._names: dict[tuple[str, str], str] = {}

    def filled(self, messages: Mapping[str, str], row: Mapping[str, Term]) -> dict[str, str]:
        """The messages with their `{$variables}` replaced by the names of what the row holds, in each language."""
        return {
            lang: _PLACE.sub(lambda found, lang=lang: self._said(row, found, lang), messages[lang])  # type: ignore[misc]
            for lang in LANGUAGES
            if lang in messages
        }

    def _said(self, row: Mapping[str, Term], found: re.Match[str], lang: str) -> str:
        term = row.get(found.group(1))
        return self.name(term, lang) if term is not None else found.group()

    def name(self, term: Term, lang: str) -> str:
        """The label of a thing in `lang`, or in another language; the end of its IRI where it has none."""
        if isinstance(term, ox.Literal):
            return term.value if len(term.value) <= _LONGEST else term.value[: _LONGEST - 1] + "…"
        key = (str(term), lang)
        if key not in self._names:
            self._names[key] = self._label(term, lang) or _tail(term)
        return self._names[key]

    def _label(self, term: ox.NamedNode | ox.BlankNode, lang: str) -> str:
        for predicate in _NAMES:
            found = (q.object for q in self._engine.quads_for_pattern(term, ox.NamedNode(predicate), None, None))
            labels = {(label.language or "", label.value) for label in found if isinstance(label, ox.Literal)}
            if labels:
                return min(labels, key=lambda label: (label[0] != lang, label[0] != "fr", label[1]))[1]
        return ""


def plain(term: Term) -> str:
    """The term as text: an IRI or the words of a literal as they are."""
    return str(term) if isinstance(term, ox.BlankNode) else term.value


def _tail(term: ox.NamedNode | ox.BlankNode) -> str:
    if isinstance(term, ox.BlankNode):
        return str(term)
    return term.value.partition("/id/")[2] or compact(term.value)
