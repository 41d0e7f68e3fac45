"""Rounds of speech: a paragraph begins with those who speak, and what it says they need is theirs."""

from collections.abc import Callable

Facts = Callable[..., list[tuple[str, str, str]]]


def test_what_a_paragraph_says_is_needed_is_held_by_those_it_begins_with(facts: Facts) -> None:
    text = "Amicale du lac. Elle a besoin d'un local chauffé. Elle aimerait être prévenue des travaux."
    who, scope = "association|essai|amicale-du-lac", "association-essai-amicale-du-lac"
    need, wish = f"need|{scope}|d-un-local-chauffe", f"wish|{scope}|etre-prevenue-des-travaux"
    assert facts(text, "sheets.headings.asked") == [
        (who, "hasNeed", need),
        (who, "hasWish", wish),
        (need, "prefLabel", "d'un local chauffé"),
        (need, "type", "ug:Need"),
        (wish, "prefLabel", "être prévenue des travaux"),
        (wish, "type", "ug:Wish"),
    ]


def test_a_paragraph_that_begins_with_nobody_says_nothing(facts: Facts) -> None:
    assert facts("Enfin. Elle a besoin d'un local chauffé.", "sheets.headings.asked") == []
