"""What pyshacl finds, and invented sheets to find it in: the other side of the comparisons with our own queries."""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import RDF, SH

from usagraph.graph.checks.shapes import violations
from usagraph.ontology.shacl.path import name_of
from usagraph.ontology.shacl.shape import read_shapes
from usagraph.ontology.terms import PREFIXES

#: A node, the path from it and the component of SHACL that it breaks.
Result = tuple[str, str | None, str]


def ours(store: ox.Store, shapes: Iterable[Path]) -> set[Result]:
    """What our queries find."""
    return {(v.focus, v.path, v.component) for v in violations(store, read_shapes(shapes))}


def pyshacl_finds(data: rdflib.Graph, shapes: Iterable[Path]) -> set[Result]:
    """What pyshacl finds."""
    wanted = rdflib.Graph()
    for file in shapes:
        wanted.parse(file, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=wanted)
    assert isinstance(report, rdflib.Graph)
    return {_result(report, result) for result in report.objects(None, SH.result)}


def as_rdflib(triples: Iterable[ox.Triple | ox.Quad]) -> rdflib.Graph:
    """The triples for pyshacl; blank nodes keep the names they have in the store."""
    data = rdflib.Graph()
    for triple in triples:
        data.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return data


def sheets(number: int) -> Iterator[str]:
    """The N-Triples lines of so many invented sheets with their evidence (88 lines each), some of them faulty."""
    chance = random.Random(number)  # noqa: S311  # the same sheets each time
    for slug in ("information", "consultation", "concertation", "co-construction"):
        yield _line(f"voc:degree/{slug}", "skos:inScheme", "voc:degree")
    for place in range(number):
        for line in _sheet(place):
            # A line left out is a fault here, and none there: both sides must agree which.
            if chance.random() > 0.004:
                yield line


def _sheet(place: int) -> Iterator[str]:
    action, step, unit = f"id:action/{place}", f"id:participation-step/{place}", f"id:directorate/{place % 200}"
    degree = ("information", "consultation", "concertation", "co-construction")[place % 4]
    facts = [
        *(
            (action, "rdf:type", "ug:Action"),
            (action, "skos:prefLabel", f'"Action {place}"@fr'),
            (action, "ug:ledBy", unit),
        ),
        *(
            (action, "ug:hasStep", step),
            (step, "rdf:type", "ug:ParticipationStep"),
            (step, "ug:degree", f"voc:degree/{degree}"),
        ),
        *(
            (f"id:effect/{place}", "rdf:type", "ug:Effect"),
            (f"id:effect/{place}", "ug:viewpoint", "voc:viewpoint/elus"),
        ),
        *(
            (f"id:action-sheet/{place}", "rdf:type", "ug:ActionSheet"),
            (f"id:action-sheet/{place}", "foaf:primaryTopic", action),
        ),
        *((unit, "rdf:type", "ug:Directorate"), (unit, "org:unitOf", f"id:local-authority/{place % 20}")),
        *(
            (unit, "ug:acronym", f'"D{place % 200}"'),
            (f"id:local-authority/{place % 20}", "rdf:type", "ug:LocalAuthority"),
        ),
        (f"id:measurement/{place}", "rdf:type", "ug:Measurement"),
        (f"id:measurement/{place}", "ug:value", f'"{place}.5"^^xsd:decimal' if place % 90 else '"beaucoup"'),
        (f"id:measurement/{place}", "ug:unit", '"%"'),
        (f"id:measurement/{place}", "ug:indicator", '"Satisfaction"@fr'),
        *_document(f"id:document/{place // 5}"),
    ]
    for fact in facts:
        yield _line(*fact)
    for rank, (subject, predicate, value) in enumerate(facts[:5]):
        yield from _evidence(place, rank, subject, predicate, value)


def _document(document: str) -> tuple[tuple[str, str, str], ...]:
    return (
        (document, "rdf:type", "ug:SourceDocument"),
        (document, "dct:title", '"Recueil"@fr'),
        (document, "dct:language", '"fr"'),
        (document, "ug:sha256", f'"{"0123456789abcdef" * 4}"'),
        (f"{document}/run", "rdf:type", "ug:IngestionRun"),
    )


def _evidence(place: int, rank: int, subject: str, predicate: str, value: str) -> Iterator[str]:
    claim, document = f"id:claim/{place}-{rank}", f"id:document/{place // 5}"
    passage = f"{document}/passage/{place}-{rank}"
    status = "proposed" if (place + rank) % 70 else "perhaps"
    confidence = "0.9" if (place + rank) % 80 else "1.9"
    yield from (
        *(
            _line(claim, "rdf:type", "ug:Claim"),
            _line(claim, "rdf:subject", subject),
            _line(claim, "rdf:predicate", predicate),
        ),
        *(_line(claim, "rdf:object", value), _line(claim, "ug:status", f"voc:claim-status/{status}")),
        _line(claim, "ug:confidence", f'"{confidence}"^^xsd:decimal'),
        *(_line(claim, "ug:passage", passage), _line(passage, "rdf:type", "ug:Passage")),
        *(_line(passage, "ug:inDocument", document), _line(claim, "prov:wasGeneratedBy", f"{document}/run")),
        *(_line(passage, "oa:exact", '"mots"'), _line(passage, "oa:start", f'"{place * 10}"^^xsd:integer')),
        _line(passage, "oa:end", f'"{place * 10 + (9 if (place + rank) % 60 else -9)}"^^xsd:integer'),
    )


def _line(subject: str, predicate: str, value: str) -> str:
    return f"{_whole(subject)} {_whole(predicate)} {_whole(value)} .\n"


def _whole(name: str) -> str:
    if name.startswith('"'):
        words, caret, datatype = name.partition("^^")
        return f"{words}^^{_whole(datatype)}" if caret else name
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES.get(prefix, 'https://w3id.org/usagraph/id/')}{local}>"


def _result(report: rdflib.Graph, result: rdflib.term.Node) -> Result:
    node = report.value(result, SH.focusNode)
    component = str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH))
    focus = f"_:{node}" if isinstance(node, rdflib.BNode) else str(node)
    return focus, _path(report, report.value(result, SH.resultPath)), component


def _path(graph: rdflib.Graph, node: object) -> str | None:
    """The path that `node` of a report describes, as SPARQL."""
    if not isinstance(node, rdflib.BNode):
        return None if node is None else name_of(ox.NamedNode(str(node)))
    if (node, RDF.first, None) in graph:
        return f"({'/'.join(_path(graph, member) or '' for member in graph.items(node))})"
    predicate, value = next(iter(graph.predicate_objects(node)))
    if predicate == SH.alternativePath:
        return f"({'|'.join(_path(graph, member) or '' for member in graph.items(value))})"
    signs = {SH.inversePath: "^{}", SH.zeroOrMorePath: "{}*", SH.oneOrMorePath: "{}+", SH.zeroOrOnePath: "{}?"}
    return signs[rdflib.URIRef(str(predicate))].format(_path(graph, value))


def _term(term: object) -> rdflib.term.Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, ox.Literal)
    datatype = None if term.language or term.datatype.value.endswith("#string") else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
