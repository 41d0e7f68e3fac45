"""What an action is about and whom it is for: its policies, issues, methods, modes, publics and partners."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from usagraph.ingest.actions import degrees
from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.actions.meanings import is_denied, is_empty, terms
from usagraph.ingest.actions.wordings import is_used, methods_in
from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.glossary import kind_of
from usagraph.ingest.known import KnownNames
from usagraph.ingest.line import blocks_in
from usagraph.ingest.rulebook import Pattern, Rule, cached, compiled, load, pattern
from usagraph.ontology.terms import concept, ug
from usagraph.records import Block, Term, iri
from usagraph.textview import flat, holds_any, kebab

__all__ = [
    "Said",
    "means_in",
    "modes_in",
    "read_issue",
    "read_methods",
    "read_methods_in",
    "read_methods_of",
    "read_modes_of",
    "read_partner",
    "read_policies",
    "read_target",
    "read_terms",
    "seen_by",
]

_AGENTS = frozenset(["agent", "agents", "agente", "agentes", "salaries", "professionnels", "assistants familiaux"])
_NEAR_METHOD = 60  # code points around a method that may say it is something else
#: Kinds of blocks in which an action is told.
_TELLING = frozenset(["paragraph", "item", "cell", "box"])
_PARTNERS = frozenset(["Association", "PublicBody", "Organisation", "Directorate", "LocalAuthority", "ServicePoint"])
_AUTHORITIES = ("commune ", "ville ", "departement ", "metropole ", "communaute ", "region ", "mairie ")


@dataclass(frozen=True)
class Said:
    """What is being said: of which action, where, by which rule, how surely."""

    draft: Draft
    known: KnownNames
    action: Term
    spans: Sequence[Span]
    rule: Rule
    confidence: float

    def say(self, predicate: str, object_: Term, words: str) -> None:
        """Adds a claim on the action."""
        self.draft.say(self.action, predicate, object_, self.spans, self.rule, self.confidence, words=words)

    def thing(self, type_: str, kind: str, words: str, predicate: str, *scope: str) -> Term:
        """A thing called `words` that the action is linked to, its claims added."""
        made = self.draft.name(type_, *scope, words)
        self.draft.thing(made, kind, words, self.spans, self.rule, self.confidence)
        self.say(predicate, made, words)
        return made


def read_policies(
    draft: Draft, known: KnownNames, action: Term, words: str, spans: Sequence[Span], rule: Rule, confidence: float
) -> None:
    """Says which policies `words` put the action in; several may be parted by slashes or semicolons."""
    said = Said(draft, known, action, spans, rule, confidence)
    whole = known.concept("policy", words) is not None
    for part in [words] if whole else [p.strip() for p in words.replace(";", "/").replace("\n", "/").split("/")]:
        if part and not is_empty(part):
            policy = known.concept("policy", part) or _mint(said, "policy", part)
            said.say(ug("inDomain"), policy, part)


def read_issue(said: Said, words: str) -> None:
    """Says the issue that the action answers."""
    if not is_empty(words):
        said.thing("issue", "Issue", words, ug("hasIssue"))


def read_methods(said: Said, words: str, *, mint: bool = False) -> None:
    """Says which methods `words` name; `mint`: where they name none, they are a method of the source's own."""
    found = terms(said.known, "method", words)
    for name, part in found:
        said.say(ug("usesMethod"), iri(name), part)
    tool = compiled("prose", "tool").regex.match(flat(words).strip())
    if mint and not found and not tool and not is_empty(words) and len(words) <= 60:
        said.say(ug("usesMethod"), _mint(said, "method", words), words)


def read_methods_in(
    draft: Draft, known: KnownNames, action: Term, extent: Span, rule: Rule, apart: Callable[[int], bool]
) -> None:
    """Says which methods the paragraphs, items and cells of a part of the document name; it speaks of this action.

    `apart`: whether what stands at a place is only wished for.
    """
    for block in blocks_in(draft, extent):
        if block.kind in _TELLING and not apart(block.start):
            read_methods_of(draft, known, action, block, rule)


def read_methods_of(
    draft: Draft,
    known: KnownNames,
    action: Term,
    block: Block,
    rule: Rule,
    within: Span | None = None,
    *,
    used: bool = True,
) -> None:
    """Says which methods a block that speaks of this action names.

    `within`: the part that does, in offsets of the view, where others are spoken of too: there they must be said to serve,
    unless their heading says that it tells how users take part (not `used`).
    """
    text = draft.view(block).text
    low, high = within or (0, len(text))
    words = flat(text)
    named = [m for m in methods_in(known, words) if not is_denied(words[: m[0]]) and is_method(words, m[0])]
    for start, end, method in (*named, *means_in(text)):
        if low <= start and end <= high and (within is None or not used or is_used(words, start, end)):
            spans, told = draft.sentence(block, start, end), draft.piece(block, start, end)
            draft.say(action, ug("usesMethod"), iri(method), spans, rule, 0.75, words=told)


