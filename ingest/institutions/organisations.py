"""Organisations, directions and places of reception that a document calls by name, and where their acronyms stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.authority import term_of
from usagraph.ingest.institutions.bodies import INNER, Bodies
from usagraph.ingest.institutions.glossary import kind_of
from usagraph.ingest.institutions.naming import Name
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ontology.terms import DCT, ORG, RDF, SKOS, ug
from usagraph.records import Term, iri, key, text_value
from usagraph.textview import flat, fold

__all__ = ["read_directions", "read_organisations"]

_BESIDE = 14  # code points between a direction and the authority that it belongs to
_JOINED = 6  # names among which it is looked for
_WHOLE = 160  # code points in which the whole of a defined name stands
_CASED = 4  # letters: a longer acronym may be written with other capitals
_OWN = re.compile(r"[A-ZÀ-Þ«]")
#: What tells an association apart and is no name of its own: "Association Sportive", "association XXI".
_OF_KIND = re.compile(
    r"(?:Sportive|Culturelle|Sociale|Solidaire|Étudiante|\w+ale|\w+aire|\w+ienne|\w+aise|\w+oise|\w+ique)s?\b|[A-Z]{1,4}\b|\S{1,3}$"
)


@dataclass
class _Found:
    """A body with the names that it bears, in order, and where they stand."""

    kind: str
    labels: dict[str, str] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    #: The passages of the sentence where it is named first.
    first: list[Span] = field(default_factory=list)
    holder: Term | None = None


def read_organisations(draft: Draft, bodies: Bodies, names: Sequence[Name]) -> None:
    """Adds the bodies that are named, each with its names, and that the document speaks of them."""
    found: dict[Term, _Found] = {}
    shorts: dict[str, Term | None] = {}
    for number, name in enumerate(names):
        if _is_kind(name) or bodies.known.body(name.label) or _is_part(bodies, name):
            continue
        term = _term(bodies, name)
        one = found.setdefault(term, _Found(_kind(name)))
        one.labels.setdefault(fold(name.label), name.label)
        own = _own_name(name)
        if name.kind == "Association" and own and not _OF_KIND.match(own):
            one.labels.setdefault(fold(own), own)
        sentence = draft.sentence(name.block, name.start, name.end)
        one.spans += sentence
        one.first = one.first or sentence
        one.holder = one.holder or _holder(bodies, names, number)
        bodies.remember(term, name.label, _own_name(name))
        _remember_short(bodies, term, name, shorts)
    for short, meant in shorts.items():
        if meant is not None:
            bodies.remember(meant, short)
    for term, one in found.items():
        _claim(draft, bodies, term, one)
    places = {term: (one.spans, next(iter(one.labels.values()))) for term, one in found.items()}
    _speaks_of(draft, places, _acronyms(draft, bodies))


def _is_kind(name: Name) -> bool:
    """Whether a name is that of a kind of body: "une direction de communication", "pôle" that is no one's."""
    if name.kind == "Pole":
        return name.article != "definite"
    return name.article == "indefinite" and name.kind in INNER


def _is_part(bodies: Bodies, name: Name) -> bool:
    """Whether a name is the beginning of one that the document defines: "direction de l'enfance, jeunesse et sport"."""
    if name.kind not in INNER:
        return False
    own, after = fold(name.label), flat(bodies.draft.view(name.block).text[name.start : name.start + _WHOLE])
    return any(
        (whole := fold(d.label)) != own and re.match(rf"{re.escape(own)}\W", whole) and fold(after).startswith(whole)
        for d in bodies.glossary.definitions
    )


def _kind(name: Name) -> str:
    return (kind_of(name.label)[0] or name.kind) if name.kind == "Directorate" else name.kind


def _term(bodies: Bodies, name: Name) -> Term:
    if name.kind == "LocalAuthority":
        return term_of(name, bodies.known)
    return bodies.term_of(name.label) or bodies.named(_kind(name), name.label)


def _remember_short(bodies: Bodies, term: Term, name: Name, shorts: dict[str, Term | None]) -> None:
    """Keeps the name of an organisation without its place: "l'union des consommateurs" of the one "… de Vertval".

    What several bodies could be called is no name.
    """
    cut = re.match(
        r"(?P<short>[^A-ZÀ-Þ«]+\s(?:des|du|de la|de l'|d')\s?[^A-ZÀ-Þ«\s]+)\s(?:de|du|des|d'|de la|de l')\s?[A-ZÀ-Þ]",
        name.label,
    )
    if cut and name.kind in ("Association", "Organisation") and bodies.term_of(cut["short"]) is None:
        short = fold(cut["short"])
        shorts[short] = term if shorts.get(short, term) == term else None


def _own_name(name: Name) -> str:
    """What an organisation is called without the word that says its kind: "Les Mains libres"."""
    rest = name.label[len(name.head) :].strip(" «»")
    return rest if name.kind in ("Association", "Organisation") and _OWN.match(rest) else ""


