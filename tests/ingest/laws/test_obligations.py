"""What a text imposes: the text of the sentence, else the one that "the law" there stands for."""

from collections.abc import Callable

import pytest

Facts = Callable[..., list[tuple[str, str, str]]]

COUNCIL, BOOKLET, RULES = "conseil-de-la-vie-sociale", "livret-d-accueil", "reglement-de-fonctionnement"
CHAINED = (
    "« La loi 2002-2 nous oblige à un livret d'accueil » (DMO) ; "
    "« la loi 2005-102 exige un comité départemental citoyen » (DAU)."
)


def _imposed(facts: Facts, text: str) -> list[tuple[str, str]]:
    found = [(s, o) for s, predicate, o in facts(text, "legal.obligation") if predicate == "imposes"]
    return [(law.removeprefix("legal-text||"), obligation.rpartition("|")[2]) for law, obligation in found]


def test_an_obligation_whole(facts: Facts) -> None:
    obligation = f"obligation|loi-2002-2|{COUNCIL}"
    assert facts("La loi 2002-2 impose un conseil de la vie sociale.", "legal.obligation") == [
        ("legal-text||loi-2002-2", "imposes", obligation),
        (obligation, "prefLabel", "conseil de la vie sociale"),
        (obligation, "requiresInstrument", f"instrument/{COUNCIL}"),
        (obligation, "type", "ug:Obligation"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Un livret d’accueil est imposé par la loi 2002-2.", [("loi-2002-2", BOOKLET)]),
        ("Depuis la loi 2002-2, un livret d'accueil est obligatoire.", [("loi-2002-2", BOOKLET)]),
        ("Selon la loi 2002-2, l'établissement remet un livret d'accueil.", [("loi-2002-2", BOOKLET)]),
        ("Les foyers sont tenus par la loi 2002-2 de remettre un livret d'accueil.", [("loi-2002-2", BOOKLET)]),
        ("Un livret d'accueil doit être remis, dit la loi 2002-2.", [("loi-2002-2", BOOKLET)]),
        ("Un livret d'accueil doit être remis : la loi 2002-2 l'exige.", [("loi-2002-2", BOOKLET)]),
        ("La loi 2002-2 veut un livret d'accueil.", [("loi-2002-2", BOOKLET)]),
        (
            "L'article L. 311-4 du CASF, né de la loi 3DS, impose un livret d'accueil.",
            [("casf-l-311-4", BOOKLET)],
        ),
        (
            "Voir le CASF. Article L. 311-5 : chacun peut appeler une personne qualifiée.",
            [("casf-l-311-5", "personne-qualifiee")],
        ),
        (
            "Le CRPA nous oblige à recevoir les demandes par voie électronique.",
            [("crpa", "saisine-par-voie-electronique")],
        ),
        ("La loi 2002-2 commande de rendre publics les avis.", [("loi-2002-2", "rendre-publics-les-avis")]),
        ("La loi 2002-2 veut que tout refus soit motivé.", [("loi-2002-2", "tout-refus-soit-motive")]),
        ("L'obligation de motiver les refus découle de la loi 2002-2.", [("loi-2002-2", "motiver-les-refus")]),
        (
            "Nous devons, en vertu de l'article L. 311-4 du CASF, communiquer nos pièces.",
            [("casf-l-311-4", "communiquer-nos-pieces")],
        ),
        ("Le juge doit entendre l'enfant (art. L. 311-4 du CASF).", [("casf-l-311-4", "doit-entendre-l-enfant")]),
        ("Depuis la loi 2002-2, la directrice veut un livret d'accueil.", []),
        ("La loi 2002-2 ne commande de rendre publics que les avis.", []),
        ("Le règlement oblige à sonner ; on relit la loi 2002-2.", []),
        ("La loi 2002-2 est votée. La loi prévoit un livret d'accueil.", [("loi-2002-2", BOOKLET)]),
        ("La loi 2002-2 est votée.\n\nCette loi prévoit un livret d'accueil.", [("loi-2002-2", BOOKLET)]),
        ("Le CASF existe. Ce code prévoit un livret d'accueil.", [("casf", BOOKLET)]),
        ("La loi 2002-2, la Charte Marianne. La loi exige un livret d'accueil.", [("loi-2002-2", BOOKLET)]),
        ("La loi 2002-2. La loi 3DS. La loi exige un livret d'accueil.", [("loi-2022-217", BOOKLET)]),
        (
            "La loi 2002-2 prévoit un livret d'accueil et un règlement de fonctionnement.",
            [("loi-2002-2", BOOKLET), ("loi-2002-2", RULES)],
        ),
        (
            "La loi 2002-2 impose un livret d'accueil et la loi 2005-102 un comité départemental citoyen.",
            [("loi-2002-2", BOOKLET), ("loi-2005-102", "comite-departemental-citoyen")],
        ),
        ("L'article L. 311-4 du CASF impose un livret d'accueil.", [("casf-l-311-4", BOOKLET)]),
        (
            "Les articles L. 311-4 et L. 311-7 du CASF imposent un livret d'accueil.",
            [("casf-l-311-4", BOOKLET), ("casf-l-311-7", BOOKLET)],
        ),
        (
            "L'article 10 de la loi 2002-2, modifié par la loi 3DS, impose un livret d'accueil.",
            [("loi-2002-2-10", BOOKLET)],
        ),
        ("La loi 2002-2 rend le livret d'accueil obligatoire.", [("loi-2002-2", BOOKLET)]),
        ("En vertu de la loi 2002-2, un livret d'accueil est remis.", [("loi-2002-2", BOOKLET)]),
        ("Selon la loi 2002-2, chaque maison doit remettre un livret d'accueil.", [("loi-2002-2", BOOKLET)]),
        ("Le livret d'accueil, c'est la loi 2002-2 qui dit qu'il faut en avoir.", [("loi-2002-2", BOOKLET)]),
        ("Le livret d'accueil, exigé par la loi 2002-2, est lu.", [("loi-2002-2", BOOKLET)]),
        ("La loi 2002-2 est votée. Elle impose un livret d'accueil.", [("loi-2002-2", BOOKLET)]),
        (
            "Les outils obligatoires de la loi 2002-2 : le livret d'accueil, le règlement de fonctionnement.",
            [("loi-2002-2", BOOKLET), ("loi-2002-2", RULES)],
        ),
        ("La loi 2031-7 crée un comité des passerelles.", [("loi-2031-7", "comite-des-passerelles")]),
        (
            "La loi 2031-7 oblige les communes à un registre des ponts.",
            [("loi-2031-7", "registre-des-ponts")],
        ),
        (
            "L'article 24 du décret n° 2004-287 dispose qu'un livret d'accueil est remis.",
            [("decret-2004-287-24", BOOKLET)],
        ),
        ("Il est institué, par l'article 7 de la loi 2031-7, un livret d'accueil.", [("loi-2031-7-7", BOOKLET)]),
        ("La loi 2031-7 fait obligation aux villes de remettre un livret d'accueil.", [("loi-2031-7", BOOKLET)]),
        ("On est tenu de remettre un livret d'accueil, en vertu de la loi 2031-7.", [("loi-2031-7", BOOKLET)]),
        ("La maison doit tenir un livret d'accueil (article 4 de la loi 2031-7).", [("loi-2031-7-4", BOOKLET)]),
        ("Un livret d'accueil est obligatoire depuis la loi 2031-7.", [("loi-2031-7", BOOKLET)]),
        ("Un livret d'accueil, dont la loi 2031-7 impose la remise, est prêt.", [("loi-2031-7", BOOKLET)]),
        ("Au titre de la loi 2031-7, un livret d'accueil par maison.", [("loi-2031-7", BOOKLET)]),
        (
            "La loi 2031-7 : livret d'accueil, règlement de fonctionnement.",
            [("loi-2031-7", BOOKLET), ("loi-2031-7", RULES)],
        ),
        (
            (
                "Les articles L. 311-4 et L. 311-7 du CASF sont courts. Le livret d'accueil est exigé par le premier, "
                "le règlement de fonctionnement par le second."
            ),
            [("casf-l-311-4", BOOKLET), ("casf-l-311-7", RULES)],
        ),
        (
            (
                "Les articles L. 311-4 et L. 311-7 du CASF, relatifs l'un au livret d'accueil, l'autre au règlement de "
                "fonctionnement, sont courts."
            ),
            [("casf-l-311-4", BOOKLET), ("casf-l-311-7", RULES)],
        ),
        (
            "L'article 4 de la loi 2031-7, issu de l'article 2 de la loi 3DS, impose un livret d'accueil.",
            [("loi-2031-7-4", BOOKLET)],
        ),
        ("La loi 2031-7 impose aux villes la désignation d'un référent usagers.", [("loi-2031-7", "referent-usagers")]),
        ("Le comité des barques, institué par la loi 2031-7, siège.", [("loi-2031-7", "comite-des-barques")]),
        (
            "L'article L. 103-2 du code de l'urbanisme impose une concertation.",
            [("code-urbanisme-l-103-2", "concertation-prealable")],
        ),
        (
            CHAINED,
            [("loi-2002-2", BOOKLET), ("loi-2005-102", "comite-departemental-citoyen")],
        ),
    ],
)
def test_who_imposes_what(facts: Facts, text: str, wanted: list[tuple[str, str]]) -> None:
    assert _imposed(facts, text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "La loi prévoit un livret d'accueil.",
        "La loi prévoit un livret d'accueil. La loi 2002-2 est votée plus tard.",
        "Le CASF existe. La loi prévoit un livret d'accueil.",
        "La loi 2002-2 n'impose pas de livret d'accueil.",
        "La loi 2002-2 parle d'un livret d'accueil.",
        "La loi 2002-2 ne rend plus le livret d'accueil obligatoire.",
        "Le livret d'accueil n'est pas imposé par la loi 2002-2.",
        "La loi 2002-2 rend un livret d'accueil plus lisible.",
        "Le projet de loi impose un livret d'accueil.",
        "La commune crée un comité des passerelles.",
        "La loi 2002-2 impose un accueil chaleureux.",
        "La loi 2002-2 est votée. Il faut un livret d'accueil.",
        "Le livret d'accueil prévu à l'article 4 de la loi 2031-7 est bleu.",
        "La loi 2002-2 encourage un livret d'accueil.",
        "Le livret d'accueil est facultatif selon la loi 2002-2.",
        "Un décret doit préciser le livret d'accueil.",
        "La loi 2002-2 rappelle le projet et les projets.",
        "La loi 2002-2 est votée. Aucune loi ne prévoit un livret d'accueil.",
    ],
)
def test_nothing_is_imposed(facts: Facts, text: str) -> None:
    assert facts(text, "legal.obligation") == []


