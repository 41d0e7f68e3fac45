"""Legal texts are found however they are cited, with one identity each; where that is not certain, none is given."""

from collections.abc import Callable

import pytest

Facts = Callable[..., list[tuple[str, str, str]]]

CITED = {
    "loi-2002-2": [
        "la loi n° 2002-2 du 2 janvier 2002",
        "la loi 2002-2",
        "la loi n°2002-2",
        "la loi n º 2002-2",
        "la loi no 2002-2",
        "la loi numéro 2002-2",
        "la loi N° 2002‑2",
        "la LOI n° 2002‑2 du 2 janvier 2002",
        "la loi du 2 janvier 2002",
        "la loi du 02/01/2002",
        "la loi du 2\njanvier 2002",
        "la loi de rénovation sociale du 2 janvier 2002",
        "la loi de rénovation sociale",
        "la loi de 2002 sur les établissements médico-sociaux",
    ],
    "loi-2005-102": [
        "la loi n° 2005‑102 du 11 février 2005",
        "LOI n° 2005-102",
        "la loi du 11 fevrier 2005",
        "la loi handicap",
        "la loi de 2005 sur le handicap",
        "la loi pour l’égalité des droits et des chances, la participation et la citoyenneté des personnes handicapées",
    ],
    "loi-2022-140": [
        "la loi Taquet",
        "la loi « Taquet »",
        'la loi "Taquet"',
        "la loi dite Taquet",
        "la loi dite « Taquet »",
    ],
    "loi-2022-217": ["la loi 3DS", "la loi dite 3DS", "la loi « 3DS »", "la loi n° 2022-217 du 21 février 2022"],
    "loi-98-657": [
        "la loi de lutte contre les exclusions",
        "la loi de lutte\ncontre l’exclu-\nsion de 1998",
        "la loi d'orientation du 29 juillet 1998",
        "la loi n° 98-657",
    ],
    "loi-88-1088": ["la loi du 1er décembre 1988", "la loi du 1 décembre 1988", "la loi RMI"],
    "loi-83-663": ["la loi n° 83-663", "la loi n° 1983-663 du 22 juillet 1983", "la loi du 22 juillet 1983"],
    "loi-2007-290": ["la loi du 5 mars 2007 sur le droit au logement et l'hébergement", "la loi DALO"],
    "loi-1901": ["une association loi 1901"],
    "casf": [
        "le code de l'action sociale et des familles",
        "le Code de l’action sociale et des familles",
        "le CASF",
        "le code de l'action sociale et des familles (CASF)",
    ],
    "constitution-1958": ["la Constitution", "la Constitution du 4 octobre 1958"],
    "decret-2004-287": ["le décret n° 2004-287 du 25 mars 2004", "le décret du 25 mars 2004", "décret no 2004-287"],
    "ordonnance-2015-1341": ["l'ordonnance n° 2015-1341 du 23 octobre 2015", "l’ordonnance 2015-1341"],
    "circulaire-du-2010-03-03": ["la circulaire du 3 mars 2010", "la circulaire du 03/03/2010"],
    "arrete-du-2003-09-08": ["l'arrêté du 8 septembre 2003"],
    "loi-2003-705": ["la loi organique n° 2003-705"],
}
NOT_CITED = [
    "imposée par la loi",
    "dans la loi. Ces lois changent",
    "les textes de lois",
    "c'est la loi",
    "les lois de finances",
    "la loi prévoit un accueil",
    "la loi du plus fort et la loi du marché",
    "une proposition de loi",
    "le code de bonne conduite, le code postal 38000",
    "le décret à venir",
    "une circulaire interne, une ordonnance du médecin",
    "le plan 2021-2028, le 2 janvier 2002",
    "la constitution d'un groupe et la Constitution d'un comité",
    "une constitution physique, la constitution du dossier",
    "la loi s'applique à compter du 2 janvier 2002",
    "la loi, votée en 2002",
    "la loi 12, la loyauté",
    "l'arrêt de bus, l'arrêté de circulation",
    "Adèle est venue",
    "le plein emploi, le bien vieillir, le handicap",
    "une charte, la charte graphique",
]


def _texts(facts: Facts, sentence: str) -> list[str]:
    found = [object_ for _, predicate, object_ in facts(sentence, "legal") if predicate == "references"]
    return [term.removeprefix("legal-text||") for term in found]


@pytest.mark.parametrize(("identity", "words"), [(i, words) for i, forms in CITED.items() for words in forms])
def test_a_text_is_one_however_it_is_cited(facts: Facts, identity: str, words: str) -> None:
    assert _texts(facts, f"Le service suit {words}.") == [identity]


@pytest.mark.parametrize("words", NOT_CITED)
def test_what_names_no_text_gives_nothing(facts: Facts, words: str) -> None:
    assert facts(f"Nous suivons {words}, dit-on.", "legal") == []


