"""What completes and what checks a graph: the rules, and the shapes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from usagraph.ontology.load import rules
from usagraph.ontology.rule import Rule
from usagraph.ontology.terms import DCT, RDFS, SKOS
from usagraph.visualisations.ontology.entry import other
from usagraph.visualisations.ontology.term_names import Names, Phrase, joined
from usagraph.visualisations.ontology.triples import Resource, Triples

__all__ = ["RuleEntry", "ShapeEntry", "ShapeLine", "rule_entries", "shape_entries"]

SH = "http://www.w3.org/ns/shacl#"
TITLES = (RDFS + "label", SH + "name", DCT + "title", SKOS + "prefLabel")
TELLINGS = (RDFS + "comment", SH + "description", DCT + "description", SKOS + "definition")
NAMED_TARGETS = (SH + "targetClass", SH + "targetNode")
ROLES = {"targetSubjectsOf": "ontology.subjects_of", "targetObjectsOf": "ontology.objects_of"}
#: Where a message names what it is about.
BLANK = re.compile(r"\{[$?]\w+\}")
CONSTRUCTED = re.compile(r"CONSTRUCT\s*\{(.*?)\}", re.DOTALL)


@dataclass(frozen=True)
class RuleEntry:
    """A rule: its titles, what it deduces, its text."""

    name: str
    title: str
    other_title: str
    deduces: Phrase
    text: str


@dataclass(frozen=True)
class ShapeLine:
    """One requirement of a shape: where it looks, and what it answers when it is not met."""

    path: Phrase
    messages: tuple[str, ...]
    severity: str


@dataclass(frozen=True)
class ShapeEntry:
    """A shape: its titles, what it looks at, what it requires."""

    name: str
    title: str
    other_title: str
    description: str
    targets: Phrase
    lines: tuple[ShapeLine, ...]


def rule_entries(names: Names, terms: Iterable[str]) -> list[RuleEntry]:
    """The rules in order of name; `terms` are those that a rule may deduce."""
    known = {names.triples.compact(iri): iri for iri in terms}
    return [_rule(rule, names, known) for rule in rules()]


def shape_entries(paths: Iterable[Path], names: Names) -> list[ShapeEntry]:
    """The named node shapes of the files that look at something, in their order."""
    shapes = Triples(paths)
    return [_shape(iri, shapes, names) for iri in shapes.instances(SH + "NodeShape")]


def _rule(rule: Rule, names: Names, known: dict[str, str]) -> RuleEntry:
    titles = {"fr": rule.title_fr, "en": rule.title_en}
    found = CONSTRUCTED.search(rule.query)
    said = re.findall(r"\bug:\w+", found[1]) if found else []
    deduced = joined(names.refs(known[name] for name in said if name in known))
    return RuleEntry(rule.name, titles[names.lang], titles[other(names.lang)], deduced, _text(rule.query))


def _text(query: str) -> str:
    """The query without the comments that open it, which are its titles."""
    lines = query.strip().splitlines()
    while lines and lines[0].startswith("#"):
        lines.pop(0)
    return "\n".join(lines)


def _shape(iri: str, shapes: Triples, names: Names) -> ShapeEntry:
    lang = names.lang
    name = re.split(r"[/#]", iri)[-1]
    return ShapeEntry(
        name,
        shapes.text(iri, lang, *TITLES) or name,
        shapes.text(iri, other(lang), *TITLES),
        shapes.text(iri, lang, *TELLINGS),
        _targets(iri, shapes, names),
        tuple(_lines(iri, shapes, names)),
    )


def _targets(iri: str, shapes: Triples, names: Names) -> Phrase:
    """What a shape looks at."""
    found: list[Phrase] = [(ref,) for ref in names.refs(shapes.resources(iri, *NAMED_TARGETS))]
    for role, key in ROLES.items():
        found += [names.phrase(key, what=ref) for ref in names.refs(shapes.resources(iri, SH + role))]
    return joined(found)


def _lines(iri: str, shapes: Triples, names: Names) -> Iterator[ShapeLine]:
    own = _severity(iri, shapes, "Violation")
    if messages := _messages(iri, shapes, names):
        yield ShapeLine((), messages, own)
    for node in shapes.resources(iri, SH + "property", SH + "sparql"):
        paths = shapes.resources(node, SH + "path")
        path = _path(paths[0], shapes, names) if paths else ()
        yield ShapeLine(path, _messages(node, shapes, names), _severity(node, shapes, own))


def _messages(node: Resource, shapes: Triples, names: Names) -> tuple[str, ...]:
    """The messages of a condition, with an ellipsis for what each will name."""
    return tuple(BLANK.sub("…", text) for text in shapes.texts(node, names.lang, SH + "message"))


def _path(node: Resource, shapes: Triples, names: Names) -> Phrase:
    """A path in words: a relation, its inverse, several one after the other, or one of several."""
    if not node.startswith("_:"):
        return (names.ref(node),)
    if steps := shapes.members(node):
        return joined([_path(one, shapes, names) for one in steps], " / ")
    for one in shapes.resources(node, SH + "inversePath"):
        return names.phrase("ontology.inverse_of", what=_path(one, shapes, names))
    for one in shapes.resources(node, SH + "alternativePath"):
        several = [_path(each, shapes, names) for each in shapes.members(one)]
        return joined(several, ", ", names.words("ontology.or"))
    # A path repeated any number of times is told as the relation it repeats.
    repeated = shapes.resources(node, SH + "zeroOrMorePath", SH + "oneOrMorePath", SH + "zeroOrOnePath")
    return _path(repeated[0], shapes, names) if repeated else ()


def _severity(node: Resource, shapes: Triples, default: str) -> str:
    found = shapes.resources(node, SH + "severity")
    return found[0].removeprefix(SH) if found else default
