"""The articles of a code or of a law, each with the text it is part of."""

from collections.abc import Callable

import pytest

Facts = Callable[..., list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("words", "articles"),
    [
        ("l'article L. 311-6 du CASF", ["casf-l-311-6"]),
        ("les articles L. 311-6, R. 311-1 et D. 311-16 du CASF", ["casf-d-311-16", "casf-l-311-6", "casf-r-311-1"]),
        ("l'article LO 1112-1 du CGCT", ["cgct-lo-1112-1"]),
        ("l'article L.O. 1112-1 du CGCT", ["cgct-lo-1112-1"]),
        ("l'article R.* 123-1 du code de l'urbanisme", ["code-urbanisme-r-123-1"]),
        ("l'article L. 223-1-1 du CASF", ["casf-l-223-1-1"]),
        ("le CASF, et notamment ses articles L. 116-1 et L. 121-1", ["casf-l-116-1", "casf-l-121-1"]),
        ("la Constitution, en son article 72", ["constitution-1958-72"]),
        ("l'article 3, alinéa 2, de la loi 3DS", ["loi-2022-217-3"]),
        ("l'article 5 du règlement intérieur", []),
        ("l'article 5 du contrat et la loi 3DS", []),
        ("la loi 3DS et l'article du journal", []),
        ("le CASF en 311 pages", []),
    ],
)
def test_the_articles_of_a_sentence(facts: Facts, words: str, articles: list[str]) -> None:
    said = facts(f"Le service suit {words}.", "legal.article")
    assert [s.removeprefix("legal-text||") for s, predicate, _ in said if predicate == "isPartOf"] == articles