def _holder(bodies: Bodies, names: Sequence[Name], number: int) -> Term | None:
    """The authority of a direction, beside which it is named: "la direction de l'habitat de la Métropole de …".

    It comes right after it, after another that is joined to it, or before the brackets that list directions.
    """
    name = names[number]
    if name.kind not in INNER:
        return None
    text, last = bodies.draft.view(name.block).text, name.end
    for other in names[number + 1 : number + _JOINED]:
        between = text[last : other.start] if other.block is name.block else "."
        if other.kind == "LocalAuthority" and 0 < len(between) < _BESIDE and not re.search(r"[.;:()]", between):
            return term_of(other, bodies.known)
        if other.kind not in INNER or not re.fullmatch(
            r",?\s(?:et|ou)?\s?(?:avec )?(?:l[ae] |l')?|,\s(?:l[ae] |l')?", between
        ):
            break
        last = other.end
    for other in reversed(names[max(0, number - _JOINED) : number]):
        if other.block is not name.block:
            break
        if other.kind == "LocalAuthority":
            inside = re.match(r"\s?\((?:l[ae] |l')?", text[other.end : name.start])
            return term_of(other, bodies.known) if inside and ")" not in text[other.end : name.start] else None
    return None


def _claim(draft: Draft, bodies: Bodies, term: Term, one: _Found) -> None:
    rule = Rule.of("organisations.named")
    known = term in bodies.told or term == bodies.authority
    first, *others = one.labels.values()
    spans = list(dict.fromkeys(one.spans))
    if not known:
        bodies.told.setdefault(term, set()).add(one.kind)
        draft.say(term, RDF + "type", iri(ug(one.kind)), one.first, rule, 0.85, words=first)
        bodies.called.setdefault(term, (first, one.first))
        draft.say(term, SKOS + "prefLabel", text_value(first), one.first, rule, 0.85, words=first)
        holder = one.holder or (bodies.authority if one.kind in INNER else None)
        if holder is not None and holder != term:
            draft.say(term, ORG + "unitOf", holder, one.first, rule, 0.85 if one.holder else 0.7)
    for label in others:
        draft.say(term, SKOS + "altLabel", text_value(label), spans, rule, 0.8, words=label)


_Places = dict[Term, tuple[list[Span], str]]


def _speaks_of(draft: Draft, *found: _Places) -> None:
    """Adds that the document speaks of each body, wherever its name or its acronym stands."""
    rule = Rule.of("organisations.mention")
    for term in dict.fromkeys(term for places in found for term in places):
        told = [places[term] for places in found if term in places]
        spans = sorted({span for spans, _ in told for span in spans})
        says = DCT + ("subject" if (term.key or "").startswith("concept|") else "references")
        draft.say(key("document"), says, term, spans, rule, 0.9, words=told[0][1])


def _acronyms(draft: Draft, bodies: Bodies) -> _Places:
    """Where the acronyms that the document defines stand; one that has two meanings is left, for who could tell."""
    meant = _meant(bodies)
    if not meant:
        return {}
    regex = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(meant, key=lambda a: (-len(a), a))))})(?![\w-])")
    places: _Places = {}
    for block in draft.blocks:
        for match in regex.finditer(draft.view(block).text):
            spans, _ = places.setdefault(meant[match.group()], ([], match.group()))
            spans += draft.sentence(block, *match.span())
    return places


def _meant(bodies: Bodies) -> dict[str, Term]:
    """What each way to write an acronym stands for, where it stands for one thing only; legal texts are cited elsewhere."""
    found: dict[str, Term] = {}
    for acronym in dict.fromkeys(d.acronym for d in bodies.glossary.definitions):
        terms = bodies.meanings(acronym)
        if len(terms) == 1 and not (terms[0].key or "").startswith("legal-text|"):
            ways = (
                {acronym, acronym.upper(), acronym.capitalize()}
                if len(acronym) >= _CASED and acronym.isalpha()
                else {acronym}
            )
            for way in ways:
                found.setdefault(way, terms[0])
    return found


def read_directions(draft: Draft, bodies: Bodies) -> None:
    """Adds what kind of direction each is, where its name and its authority let one think so and nothing says otherwise."""
    departement = _is_of_departement(bodies)
    for term, (label, spans) in bodies.called.items():
        kind = _likely_kind(label, departement) if (term.key or "").startswith("directorate|") else None
        if kind and bodies.told.get(term, set()) <= {"Directorate"}:
            draft.say(term, RDF + "type", iri(ug(kind)), spans, Rule.of("organisations.direction"), 0.6, words=label)


def _likely_kind(label: str, departement: bool) -> str | None:
    if label not in compiled("organisations", "has_field"):
        return None
    if label in compiled("organisations", "resource"):
        return "ResourceDirectorate"
    return "DepartmentalDirectorate" if departement else None


def _is_of_departement(bodies: Bodies) -> bool:
    own = (bodies.authority.key or "") if bodies.authority else ""
    return own.startswith("local-authority||") and not re.match(_OTHER, own.rpartition("|")[2])


_OTHER = r"(?:region|ville|commune|metropole|communaute|agglomeration|eurometropole|collectivite)-"
