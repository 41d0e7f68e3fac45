"""The reference tables as triples."""

from usagraph.ontology.tables.graph import article_iri, legal_text_iri, reference_triples
from usagraph.ontology.tables.records import ImposedInstrument
from usagraph.ontology.tables.reference import imposed_instruments, legal_texts, successions
from usagraph.ontology.terms import DCT, ORG, RDF, SDO, SKOS, XSD, concept, ug
from usagraph.records import Term, iri, text_value

BASE = "https://example.org/kg"
THINGS = f"{BASE}/id"
COG = text_value("Insee, code officiel géographique 2026, par le paquet npm @etalab/decoupage-administratif 6.0.0")


def about(subject: str) -> list[tuple[str, Term]]:
    return [(predicate, found) for name, predicate, found in reference_triples(BASE) if name == subject]


def test_a_departement_is_an_authority_that_covers_a_territory() -> None:
    assert about(f"{THINGS}/local-authority/isere") == [
        (RDF + "type", iri(ug("LocalAuthority"))),
        (SKOS + "prefLabel", text_value("Département de l'Isère")),
        (SKOS + "altLabel", text_value("conseil départemental de l'Isère")),
        (SKOS + "altLabel", text_value("conseil général de l'Isère")),
        (DCT + "source", COG),
        (ug("inseeCode"), text_value("38", None)),
        (ug("covers"), iri(f"{THINGS}/territory/departement-isere")),
    ]
    assert about(f"{THINGS}/territory/departement-isere") == [
        (RDF + "type", iri(ug("Territory"))),
        (SKOS + "prefLabel", text_value("Isère (département)")),
        (DCT + "source", COG),
        (ug("inseeCode"), text_value("38", None)),
        (ug("within"), iri(f"{THINGS}/territory/region-auvergne-rhone-alpes")),
    ]


def test_a_region_has_its_code_on_its_territory() -> None:
    assert about(f"{THINGS}/local-authority/region-corse") == [
        (RDF + "type", iri(ug("LocalAuthority"))),
        (SKOS + "prefLabel", text_value("Région Corse")),
        (SKOS + "altLabel", text_value("conseil régional de Corse")),
        (SKOS + "altLabel", text_value("Région de Corse")),
        (DCT + "source", COG),
        (ug("covers"), iri(f"{THINGS}/territory/region-corse")),
    ]
    assert (ug("inseeCode"), text_value("94", None)) in about(f"{THINGS}/territory/region-corse")


def test_a_special_authority_covers_its_departements() -> None:
    assert about(f"{THINGS}/local-authority/collectivite-de-corse") == [
        (RDF + "type", iri(ug("LocalAuthority"))),
        (SKOS + "prefLabel", text_value("Collectivité de Corse")),
        (
            DCT + "source",
            text_value(
                "insee.fr, Collectivités territoriales à statut particulier (code) ; "
                "france3-regions.francetvinfo.fr, Comprendre la nouvelle collectivité territoriale unique (1er janvier 2018)"
            ),
        ),
        (ug("inseeCode"), text_value("20R", None)),
        (SDO + "foundingDate", text_value("2018-01-01", None, XSD + "date")),
        (ug("covers"), iri(f"{THINGS}/territory/departement-corse-du-sud")),
        (ug("covers"), iri(f"{THINGS}/territory/departement-haute-corse")),
        (DCT + "replaces", iri(f"{THINGS}/local-authority/corse-du-sud")),
        (DCT + "replaces", iri(f"{THINGS}/local-authority/haute-corse")),
    ]


def test_a_law_has_its_number_its_date_and_what_it_imposes() -> None:
    found = about(f"{THINGS}/legal-text/loi-2002-2")
    assert found[:7] == [
        (RDF + "type", iri(ug("LegalText"))),
        (SKOS + "prefLabel", text_value("loi 2002-2")),
        (SKOS + "altLabel", text_value("loi rénovant l'action sociale et médico-sociale")),
        (SKOS + "altLabel", text_value("loi n° 2002-2")),
        (SKOS + "altLabel", text_value("loi n° 2002-2 du 2 janvier 2002")),
        (SKOS + "altLabel", text_value("loi du 2 janvier 2002")),
        (SKOS + "altLabel", text_value("loi de rénovation sociale")),
    ]
    assert (ug("officialNumber"), text_value("2002-2", None)) in found
    assert (DCT + "issued", text_value("2002-01-02", None, XSD + "date")) in found
    imposed = [value.iri for predicate, value in found if predicate == ug("imposes")]
    obligation = f"{THINGS}/obligation/loi-2002-2-conseil-de-la-vie-sociale"
    assert (len(imposed), obligation in imposed) == (8, True)
    assert (ug("requiresInstrument"), iri(concept("instrument", "conseil-de-la-vie-sociale"))) in about(obligation)


def test_what_an_article_imposes_hangs_on_the_article() -> None:
    assert about(f"{THINGS}/legal-text/cgct-l-1413-1") == [
        (RDF + "type", iri(ug("LegalText"))),
        (SKOS + "prefLabel", text_value("article L. 1413-1 du CGCT")),
        (SKOS + "altLabel", text_value("article L. 1413-1 du code général des collectivités territoriales")),
        (DCT + "source", text_value("doctrine.fr, Article L1413-1 du Code général des collectivités territoriales")),
        (DCT + "isPartOf", iri(f"{THINGS}/legal-text/cgct")),
        (ug("imposes"), iri(f"{THINGS}/obligation/cgct-commission-consultative-des-services-publics-locaux")),
    ]
    assert (SKOS + "prefLabel", text_value("article 7 de la loi 2014-173")) in about(
        f"{THINGS}/legal-text/loi-2014-173-7"
    )


