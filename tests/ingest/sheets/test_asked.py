"""Needs and wishes of a body in its minutes: with it as their holder, and only where a label or a verb says them."""

from collections.abc import Callable

from usagraph.records import Document

Read = Callable[[str], Document]
Facts = Callable[..., list[tuple[str, str, str]]]

MINUTES = "# Relevé du comité des usagers du port\n\nLe comité se réunit chaque mois.\n\n{}\n"


def _asked(found: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    labels = {s: o for s, predicate, o in found if predicate == "prefLabel"}
    return [(s.split("|")[-1], p, labels[o]) for s, p, o in found if p in ("hasNeed", "hasWish")]


def test_labels_of_minutes(markdown: Read, facts: Facts) -> None:
    document = markdown(
        MINUTES.format("Besoins relevés par le comité : un banc, deux lampes. Souhait : une passerelle.")
    )
    assert _asked(facts(document)) == [
        ("comite-des-usagers-du-port", "hasNeed", "deux lampes"),
        ("comite-des-usagers-du-port", "hasNeed", "un banc"),
        ("comite-des-usagers-du-port", "hasWish", "une passerelle"),
    ]


def test_what_a_body_wishes_for(markdown: Read, facts: Facts) -> None:
    document = markdown(MINUTES.format("Le comité des usagers du port souhaite que le quai soit éclairé."))
    assert _asked(facts(document)) == [("comite-des-usagers-du-port", "hasWish", "que le quai soit éclairé")]


def test_ordinary_words_ask_for_nothing(markdown: Read, facts: Facts) -> None:
    document = markdown(MINUTES.format("Les besoins sont connus. La demande est close, et le souhait du maire aussi."))
    assert _asked(facts(document)) == []


def test_a_pronoun_means_the_body_that_the_sentence_before_begins_with(markdown: Read, facts: Facts) -> None:
    text = "# Port\n\nLe pôle phares a deux salles. Il réclame un banc. Il a grandi. Il lui manque une lampe. {}\n"
    told = "Le pôle phares tient bon. Il lui manque deux lampes. Les gens passent. Ils aimeraient un quai."
    assert _asked(facts(markdown(text.format(told)))) == [
        ("pole-phares", "hasNeed", "deux lampes"),
        ("pole-phares", "hasNeed", "un banc"),
    ]


def test_what_another_body_asks_for_is_not_asked_for_the_action(markdown: Read, facts: Facts) -> None:
    text = "# Port\n\nLe pôle quais porte le projet « Murs ». Le pôle phares réclame un banc.\n"
    found = [fact for fact in facts(markdown(text)) if fact[1] == "hasNeed"]
    assert [s.partition("|")[0] for s, _, _ in found] == ["pole"]