def test_a_list_after_a_colon(html: Callable[[str], object], facts: Facts) -> None:
    document = html("<p>La loi 2002-2 impose :</p><ul><li>un livret d'accueil</li><li>un accueil</li></ul><p>Fin.</p>")
    assert [o for _, predicate, o in facts(document, "legal.obligation") if predicate == "imposes"] == [
        f"obligation|loi-2002-2|{BOOKLET}"
    ]


def test_a_duty_that_names_no_instrument(facts: Facts) -> None:
    said = facts("La loi 2031-7 oblige chaque commune à publier les comptes du pont.", "legal.obligation")
    assert [o for _, predicate, o in said if predicate == "description"] == ["publier les comptes du pont"]
    said = facts("Les ponts doivent être ouverts en vertu de la loi 2031-7.", "legal.obligation")
    assert [o for _, predicate, o in said if predicate == "description"] == ["doivent être ouverts"]


def test_what_no_vocabulary_holds_is_described(facts: Facts) -> None:
    said = facts("La loi 2031-7 crée un comité des passerelles.", "legal.obligation")
    assert ("obligation|loi-2031-7|comite-des-passerelles", "description", "comité des passerelles") in said


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("La loi 2002-2 impose aux départements un livret d'accueil.", "departement"),
        ("La loi 2002-2 impose un livret d'accueil dans les communes.", "commune"),
    ],
)
def test_to_whom_it_applies(facts: Facts, text: str, kind: str) -> None:
    said = facts(text, "legal.applies")
    assert said == [(f"obligation|loi-2002-2|{BOOKLET}", "appliesTo", f"organisation-type/{kind}")]


