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
        "La loi 2002-2 impose un accueil chaleureux.",
        "La loi 2002-2 est votée. Il faut un livret d'accueil.",
        "La loi 2002-2 est votée. Aucune loi ne prévoit un livret d'accueil.",
    ],
)
def test_nothing_is_imposed(facts: Facts, text: str) -> None:
    assert facts(text, "legal.obligation") == []
