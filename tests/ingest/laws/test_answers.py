"""Who says that it meets what a text asks for."""

from collections.abc import Callable

import pytest

Facts = Callable[..., list[tuple[str, str, str]]]

DUTY = "La loi 2031-7 impose un livret d'accueil. "


def _answers(facts: Facts, text: str) -> list[tuple[str, str]]:
    said = facts(text, "statutory.answer")
    return [(s.split("|")[-1], o.split("|", 1)[1]) for s, predicate, o in said if predicate == "underObligation"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("La résidence du Lac satisfait à cette obligation.", "residence-du-lac"),
        ("Notre conseil des barques y répond.", "conseil-des-barques"),
        ("Y répond la régie des eaux.", "regie-des-eaux"),
        ("Cette obligation est remplie par le service des quais.", "service-des-quais"),
        ("Pour y répondre, la commune du Lac a créé un carnet.", "commune-du-lac"),
        ("La commune du Lac, elle, s'en acquitte chaque année.", "commune-du-lac"),
        ("Le foyer du Lac a mis en place le sien.", "foyer-du-lac"),
        ("Le service de l'aide à l'enfance se conforme à cette règle.", "service-de-l-aide-a-l-enfance"),
        ("La régie des eaux s'y conforme depuis mars.", "regie-des-eaux"),
        ("Le foyer du Lac s'acquitte de cette obligation.", "foyer-du-lac"),
        ("L'hôpital du Lac respecte cette exigence.", "hopital-du-lac"),
        ("Le comité des barques compte dix membres. Il y répond.", "comite-des-barques"),
        ("Pour répondre à cette obligation, la commune du Lac a créé un carnet.", "commune-du-lac"),
        ("Le comité des barques a été créé pour répondre à l'article 4 de la loi 2031-7.", "comite-des-barques"),
    ],
)
def test_who_meets_a_duty_told_before(facts: Facts, text: str, body: str) -> None:
    assert [found for found, _ in _answers(facts, DUTY + text)] == [body]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("La résidence du Lac répond à l'obligation posée par la loi 2031-7.", "residence-du-lac"),
        ("En application de la loi 2031-7, la ville du Lac a mis en place un carnet.", "ville-du-lac"),
        ("Notre foyer du Lac est en conformité avec la loi 2031-7.", "foyer-du-lac"),
        (
            "Conformément à l'article 4 de la loi 2031-7, notre régie des eaux s'est dotée d'un carnet.",
            "regie-des-eaux",
        ),
    ],
)
def test_who_meets_a_text(facts: Facts, text: str, body: str) -> None:
    assert [found for found, _ in _answers(facts, text)] == [body]


def test_a_lone_noun_is_the_instrument_that_the_text_imposes(facts: Facts) -> None:
    text = "Notre conseil répond à l'obligation de l'article L. 311-6 du CASF."
    assert _answers(facts, text) == [("conseil-de-la-vie-sociale", "casf|conseil-de-la-vie-sociale")]


def test_that_a_duty_is_met_tells_no_new_duty(facts: Facts) -> None:
    said = facts("La résidence du Lac répond à l'obligation posée par la loi 2031-7.")
    assert not [s for s, predicate, o in said if predicate == "type" and o == "ug:Obligation"]


@pytest.mark.parametrize(
    "text",
    [
        "La résidence du Lac répond aux familles.",
        "La ville du Lac applique la loi 2031-7.",
        "Pour répondre aux usagers, la ville du Lac a créé un carnet.",
        "Le courrier satisfait à cette obligation.",
        "La résidence du Lac satisfait à l'obligation d'affichage.",
    ],
)
def test_who_meets_nothing_that_is_known(facts: Facts, text: str) -> None:
    assert _answers(facts, DUTY + text) == []


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Le foyer du Lac s'y plie depuis mars.", "foyer-du-lac"),
        ("La résidence du Lac se conforme à cette règle.", "residence-du-lac"),
        ("Le nôtre, relu en mars, remplit cette exigence.", "livret-d-accueil"),
    ],
)
def test_other_ways_to_meet_a_duty(facts: Facts, text: str, body: str) -> None:
    assert [who for who, _ in _answers(facts, DUTY + text)] == [body]


def test_a_duty_that_is_not_met_is_met_by_nobody(facts: Facts) -> None:
    assert _answers(facts, DUTY + "La régie des eaux ne s'y conforme pas.") == []


def test_this_duty_is_that_of_the_code_where_the_code_imposes_it(facts: Facts) -> None:
    text = DUTY + "Le CRPA nous oblige à motiver les refus. La régie des eaux répond à cette obligation."
    assert _answers(facts, text) == [("regie-des-eaux", "crpa|motiver-les-refus")]
