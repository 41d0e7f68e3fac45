"""Obstacles and levers that running text names as such, and who raises them."""

from collections.abc import Callable

import pytest

Facts = Callable[..., list[tuple[str, str, str]]]
GLOSSARY = "Sigles\n\nDAC : direction de l'action culturelle\n\nDEV : direction de l'espace vert\n\n"


@pytest.fixture
def named(facts: Facts) -> Callable[[str], list[tuple[str, str]]]:
    """The factors: kind and words."""

    def read(text: str) -> list[tuple[str, str]]:
        found = [fact for fact in facts(text, "factors") if fact[0].startswith("factor|")]
        kinds = {s: o.removeprefix("ug:") for s, p, o in found if p == "type"}
        return [(kinds[s], o) for s, p, o in found if p == "prefLabel"]

    return read


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Le premier obstacle est la distance.", "Obstacle", "la distance"),
        ("Un autre frein majeur est le manque de temps.", "Obstacle", "le manque de temps"),
        ("Le premier obstacle est ce que les agents nomment « le client roi ».", "Obstacle", "le client roi"),
        ("L'une des principales résistances du terrain est la peur.", "Obstacle", "la peur"),
        ("Le levier le plus cité est le binôme d'accueil.", "Lever", "le binôme d'accueil"),
        ("La présence d'un médiateur est un puissant levier.", "Lever", "La présence d'un médiateur"),
        ("La confiance est citée partout comme un levier.", "Lever", "La confiance"),
        ("Le vélo peut également servir de levier pour aller vers.", "Lever", "Le vélo"),
        ("Point de vigilance : ne pas promettre de date.", "VigilancePoint", "ne pas promettre de date"),
        ("La condition du succès, selon nous : un cadre présent.", "SuccessFactor", "un cadre présent"),
    ],
)
def test_a_factor(named: Callable[[str], list[tuple[str, str]]], text: str, kind: str, words: str) -> None:
    assert named(text) == [(kind, words)]


def test_several_at_once(named: Callable[[str], list[tuple[str, str]]]) -> None:
    assert named("Deux écueils : le prix et la distance.") == [("Obstacle", "la distance"), ("Obstacle", "le prix")]
    assert named("Trois écueils : le prix et la distance.") != [("Obstacle", "la distance"), ("Obstacle", "le prix")]


@pytest.mark.parametrize(
    "text",
    [
        "La météo n'est pas un frein.",
        "Le service lève les freins un à un.",
        "C'est un levier.",
        "Quel est le premier frein est la question ?",
        "Les freins à disque sont neufs.",
    ],
)
def test_no_factor(named: Callable[[str], list[tuple[str, str]]], text: str) -> None:
    assert named(text) == []


def test_who_raises_it_in_the_sentence(facts: Facts) -> None:
    found = facts(GLOSSARY + "La DAC évoque la barrière de la langue comme un obstacle.", "factors")
    assert [o.rsplit("|", 1)[1] for _, p, o in found if p == "accordingTo"] == ["dac"]


def test_who_raises_the_same_further_on(facts: Facts) -> None:
    text = (
        GLOSSARY
        + "Le premier obstacle est « le client roi ». La DAC soulève aussi ces mêmes enjeux. Les élus sont absents.\n\n"
        "A la DEV, le client roi prend toute la place."
    )
    found = facts(text, "factors")
    assert sorted(o.rsplit("|", 1)[1] for _, p, o in found if p == "accordingTo") == ["dac", "dev"]


def test_the_same_is_what_was_named_last(facts: Facts) -> None:
    text = GLOSSARY + "Le premier frein est la distance. Le second frein est le prix. La DAC fait le même constat."
    found = [(s, o) for s, p, o in facts(text, "factors") if p == "accordingTo"]
    assert [s.rsplit("|", 1)[1] for s, _ in found] == ["le-prix"]


@pytest.mark.parametrize(
    ("text", "factors"),
    [
        ("Ce qui a aidé ? Une salle ouverte le soir.", [("Lever", "Une salle ouverte le soir")]),
        (
            "Qu'est-ce qui a permis cela ? De l'avis de tous, la cadre de nuit, qui a montré l'exemple.",
            [("Lever", "la cadre de nuit, qui a montré l'exemple")],
        ),
        (
            "Ce qui a joué en faveur du projet ? Un café offert et la patience des agents.",
            [("Lever", "Un café offert"), ("Lever", "la patience des agents")],
        ),
        ("Le principal frein ? Surtout le prix du billet.", [("Obstacle", "le prix du billet")]),
        ("Ce qui a aidé ? On ne sait pas.", []),
        ("Qui a aidé ? Les voisins sont venus.", []),
        ("Ce qui a changé ? Une salle ouverte le soir.", []),
    ],
)
def test_a_question_and_its_answer(
    named: Callable[[str], list[tuple[str, str]]], text: str, factors: list[tuple[str, str]]
) -> None:
    assert sorted(named(text)) == sorted(factors)
