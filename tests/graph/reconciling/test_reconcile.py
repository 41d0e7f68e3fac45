"""Which thing a name is given, when it is sure, and why."""

from collections.abc import Mapping

import pytest

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reconciling.asked import Query, Strictness, Value, Wanted
from usagraph.graph.reconciling.kinds import type_named
from usagraph.graph.reconciling.properties import property_named
from usagraph.graph.reconciling.reconcile import Answer, reconciled

SURE, SHOWN = True, False
NOTHING: Mapping[str, str] = {}


def asked(
    service: QueryService,
    text: str,
    type: str = "",
    strictness: Strictness = "any",
    lang: str = "fr",
    known: Mapping[str, str] = NOTHING,
) -> list[Answer]:
    """The candidates of a name."""
    kind = type_named(type)
    wanted = []
    for name, value in known.items():
        held = property_named(name)
        assert held
        wanted.append(Wanted(held, (Value(value),)))
    query = Query(text, (kind,) if kind else (), strictness, tuple(wanted))
    return list(reconciled(service, {"q": query}, lang)["q"])


def slug(answer: Answer) -> str:
    return answer.node.iri.rpartition("/")[2]


@pytest.mark.parametrize(
    ("text", "type", "first", "sure"),
    [
        # A text, by its number, its date, its title.
        ("loi 1999-123", "", "loi-1999-123", SURE),
        ("Loi n°1999‑123 du 4 mai 1999", "LegalText", "loi-1999-123", SURE),
        ("LOI N° 1999-123 DU 4 MAI 1999 SUR LES CARS DE MONTAGNE", "", "loi-1999-123", SURE),
        ("la loi sur les cars de montagne (loi n° 1999-123)", "", "loi-1999-123", SURE),
        ("décret no 1999-123 du 08/06/1999", "", "decret-1999-123", SURE),
        ("article 4 de la loi 1999-123", "", "loi-1999-123-4", SURE),
        ("loi modifiant la loi n° 1999-123 relative aux cars", "", "loi-2003-50", SURE),
        # The number alone is that of an act and of a decree; what cites a text is not it.
        ("1999-123", "", "loi-1999-123", SHOWN),
        ("loi n° 1999-123 du 8 juillet 1981", "", "loi-1999-123", SHOWN),
        ("circulaire d'application de la loi n° 1999-123", "", "", SHOWN),
        ("loi 1999-123, article 9", "", "", SHOWN),
        ("loi 1999-123 et loi 2003-50", "", "", SHOWN),
        ("art. 4 de la loi 1999-123", "", "loi-1999-123-4", SURE),
        ("code des cars, art. L311-4", "", "code-des-cars-l-311-4", SURE),
        ("code des cars", "", "code-des-cars", SURE),
        # Names: case, accents, articles, number, what things of the type all have.
        ("DIRECTION DES MOBILITES", "", "valdore-dmo", SURE),
        ("la direction  de l’autonomie", "", "valdore-dau", SURE),
        ("Valdoré", "Territory", "departement-valdore", SURE),
        ("Orsel", "LocalAuthority", "ville-orsel", SURE),
        ("Hautes Combes", "", "valdore-hautes-combes", SURE),
        ("Hautes Combes", "Directorate", "valdore-the", SURE),
        ("everyday mobility", "policy", "mobilites-du-quotidien", SURE),
        ("Dpt de Valdore", "LocalAuthority", "valdore", SURE),
        ("Région Valdoré", "LocalAuthority", "region-valdore", SURE),
        ("Conseil général de Valdoré", "", "valdore", SURE),
        ("dirction des mobilités", "Directorate", "valdore-dmo", SHOWN),
        ("Orsel", "", "ville-orsel", SHOWN),
        # Acronyms: of one thing alone, of two, with words that are told of the thing, with others.
        ("D.A.V.", "", "valdore-dau", SURE),
        ("DAV Valdoré", "", "valdore-dau", SURE),
        ("DAV - direction de l'autonomie", "", "valdore-dau", SURE),
        ("Direction de l'assainissement des vallées (DAV)", "", "valdore-dau", SHOWN),
        ("DAV Orsel", "", "", SHOWN),
        # Codes.
        ("123456782", "", "agence-des-cars", SURE),
        ("199", "Territory", "departement-valdore", SURE),
        # What is in brackets may make it another thing.
        ("Valdoré (rivière)", "Territory", "departement-valdore", SHOWN),
    ],
)
def test_name_is_given_its_thing(county: QueryService, text: str, type: str, first: str, sure: bool) -> None:
    """`first` is left empty where several come as near."""
    found = asked(county, text, type)
    expected = [first or slug(found[0]), sure]
    assert [slug(found[0]), found[0].match] == expected, [(slug(one), one.score) for one in found]
    assert not any(one.match for one in found[1:])


@pytest.mark.parametrize("text", ["", " ", "-", "xyz", "à", "n/a", "()", "𝔘𝔫", "\x00", "%_\"'", "NEAR AND OR NOT *"])
def test_what_is_no_name_has_no_sure_candidate(county: QueryService, text: str) -> None:
    assert not any(one.match for one in asked(county, text))


def test_two_things_of_one_acronym_are_shown_and_neither_is_sure(county: QueryService) -> None:
    found = asked(county, "DMO")
    assert {slug(one) for one in found[:2]} == {"valdore-dmo", "orsel-dmo"}
    assert not found[0].match


def test_properties_tell_which_of_two_is_meant(county: QueryService) -> None:
    for authority, expected in (("Ville d'Orsel", "orsel-dmo"), ("Département de Valdoré", "valdore-dmo")):
        first, *rest = asked(county, "DMO", known={"org:unitOf": authority})
        assert (slug(first), first.match) == (expected, True)
        assert first.features.agreed == (("org:unitOf", 1.0),)
        assert all(one.score < first.score for one in rest)


def test_a_property_that_disagrees_makes_nothing_sure(county: QueryService) -> None:
    first = asked(county, "loi 1999-123", known={"dct:issued": "2011"})[0]
    assert (slug(first), first.match) == ("loi-1999-123", False)
    assert asked(county, "loi 1999-123", known={"dct:issued": "04/05/1999"})[0].match


def test_a_value_alone_leads_to_its_thing(county: QueryService) -> None:
    first = asked(county, "", known={"dct:identifier": "123456782"})[0]
    assert (slug(first), first.score, first.match) == ("agence-des-cars", 100.0, True)


def test_a_type_is_asked_or_wished_for(county: QueryService) -> None:
    assert [slug(one) for one in asked(county, "direction des mobilités", "LegalText")] == []
    first = asked(county, "direction des mobilités", "LegalText", "should")[0]
    assert (slug(first), first.score, first.match, first.features.type) == ("valdore-dmo", 80.0, False, False)


def test_score_is_the_sum_of_what_its_features_say(county: QueryService) -> None:
    first = asked(county, "DAV Valdoré")[0]
    assert (first.features.acronym, first.features.context) == (True, 1.0)
    assert first.score == 85.0
    assert first.description == "direction départementale · DAV · Département de Valdoré"


def test_names_are_in_the_language_asked(county: QueryService) -> None:
    assert asked(county, "mobilités du quotidien", lang="en")[0].node.label == "Everyday mobility"