@pytest.mark.parametrize(
    "words",
    [
        "la loi de 2015",  # several are known of that year
        "la loi du 5 mars 2007",  # two were passed on that day
        "la loi du 30 juin 1975",
        "la loi de 1789",
    ],
)
def test_an_uncertain_identity_is_not_given(facts: Facts, words: str) -> None:
    assert _texts(facts, f"Le service suit {words}.") == []


def test_the_texts_that_may_be_meant_are_kept(facts: Facts) -> None:
    said = facts("Le service suit la loi du 30 juin 1975.", "legal")
    assert said == [
        ("document", "mayReference", "legal-text||loi-75-534"),
        ("document", "mayReference", "legal-text||loi-75-535"),
    ]


def test_an_article_is_a_text_of_its_own_part_of_another(facts: Facts) -> None:
    article = "legal-text||casf-l-311-6"
    assert facts("Le service suit l'article L.311-6 du CASF.", "legal.article") == [
        (article, "isPartOf", "legal-text||casf"),
        (article, "prefLabel", "article L.311-6 du CASF"),
        (article, "type", "ug:LegalText"),
    ]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("L'article L. 311-8 est court. Le CASF est long.", "casf"),  # no code before it
        ("Le CASF et le CGCT sont longs." + " Il pleut." * 300 + " L'article L. 311-8 est court.", "casf"),
    ],
)
def test_an_article_whose_code_is_not_known_is_none(facts: Facts, words: str, first: str) -> None:
    assert {name for name in _texts(facts, words) if name.startswith(first)} == {first}


def test_a_year_stands_for_the_law_that_the_document_cites_in_full(facts: Facts) -> None:
    assert _texts(facts, "La loi n° 2014-58 organise. Puis vint la loi de 2014.") == ["loi-2014-58"]


@pytest.mark.parametrize(
    "words",
    [
        "les lois n° 2002-2 et n° 2005-102",
        "les lois du 2 janvier 2002 et du 11 février 2005",
        "la loi du 2 janvier 2002 et celle du 11 février 2005",
        "la loi n° 2002-2 du 2 janvier 2002 et la loi n° 2005-102 du 11 février 2005",
    ],
)
def test_texts_cited_in_one_breath(facts: Facts, words: str) -> None:
    assert _texts(facts, f"Le service suit {words}.") == ["loi-2002-2", "loi-2005-102"]


def test_a_text_of_reference_keeps_its_name_and_takes_the_words_as_another(facts: Facts) -> None:
    law = "legal-text||loi-2002-2"
    assert facts("Le service suit la loi n° 2002‑2 du 2 janvier 2002.", "legal") == [
        ("document", "references", law),
        (law, "altLabel", "loi n° 2002-2 du 2 janvier 2002"),
        (law, "officialNumber", "2002-2"),
        (law, "type", "ug:LegalText"),
    ]


def test_an_unknown_text_is_named_and_dated_by_its_words(facts: Facts) -> None:
    text = "legal-text||decret-2031-12"
    assert facts("Le service suit le décret n° 2031-12 du 1er mars 2031.", "legal") == [
        ("document", "references", text),
        (text, "issued", "2031-03-01"),
        (text, "officialNumber", "2031-12"),
        (text, "prefLabel", "décret n° 2031-12 du 1er mars 2031"),
        (text, "type", "ug:LegalText"),
    ]


def test_the_same_number_is_another_text_for_another_nature(facts: Facts) -> None:
    assert _texts(facts, "Le service suit le décret n° 2002-2.") == ["decret-2002-2"]


@pytest.mark.parametrize("order", [1, -1])
def test_a_law_that_no_table_knows_is_one_under_its_number_and_its_date(facts: Facts, order: int) -> None:
    sentences = ["La loi du 3 mars 2019 ouvre des guichets.", "La loi n° 2019-999 du 3 mars 2019 est claire."][::order]
    found = facts("\n\n".join(sentences), "legal")
    assert {subject for subject, predicate, _ in found if predicate == "type"} == {"legal-text||loi-2019-999"}


@pytest.mark.parametrize("named", [", dite loi Horizon,", ", dite « Horizon »,", " (dite loi Horizon)"])
def test_a_law_answers_to_the_name_the_document_gives_it(facts: Facts, named: str) -> None:
    found = facts(
        f"La loi n° 2019-999 du 3 mars 2019{named} ouvre des guichets.\n\nLa loi Horizon est claire.", "legal"
    )
    assert {subject for subject, predicate, _ in found if predicate == "type"} == {"legal-text||loi-2019-999"}
    assert ("legal-text||loi-2019-999", "prefLabel", "loi Horizon") in found
