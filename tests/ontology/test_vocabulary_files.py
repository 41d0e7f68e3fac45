"""The SKOS files: every concept named, explained, sourced and in its place, in each scheme.

As for the ontology, each check gives back the faults of a graph, finds none in the files, and finds the one put there.
"""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from usagraph.ontology.load import companion_files, vocabulary_files
from usagraph.ontology.terms import VOC

COUNTS = {
    "access": 3,
    "arnstein": 8,
    "attribution": 2,
    "basis": 2,
    "claim-status": 5,
    "concept": 23,
    "decision": 2,
    "degree": 4,
    "document-type": 9,
    "iap2": 5,
    "instrument": 28,
    "issue": 0,
    "method": 26,
    "mode": 3,
    "nature": 2,
    "oecd": 3,
    "organisation-type": 13,
    "policy": 14,
    "stage": 3,
    "theme": 0,
    "user-position": 4,
    "user-role": 2,
    "user-type": 4,
    "viewpoint": 6,
}
#: Fields of policy are printed with a capital by the administrations that name them.
CAPITALS = {"policy"}
#: Works, standards and recommendations that notions come from; any other source is the scheme itself.
WORKS = {
    "https://dumas.ccsd.cnrs.fr/dumas-04687015v1",
    "https://www.millenaire3.com/ressources/L-action-sociale-les-usagers.-Quelles-relations-Quelles-perspectives",
    "https://www.iap2.org/page/pillars",
    "https://doi.org/10.1080/01944366908977225",
    "https://doi.org/10.1787/339306da-en",
    "https://legalinstruments.oecd.org/en/instruments/OECD-LEGAL-0438",
    "urn:isbn:9789264195578",
}

Check = Callable[[Graph], list[object]]


def schemes(graph: Graph) -> list[URIRef]:
    return sorted(found for found in graph.subjects(RDF.type, SKOS.ConceptScheme) if isinstance(found, URIRef))


def concepts(graph: Graph) -> list[URIRef]:
    return sorted(found for found in graph.subjects(RDF.type, SKOS.Concept) if isinstance(found, URIRef))


def words(graph: Graph, subject: Node, predicate: URIRef, lang: str) -> list[str]:
    found = graph.objects(subject, predicate)
    return [str(value) for value in found if isinstance(value, Literal) and value.language == lang]


def scheme_of(concept: URIRef) -> URIRef:
    return URIRef(concept.rpartition("/")[0])


def unexplained(graph: Graph) -> list[object]:
    """Schemes and concepts without one name and one definition in each language."""
    wanted = [(scheme, p) for scheme in schemes(graph) for p in (DCTERMS.title, SKOS.prefLabel, SKOS.definition)]
    wanted += [(concept, p) for concept in concepts(graph) for p in (SKOS.prefLabel, SKOS.definition)]
    return [(s, p, lang) for s, p in wanted for lang in ("fr", "en") if len(words(graph, s, p, lang)) != 1]


def unsigned(graph: Graph) -> list[object]:
    """Schemes without licence, maker, version, dates, or a word in each language on where their notions come from."""
    once = (DCTERMS.license, DCTERMS.creator, DCTERMS.created, DCTERMS.modified, OWL.versionInfo)
    faults: list[object] = [(s, p) for s in schemes(graph) for p in once if len(list(graph.objects(s, p))) != 1]
    faults += [
        (s, lang)
        for s in schemes(graph)
        for lang in ("fr", "en")
        if len(words(graph, s, SKOS.editorialNote, lang)) != 1
    ]
    return faults


def unsourced(graph: Graph) -> list[object]:
    """Concepts whose definition says no source that we know."""
    return [
        concept
        for concept in concepts(graph)
        if not (sources := {str(s) for s in graph.objects(concept, DCTERMS.source)})
        or not sources <= {*WORKS, str(scheme_of(concept))}
    ]


def misplaced(graph: Graph) -> list[object]:
    """Concepts out of the scheme that their IRI says, or under one of another scheme."""
    return [
        concept
        for concept in concepts(graph)
        if set(graph.objects(concept, SKOS.inScheme)) != {scheme_of(concept)}
        or scheme_of(concept) not in schemes(graph)
        or any(scheme_of(URIRef(str(up))) != scheme_of(concept) for up in graph.objects(concept, SKOS.broader))
    ]


