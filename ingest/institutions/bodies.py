"""Names of directorates and other bodies as identities: the authority, then the acronym, else the label."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.glossary import Definition, Glossary, kind_of
from usagraph.ingest.known import KnownNames
from usagraph.ingest.laws.texts import names_in
from usagraph.ingest.rulebook import Rule, cached, load
from usagraph.ontology.terms import ORG, RDF, SKOS, VOC, ug
from usagraph.records import Term, iri, key, text_value
from usagraph.textview import flat, fold, kebab, slug, tidy

__all__ = ["INNER", "Bodies"]

_ACRONYM = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ&-]{1,9}(?: [A-ZÀ-Þ]{2,8})?")
_LABELLED = re.compile(
    r"^(?P<label>.+?)\s*(?:\((?P<acronym>[A-ZÀ-Þ][A-ZÀ-Þ&-]{1,9})\)|\s[-–—]\s(?P<dashed>[A-ZÀ-Þ][A-ZÀ-Þ&-]{1,9}))$"
)
_LABELS = re.compile(r"^(?P<acronym>[A-ZÀ-Þ][A-ZÀ-Þ&-]{1,9})\s*(?:\((?P<label>[^()]+)\)|(?:[-–—]|:)\s+(?P<dashed>.+))$")
_SEPARATOR = re.compile(r"\s*(?:[,;/+&]|\bet\b)\s*")
_RULE = Rule("tables.directorate", "1")
#: Classes that are part of an authority: their identity begins with it.
INNER = frozenset(
    [
        "Directorate",
        "TerritorialDirectorate",
        "DepartmentalDirectorate",
        "ResourceDirectorate",
        "Pole",
        "GovernanceBody",
        "ServicePoint",
    ]
)
_STEM = 5  # letters: words that begin alike are one word in two forms
_CASED = 3  # letters: a longer acronym may be written with other capitals
_ALIKE = 0.5  # of the words of the shorter label: two labels of one body


@dataclass
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
    #: What each term is said to be in so many words, and under which names it is known here.
    told: dict[Term, set[str]] = field(default_factory=dict)
    names: dict[str, Term] = field(default_factory=dict)
    #: The main label of each, and where it stands.
    called: dict[Term, tuple[str, Sequence[Span]]] = field(default_factory=dict)
    _meanings: dict[str, list[tuple[Definition, Term]]] = field(default_factory=dict)

    def declare(self) -> None:
        """Says what each definition of the glossary names."""
        things = [d for d in self.glossary.definitions if d.kind and not d.generic]
        for definition in things:
            self._declare(definition)
        for definition in self.glossary.definitions:
            if definition not in things:
                self._notion(definition)

    def term_of(self, words: str) -> Term | None:
        """The body that `words` name in this document: one of reference, by its acronym, or by its label."""
        folded = fold(words)
        labelled = _labelled(words)
        found = self.known.body(words) or self.names.get(folded)
        if found is None and labelled:
            return self.term_of(labelled[0]) or self.term_of(labelled[1])
        return found

    def meanings(self, acronym: str) -> list[Term]:
        """The things that `acronym` stands for in this document; several where it has several meanings."""
        return list(dict.fromkeys(term for _, term in self._meanings.get(_way(acronym), [])))

    def remember(self, term: Term, *names: str) -> None:
        """Keeps the names under which `term` may be met again; the first to have a name keeps it."""
        for name in names:
            if name:
                self.names.setdefault(fold(name), term)

    def named(self, kind: str, label: str, acronym: str = "") -> Term:
        """The identity of a body: within its authority by its acronym, else its label; alone by a label of its own."""
        type_ = "directorate" if kind.endswith("Directorate") else kebab(kind)
        own = bool(re.search(r"[A-ZÀ-Þ0-9]", label[1:])) and not label.isupper()
        if kind not in INNER and own and label != acronym:
            return key(f"{type_}||{slug(fold(label))}")
        return key(f"{type_}|{self.scope}|{slug(fold(acronym or label))}")

    def directorates(self, words: str, spans: Sequence[Span], kind: str | None) -> list[tuple[Term, str]]:
        """The directorates that a cell names, each with its words; `kind` is what the column says they are."""
        whole = tidy(words).strip(" .")
        parts = [part for part in _SEPARATOR.split(whole) if part]
        several = len(parts) > 1 and all(self._is_named(part) for part in parts)
        return [(self._directorate(part, spans, kind), part) for part in (parts if several else [whole])]

    def _is_named(self, words: str) -> bool:
        """Whether `words` name a body by themselves: in "direction de l'eau et de l'air" the second half does not."""
        full = " " in words and kind_of(words)[0] in INNER
        return full or bool(_ACRONYM.fullmatch(words) or self.glossary.acronym_of(words))

    def _directorate(self, words: str, spans: Sequence[Span], kind: str | None) -> Term:
        labelled = _labelled(words)
        acronym = labelled[1] if labelled else self.glossary.acronym_of(words)
        if acronym is None and _ACRONYM.fullmatch(words):
            acronym = words
        meanings = self.meanings(acronym) if acronym else []
        meant = [m for m in self._meanings.get(_way(acronym or ""), []) if m[0].kind and not m[0].generic]
        if not meant:
            told = kind_of(labelled[0] if labelled else words)[0]
            term = self.named("Pole" if told == "Pole" else "Directorate", words, acronym or "")
            self._undefined(term, words, acronym, labelled[0] if labelled else None, spans, kind)
            return term
        term = self._closest(meant, labelled[0] if labelled else words) if len(meanings) > 1 else meant[0][1]
        defined = next(d for d, t in meant if t == term)
        if kind and (defined.kind or "").endswith("Directorate"):
            self._say_kind(term, kind, spans, words)
        if self.authority is not None and defined.kind in INNER:
            self.draft.say(term, ORG + "unitOf", self.authority, spans, _RULE, 0.8)
        return term

    def _closest(self, meant: list[tuple[Definition, Term]], words: str) -> Term:
        return max(meant, key=lambda pair: _alike(pair[0].label, words))[1]

    def _say_kind(self, term: Term, kind: str, spans: Sequence[Span], words: str) -> None:
        self.told.setdefault(term, set()).add(kind)
        self.draft.say(term, RDF + "type", iri(ug(kind)), spans, _RULE, 0.85, words=words)

    def _undefined(
        self, term: Term, words: str, acronym: str | None, label: str | None, spans: Sequence[Span], kind: str | None
    ) -> None:
        rule = _RULE
        told = kind_of(label or words)[0]
        self._say_kind(term, kind or told or "Directorate", spans, words)
        self.remember(term, acronym or "", label or words)
        if acronym:
            self.draft.say(term, ug("acronym"), text_value(acronym, None), spans, rule, 0.9, words=acronym)
        self.called.setdefault(term, (label or words, spans))
        self.draft.say(term, SKOS + "prefLabel", text_value(label or words), spans, rule, 0.8, words=label or words)
        if self.authority is not None:
            self.draft.say(term, ORG + "unitOf", self.authority, spans, rule, 0.7)

    def _declare(self, definition: Definition) -> None:
        kind = definition.kind or "Organisation"
        known = self.known.body(definition.acronym) or self.known.body(definition.label)
        earlier = self._meanings.setdefault(_way(definition.acronym), [])
        same = next((t for d, t in earlier if d.kind == kind and _alike(d.label, definition.label) >= _ALIKE), None)
        term = known or same or self._fresh(definition, kind, [t for _, t in earlier])
        earlier.append((definition, term))
        self.remember(term, definition.label, definition.acronym)
        rule, sure = definition.rule, definition.confidence
        if known is None and same is None:
            self.told.setdefault(term, set()).add(kind)
            self.draft.say(term, RDF + "type", iri(ug(kind)), definition.spans, rule, sure, words=definition.label)
        elif known is not None:
            self.draft.say(
                term, RDF + "type", iri(ug("PublicBody")), definition.spans, rule, sure, words=definition.label
            )
        self._called(term, "altLabel" if known or same else "prefLabel", definition)
        if self.authority is not None and kind in INNER and known is None:
            self.draft.say(term, ORG + "unitOf", self.authority, definition.spans, rule, 0.8)

    def _called(self, term: Term, label: str, definition: Definition) -> None:
        spans, rule, sure = definition.spans, definition.rule, definition.confidence
        if label == "prefLabel":
            self.called.setdefault(term, (definition.label, spans))
        self.draft.say(term, SKOS + label, text_value(definition.label), spans, rule, sure, words=definition.label)
        short = text_value(definition.acronym, None)
        self.draft.say(term, ug("acronym"), short, spans, rule, sure, words=definition.acronym)

    def _fresh(self, definition: Definition, kind: str, taken: list[Term]) -> Term:
        """The identity of a thing that is defined for the first time: another than those that share its acronym."""
        term = self.named(kind, definition.label, definition.acronym)
        return term if term not in taken else self.named(kind, f"{definition.acronym} {definition.label}")

    def _notion(self, definition: Definition) -> None:
        """A kind of body, or a notion, by its acronym; a legal text under the identity that it has elsewhere."""
        law = next(
            (
                n.term
                for a, b, n in names_in(flat(definition.label), definition.label)
                if (a, b) == (0, len(definition.label))
            ),
            None,
        )
        earlier = self._meanings.setdefault(_way(definition.acronym), [])
        same = self.known.body(definition.label) or next(
            (t for d, t in earlier if _alike(d.label, definition.label) >= _ALIKE), None
        )
        term = law or same or self.draft.name("concept", self.scope, definition.label)
        earlier.append((definition, term))
        if law is None and same is None:
            said = (definition.spans, definition.rule, definition.confidence)
            self.draft.say(term, RDF + "type", iri(SKOS + "Concept"), *said, words=definition.label)
            self.draft.say(term, SKOS + "inScheme", iri(VOC + "concept"), *said, words=definition.label)
        self._called(term, "altLabel" if law or same else "prefLabel", definition)


def _way(acronym: str) -> str:
    """An acronym whatever its capitals, where it is long enough to be told by its letters."""
    return acronym.upper() if len(acronym) > _CASED else acronym


def _labelled(words: str) -> tuple[str, str] | None:
    """The label and the acronym of words that hold both; None where they do not."""
    match = _LABELLED.match(words) or _LABELS.match(words)
    if match is None:
        return None
    groups = match.groupdict()
    if groups.get("label") and groups.get("acronym"):
        return groups["label"], groups["acronym"]
    return (groups["label"], groups["dashed"]) if match.re is _LABELLED else (groups["dashed"], groups["acronym"])


@cached
def _small() -> frozenset[str]:
    return frozenset(load("kinds")["small_words"])


def _alike(one: str, other: str) -> float:
    """The share of words that two labels have in common, of those of the shorter one."""
    left, right = (
        {word[:_STEM] for word in re.findall(r"\w+", fold(words)) if word not in _small()} for words in (one, other)
    )
    return len(left & right) / max(1, min(len(left), len(right)))