def test_a_code_has_its_acronym() -> None:
    assert (ug("acronym"), text_value("CSP", None)) in about(f"{THINGS}/legal-text/code-sante-publique")


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
    assert (SDO + "foundingDate", text_value("2017-11-20", None, XSD + "date")) in found


def test_bodies_replaced_on_one_day_share_an_event() -> None:
    source = "nossenateurs.fr, intervention 224807 ; senat.fr, Loi n° 2008-126"
    assert about(f"{THINGS}/change-event/pole-emploi-2009-01-01") == [
        (RDF + "type", iri(ORG + "ChangeEvent")),
        (
            SKOS + "prefLabel",
            text_value("ANPE, Association pour l'emploi dans l'industrie et le commerce → Pôle emploi"),
        ),
        (DCT + "source", text_value(source)),
        (ORG + "resultingOrganization", iri(f"{THINGS}/public-body/pole-emploi")),
        (DCT + "date", text_value("2009-01-01", None, XSD + "date")),
        (ORG + "originalOrganization", iri(f"{THINGS}/public-body/anpe")),
        (ORG + "originalOrganization", iri(f"{THINGS}/public-body/assedic")),
    ]


def test_a_single_authority_takes_over_from_its_departement_and_from_its_region() -> None:
    for place in ("martinique", "guyane"):
        heir = f"{THINGS}/local-authority/collectivite-territoriale-de-{place}"
        assert [value.iri for predicate, value in about(heir) if predicate == DCT + "replaces"] == [
            f"{THINGS}/local-authority/{place}",
            f"{THINGS}/local-authority/region-{place}",
        ]
        assert (SDO + "foundingDate", text_value("2016-01-01", None, XSD + "date")) in about(heir)
        event = about(f"{THINGS}/change-event/collectivite-territoriale-de-{place}-2016-01-01")
        assert len([value for predicate, value in event if predicate == ORG + "originalOrganization"]) == 2


def test_a_body_has_its_class_and_a_service_is_no_body() -> None:
    bodies = f"{THINGS}/public-body"
    assert about(f"{bodies}/assedic")[0] == (RDF + "type", iri(ug("Association")))
    service = about(f"{bodies}/france-services")
    assert service[0] == (RDF + "type", iri(ug("PublicService")))
    assert (DCT + "replaces", iri(f"{bodies}/maisons-de-services-au-public")) in service
    changed = {value.iri for _, predicate, value in reference_triples(BASE) if predicate.startswith(ORG)}
    assert f"{bodies}/france-services" not in changed


def test_a_code_is_told_by_its_title() -> None:
    """A code has neither number nor date, and needs no completing."""
    title = text_value("code de l'action sociale et des familles", None)
    assert (DCT + "identifier", title) in about(f"{THINGS}/legal-text/casf")
    told = {s for s, p, _ in reference_triples(BASE) if p in (DCT + "identifier", DCT + "issued", ug("officialNumber"))}
    told |= {s for s, p, _ in reference_triples(BASE) if p == DCT + "isPartOf"}
    texts = {s for s, p, o in reference_triples(BASE) if p == RDF + "type" and o.iri == ug("LegalText")}
    assert texts <= told


def test_every_succession_is_in_the_graph() -> None:
    replaced = [triple for triple in reference_triples(BASE) if triple[1] == DCT + "replaces"]
    assert len(replaced) == len(successions())


def test_every_imposed_instrument_is_reached_from_its_text() -> None:
    triples = set(reference_triples(BASE))
    texts = {text.slug: text for text in legal_texts()}

    def imposing(row: ImposedInstrument) -> str:
        text = texts[row.legal_text]
        return article_iri(BASE, text, row.article) if row.article else legal_text_iri(BASE, text)

    for row in imposed_instruments():
        obligation = f"{THINGS}/obligation/{row.legal_text}-{row.instrument}"
        assert (imposing(row), ug("imposes"), iri(obligation)) in triples
        whole = (imposing(row), DCT + "isPartOf", iri(legal_text_iri(BASE, texts[row.legal_text])))
        assert (whole in triples) == bool(row.article)


def test_codes_identify_one_thing_of_a_kind() -> None:
    codes = [
        (s.rsplit("/", 1)[1].split("-")[0] if "/territory/" in s else "authority", found.value)
        for s, predicate, found in reference_triples(BASE)
        if predicate == ug("inseeCode")
    ]
    assert len(codes) == len(set(codes)) == 101 + 101 + 18 + 4


def test_things_have_one_preferred_name_a_class_and_a_source() -> None:
    triples = list(reference_triples(BASE))
    assert len(triples) == len(set(triples))
    things = sorted({subject for subject, _, _ in triples})
    for wanted in (SKOS + "prefLabel", RDF + "type"):
        assert sorted(subject for subject, predicate, _ in triples if predicate == wanted) == things
    assert sorted({subject for subject, predicate, _ in triples if predicate == DCT + "source"}) == things


def test_every_thing_pointed_at_is_described() -> None:
    triples = list(reference_triples(BASE))
    described = {subject for subject, _, _ in triples}
    assert {found.iri for _, _, found in triples if found.iri and found.iri.startswith(BASE)} <= described


def test_no_two_things_of_a_class_share_a_name() -> None:
    kinds = {subject: found.iri for subject, predicate, found in reference_triples(BASE) if predicate == RDF + "type"}
    names = [
        (kinds[subject], found.value)
        for subject, predicate, found in reference_triples(BASE)
        if predicate in (SKOS + "prefLabel", SKOS + "altLabel")
    ]
    assert sorted(names, key=str) == sorted(set(names), key=str)
