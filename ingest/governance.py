"""Governance bodies and how often they meet."""

import re

from usagraph.ingest.bodies import Bodies
from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import Rule, cached, compiled, load, pattern
from usagraph.ontology.terms import ORG, RDF, SKOS, ug
from usagraph.records import Block, iri, key, text_value
from usagraph.textview import flat, sentences, slug

__all__ = ["period", "read_governance"]


def read_governance(draft: Draft, bodies: Bodies) -> None:
    """Adds each body whose rhythm of meetings a sentence tells."""
    for block in draft.blocks:
        if block.kind in ("paragraph", "item", "box"):
            _read_block(draft, bodies, block)


def period(words: str) -> tuple[str, int, int] | None:
    """The rhythm that `words` tell as an ISO 8601 duration, with its place; None where they tell none.

    >>> period("se reunit toutes les six semaines")
    ('P6W', 10, 33)
    """
    content = load("governance")
    for regex in _rhythms():
        match = regex.search(words)
        if match:
            return _duration(match.groupdict(), content["counts"], content["units"]), *match.span()
    return None


def _duration(groups: dict[str, str | None], counts: dict[str, int], units: dict[str, str]) -> str:
    unit = units[str(groups["unit"])]
    if count := groups.get("count"):
        return f"P{counts.get(count) or int(count)}{unit.removeprefix('P').lstrip('1')}"
    if times := groups.get("times"):
        days = {"P1Y": ("M", 12), "P1M": ("W", 4), "P1W": ("D", 7)}[unit]
        return f"P{days[1] // (counts.get(times) or int(times))}{days[0]}"
    return unit


def _read_block(draft: Draft, bodies: Bodies, block: Block) -> None:
    seen = draft.view(block)
    for start, end in sentences(seen):
        words = flat(seen.text[start:end])
        rhythm, named = period(words), compiled("governance", "body").regex.search(words)
        if rhythm and named and compiled("governance", "meets").regex.search(words):
            name = draft.words(block, start + named.start("name"), start + named.end("name"))
            acronym = named["acronym"] and seen.text[start + named.start("acronym") : start + named.end("acronym")]
            told = draft.words(block, start + rhythm[1], start + rhythm[2])
            _claim(draft, bodies, seen.spans(start, end), (acronym or name, name), (rhythm[0], told))


def _claim(draft: Draft, bodies: Bodies, spans: list[Span], names: tuple[str, str], rhythm: tuple[str, str]) -> None:
    rule = Rule.of("governance.rhythm")
    short, label = names
    body = key("|".join(["governance-body", bodies.scope, slug(short)]))
    if not any(slug(d.acronym) == slug(short) for d in bodies.glossary.definitions):
        draft.say(body, RDF + "type", iri(ug("GovernanceBody")), spans, rule, 0.9, words=label)
        draft.say(body, SKOS + "prefLabel", text_value(label), spans, rule, 0.9, words=label)
    draft.say(body, ug("meetsEvery"), text_value(rhythm[0], None), spans, rule, 0.9, words=rhythm[1])
    if bodies.authority is not None:
        draft.say(body, ORG + "unitOf", bodies.authority, spans, rule, 0.7)


@cached
def _rhythms() -> tuple[re.Pattern[str], ...]:
    return tuple(pattern(entry).regex for entry in load("governance")["rhythm"])
