"""Acronyms and what they stand for: the document's own glossary, then definitions in running text."""

from dataclasses import dataclass, field
from functools import cached_property

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.acronyms import Defined, inline
from usagraph.ingest.institutions.entries import Entry, listed
from usagraph.ingest.institutions.kinds import kind_of
from usagraph.ingest.rulebook import Rule
from usagraph.textview import fold

__all__ = ["Definition", "Glossary", "kind_of", "read_glossary"]


@dataclass(frozen=True)
class Definition:
    """An acronym with what it stands for; `kind` is None where the words do not tell; `generic`: a kind of body, not a body."""

    acronym: str
    label: str
    kind: str | None
    generic: bool
    spans: tuple[Span, ...]
    rule: Rule
    confidence: float


@dataclass
class Glossary:
    """The definitions of one document, in order; the first of an acronym gives its main label."""

    definitions: list[Definition] = field(default_factory=list)

    def of(self, acronym: str) -> list[Definition]:
        """The definitions of `acronym` that name a thing."""
        return [d for d in self.definitions if d.acronym == acronym and d.kind and not d.generic]

    def acronym_of(self, label: str) -> str | None:
        """The acronym of the thing that is called `label`."""
        return self._by_label.get(fold(label))

    @cached_property
    def _by_label(self) -> dict[str, str]:
        return {fold(d.label): d.acronym for d in reversed(self.definitions) if not d.generic}


def read_glossary(draft: Draft) -> Glossary:
    """The definitions of the document: its glossary first, then its running text."""
    entries = [_from_entry(entry) for entry in listed(draft)]
    places: dict[str, list[int]] = {}
    for entry in entries:
        places.setdefault(entry.acronym, []).append(entry.spans[0][0])
    found = [*entries, *(d for told in inline(draft) if not _is_within(d := _as_definition(draft, told), places))]
    told: dict[str, list[str]] = {}
    kept = []
    for definition in found:
        label = fold(definition.label)
        if not _is_held(label, told.get(definition.acronym, [])):
            told.setdefault(definition.acronym, []).append(label)
            kept.append(definition)
    return Glossary(_without_chance(kept))


def _is_within(definition: Definition, places: dict[str, list[int]]) -> bool:
    """Whether a definition is an entry of a list that was read already, at one of the places of its acronym."""
    starts = places.get(definition.acronym, [])
    return any(start <= place < end for place in starts for start, end in definition.spans)


def _is_held(label: str, told: list[str]) -> bool:
    """Whether a label was told before, or begins with one that was: the words after it are no part of it."""
    return any(label == one or label.startswith(f"{one} ") for one in told)


def _without_chance(found: list[Definition]) -> list[Definition]:
    """The definitions without those whose letters fit by chance: no body, where the acronym already stands for one."""
    bodies = {d.acronym for d in found if d.kind}
    return [d for d in found if d.kind or d.acronym not in bodies or kind_of(d.label) != (None, False)]


def _as_definition(draft: Draft, told: Defined) -> Definition:
    label = draft.words(told.block, *told.label)
    kind, generic = kind_of(label)
    spans = tuple(draft.sentence(told.block, min(told.label[0], told.start), told.end))
    sure = 0.92 if kind or generic else 0.85
    if told.generic:
        kind, generic = None, True
    return Definition(told.acronym, label, kind, generic, spans, told.rule, sure)


def _from_entry(entry: Entry) -> Definition:
    acronym, label, span = entry
    kind, generic = kind_of(label)
    return Definition(acronym, label, kind, generic, (span,), Rule.of("glossary.list", "kinds"), 0.98)
