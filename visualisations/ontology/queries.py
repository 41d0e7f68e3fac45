"""A query to start from, for each class and each property."""

from collections.abc import Iterable

from usagraph.ontology.terms import NS, PREFIXES
from usagraph.visualisations.ontology.triples import Triples

__all__ = ["class_query", "property_query"]

#: Classes whose members stand in the evidence graphs: with any property of theirs, a graph has to be named.
EVIDENCE = frozenset(NS + name for name in ("Claim", "Passage", "IngestionRun"))
#: Classes whose members have a title, as documents and works do, and no preferred label.
TITLED = frozenset(NS + name for name in ("SourceDocument", "Work"))
LIMIT = 50


def class_query(triples: Triples, iri: str, kinds: list[str], properties: list[str]) -> str:
    """The members of a class and of those below it, with their first property."""
    name = _variable(iri)
    lines = [f"?{name} a {triples.compact(iri)} ."]
    if len(kinds) > 1:
        lines = [f"VALUES ?class {{ {' '.join(map(triples.compact, kinds))} }}", f"?{name} a ?class ."]
    lines += _labelled(iri, name)
    lines += [f"OPTIONAL {{ ?{name} {triples.compact(one)} ?{_variable(one)} }}" for one in properties[:1]]
    return _query(lines, evidence=iri in EVIDENCE)


def property_query(triples: Triples, iri: str, kind: str, domain: Iterable[str]) -> str:
    """The pairs that a property links."""
    owners = list(domain)
    subject = _variable(owners[0]) if len(owners) == 1 else "subject"
    end = "value" if kind == "attribute" else "object"
    lines = [f"?{subject} {triples.compact(iri)} ?{end} ."]
    return _query(lines, evidence=bool(EVIDENCE & set(owners)))


def _labelled(iri: str, name: str) -> list[str]:
    if iri in EVIDENCE:
        return []
    return [f"OPTIONAL {{ ?{name} {'dct:title' if iri in TITLED else 'skos:prefLabel'} ?label }}"]


def _query(lines: list[str], *, evidence: bool) -> str:
    inner = ["GRAPH ?graph {", *(f"  {line}" for line in lines), "}"] if evidence else lines
    body = "\n".join(["SELECT * WHERE {", *(f"  {line}" for line in inner), f"}} LIMIT {LIMIT}"])
    used = [f"PREFIX {name}: <{space}>" for name, space in PREFIXES.items() if f" {name}:" in body]
    return "\n".join([*used, body])


def _variable(iri: str) -> str:
    local = iri.rpartition("#")[2].rpartition("/")[2]
    return local[0].lower() + local[1:] if local.isalnum() else "subject"
