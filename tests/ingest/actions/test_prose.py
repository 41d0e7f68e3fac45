"""Actions told in sentences, with who leads them and how far users take part."""

from collections.abc import Callable

import pytest

from usagraph.deadline import within
from usagraph.ingest.pipeline import claims_of
from usagraph.records import Document

Read = Callable[[str], Document]
Facts = Callable[..., list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("words", "title", "leader"),
    [
        ("La direction de l'eau a lancé « Goutte à goutte » en 2022.", "Goutte à goutte", "direction-de-l-eau"),
        (
            "L'action « Le bus des droits », portée par la direction de l'autonomie (DAU), aide.",
            "Le bus des droits",
            "dau",
        ),
        ("Le projet Bien vieillir ensemble, piloté par la DAU, aide.", "Bien vieillir ensemble", "dau"),
        ("Le pôle seniors anime « Visites du vendredi ».", "Visites du vendredi", "pole-seniors"),
        ("La DRH porte le projet « Répit ».", "Répit", "drh"),
        ("« Vieillir en forme » est un projet qui associe les aînés.", "Vieillir en forme", ""),
        ("Par exemple, la démarche « Ma rue aux enfants » vise à ralentir.", "Ma rue aux enfants", ""),
    ],
)
def test_an_action(facts: Facts, words: str, title: str, leader: str) -> None:
    found = facts(words, "prose")
    assert [o for _, p, o in found if p == "prefLabel"] == [title]
    assert [o.rpartition("|")[2] for _, p, o in found if p == "ledBy"] == ([leader] if leader else [])


@pytest.mark.parametrize(
    "words",
    [
        "Le chef de service a dit « Jamais plus ».",
        "Le film « Les Misérables », produit par la DRH, plaît.",
        "Le dispositif « à la carte » plaît.",
        "Un projet « On verra bien. »",
        "La démarche « Usagers » avance.",
        "Le projet de loi, porté par la direction du budget, avance.",
        "Le mot « Projet » revient souvent.",
        "La presse a lancé « Goutte à goutte ».",
    ],
)
def test_what_is_no_action(facts: Facts, words: str) -> None:
    assert facts(words, "prose") == []


def test_the_degrees_of_the_sentences_that_name_it(facts: Facts) -> None:
    words = (
        "La direction de l'eau a lancé « Goutte à goutte ». Dès la conception, les abonnés ont été consultés. "
        "Plus tard, ailleurs, les habitants ont été informés."
    )
    found = facts(words, "prose.degree")
    assert [(s.rpartition("|")[2], p, o) for s, p, o in found if p in ("basis", "degree", "stage")] == [
        ("conception-consultation", "basis", "basis/declared"),
        ("conception-consultation", "degree", "degree/consultation"),
        ("conception-consultation", "stage", "stage/conception"),
    ]


def test_two_actions_in_a_paragraph_share_no_degree(facts: Facts) -> None:
    words = "La DAU porte le projet « Répit ». La DRH porte le projet « Relais » et consulte les agents."
    assert facts(words, "prose.degree") == []


def test_the_policy_it_belongs_to(facts: Facts) -> None:
    words = "L'action « Le bus des droits », portée par la DAU, relève de l'insertion."
    assert [o for _, p, o in facts(words, "prose") if p == "inDomain"] == ["policy/insertion"]


def test_an_action_of_a_table_told_again_is_the_same(markdown: Read, facts: Facts) -> None:
    text = "| Direction | Action |\n|---|---|\n| DAU | Répit |\n\nLe projet « Répit » avance. Les aidants y sont consultés.\n"
    found = facts(markdown(text), "tables", "prose")
    assert {s for s, p, o in found if o == "ug:Action"} == {"action|essai-dau|repit"}
    assert [o for _, p, o in found if p == "degree"] == ["degree/consultation"]


@pytest.mark.parametrize(
    ("words", "title", "leader"),
    [
        ("Mise en place par le CCAS, l'initiative « Table ouverte » aide.", "Table ouverte", "ccas"),
        ("Le projet intitulé « Ma mairie » (direction de l'accueil) avance.", "Ma mairie", "direction-de-l-accueil"),
        ("Le premier cas est celui du « Comptoir bleu », mené par la DAU.", "Comptoir bleu", "dau"),
        ("« Clé des champs », une action de la direction du lac, aide.", "Clé des champs", "direction-du-lac"),
        ("« Goûter » (direction de la ville) : concertation en amont.", "Goûter", "direction-de-la-ville"),
    ],
)
def test_other_ways_to_say_who_leads(facts: Facts, words: str, title: str, leader: str) -> None:
    found = facts(words, "prose")
    assert [o for _, p, o in found if p == "prefLabel"] == [title]
    assert [o.rpartition("|")[2] for _, p, o in found if p == "ledBy"] == [leader]


