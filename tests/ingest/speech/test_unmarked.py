"""Words reported without quotation marks: in the first person, with a verb of speech and a person who speaks."""

from collections.abc import Callable

import pytest

Facts = Callable[..., list[tuple[str, str, str]]]


def _said(facts: Facts, text: str) -> list[tuple[str, str]]:
    found = facts(text, "verbatims")
    words = {s: o for s, p, o in found if p == "prefLabel" and s.startswith("verbatim|")}
    return [(words[s], o.rsplit("|", 1)[-1]) for s, p, o in found if p == "attributedTo"]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "On nous laisse enfin entrer, confie une usagère du phare.",
            "On nous laisse enfin entrer",
            "usagere-du-phare",
        ),
        ("— Moi je viens pour la lampe, soupire le gardien.", "Moi je viens pour la lampe", "gardien"),
        ("Une habitante confie : on nous a montré la mer.", "on nous a montré la mer.", "habitante"),
    ],
)
def test_words_without_marks(facts: Facts, text: str, words: str, who: str) -> None:
    assert _said(facts, text) == [(words, who)]


@pytest.mark.parametrize(
    "text",
    [
        "La lampe est allumée, précise la gardienne.",
        "Une habitante explique le parcours : on entre par le quai.",
        "Nous avons repeint le phare, rappelle la direction.",
        "Que nous soyons là, dit une usagère.",
        "On allume la lampe, dit la charte.",
    ],
)
def test_what_nobody_is_reported_to_say(facts: Facts, text: str) -> None:
    assert _said(facts, text) == []
