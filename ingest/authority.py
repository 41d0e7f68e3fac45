"""The local authority a document speaks of, which its directorates belong to."""

import re
from collections import Counter
from dataclasses import dataclass

from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Rule
from usagraph.ontology.terms import RDF, SKOS, ug
from usagraph.records import Term, iri, key, text_value
from usagraph.textview import flat, slug, tidy

__all__ = ["Authority", "find_authority"]

_NAMED = re.compile(
    r"\b(?P<kind>departement|conseil (?:departemental|general|regional)|metropole|region|ville|commune|communaute (?:de communes|d'agglomeration|urbaine))"
    r"\s(?:de la |de l'|du |des |de |d'|(?<=region ))"
    r"(?=(?P<name>[a-z][a-z'-]+(?: (?:et|de|du|la|le|en|les|sur|saint|d'|l')?\s?[a-z][a-z'-]+){0,3}))"
)
_PROPER = re.compile(r"(?:[A-ZÀ-ÞŒ][\w'-]+)(?:[ -](?:(?:et|de|du|des|la|le|en|les|sur) )?(?:[dl]')?[A-ZÀ-ÞŒ][\w'-]+)*")
_OF_DEPARTEMENTS = ("departement", "departemental", "general")
_LEAST = 2  # times it must be named
_SHARE = 0.6  # of all the authorities named: a guide that tells of many speaks of none


@dataclass(frozen=True)
class Authority:
    """The authority: its term, and the slug that its directorates' identities begin with."""

    term: Term
    slug: str


def find_authority(draft: Draft, known: KnownNames) -> Authority | None:
    """The authority that most of the mentions name, at least twice; None where there is none. Adds its claims."""
    names: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for block in draft.document.blocks:
        seen = draft.view(block)
        for match in _NAMED.finditer(flat(seen.text)):
            found = _identify(match, seen.text, known)
            if found:
                name, length = found
                names[name] += 1
                first.setdefault(name, seen.span(match.start(), match.start("name") + length))
    ranked = names.most_common(1)
    if not ranked or ranked[0][1] < _LEAST or ranked[0][1] < _SHARE * names.total():
        return None
    return _claim(draft, ranked[0][0], first[ranked[0][0]])


def _identify(match: re.Match[str], text: str, known: KnownNames) -> tuple[str, int] | None:
    """The slug and the length of the name: a known département, else the capitalised words that follow."""
    kind = match["kind"].split()
    place = known.departement_at(match["name"]) if kind[-1] in _OF_DEPARTEMENTS else None
    if place:
        return place
    proper = _PROPER.match(text, match.start("name"))
    if proper is None:
        return None
    prefix = "" if kind[-1] in _OF_DEPARTEMENTS else "region " if kind[-1] == "regional" else f"{kind[0]} "
    return slug(prefix + proper.group()), len(proper.group())


def _claim(draft: Draft, name: str, span: tuple[int, int]) -> Authority:
    rule = Rule("authority.named", "2")
    term = key(f"local-authority||{name}")
    words = tidy(draft.document.text[slice(*span)])
    draft.say(term, RDF + "type", iri(ug("LocalAuthority")), [span], rule, 0.9, words=words)
    draft.say(term, SKOS + "prefLabel", text_value(words), [span], rule, 0.9, words=words)
    return Authority(term, name)