def out_of_line(graph: Graph) -> list[object]:
    """Schemes whose notations are not 1, 2, 3... once each."""
    faults: list[object] = []
    for scheme in schemes(graph):
        members = [concept for concept in concepts(graph) if scheme_of(concept) == scheme]
        notations = sorted(str(value) for concept in members for value in graph.objects(concept, SKOS.notation))
        faults += [scheme] if notations != sorted(str(rank) for rank in range(1, len(members) + 1)) else []
    return faults


def shared_labels(graph: Graph) -> list[object]:
    """Names that stand twice in a scheme and a language: nobody would know which concept is meant."""
    counts = Counter(
        (scheme_of(concept), lang, label.casefold())
        for concept in concepts(graph)
        for lang in ("fr", "en")
        for predicate in (SKOS.prefLabel, SKOS.altLabel)
        for label in words(graph, concept, predicate, lang)
    )
    return [found for found, count in counts.items() if count > 1]


def untidy(graph: Graph) -> list[object]:
    """Words with white space before, after or doubled within."""
    return [o for o in set(graph.objects()) if isinstance(o, Literal) and re.search(r"^\s|\s$|\s\s|[\t\n]", o)]


def ill_styled(graph: Graph) -> list[object]:
    """Names with a capital where the scheme has none, or without; definitions that are no sentence."""
    faults: list[object] = []
    for concept in concepts(graph):
        upper = scheme_of(concept).rpartition("/")[2] in CAPITALS
        for lang in ("fr", "en"):
            faults += [
                n for n in words(graph, concept, SKOS.prefLabel, lang) if n[0].isupper() != upper or n[-1] == "."
            ]
            told = words(graph, concept, SKOS.definition, lang)
            faults += [text for text in told if not text[0].isupper() or text[-1] != "."]
    return faults


def wrong_tops(graph: Graph) -> list[object]:
    """Concepts that are neither at the top of their scheme, said both ways, nor under another."""
    faults: list[object] = []
    for concept in concepts(graph):
        tops = set(graph.objects(concept, SKOS.topConceptOf))
        back = set(graph.subjects(SKOS.hasTopConcept, concept))
        under = bool(list(graph.objects(concept, SKOS.broader)))
        faults += [concept] if tops != back or tops != (set() if under else {scheme_of(concept)}) else []
    return faults


def cyclic(graph: Graph) -> list[object]:
    """Concepts that stand under themselves."""
    return [
        c
        for c in concepts(graph)
        for up in graph.objects(c, SKOS.broader)
        if c in set(graph.transitive_objects(up, SKOS.broader))
    ]


def unknown(graph: Graph) -> list[object]:
    """Concepts that a relation names and no file defines."""
    links = (
        *("broader", "narrower", "related", "member", "hasTopConcept"),
        *("closeMatch", "relatedMatch", "broadMatch", "narrowMatch"),
    )
    named = {value for link in links for value in graph.objects(None, SKOS[link])}
    return list(named - set(concepts(graph)))


