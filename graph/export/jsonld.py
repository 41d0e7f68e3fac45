"""JSON-LD, a node at a time: prefixed names for relations, and nothing that needs another file to be read."""

import json
from collections.abc import Iterator
from itertools import chain, groupby
from typing import IO

import pyoxigraph as ox

from usagraph.graph.export.about import About
from usagraph.graph.export.contents import Contents
from usagraph.ontology.terms import PREFIXES, RDF, XSD, compact

__all__ = ["write_json_ld"]

_TYPE = RDF + "type"


def write_json_ld(contents: Contents, about: About, output: IO[bytes]) -> None:
    """Writes the triples that the Turtle holds: one node a line, in a graph with its context."""
    context = {name: {"@id": iri, "@prefix": True} for name, iri in PREFIXES.items()}
    output.write(f'{{"@context": {_json(context)},\n"@graph": ['.encode())
    for number, node in enumerate(_nodes(chain(about.triples(), contents.flat()))):
        output.write(f"{',' if number else ''}\n{_json(node)}".encode())
    output.write(b"\n]}\n")


def _nodes(triples: Iterator[ox.Triple]) -> Iterator[dict[str, object]]:
    for subject, said in groupby(triples, key=lambda triple: triple.subject):
        node: dict[str, object] = {"@id": _name(subject)}
        for triple in said:
            predicate = triple.predicate.value
            if predicate == _TYPE and isinstance(triple.object, ox.NamedNode):
                _add(node, "@type", compact(triple.object.value))
            else:
                _add(node, compact(predicate), _value(triple.object))
        yield node


def _add(node: dict[str, object], name: str, value: object) -> None:
    several = node.setdefault(name, [])
    assert isinstance(several, list)  # noqa: S101 - so made
    several.append(value)


def _value(term: object) -> dict[str, str]:
    if not isinstance(term, ox.Literal):
        return {"@id": _name(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    return {"@value": term.value} if datatype == XSD + "string" else {"@value": term.value, "@type": datatype}


def _name(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
