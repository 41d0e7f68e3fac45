"""The reference tables as triples."""

from usagraph.ontology.reference_graph import reference_triples
from usagraph.ontology.terms import DCT, RDF, SDO, SKOS, XSD, concept, ug
from usagraph.records import Term, iri, text_value

BASE = "https://example.org/kg"
THINGS = f"{BASE}/id"


def about(subject: str) -> list[tuple[str, Term]]:
    return [(predicate, found) for name, predicate, found in reference_triples(BASE) if name == subject]


def test_a_departement_is_a_local_authority_with_its_councils() -> None:
    assert about(f"{THINGS}/local-authority/isere") == [
        (RDF + "type", iri(ug("LocalAuthority"))),
        (SKOS + "prefLabel", text_value("Département de l'Isère")),
        (SKOS + "altLabel", text_value("conseil départemental de l'Isère")),
        (SKOS + "altLabel", text_value("conseil général de l'Isère")),
        (DCT + "source", text_value("wikipedia.org, Liste des départements français")),
        (ug("inseeCode"), text_value("38", None)),
    ]


def test_a_law_has_its_number_its_date_and_what_it_imposes() -> None:
    law = f"{THINGS}/legal-text/loi-2002-2"
    found = about(law)
    assert (ug("officialNumber"), text_value("2002-2", None)) in found
    assert (DCT + "issued", text_value("2002-01-02", None, XSD + "date")) in found
    assert (SKOS + "altLabel", text_value("loi n° 2002-2 du 2 janvier 2002")) in found
    imposed = {value.iri for predicate, value in found if predicate == ug("imposes")}
    obligation = f"{THINGS}/obligation/loi-2002-2-conseil-de-la-vie-sociale"
    assert obligation in imposed
    assert (ug("requiresInstrument"), iri(concept("instrument", "conseil-de-la-vie-sociale"))) in about(obligation)


def test_a_first_of_the_month_is_an_ordinal() -> None:
    found = about(f"{THINGS}/legal-text/loi-88-1088")
    assert (SKOS + "altLabel", text_value("loi n° 88-1088 du 1er décembre 1988")) in found


def test_a_charter_and_a_plan_have_their_own_class_and_folder() -> None:
    assert (RDF + "type", iri(ug("Charter"))) in about(f"{THINGS}/charter/charte-marianne")
    assert (DCT + "issued", text_value("2004", None, XSD + "gYear")) in about(f"{THINGS}/plan/programme-adele")


def test_a_body_tells_which_one_it_took_over_from() -> None:
    found = about(f"{THINGS}/public-body/ditp")
    assert (DCT + "replaces", iri(f"{THINGS}/public-body/sgmap")) in found
    assert (ug("acronym"), text_value("DITP", None)) in found
    assert (SDO + "foundingDate", text_value("2017", None, XSD + "gYear")) in found


def test_codes_identify_one_thing() -> None:
    codes = [found.value for _, predicate, found in reference_triples(BASE) if predicate == ug("inseeCode")]
    assert len(codes) == len(set(codes)) == 101


def test_things_have_one_preferred_name_and_no_triple_comes_twice() -> None:
    triples = list(reference_triples(BASE))
    assert len(triples) == len(set(triples))
    named = [subject for subject, predicate, _ in triples if predicate == SKOS + "prefLabel"]
    assert sorted(named) == sorted({subject for subject, _, _ in triples})


def test_no_two_things_of_a_class_share_a_name() -> None:
    kinds = {subject: found.iri for subject, predicate, found in reference_triples(BASE) if predicate == RDF + "type"}
    names = [
        (kinds[subject], found.value)
        for subject, predicate, found in reference_triples(BASE)
        if predicate in (SKOS + "prefLabel", SKOS + "altLabel")
    ]
    assert sorted(names, key=str) == sorted(set(names), key=str)
