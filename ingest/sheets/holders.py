"""Who needs or wishes for something: the body that the subject of a sentence names, in full or by its first words."""

import re
from collections.abc import Sequence
from functools import cached_property

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.institutions.glossary import kind_of
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ingest.sheets.placed import PlacedActions
from usagraph.ingest.speech.speakers import Speaker, Speakers
from usagraph.ontology.terms import SKOS, ug
from usagraph.records import Term
from usagraph.textview import flat, fold, tidy

__all__ = ["Holders"]

_ARTICLE = re.compile(r"^(?:la |le |l['’]|notre |les |cette |ce |cet |à la |à l['’]|au |aux )", re.IGNORECASE)
_COUNT = re.compile(r"^(?:deux|trois|quatre|cinq|six|sept|huit|dix|\d+) ", re.IGNORECASE)
_MOST = 9  # words of a name
_LEAST = 3  # letters
#: The types of what may have needs and wishes of its own; a whole authority has a policy.
_TYPES = frozenset(
    [
        "association",
        "directorate",
        "governance-body",
        "organisation",
        "pole",
        "public-body",
        "service-point",
    ]
)
#: The classes of those who are no body and may need or wish for something.
_PEOPLE, _SURE = ("UserGroup", "Post"), 0.75
_MINTED = ("Directorate", "DepartmentalDirectorate", "TerritorialDirectorate", "ResourceDirectorate", "Pole")


class Holders:
    """The bodies of a document by their names."""

    def __init__(self, draft: Draft, bodies: Bodies, actions: PlacedActions) -> None:
        self.draft, self.bodies, self.actions = draft, bodies, actions
        self._longer: dict[str, Term | None] = {}

    def of(self, words: str, action: Term | None, spans: Sequence[Span]) -> Term | None:
        """The body that `words` name and nothing else; None where they name none, or where several may be meant.

        `action`: the one the section is about, whose leaders "la direction" means there.
        """
        said = tidy(words).strip(" ,")
        late = compiled("wants", "themselves").find(flat(said))
        bare = _ARTICLE.sub("", said[: late.start()] if late else said)
        name = fold(bare)
        if len(name) < _LEAST or len(bare.split()) > _MOST:
            return None
        if compiled("wants", "nobody").find(flat(bare)):
            return self.people(words, spans)
        found = self._named(name) or self._leader(name, action) or self._alone(name) or self._minted(bare, spans)
        return found or self.people(words, spans)

    def people(self, words: str, spans: Sequence[Span]) -> Term | None:
        """The users, the agents or the post that `words` name and nothing else; None where they name none."""
        said = tidy(words).strip(" ,")
        late = compiled("wants", "themselves").find(flat(said))
        said = said[: late.start()] if late else said
        told = self._speakers.told(said) if said[:1].isalpha() else ()
        told = told if len(told) == 1 and not compiled("wants", "unsaid").find(flat(said)) else ()
        if told and (told[0].kind in _PEOPLE or compiled("wants", "team").find(flat(said))):
            return self._speakers.term(told[0], spans, Rule.of("wants.holder"), _SURE)
        if flat(said) in compiled("wants", "people"):
            return self._speakers.term(Speaker("UserGroup", said), spans, Rule.of("wants.holder"), _SURE)
        if flat(said) in compiled("wants", "house"):
            return self._speakers.term(
                Speaker("Organisation", _ARTICLE.sub("", said)), spans, Rule.of("wants.holder"), _SURE
            )
        return None

    def named_alone(self, words: str, spans: Sequence[Span]) -> Term | None:
        """Those whom a line names at the head of what they say: users by their number, or a body by its own name."""
        said = tidy(words).strip(" ,")
        bare = _COUNT.sub("", _ARTICLE.sub("", said)).strip()
        people = self.people(f"les {bare}", spans) if bare != said else None
        if people or not (bare[:1].isupper() and len(bare.split()) <= _MOST):
            return people
        return self._speakers.term(Speaker("Organisation", bare), spans, Rule.of("wants.holder"), _SURE)

    @cached_property
    def _speakers(self) -> Speakers:
        return Speakers(self.draft, self.bodies)

    def first(self, words: str) -> Term | None:
        """The body that a sentence begins with."""
        told = _ARTICLE.sub("", tidy(words)).split()[:_MOST]
        heads = (self._named(fold(" ".join(told[:most])).strip(",")) for most in range(len(told), 0, -1))
        return next((head for head in heads if head), None)

    def leader(self, action: Term | None) -> Term | None:
        """Who leads an action, where it is one body."""
        leaders = {claim.object for claim in self.actions.leaders(action)} if action else set()
        return leaders.pop() if len(leaders) == 1 else None

    def _named(self, name: str) -> Term | None:
        found = self._names.get(name, frozenset())
        return next(iter(found)) if len(found) == 1 else None

    def _leader(self, name: str, action: Term | None) -> Term | None:
        """The leader of the action whose name begins so: "la direction" that leads it."""
        leader = self.leader(action)
        held = leader is not None and any(
            own.startswith(f"{name} ") for own, terms in self._names.items() if leader in terms
        )
        return leader if held else None

    def _alone(self, name: str) -> Term | None:
        """The only body of the document whose name begins so."""
        if name not in self._longer:
            found = {term for own, terms in self._names.items() if own.startswith(f"{name} ") for term in terms}
            self._longer[name] = found.pop() if len(found) == 1 else None
        return self._longer[name]

    def _minted(self, bare: str, spans: Sequence[Span]) -> Term | None:
        """A service that its kind and its own words name: "le service petite enfance"."""
        service = kind_of(bare)[0] in _MINTED or (bare in compiled("wants", "service"))
        named = service and len(bare.split()) > 1 and not kind_of(bare)[1]
        return self.bodies.directorates(bare, spans, None)[0][0] if named else None

    @cached_property
    def _names(self) -> dict[str, frozenset[Term]]:
        found: dict[str, set[Term]] = {}
        for predicate in (SKOS + "prefLabel", SKOS + "altLabel", ug("acronym")):
            for claim in self.draft.claims_on(predicate):
                other = _type(claim.subject) == "local-authority" and claim.subject != self.bodies.authority
                if other or _type(claim.subject) in _TYPES:
                    found.setdefault(fold(_ARTICLE.sub("", claim.object.value or "")), set()).add(claim.subject)
        return {name: frozenset(terms) for name, terms in found.items() if len(name) >= _LEAST - 1}


def _type(term: Term) -> str:
    if term.key:
        return term.key.partition("|")[0]
    return (term.iri or "").partition("/id/")[2].partition("/")[0]