def test_the_mode_and_the_issue(facts: Facts) -> None:
    words = "L'action « Bus bleu », portée par la DAU, a pour enjeu d'aller vers. Elle est menée en mode projet."
    found = facts(words, "prose")
    assert [o for _, p, o in found if p in ("mode", "hasIssue")] == ["issue|aller-vers", "mode/projet"]


def test_no_mode_where_it_is_denied_or_everyday(facts: Facts) -> None:
    words = "L'action « Bus bleu », portée par la DAU, n'est pas une activité courante. Un projet suivra."
    assert [o for _, p, o in facts(words, "prose") if p == "mode"] == []


def test_sentences_that_go_on_with_the_action(facts: Facts) -> None:
    words = (
        "La DAU porte le projet « Répit ». Selon elle, les aidants ont co-construit le lieu. "
        "Nous considérons qu'il s'agit d'une consultation."
    )
    found = facts(words, "prose.degree")
    assert sorted(o for _, p, o in found if p in ("basis", "degree")) == [
        "basis/assessed",
        "basis/declared",
        "degree/co-construction",
        "degree/consultation",
    ]


@pytest.mark.parametrize(
    ("words", "title", "leader"),
    [
        ("L'action « Piscine à la nuit » est pilotée par la DAU.", "Piscine à la nuit", "dau"),
        ("Le projet Jouer dehors a été lancé par la DAU en 2022.", "Jouer dehors", "dau"),
        ("« Midi à deux » a été lancé par la DAU.", "Midi à deux", "dau"),
        ("Avec « Un toit pour réviser », la DAU consulte les lycéens.", "Un toit pour réviser", "dau"),
        ("Baptisée « Clé bleue », cette action de la DAU aide.", "Clé bleue", "dau"),
        ("La DAU est à l'origine de « Parents au bord ».", "Parents au bord", "dau"),
        ("Le conseil des ados – porté par la DAU, il grandit.", "Le conseil des ados", "dau"),
        ("Le terrain partagé (DAU) : conception en concertation.", "Le terrain partagé", "dau"),
        ("Une radio de quartier : la DAU l'a lancée en 2021.", "Une radio de quartier", "dau"),
    ],
)
def test_more_ways_to_tell_an_action(facts: Facts, words: str, title: str, leader: str) -> None:
    found = facts(words, "prose")
    assert [o for _, p, o in found if p == "prefLabel"] == [title]
    assert [o.rpartition("|")[2] for _, p, o in found if p == "ledBy"] == [leader]


@pytest.mark.parametrize(
    "words",
    [
        "Une action de communication a été menée par la DAU.",
        "Cette démarche, portée par la DAU, avance.",
        "Enquête sur les repas – menée par la DAU, elle est lue.",
        "Une réunion publique : animée par la DAU, elle a réuni cent personnes.",
        "Le pilotage – porté par la DAU, il est mensuel.",
        "La DAU est à l'origine du retard.",
    ],
)
def test_ordinary_prose_tells_no_action(facts: Facts, words: str) -> None:
    assert facts(words, "prose") == []


def test_the_paragraph_below_that_goes_on(markdown: Read, facts: Facts) -> None:
    text = (
        "La DAU porte le projet « Répit ».\n\nAu stade de la conception, les aidants ont été consultés par "
        "questionnaire.\n\nAilleurs, les habitants ont été informés.\n"
    )
    found = facts(markdown(text), "prose")
    assert [o for _, p, o in found if p in ("degree", "usesMethod")] == [
        "method/enquete-par-questionnaire",
        "degree/consultation",
    ]


def test_a_method_named_beside_is_not_that_of_the_action(facts: Facts) -> None:
    words = "Le projet « Bus bleu » avance, ou encore les réunions publiques qui informent."
    assert [o for _, p, o in facts(words, "prose") if p == "usesMethod"] == []


@pytest.mark.parametrize(
    ("told", "mode"),
    [
        ("Elle est menée au fil de l'eau.", "activite-courante"),
        ("Elle est conduite de manière permanente.", "activite-courante"),
        ("Elle est menée à titre expérimental.", "projet"),
        ("Elle est partie d'un projet devenu activité courante.", "glissant"),
        ("Elle est pérennisée.", "glissant"),
        ("Conduite en mode projet, elle devient peu à peu une activité courante.", "glissant"),
        ("Elle est pensée : ce n'est pas une activité courante.", None),
    ],
)
def test_the_mode_that_sentences_tell(facts: Facts, told: str, mode: str | None) -> None:
    found = facts(f"L'action « Bus bleu », portée par la DAU, avance. {told}", "prose")
    assert [o for _, p, o in found if p == "mode"] == ([f"mode/{mode}"] if mode else [])


