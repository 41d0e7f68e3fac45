"""Territories and places that a document names, what holds them, and who works there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.institutions.naming import Name
from usagraph.ingest.institutions.phrase import reach
from usagraph.ingest.lexicon import Lexicon
from usagraph.ingest.rulebook import Rule, cached, compiled, load
from usagraph.ontology import load as ontology
from usagraph.ontology.terms import DCT, RDF, SKOS, ug
from usagraph.records import Block, Term, iri, key, text_value
from usagraph.textview import flat, fold, slug

__all__ = ["read_territories"]

_CAPITAL = re.compile(r"[A-ZÀ-ÞŒ0-9«]")
_LINK = re.compile(r"^\s(?:de la |de l'|du |des |de |d'|la |le |les )?")
_LONG = 80  # code points of a name
_BEYOND = 24  # code points after a name that may tell that it is none
_GAP = 28  # code points between a place and the one that holds it


@dataclass
class _Place:
    """A place with its names and where they stand."""

    label: str
    spans: list[Span] = field(default_factory=list)
    first: list[Span] = field(default_factory=list)


def read_territories(draft: Draft, bodies: Bodies, names: Sequence[Name]) -> None:
    """Adds the places that are named, the larger ones that hold them, and the bodies that cover them."""
    places: dict[Term, _Place] = {}
    for block in draft.blocks:
        text = draft.view(block).text
        words = flat(text)
        found = _apart([*_named(bodies, block, text, words, names), *_numbered(bodies, text), *_towns(bodies, text)])
        for start, end, term, _ in found:
            place = places.setdefault(term, _Place(draft.words(block, start, end)))
            sentence = draft.sentence(block, start, end)
            place.spans += sentence
            place.first = place.first or sentence
        _inside(draft, block, words, found)
    for term, place in places.items():
        _claim(draft, term, place, known=(term.key or "").startswith("territory||departement-"))
    _covered(draft, bodies)


Found = tuple[int, int, Term, str]


def _named(bodies: Bodies, block: Block, text: str, words: str, names: Sequence[Name]) -> Iterator[Found]:
    """The places that are called by their kind and their name, or by a point of the compass."""
    for match in _heads().matches(words):
        head = match.group()
        side = _side(text, match.end()) if head in _pointed() else 0
        end = side or _end(text, match.end(), head)
        end = bodies.draft.within_line(block, match.end(), end)
        if (
            end
            and end - match.start() < _LONG
            and not compiled("territories", "never").regex.match(words[match.start() : end + _BEYOND])
        ):
            label = text[match.start() : end]
            if bodies.term_of(label) is None:
                yield match.start(), end, _term(bodies, head, words[match.end() : end]), head


def _term(bodies: Bodies, head: str, rest: str) -> Term:
    """The identity of a place: that of a département or of a region, or its own within the authority."""
    name = _LINK.sub("", rest).strip(" «»")
    listed = bodies.known.departement_at(name) if head == "territoire" else None
    if listed and listed[1] == len(name):
        return key(f"territory||departement-{listed[0]}")
    return key(f"territory|{bodies.scope}|{slug(f'{head} {name}')}")


def _end(text: str, start: int, head: str) -> int:
    """The end of a name that begins with a capital, articles and links apart; 0 where there is none."""
    if head not in load("territories")["named"]:
        return 0
    end = reach(text, start, "proper").proper
    end = _side(text, end) or end
    direct = re.match(r"\s(?:de la |de l'|du |des |de |d'|la |le )?(?:«\s?)?[A-ZÀ-ÞŒ]", text[start : start + 12])
    return end if direct and _CAPITAL.search(text[start:end]) else 0


def _side(text: str, start: int) -> int:
    """The end of a point of the compass that stands at `start`; 0 where none does. "est" is a verb more often."""
    side = compiled("territories", "points").regex.match(flat(text[start : start + _BEYOND]))
    if side is None:
        return 0
    end = start + side.end()
    verb = text[start:end].strip() == "est" and not re.match(r"\s?(?:[,.;:)»]|$|et\b)", text[end:])
    return 0 if verb else end


def _numbered(bodies: Bodies, text: str) -> Iterator[Found]:
    """The communes that are followed by the number of their département."""
    for match in compiled("territories", "numbered").all_in(text):
        yield (
            *match.span("name"),
            key(f"territory|{match['number'].lower()}|{slug(fold(match['name']))}"),
            match["number"],
        )


def _towns(bodies: Bodies, text: str) -> Iterator[Found]:
    """The towns that are called by their names alone, which are of the shape of one."""
    if "-" in text:
        for match in compiled("territories", "town").all_in(text):
            place = key(f"territory|{bodies.scope}|{slug(fold(match['name']))}")
            if bodies.term_of(match["name"]) is None:
                yield (*match.span("name"), place, "")


def _apart(found: list[Found]) -> list[Found]:
    """The places in order of the text, without those that stand inside another."""
    kept: list[Found] = []
    for place in sorted(found, key=lambda place: (place[0], -place[1])):
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept


def _inside(draft: Draft, block: Block, words: str, found: list[Found]) -> None:
    rule = Rule.of("territories.within")
    for number, (start, end, term, head) in enumerate(found):
        spans = draft.sentence(block, start, end)
        if head in _departements():
            holder = key(f"territory||departement-{_departements()[head]}")
            draft.say(term, ug("within"), holder, spans, rule, 0.95, words=head)
        for other in found[number + 1 : number + 2]:
            between = words[end : other[0]]
            if len(between) < _GAP and other[2] != term and compiled("territories", "inside").find(between):
                words_ = draft.words(block, other[0], other[1])
                draft.say(term, ug("within"), other[2], spans, rule, 0.85, words=words_)


def _claim(draft: Draft, term: Term, place: _Place, *, known: bool) -> None:
    rule, spans = Rule.of("territories.named"), list(dict.fromkeys(place.spans))
    draft.say(term, RDF + "type", iri(ug("Territory")), place.first, rule, 0.9, words=place.label)
    draft.say(
        term,
        SKOS + ("altLabel" if known else "prefLabel"),
        text_value(place.label),
        place.first,
        rule,
        0.9,
        words=place.label,
    )
    draft.say(key("document"), DCT + "references", term, spans, rule, 0.85, words=place.label)


def _covered(draft: Draft, bodies: Bodies) -> None:
    """Adds the territory of each territorial direction that is called after one."""
    for definition in bodies.glossary.definitions:
        own = re.match(
            r"(?:direction territoriale|territoire) (?:de la |de l'|du |des |de |d'|au |aux )?(?P<name>[A-ZÀ-ÞŒ][^,;]{2,60})$",
            definition.label,
        )
        terms = bodies.meanings(definition.acronym)
        if own and definition.kind == "TerritorialDirectorate" and terms:
            term = key(f"territory|{bodies.scope}|{slug(fold(own['name']))}")
            rule = Rule.of("territories.covers")
            draft.say(term, SKOS + "prefLabel", text_value(own["name"]), definition.spans, rule, 0.7, words=own["name"])
            draft.say(terms[0], ug("covers"), term, definition.spans, rule, 0.7, words=own["name"])


@cached
def _pointed() -> frozenset[str]:
    return frozenset(load("territories")["pointed"])


@cached
def _heads() -> Lexicon:
    content = load("territories")
    heads = sorted({*content["named"], *content["pointed"]}, key=lambda w: (-len(w), w))
    return Lexicon("|".join(map(re.escape, heads)))


@cached
def _departements() -> dict[str, str]:
    return {row.insee: row.slug for row in ontology.departements()}