CONCEPT = "<https://w3id.org/usagraph/voc/degree/odd> a skos:Concept ."
INFORMATION = "<https://w3id.org/usagraph/voc/degree/information>"
SOCIAL, BROAD = "<https://w3id.org/usagraph/voc/policy/social>", "<https://w3id.org/usagraph/voc/policy/solidarites>"
BREAKS: list[tuple[Check, str]] = [
    (unexplained, CONCEPT),
    (unexplained, f'{INFORMATION} skos:prefLabel "autre"@fr .'),
    (unsigned, "<https://w3id.org/usagraph/voc/odd> a skos:ConceptScheme ."),
    (unsourced, CONCEPT),
    (unsourced, f"{INFORMATION} dct:source <https://example.org/> ."),
    (misplaced, CONCEPT),
    (misplaced, f"{INFORMATION} skos:broader {SOCIAL} ."),
    (out_of_line, CONCEPT),
    (out_of_line, f'{INFORMATION} skos:notation "3" .'),
    (shared_labels, f'{INFORMATION} skos:altLabel "Consulter"@fr .'),
    (untidy, f'{INFORMATION} skos:altLabel "deux  espaces"@fr .'),
    (ill_styled, f'{INFORMATION} skos:prefLabel "Information"@fr .'),
    (ill_styled, f'{SOCIAL} skos:prefLabel "social"@fr .'),
    (ill_styled, f'{INFORMATION} skos:definition "sans capitale"@fr .'),
    (wrong_tops, CONCEPT),
    (wrong_tops, f"{INFORMATION} skos:broader <https://w3id.org/usagraph/voc/degree/consultation> ."),
    (wrong_tops, f"<https://w3id.org/usagraph/voc/degree> skos:hasTopConcept {SOCIAL} ."),
    (cyclic, f"{BROAD} skos:broader {SOCIAL} ."),
    (unknown, f"{INFORMATION} skos:closeMatch <https://w3id.org/usagraph/voc/iap2/odd> ."),
]


@pytest.fixture(scope="module")
def vocabularies() -> Graph:
    graph = Graph()
    for path in [*vocabulary_files(), *companion_files()]:
        graph.parse(path)
    return graph


@pytest.mark.parametrize("check", list(dict.fromkeys(check for check, _ in BREAKS)), ids=lambda check: check.__name__)
def test_the_files_pass(check: Check, vocabularies: Graph) -> None:
    assert check(vocabularies) == []


@pytest.mark.parametrize(("check", "fault"), BREAKS, ids=lambda value: getattr(value, "__name__", ""))
def test_the_check_sees_a_fault(check: Check, fault: str, vocabularies: Graph) -> None:
    prefixes = f"@prefix skos: <{SKOS}> . @prefix dct: <{DCTERMS}> .\n"
    assert check(vocabularies + Graph().parse(data=prefixes + fault)) != []


def test_each_scheme_has_the_concepts_we_count_on(vocabularies: Graph) -> None:
    found = Counter(str(scheme_of(concept)).removeprefix(VOC) for concept in concepts(vocabularies))
    assert {str(s).removeprefix(VOC): found[str(s).removeprefix(VOC)] for s in schemes(vocabularies)} == COUNTS


def test_a_file_holds_the_scheme_of_its_name() -> None:
    for path in vocabulary_files():
        assert schemes(Graph().parse(path)) == [URIRef(VOC + path.stem)]


def test_the_degrees_are_an_ordered_collection(vocabularies: Graph) -> None:
    order = URIRef(VOC + "degree#order")
    assert (order, RDF.type, SKOS.OrderedCollection) in vocabularies
    head = vocabularies.value(order, SKOS.memberList)
    assert head is not None
    listed = [str(node) for node in Collection(vocabularies, head)]
    assert listed == [
        VOC + "degree/" + slug for slug in ("information", "consultation", "concertation", "co-construction")
    ]
    assert [str(vocabularies.value(URIRef(node), SKOS.notation)) for node in listed] == ["1", "2", "3", "4"]


def test_social_is_read_in_two_ways(vocabularies: Graph) -> None:
    strict, broad = URIRef(VOC + "policy/social"), URIRef(VOC + "policy/solidarites")
    assert set(vocabularies.objects(strict, SKOS.broader)) == {broad}
    assert all(
        len(words(vocabularies, one, SKOS.scopeNote, lang)) == 1 for one in (strict, broad) for lang in ("fr", "en")
    )
    under = {str(one).removeprefix(VOC) for one in vocabularies.subjects(SKOS.broader, broad)}
    assert under == {"policy/social", "policy/autonomie", "policy/jeunesse", "policy/ase", "policy/insertion"}


def test_what_is_no_policy_is_flagged(vocabularies: Graph) -> None:
    flagged = {str(one) for one in vocabularies.objects(URIRef(VOC + "policy#not-a-policy"), SKOS.member)}
    assert flagged == {VOC + "policy/accueil", VOC + "policy/ressource"}