@pytest.mark.parametrize(
    "piece",
    [
        "direction de la ",
        "La direction de la ville de la mer et de l'eau ",
        "Le projet Bien vieillir de la de la ",
        "Portée par la direction de ",
        "commencé comme un projet est devenu ",
    ],
)
def test_hostile_text_takes_time_by_its_length(plain: Read, piece: str) -> None:
    with within(4.0):
        claims_of(plain(piece * (60_000 // len(piece))), "essai")


@pytest.mark.parametrize(
    ("words", "title", "leader"),
    [
        ("« Bus bleu » : la mission locale du lac a consulté les jeunes.", "Bus bleu", "mission-locale-du-lac"),
        ("Pour « Bus bleu », le service du lac a réuni les jeunes.", "Bus bleu", "service-du-lac"),
        ("« Bus bleu », que porte la régie du lac, roule.", "Bus bleu", "regie-du-lac"),
        ("« Bus bleu », que la DAU a lancé, roule.", "Bus bleu", "dau"),
        ("L'action « Bus bleu » de la direction du lac est née.", "Bus bleu", "direction-du-lac"),
        ("Le projet « Bus bleu », confié à la médiathèque du lac, roule.", "Bus bleu", "mediatheque-du-lac"),
        ("Le bus bleu. La régie du lac mène cette action.", "Le bus bleu", "regie-du-lac"),
        ("Le bus bleu : direction du lac ; consultation en amont.", "Le bus bleu", "direction-du-lac"),
        ("Le bus bleu (pilote : DAU) : concertation en amont.", "Le bus bleu", "dau"),
        ("Le bus bleu. Porté par la DAU, il roule.", "Le bus bleu", "dau"),
    ],
)
def test_actions_of_letters_and_lists(facts: Facts, words: str, title: str, leader: str) -> None:
    found = facts(words, "prose")
    assert [o for _, p, o in found if p == "prefLabel"] == [title]
    assert [o.rpartition("|")[2] for _, p, o in found if p == "ledBy"] == [leader]


@pytest.mark.parametrize(
    "words",
    [
        "« On nous oublie » : la direction du lac a répondu.",
        "Pour « Bus bleu », la foule a crié.",
        "Réunion du 12 mai : direction du lac ; consultation des agents.",
        "Le quai du lac. Le vent mène cette danse.",
    ],
)
def test_letters_that_tell_no_action(facts: Facts, words: str) -> None:
    assert facts(words, "prose") == []


def test_sentences_that_open_with_a_stage_go_on(facts: Facts) -> None:
    words = (
        "Le projet « Bus bleu », porté par la DAU, roule. Les jeunes ont été consultés avant l'ouverture. Pendant les "
        "travaux, ils ont été informés. Le maire a parlé. Lors du bilan, les élus ont été consultés."
    )
    found = facts(words, "prose.degree")
    assert [o for _, p, o in found if p == "degree"] == ["degree/consultation", "degree/information"]


@pytest.mark.parametrize(
    ("words", "leader"),
    [
        ("« Midi à deux » est conduite par la maternité.", "maternite"),
        ("« Midi à deux » est porté par le service des urgences ; c'est peu.", "service-des-urgences"),
        ("« Midi à deux », action de la DAU elle aussi, vise les midis.", "dau"),
        ("« Midi à deux », dont la DAU assure le pilotage, plaît.", "dau"),
        ("« Midi à deux », dont le pilotage revient au pôle seniors, plaît.", "pole-seniors"),
        ("« Midi à deux » est né à l'initiative de l'antenne de Sauges.", "antenne-de-sauges"),
        ("« Midi à deux » relève de la direction des sports.", "direction-des-sports"),
        ("Portée par le pôle seniors, « Midi à deux » tourne depuis mars.", "pole-seniors"),
        ("C'est le pôle seniors qui a lancé « Midi à deux ».", "pole-seniors"),
        ("Le second, « Midi à deux », relève de la scolarité.", "scolarite"),
        ("Le premier, « Midi à deux », a deux ans. Il est porté par la DAU.", "dau"),
        ("Action A – Midi à deux (médiathèque). Les jeunes sont venus.", "mediatheque"),
    ],
)
def test_still_other_ways_to_say_who_leads(facts: Facts, words: str, leader: str) -> None:
    found = facts(words, "prose")
    assert [o for _, p, o in found if p == "prefLabel"] == ["Midi à deux"]
    assert [o.rpartition("|")[2] for _, p, o in found if p == "ledBy"] == [leader]


@pytest.mark.parametrize(
    "words",
    [
        "« Midi à deux » est chantée par la foule.",
        "« Midi à deux » relève de la farce.",
        "« Midi à deux », dont la foule raffole, plaît.",
        "C'est le vent qui a lancé « Midi à deux ».",
        "Le slogan « Midi à deux », porté par la maternité, plaît.",
        "« Midi à deux », roman de la direction, plaît.",
        "« Midi à deux » a deux ans. La salle est tenue par la maternité.",
        "Axe A – Midi à deux (médiathèque). Trois salles ouvrent.",
    ],
)
def test_quotations_that_are_no_action(facts: Facts, words: str) -> None:
    assert facts(words, "prose") == []