def is_method(words: str, start: int) -> bool:
    """Whether a word that may name a method does so there: not "un panel de solutions", nor one that is only wished for."""
    low = max(words.rfind(mark, 0, start) for mark in (". ", "? ", "! ")) + 1
    high = next((at for at, sign in enumerate(words[start:], start) if sign in ".?!"), len(words))
    if words[high : high + 1] == "?" or compiled("prose", "method_wished").find(words, low, start):
        return False
    before = words[max(low, start - _NEAR_METHOD) : start]
    other = compiled("prose", "method_other").regex.match(words[start : start + _NEAR_METHOD])
    return not other and not compiled("prose", "method_not_after").find(before)


def means_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Everyday words for a method where the sentence tells a degree of participation: "une concertation en atelier"."""
    if not compiled("prose", "everyday").find(text):
        return
    told = [found.start for found in degrees.read(text) if not found.negated and found.users]
    for slug, test in _everyday() if told else ():
        for match in test.all_in(text):
            low, high = text.rfind(".", 0, match.start()), text.find(".", match.end())
            if any(low < at < (high if high >= 0 else len(text)) for at in told):
                yield match.start(), match.end(), concept("method", slug)


@cached
def _everyday() -> tuple[tuple[str, Pattern], ...]:
    return tuple((entry["slug"], pattern(entry)) for entry in load("prose")["means"])


def read_terms(said: Said, scheme: str, words: str, legend: Legend | None = None) -> None:
    """Says the mode or nature of the action: `scheme` is the name of both the scheme and the property."""
    for name, part in terms(said.known, scheme, words, legend):
        said.say(ug(scheme), iri(name), part)


def read_modes_of(draft: Draft, action: Term, block: Block, rule: Rule, within: Span | None = None) -> None:
    """Says the mode of the action that a block tells; `within`: the part that speaks of it, in offsets of the view."""
    text = draft.view(block).text
    low, high = within or (0, len(text))
    for start, end, mode in modes_in(text[:high]):
        if low <= start:
            spans, words = draft.sentence(block, start, end), draft.piece(block, start, end)
            draft.say(action, ug("mode"), iri(mode), spans, rule, 0.75, words=words)


def modes_in(text: str) -> list[tuple[int, int, str]]:
    """The modes that sentences on an action tell, and where; what has become another mode is no longer the first."""
    words = flat(text)
    found = [
        (match.start(), match.end(), slug)
        for slug, test, needs in _modes()
        if holds_any(words, needs)
        for match in test.all_in(words)
        if not compiled("prose", "mode_denied").find(words, max(0, match.start() - 60), match.start())
    ]
    gliding = [place for place in found if place[2] == "glissant"]
    return [(start, end, concept("mode", slug)) for start, end, slug in sorted(gliding or found)]


@cached
def _modes() -> tuple[tuple[str, Pattern, tuple[str, ...]], ...]:
    """The modes: the concept of each, its test, and the words of which a text must hold one."""
    return tuple((entry["slug"], pattern(entry), tuple(entry["needs"])) for entry in load("prose")["modes"])


def seen_by(heading: str) -> str | None:
    """The viewpoint that a heading tells: "Effets pour les agents" is that of the professionals."""
    who = compiled("tables", "seen").search(heading)
    return next((name for name, test in _viewpoints() if who and test.regex.match(who["who"])), None)


@cached
def _viewpoints() -> tuple[tuple[str, Pattern], ...]:
    return tuple((name, pattern(entry)) for name, entry in load("headings")["who"].items())


def read_target(said: Said, words: str, *scope: str) -> Term | None:
    """The public that `words` name, its claims added; its type, and its position where they are agents."""
    if is_empty(words):
        return None
    group = said.thing("user-group", "UserGroup", words, ug("targets"), *scope)
    read_user_types(said, group, words)
    return group


def read_user_types(said: Said, group: Term, words: str) -> None:
    """Says the type of a public, and that agents are internal users."""
    for name, part in terms(said.known, "user-type", words):
        said.draft.say(group, ug("userType"), iri(name), said.spans, said.rule, 0.85, words=part)
    position = next((name for name, _ in terms(said.known, "user-position", words)), None)
    if position is None and any(flat(word).strip(",.") in _AGENTS for word in words.split()[:3]):
        position = concept("user-position", "interne")
    if position:
        said.draft.say(group, ug("userPosition"), iri(position), said.spans, said.rule, 0.85, words=words)


def read_partner(said: Said, words: str, predicate: str, body: Callable[[str], Term | None]) -> None:
    """Says a partner of the action; `body`: finds a directorate by its words."""
    if is_empty(words) or len(words) > 120:
        return
    known = said.known.body(words) or body(words)
    if known:
        said.say(predicate, known, words)
        return
    kind = kind_of(flat(words))[0] or "Organisation"
    kind = "LocalAuthority" if flat(words).startswith(_AUTHORITIES) else kind if kind in _PARTNERS else "Organisation"
    said.thing(kebab(kind), kind, words, predicate, "")


def _mint(said: Said, scheme: str, words: str) -> Term:
    """A concept for words that the vocabulary does not have: kept as the source says them."""
    return said.draft.notion(said.draft.name(scheme, words), scheme, words, said.spans, said.rule, 0.9)
