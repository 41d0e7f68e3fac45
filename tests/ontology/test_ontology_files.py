"""The classes and properties: named, explained and sourced in both languages, and nothing dangles.

Each check is a function that gives back the faults of a graph. It must find none in the files, and the fault that is
put there for it: a check that can find nothing proves nothing.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

from usagraph.ontology.load import FOLDER, files, ontology_files
from usagraph.ontology.terms import NS, VOC

UG = Namespace(NS)
VANN = Namespace("http://purl.org/vocab/vann/")
STATUS = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
CORE, EVIDENCE = URIRef(NS.rstrip("#")), URIRef(NS.rstrip("#") + "/evidence")
#: Works that notions come from; any other source is a term of a borrowed vocabulary, or this ontology.
WORKS = {URIRef("https://dumas.ccsd.cnrs.fr/dumas-04687015v1")}
BORROWED = (
    *("http://www.w3.org/ns/org#", "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/oa#", "http://data.europa.eu/"),
    *("http://purl.org/dc/terms/", "http://xmlns.com/foaf/0.1/", "http://purl.org/vocab/cpsv#", "https://schema.org/"),
    *(str(SKOS), str(RDF)),
)
DEFINED = {
    *("UserAssociatingAction", "CoConstructionAction", "SocialCoConstruction", "StatutoryParticipation"),
    *("HighDegreeAction", "InternalUserAction", "ProjectModeAction"),
}

Check = Callable[[Graph], list[object]]


def terms(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    found = {term for kind in kinds or KINDS for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    return sorted(term for term in found if term.startswith(NS))


def words(graph: Graph, subject: Node, predicate: URIRef, lang: str | None = None) -> list[str]:
    found = [value for value in graph.objects(subject, predicate) if isinstance(value, Literal)]
    return [str(value) for value in found if lang in (None, value.language)]


def unexplained(graph: Graph) -> list[object]:
    """Terms without one label and one definition in each language."""
    return [
        (term, predicate, lang)
        for term in terms(graph)
        for predicate in (RDFS.label, SKOS.definition)
        for lang in ("fr", "en")
        if len(words(graph, term, predicate, lang)) != 1
    ]


def untidy(graph: Graph) -> list[object]:
    """Words with white space before, after or doubled within."""
    found = {value for value in graph.objects() if isinstance(value, Literal)}
    return [value for value in found if re.search(r"^\s|\s$|\s\s|[\t\n]", value)]


def ill_styled(graph: Graph) -> list[object]:
    """Labels that begin with a capital (acronyms apart) or end with a stop; definitions that are no sentence."""
    labels = [(term, label) for term in terms(graph) for label in words(graph, term, RDFS.label)]
    told = [(term, text) for term in terms(graph) for text in words(graph, term, SKOS.definition)]
    return [
        *((term, label) for term, label in labels if not re.fullmatch(r"(?:[a-zà-ÿ]|[A-Z\d-]{3,} )[^.]*", label)),
        *((term, text) for term, text in told if not re.fullmatch(r"[A-ZÀ-Ÿ].*\.", text)),
    ]


def shared_labels(graph: Graph) -> list[object]:
    """Labels that two terms of a kind have in one language."""
    counts = Counter(
        (kind, lang, label)
        for kind in KINDS
        for lang in ("fr", "en")
        for term in terms(graph, kind)
        for label in words(graph, term, RDFS.label, lang)
    )
    return [found for found, count in counts.items() if count > 1]


def unsourced(graph: Graph) -> list[object]:
    """Terms whose definition says no source that we know, or is ours without saying why."""
    faults: list[object] = []
    for term in terms(graph):
        sources = list(graph.objects(term, DCTERMS.source))
        faults += [(term, "none")] if not sources else []
        faults += [(term, s) for s in sources if not (s in WORKS or s == CORE or str(s).startswith(BORROWED))]
        reasons = [len(words(graph, term, SKOS.editorialNote, lang)) for lang in ("fr", "en")]
        faults += [(term, "no reason")] if reasons != [1 if CORE in sources else 0] * 2 else []
    return faults


def homeless(graph: Graph) -> list[object]:
    """Terms that do not say which ontology defines them."""
    return [t for t in terms(graph) if set(graph.objects(t, RDFS.isDefinedBy)) not in ({CORE}, {EVIDENCE})]


def wrong_status(graph: Graph) -> list[object]:
    """Terms without a known status, and deprecated ones that do not say what replaces them."""
    known, faults = set(terms(graph)), []
    for term in terms(graph):
        gone = (term, OWL.deprecated, Literal(True)) in graph
        allowed = [["archaic"]] if gone else [["stable"], ["testing"]]
        faults += [(term, "status")] if words(graph, term, STATUS) not in allowed else []
        faults += [(term, "replaced")] if gone and not known & set(graph.objects(term, DCTERMS.isReplacedBy)) else []
    return list(faults)


def undefined(graph: Graph) -> list[object]:
    """Terms of ours that are used and not defined, and borrowed ones that are used and not declared."""
    nodes = {node for s, p, o in graph for node in ((s, p, o) if p != DCTERMS.source else (s, p))}
    ours = {n for n in nodes if isinstance(n, URIRef) and n.startswith(NS)} - set(terms(graph))
    logical = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.onProperty, RDF.first, OWL.inverseOf)
    named = {o for p in logical for o in graph.objects(None, p) if isinstance(o, URIRef)} | set(graph.predicates())
    own = (str(OWL), str(RDF), str(RDFS), "http://www.w3.org/2001/XMLSchema#", VOC)
    declared = {s for kind in (*KINDS, OWL.AnnotationProperty) for s in graph.subjects(RDF.type, kind)}
    return [*ours, *(n for n in named - declared if not str(n).startswith((NS, *own)))]


def without_ends(graph: Graph) -> list[object]:
    """Properties without one domain and one range."""
    properties = terms(graph, OWL.ObjectProperty, OWL.DatatypeProperty)
    return [(t, end) for t in properties for end in (RDFS.domain, RDFS.range) if len(list(graph.objects(t, end))) != 1]


def cyclic(graph: Graph) -> list[object]:
    """Terms that stand under themselves."""
    return [
        term
        for relation in (RDFS.subClassOf, RDFS.subPropertyOf)
        for term in set(graph.subjects(relation))
        if term
        in {above for parent in graph.objects(term, relation) for above in graph.transitive_objects(parent, relation)}
    ]


def orphans(graph: Graph) -> list[object]:
    """Classes that hang on nothing, and so say nothing of what they are."""
    hung = (RDFS.subClassOf, OWL.equivalentClass)
    return [term for term in terms(graph, OWL.Class) if not any((term, relation, None) in graph for relation in hung)]


def lopsided(graph: Graph) -> list[object]:
    """Inverse properties that do not lead back: the domain of one is the range of the other."""
    return [
        (one, other)
        for one, other in graph.subject_objects(OWL.inverseOf)
        if (ends(graph, one, RDFS.domain), ends(graph, one, RDFS.range))
        != (ends(graph, other, RDFS.range), ends(graph, other, RDFS.domain))
    ]


def ends(graph: Graph, term: Node, end: URIRef) -> set[Node]:
    """The classes at one end of a property, a union opened."""
    found: set[Node] = set()
    for value in graph.objects(term, end):
        union = graph.value(value, OWL.unionOf)
        found |= set(Collection(graph, union)) if union is not None else {value}
    return found


TERM = 'ug:odd a owl:ObjectProperty ; rdfs:label "étrange"@fr, "odd"@en .'
#: Each check, with Turtle that holds the fault it is for.
BREAKS: list[tuple[Check, str]] = [
    (unexplained, 'ug:Action rdfs:label "projet"@fr .'),
    (unexplained, TERM),
    (untidy, 'ug:Action rdfs:comment "two  spaces" .'),
    (untidy, 'ug:Action rdfs:comment " before" .'),
    (ill_styled, 'ug:odd a owl:Class ; rdfs:label "Étrange"@fr .'),
    (ill_styled, 'ug:odd a owl:Class ; skos:definition "sans capitale ni point"@fr .'),
    (shared_labels, 'ug:odd a owl:Class ; rdfs:label "action"@fr .'),
    (unsourced, TERM),
    (unsourced, "ug:Organisation dct:source <https://example.org/> ."),
    (unsourced, f"ug:Organisation dct:source <{CORE}> ."),
    (homeless, TERM),
    (wrong_status, TERM),
    (wrong_status, "ug:Action owl:deprecated true ."),
    (undefined, "ug:Action rdfs:subClassOf ug:Nowhere ."),
    (undefined, "ug:Action rdfs:subClassOf prov:Nowhere ."),
    (without_ends, TERM),
    (without_ends, "ug:ledBy rdfs:range ug:Person ."),
    (cyclic, "prov:Activity rdfs:subClassOf ug:Action ."),
    (cyclic, "ug:within rdfs:subPropertyOf ug:within ."),
    (orphans, "ug:Odd a owl:Class ."),
    (lopsided, "ug:odd owl:inverseOf ug:ledBy ; rdfs:domain ug:Action ; rdfs:range prov:Agent ."),
]


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for path in ontology_files():
        graph.parse(path)
    return graph


@pytest.mark.parametrize("check", list(dict.fromkeys(check for check, _ in BREAKS)), ids=lambda check: check.__name__)
def test_the_files_pass(check: Check, ontology: Graph) -> None:
    assert check(ontology) == []


@pytest.mark.parametrize(("check", "fault"), BREAKS, ids=lambda value: getattr(value, "__name__", ""))
def test_the_check_sees_a_fault(check: Check, fault: str, ontology: Graph) -> None:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in ontology.namespaces())
    assert check(ontology + Graph().parse(data=prefixes + fault)) != []


@pytest.mark.parametrize("path", [*files(), FOLDER / "dataset.ttl"], ids=lambda path: path.name)
def test_a_file_says_the_same_when_it_is_written_again(path: Path) -> None:
    import pyoxigraph

    graph = Graph().parse(path)
    assert isomorphic(graph, Graph().parse(data=graph.serialize(format="turtle")))
    assert len(graph) == len(set(pyoxigraph.parse(path=str(path))))


def test_the_core_stands_without_the_evidence() -> None:
    assert undefined(Graph().parse(FOLDER / "usagraph.ttl")) == []


def test_a_term_is_defined_by_the_file_it_stands_in() -> None:
    for path, header in zip(ontology_files(), (CORE, EVIDENCE), strict=True):
        graph = Graph().parse(path)
        assert {graph.value(term, RDFS.isDefinedBy) for term in terms(graph)} == {header}


def test_the_defined_classes_are_those_of_the_contract(ontology: Graph) -> None:
    assert {str(term).removeprefix(NS) for term in ontology.subjects(OWL.equivalentClass)} == DEFINED


def test_concepts_named_by_the_ontology_exist(ontology: Graph) -> None:
    vocabularies = Graph()
    for path in files():
        vocabularies.parse(path)
    named = {node for triple in ontology for node in triple if str(node).startswith(VOC)}
    assert {node for node in named if (node, RDF.type, SKOS.Concept) not in vocabularies} == set()
    assert len(named) == 5


def test_no_class_is_said_to_be_two_that_exclude_each_other(ontology: Graph) -> None:
    """HermiT says so too where there is Java; this one says it everywhere, for the named classes."""
    for members in disjoint_sets(ontology):
        for term in terms(ontology, OWL.Class):
            above = set(ontology.transitive_objects(term, RDFS.subClassOf))
            assert len(above & members) <= 1, term


def disjoint_sets(graph: Graph) -> Iterator[set[Node]]:
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        assert isinstance(axiom, BNode)
        head = graph.value(axiom, OWL.members)
        assert head is not None
        yield set(Collection(graph, head))


@pytest.mark.parametrize("header", [CORE, EVIDENCE])
def test_a_header_says_what_a_citation_needs(ontology: Graph, header: URIRef) -> None:
    one = (OWL.versionIRI, OWL.versionInfo, DCTERMS.license, DCTERMS.creator, DCTERMS.created, DCTERMS.issued)
    for predicate in (*one, DCTERMS.modified, VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri):
        assert len(list(ontology.objects(header, predicate))) == 1, predicate
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.bibliographicCitation, SKOS.historyNote):
        assert sorted(lang(value) for value in ontology.objects(header, predicate)) == ["en", "fr"]
    version = words(ontology, header, OWL.versionInfo)[0]
    assert ontology.value(header, OWL.versionIRI) == URIRef(f"{header}/{version}")
    assert all(version in text for text in words(ontology, header, DCTERMS.bibliographicCitation))
    assert (
        ontology.value(header, DCTERMS.creator),
        RDF.type,
        Namespace("http://xmlns.com/foaf/0.1/").Agent,
    ) in ontology


def lang(value: Node) -> str:
    return str(value.language) if isinstance(value, Literal) else ""


def test_only_the_evidence_imports_and_only_the_core(ontology: Graph) -> None:
    assert list(ontology.subject_objects(OWL.imports)) == [(EVIDENCE, CORE)]
    assert list(ontology.subjects(OWL.priorVersion)) == []


def test_the_package_ships_every_file_it_reads() -> None:
    kinds = {path.suffix for path in FOLDER.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert kinds <= {".ttl", ".rq", ".csv", ".jsonld", ".py", ".md"}
