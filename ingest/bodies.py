"""Names of directorates and other bodies as identities: the authority, then the acronym, else the label."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.glossary import Definition, Glossary, kind_of
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Rule
from usagraph.ontology.terms import ORG, RDF, SKOS, ug
from usagraph.records import Term, iri, key, text_value
from usagraph.textview import fold, kebab, slug, tidy

__all__ = ["Bodies"]

_ACRONYM = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ&-]{1,9}(?: [A-ZÀ-Þ]{2,8})?")
_LABELLED = re.compile(r"^(?P<label>.+?)\s*\((?P<acronym>[A-ZÀ-Þ][A-ZÀ-Þ&-]{1,9})\)$")
_SEPARATOR = re.compile(r"\s*(?:[,;/+&]|\bet\b)\s*")
_RULE = Rule("tables.directorate", "1")
# Classes that are part of an authority: their identity begins with it.
_INNER = {"Directorate", "TerritorialDirectorate", "DepartmentalDirectorate", "GovernanceBody", "ServicePoint"}
_TYPE = {
    "TerritorialDirectorate": "directorate",
    "DepartmentalDirectorate": "directorate",
}


@dataclass(frozen=True)
class Bodies:
    """Turns the words of a document into bodies.

    `scope`: the slug of the authority the document speaks of, else of the document's title: two
    authorities may use one acronym for two directorates.
    """

    draft: Draft
    glossary: Glossary
    known: KnownNames
    scope: str
    authority: Term | None

    def declare(self) -> None:
        """Says what each definition of the glossary names."""
        for definition in self.glossary.definitions:
            if definition.kind and not definition.generic:
                self._declare(definition)

    def directorates(self, words: str, spans: Sequence[Span], kind: str | None) -> list[tuple[Term, str]]:
        """The directorates that a cell names, each with its words; `kind` is what the column says they are."""
        whole = tidy(words).strip(" .")
        parts = [part for part in _SEPARATOR.split(whole) if part]
        several = len(parts) > 1 and all(self._is_named(part) for part in parts)
        return [(self._directorate(part, spans, kind), part) for part in (parts if several else [whole])]

    def _is_named(self, words: str) -> bool:
        """Whether `words` name a body by themselves: in "direction de l'eau et de l'air" the second half does not."""
        full = " " in words and kind_of(words)[0] in _INNER
        return full or bool(_ACRONYM.fullmatch(words) or self.glossary.acronym_of(words))

    def _directorate(self, words: str, spans: Sequence[Span], kind: str | None) -> Term:
        labelled = _LABELLED.match(words)
        acronym = labelled["acronym"] if labelled else self.glossary.acronym_of(words)
        if acronym is None and _ACRONYM.fullmatch(words):
            acronym = words
        defined = self.glossary.of(acronym) if acronym else []
        term = (
            self._term(defined[0].kind or "Directorate", acronym or words)
            if defined
            else self._term("Directorate", acronym or words)
        )
        if not defined:
            self._undefined(term, words, acronym, labelled["label"] if labelled else None, spans, kind)
        elif self.authority is not None and defined[0].kind in _INNER:
            self.draft.say(term, ORG + "unitOf", self.authority, spans, _RULE, 0.8)
        return term

    def _undefined(
        self, term: Term, words: str, acronym: str | None, label: str | None, spans: Sequence[Span], kind: str | None
    ) -> None:
        rule = _RULE
        told = kind_of(label or words)[0]
        self.draft.say(term, RDF + "type", iri(ug(kind or told or "Directorate")), spans, rule, 0.85, words=words)
        if acronym:
            self.draft.say(term, ug("acronym"), text_value(acronym, None), spans, rule, 0.9, words=acronym)
        self.draft.say(term, SKOS + "prefLabel", text_value(label or words), spans, rule, 0.8, words=label or words)
        if self.authority is not None:
            self.draft.say(term, ORG + "unitOf", self.authority, spans, rule, 0.7)

    def _declare(self, definition: Definition) -> None:
        kind = definition.kind or "Organisation"
        known = self.known.body(definition.acronym) or self.known.body(definition.label)
        term = known or self._term(kind, definition.acronym)
        say, rule, sure = self.draft.say, definition.rule, definition.confidence
        main = self.glossary.of(definition.acronym)[0] is definition
        if main:
            say(term, RDF + "type", iri(ug(kind)), definition.spans, rule, sure, words=definition.label)
        label = SKOS + ("prefLabel" if main and known is None else "altLabel")
        say(term, label, text_value(definition.label), definition.spans, rule, sure, words=definition.label)
        say(
            term,
            ug("acronym"),
            text_value(definition.acronym, None),
            definition.spans,
            rule,
            sure,
            words=definition.acronym,
        )
        if self.authority is not None and kind in _INNER and known is None:
            say(term, ORG + "unitOf", self.authority, definition.spans, rule, 0.8)

    def _term(self, kind: str, name: str) -> Term:
        type_ = _TYPE.get(kind) or kebab(kind)
        return key("|".join([type_, self.scope if kind in _INNER else "", slug(fold(name))]))
