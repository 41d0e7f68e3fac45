"""The local authority a document speaks of, which its directorates belong to."""

import re
from collections import Counter
from dataclasses import dataclass

from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Rule
from usagraph.ontology.terms import RDF, SKOS, ug
from usagraph.records import Term, iri, key, text_value
from usagraph.textview import flat, slug, view

__all__ = ["Authority", "find_authority"]

_NAMED = re.compile(
    r"\b(?:departement|conseil (?:departemental|general)|metropole|region|ville|commune|communaute (?:de communes|d'agglomeration))"
    r"\s(?:de la |de l'|du |des |de |d')(?P<name>[a-z][a-z'-]+(?: (?:et|de|du|la|le|en|les|sur|saint|d'|l')?\s?[a-z][a-z'-]+){0,3})"
)
_LEAST = 2  # times it must be named
_SHARE = 0.6  # of all the authorities named: a guide that tells of many speaks of none


@dataclass(frozen=True)
class Authority:
    """The authority: its term, and the slug that its directorates' identities begin with."""

    term: Term
    slug: str


def find_authority(draft: Draft, known: KnownNames) -> Authority | None:
    """The authority that most of the mentions name, at least twice; None where there is none. Adds its claims."""
    seen = view(draft.document.text)
    names: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], tuple[int, int]] = {}
    for match in _NAMED.finditer(flat(seen.text)):
        found = _identify(match, seen.text, known)
        if found:
            names[found] += 1
            first.setdefault(found, seen.span(match.start(), match.start("name") + len(found[1])))
    ranked = names.most_common(1)
    if not ranked or ranked[0][1] < _LEAST or ranked[0][1] < _SHARE * names.total():
        return None
    name = ranked[0][0]
    return _claim(draft, name, first[name])


def _identify(match: re.Match[str], text: str, known: KnownNames) -> tuple[str, str] | None:
    """The slug and the printed name: a known département, else the capitalised words that follow."""
    place = known.departement_at(match["name"])
    if place:
        return place[0], text[match.start("name") : match.start("name") + place[1]]
    proper = re.match(
        r"(?:[A-ZÀ-Þ][\w'’-]+)(?:[ -](?:(?:et|de|du|la|le|en|les|sur) )?[A-ZÀ-Þ][\w'’-]+)*", text[match.start("name") :]
    )
    if proper is None:
        return None
    kind = match.group().split()[0]
    return slug(proper.group() if kind in ("departement", "conseil") else f"{kind} {proper.group()}"), proper.group()


def _claim(draft: Draft, name: tuple[str, str], span: tuple[int, int]) -> Authority:
    rule = Rule("authority.named", "1")
    term = key(f"local-authority||{name[0]}")
    words = view(draft.document.text, *span).text
    draft.say(term, RDF + "type", iri(ug("LocalAuthority")), [span], rule, 0.9, words=words)
    draft.say(term, SKOS + "prefLabel", text_value(words), [span], rule, 0.9, words=words)
    return Authority(term, name[0])
