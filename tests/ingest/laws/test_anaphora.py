"""What "this law" and "this article" stand for."""

from collections.abc import Callable

Facts = Callable[..., list[tuple[str, str, str]]]


def test_this_article_is_the_last_one(facts: Facts) -> None:
    text = "L'article L. 311-6 du CASF est bref. Cet article impose un livret d'accueil."
    assert ("legal-text||casf-l-311-6", "imposes", "obligation|casf|livret-d-accueil") in facts(text, "legal")
    other = "L'article L. 311-6 du CASF est bref. Cet article de presse impose un livret d'accueil."
    assert facts(other, "legal.anaphora") == []
