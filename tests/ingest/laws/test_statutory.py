"""Who answers to a law: the bodies of units that are bound, what binds them, and how far users have a say there."""

from collections.abc import Callable

import pytest

Facts = Callable[..., list[tuple[str, str, str]]]

GLOSSARY = """Glossaire

DPR : direction des ponts et rivières

DSO : direction des solidarités

DVA : direction de la vie des aînés

Le propos

"""
NAMES = "la direction des ponts (DPR), la direction des solidarités (DSO)"


def _bound(facts: Facts, text: str) -> dict[str, str]:
    """The bodies that answer to an obligation, each with that obligation; by the end of their keys."""
    said = facts(GLOSSARY + text, "statutory")
    return {s.split("|")[-1]: o.split("|", 1)[1] for s, predicate, o in said if predicate == "underObligation"}


def _laws(facts: Facts, text: str) -> set[tuple[str, str]]:
    said = facts(GLOSSARY + text, "statutory")
    return {(s.split("|")[-1], o.split("|")[-1]) for s, predicate, o in said if predicate == "imposedBy"}


def test_a_body_whole(facts: Facts) -> None:
    body, obligation = (
        "governance-body|essai|dso-conseil-de-la-vie-sociale",
        "obligation|loi-2002-2|conseil-de-la-vie-sociale",
    )
    said = facts(GLOSSARY + "La DSO est tenue par la loi 2002-2 d'avoir un conseil de la vie sociale.", "statutory")
    assert said == [
        (body, "implementsInstrument", "instrument/conseil-de-la-vie-sociale"),
        (body, "prefLabel", "conseil de la vie sociale (DSO)"),
        (body, "type", "ug:GovernanceBody"),
        (body, "underObligation", obligation),
        (body, "unitOf", "directorate|essai|dso"),
        (obligation, "imposedBy", "legal-text||loi-2002-2"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"Deux directions ont parlé de la participation imposée par la loi : {NAMES}.",
        f"Ici, 2 services évoquent une concertation obligatoire des habitants : {NAMES}.",
        "Parmi les directions, certaines ont une obligation légale de consultation, réglementaire et suivie : DPR et DSO.",
    ],
)
def test_the_units_of_a_list_are_bound(facts: Facts, text: str) -> None:
    assert set(_bound(facts, text)) == {"dpr-participation-imposee", "dso-participation-imposee"}


@pytest.mark.parametrize(
    ("text", "body", "law"),
    [
        (
            "« C'est la loi 2002-2 qui nous oblige à tenir un conseil de la vie sociale » (DSO).",
            "dso-conseil-de-la-vie-sociale",
            "loi-2002-2",
        ),
        (
            "« Le livret d'accueil, c'est la loi 2002-2 qui dit qu'il faut en avoir » (DSO).",
            "dso-livret-d-accueil",
            "loi-2002-2",
        ),
        ("« La loi ASV nous impose de mieux écouter les aînés » (DVA).", "dva-participation-imposee", "loi-2015-1776"),
        (
            "La DVA est soumise par la loi ASV à une concertation des aînés.",
            "dva-participation-imposee",
            "loi-2015-1776",
        ),
        (
            "La DPR a l'obligation de tenir une concertation préalable, dit l'article L. 103-2 du code de l'urbanisme.",
            "dpr-concertation-prealable",
            "code-urbanisme-l-103-2",
        ),
        (
            "La DSO répond à l'obligation de participation posée par la loi 2002-2.",
            "dso",
            "loi-2002-2",
        ),
        ("Le conseil des aînés répond à l'obligation de la loi ASV.", "conseil-des-aines", "loi-2015-1776"),
    ],
)
def test_who_answers_to_what(facts: Facts, text: str, body: str, law: str) -> None:
    assert list(_bound(facts, text)) == [body]
    assert {source for _, source in _laws(facts, text)} == {law}


def test_a_listed_unit_may_name_no_law(facts: Facts) -> None:
    text = f"Deux directions ont parlé de la participation imposée par la loi : {NAMES} : « Il faut que l'on tienne une concertation préalable, c'est réglementaire » (DPR)."
    assert _bound(facts, text)["dpr-concertation-prealable"] == "essai|dpr-concertation-prealable"
    assert _laws(facts, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        f"Deux directions ont parlé de leurs projets : {NAMES}.",
        "« La loi 2002-2 est longue » (DSO).",
        "« Nous aimons notre conseil de la vie sociale » (DSO).",
        "La DSO suit la loi 2002-2 et tient un conseil de la vie sociale.",
        "La DSO est soumise à une forte demande de participation.",
        "La mairie est tenue par la loi 2002-2 d'avoir un conseil de la vie sociale.",
        "Le conseil des aînés répond aux habitants sur la loi ASV.",
        "« C'est la loi 2002-2 qui nous oblige » (38).",
    ],
)
def test_who_is_not_bound(facts: Facts, text: str) -> None:
    assert _bound(facts, text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "À la DPR et à la DSO ces instances ne sont que consultatives ; à la DVA on va jusqu'à la concertation dans ces comités.",
        "Pour la DPR et pour la DSO, ces comités restent consultatifs. Ces instances sont, chez la DVA, dans la concertation.",
    ],
)
def test_how_far_users_have_a_say_in_these_bodies(facts: Facts, text: str) -> None:
    listed = "Trois directions ont parlé de la participation imposée par la loi : DPR, DSO et DVA.\n\n"
    said = facts(GLOSSARY + listed + text, "statutory.degree")
    degrees = {s: o for s, predicate, o in said if predicate == "degree"}
    held = {o.split("|")[-1][:3]: degrees[s] for s, predicate, o in said if predicate == "heldIn"}
    assert held == {"dpr": "degree/consultation", "dso": "degree/consultation", "dva": "degree/concertation"}


def test_a_body_that_answers_to_no_law_has_no_degree_here(facts: Facts) -> None:
    assert facts(GLOSSARY + "À la DPR ces instances sont consultatives.", "statutory") == []
