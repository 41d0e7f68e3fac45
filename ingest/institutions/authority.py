"""The authority a document speaks of, which its directorates belong to."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.naming import OF_DEPARTEMENTS, Name, names_in, read_names
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ontology import load
from usagraph.ontology.terms import RDF, SKOS, ug
from usagraph.records import Block, Term, iri, key, text_value
from usagraph.textview import flat, kebab, slug, tidy

__all__ = ["Authority", "find_authority", "term_of"]

# How many mentions a place of honour is worth: a title says more of a document than a sentence.
_TITLE, _FURNITURE, _SIGNATURE = 3, 2, 2
_LEAST = 2  # times it must be named
_HIRED = ("cabinet", "societe", "entreprise", "cooperative", "groupement", "laboratoire")  # who writes for another
_SHARE = 0.6  # of all the authorities named: a guide that tells of many speaks of none
_TITLES = 6  # blocks at the start that may hold the title
_ENDS = 4  # blocks at the end that may hold a signature
_LINE = 160  # code points: a longer block is no title


@dataclass(frozen=True)
class Authority:
    """The authority: its term, and the slug that its directorates' identities begin with."""

    term: Term
    slug: str


def find_authority(draft: Draft, known: KnownNames, names: Iterable[Name] | None = None) -> Authority | None:
    """The authority that a document is of: the one in its title, its header or its signature, or that most mentions name.

    None where there is none, or where no one stands out. Adds its claims.
    """
    found = [n for n in (read_names(draft) if names is None else names) if n.kind == "LocalAuthority"]
    honours = list(_honours(draft))
    scores: Counter[Term] = Counter()
    first: dict[Term, Name] = {}
    honours = [(n, worth) for n, worth in honours if n.head not in _HIRED] or honours
    for name, worth in [*((n, 1) for n in found), *honours]:
        term = term_of(name, known)
        scores[term] += worth
        first.setdefault(term, name)
    ranked = scores.most_common(1)
    if not ranked or ranked[0][1] < _LEAST or ranked[0][1] < _SHARE * scores.total():
        return None
    return _claim(draft, ranked[0][0], first[ranked[0][0]])


def term_of(name: Name, known: KnownNames) -> Term:
    """The identity of a body by its name: for an authority its place, for any other its label."""
    if name.kind != "LocalAuthority":
        return known.body(name.label) or key(f"{kebab(name.kind)}||{slug(name.label)}")
    whole = flat(tidy(name.label))
    words = whole[len(name.head) :] if whole.startswith(name.head) else " " + whole.removesuffix(name.head)
    place = re.sub(r"^\s(?:de la |de l'|du |des |de |d')", "", words).strip()
    if name.head in OF_DEPARTEMENTS:
        number = re.search(r"(\d[\dab])$", place)
        if number and number[1].upper() in _by_number():
            return key(f"local-authority||{_by_number()[number[1].upper()]}")
        listed = known.departement_at(place)
        return key(f"local-authority||{listed[0] if listed and listed[1] == len(place) else slug(place)}")
    head = "region" if name.head == "conseil regional" else name.head.split(" ")[0]
    return key(f"local-authority||{slug(f'{head} {place}')}")


@cache
def _by_number() -> dict[str, str]:
    return {row.insee: row.slug for row in load.departements()}


def _honours(draft: Draft) -> Iterable[tuple[Name, int]]:
    """The names in places of honour, each with what it is worth: title, running header or footer, signature."""
    shown = [b for b in draft.blocks if draft.document.words(b).strip()]
    for block in shown[:_TITLES]:
        if _is_line(draft, block):
            yield from ((n, _TITLE if n.kind in _PUBLIC else _FURNITURE) for n in _sole(draft, block))
    seen: set[str] = set()
    for block in draft.document.blocks:
        if block.kind == "furniture":
            for name in _sole(draft, block):
                if name.label not in seen:
                    seen.add(name.label)
                    yield name, _FURNITURE
    for block in shown[-_ENDS:]:
        if compiled("organisations", "signature").find(flat(draft.view(block).text)):
            yield from ((name, _SIGNATURE) for name in names_in(draft, block) if name.kind in _MAY_BE)


_PUBLIC = ("LocalAuthority", "PublicBody")
_MAY_BE = (*_PUBLIC, "Organisation", "Association")


def _is_line(draft: Draft, block: Block) -> bool:
    text = draft.view(block).text
    return block.kind == "heading" or (len(text) < _LINE and not text.rstrip().endswith((".", ";", "?", "!")))


def _sole(draft: Draft, block: Block) -> Iterable[Name]:
    """The names that are a whole part of a line, as in "Commune de X - séance du 3 mars", or that a heading ends with."""
    text = draft.view(block).text
    for name in names_in(draft, block):
        before = compiled("organisations", "part_begins").find(flat(text[: name.start]))
        after = compiled("organisations", "part_ends").regex.match(flat(text[name.end :]))
        begins = before or _is_break(draft, block, name.start - 1)
        ends = after or _is_break(draft, block, name.end)
        if begins and ends and name.kind in _MAY_BE:
            yield name


def _is_break(draft: Draft, block: Block, at: int) -> bool:
    """Whether a line of the document ends at a place of the view of a block."""
    offsets = draft.view(block).offsets
    return 0 <= at < len(offsets) and draft.document.text[offsets[at]] == "\n"


def _claim(draft: Draft, term: Term, name: Name) -> Authority:
    rule = Rule("authority.named", "3")
    spans: list[Span] = draft.view(name.block).spans(name.start, name.end)
    draft.say(term, RDF + "type", iri(ug(name.kind)), spans, rule, 0.9, words=name.label)
    draft.say(term, SKOS + "prefLabel", text_value(name.label), spans, rule, 0.9, words=name.label)
    return Authority(term, (term.key or "").rsplit("|", 1)[1])