def test_the_obligation_of_a_code_is_that_of_its_articles(facts: Facts) -> None:
    said = facts("L'article L. 311-4 du CASF impose un livret d'accueil.", "legal.obligation")
    assert ("legal-text||casf-l-311-4", "imposes", f"obligation|casf|{BOOKLET}") in said


@pytest.mark.parametrize(
    ("text", "law", "instrument"),
    [
        (
            "Il est remanié par la loi 2005-102 ; celle-ci rend obligatoire un conseil de la vie sociale.",
            "loi-2005-102",
            COUNCIL,
        ),
        ("La loi 2002-2 vise le conseil de la vie sociale ; elle le rend obligatoire partout.", "loi-2002-2", COUNCIL),
        (
            "On cite les articles L. 311-4 et L. 311-6 du CASF. Le second exige un conseil de la vie sociale.",
            "casf-l-311-6",
            COUNCIL,
        ),
        ("Le livret d'accueil doit être remis : ainsi le veut la loi 2002-2.", "loi-2002-2", BOOKLET),
        ("Le foyer s'est doté d'un livret d'accueil, comme l'exige la loi 2002-2.", "loi-2002-2", BOOKLET),
        ("L'obligation de remettre un livret d'accueil découle de la loi 2002-2.", "loi-2002-2", BOOKLET),
        (
            "Le livret d'accueil, obligatoire dans chaque foyer en vertu de la loi 2002-2, est bleu.",
            "loi-2002-2",
            BOOKLET,
        ),
    ],
)
def test_other_ways_to_impose(facts: Facts, text: str, law: str, instrument: str) -> None:
    assert (law, instrument) in _imposed(facts, text)


@pytest.mark.parametrize(
    "text",
    [
        "La loi 2002-2 parle du livret d'accueil ; elle ne le rend pas obligatoire.",
        "Le livret d'accueil dépend de la loi 2002-2.",
        "La création d'un livret d'accueil résulte de la loi 2002-2.",
    ],
)
def test_other_ways_that_impose_nothing(facts: Facts, text: str) -> None:
    assert _imposed(facts, text) == []
