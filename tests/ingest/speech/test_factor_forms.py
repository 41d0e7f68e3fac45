"""Factors that sentences tell in many wordings, and sentences that look alike and tell none."""

import pytest

from usagraph.ingest.speech.factor_forms import is_cued, kept, named_in
from usagraph.textview import flat


def told(words: str) -> list[tuple[str, str]]:
    """The factors of one sentence: kind and words."""
    return (
        [(one.kind, words[one.start : one.end]) for one in named_in(words, 0, len(words))]
        if is_cued(flat(words))
        else []
    )


@pytest.mark.parametrize(
    ("words", "kind", "named"),
    [
        ("Ce qui a joué en notre faveur, c'est l'accueil du matin.", "Lever", "l'accueil du matin"),
        ("Ce qui nous a freinés, ce sont les délais.", "Obstacle", "les délais"),
        ("Ne pas oublier ce qui a fait la différence : répondre, au stylo.", "SuccessFactor", "répondre, au stylo"),
        ("Une chose a freiné, le départ des voisins.", "Obstacle", "le départ des voisins"),
        ("L'action a en revanche buté sur un registre perdu.", "Obstacle", "un registre perdu"),
        ("La démarche s'est heurtée à la méfiance.", "Obstacle", "la méfiance"),
        ("Le projet a été longtemps freiné par le manque de salles.", "Obstacle", "le manque de salles"),
        ("La mobilisation a été rendue difficile par la crue.", "Obstacle", "la crue"),
        ("La démarche a été facilitée par la proximité du marché.", "Lever", "la proximité du marché"),
        ("Le projet a pu compter sur deux animatrices.", "Lever", "deux animatrices"),
        ("Elle doit son succès à la gratuité.", "SuccessFactor", "la gratuité"),
        ("Rien n'aurait été possible sans la gardienne.", "SuccessFactor", "la gardienne"),
        ("Sans la gardienne, le projet n'aurait pas vu le jour.", "SuccessFactor", "la gardienne"),
        ("C'est surtout le calendrier qui nous a freinés.", "Obstacle", "le calendrier"),
        (
            "Le levier décisif aura été l'accord du bailleur, qui prête la cour.",
            "Lever",
            "l'accord du bailleur, qui prête la cour",
        ),
        ("Un seul frein est à signaler : le bruit du soir.", "Obstacle", "le bruit du soir"),
        ("Les imprimés ne changent pas, et c'est là tout le problème.", "Obstacle", "Les imprimés ne changent pas"),
        ("Le hic : la salle ferme tôt.", "Obstacle", "la salle ferme tôt"),
        ("Le bilan est mince : le car partait trop tôt.", "Obstacle", "le car partait trop tôt"),
        ("Attention toutefois : il ne faut pas tout promettre.", "VigilancePoint", "il ne faut pas tout promettre"),
        ("Ce qui a tout changé, c'est le banc.", "SuccessFactor", "le banc"),
        ("Premier obstacle, les horaires.", "Obstacle", "les horaires"),
        ("La principale difficulté est de trouver une date.", "Obstacle", "trouver une date"),
        ("Les agents citent comme principal frein le coût.", "Obstacle", "le coût"),
        ("La cour nous a beaucoup aidés.", "Lever", "La cour"),
        ("Il faut rester attentif à la fatigue du groupe.", "VigilancePoint", "la fatigue du groupe"),
    ],
)
def test_one_factor(words: str, kind: str, named: str) -> None:
    assert told(words) == [(kind, named)]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Parmi les facteurs favorables, les équipes citent d'abord la cour, puis le préau ouvert à tous.", 2),
        ("Deux choses ont aidé : une porte ouverte et un goûter.", 2),
        ("Plusieurs éléments ont facilité la venue : un goûter, une navette et une garderie.", 3),
        ("Les principaux freins évoqués sont le temps, le prix et la peur de parler.", 3),
        ("Freins : transport, horaires décalés, peur du jugement.", 3),
        ("Conditions de réussite : dire ce qui sera décidé et par qui ; garder une salle.", 2),
        ("Elle a buté sur le froid, sur la fatigue et sur le bruit.", 3),
        ("Le principal levier est la confiance entre la famille et l'école.", 1),
    ],
)
def test_as_many_factors_as_the_sentence_lists(words: str, count: int) -> None:
    assert len(told(words)) == count


def test_what_is_welcomed_and_regretted_needs_an_action_around_it() -> None:
    words = "La direction se félicite de la patience des guides et regrette l'absence de suite."
    assert [(one.kind, one.weak) for one in named_in(words, 0, len(words))] == [("Lever", True), ("Obstacle", True)]


@pytest.mark.parametrize(
    "words",
    [
        "Ce qui a changé, c'est le ton.",
        "Les difficultés des familles sont nombreuses.",
        "Le vote est rendu possible par le logiciel.",
        "La participation est facilitée par la loi de 2012.",
        "Le projet a bénéficié d'une subvention.",
        "Le permis reste un levier d'insertion.",
        "La sécheresse a retardé la mise en eau.",
        "Les personnes souffrant de solitude sont venues.",
        "Il existe un frein à main.",
    ],
)
def test_no_factor(words: str) -> None:
    assert told(words) == []


def test_words_that_only_point_to_something_name_nothing() -> None:
    assert kept("cela", 0, 4) is None
    assert kept(" - la cour.", 0, 11) == (3, 10)


@pytest.mark.parametrize(
    ("words", "factors"),
    [
        (
            "Deux choses ont aidé : la confiance du voisin, d'une part, et d'autre part une aide votée tôt.",
            [("Lever", "la confiance du voisin"), ("Lever", "une aide votée tôt")],
        ),
        (
            "Trois ont pesé : la lenteur des envois, des badges perdus et la pluie.",
            [("Obstacle", "la lenteur des envois"), ("Obstacle", "des badges perdus"), ("Obstacle", "la pluie")],
        ),
        ("Deux la freinent : le bruit et la vitre.", [("Obstacle", "le bruit"), ("Obstacle", "la vitre")]),
        ("Trois ont aidé : Paul, Marc et Zoé.", []),
        ("Un facteur est cité partout comme favorable : un banc à l'ombre.", [("Lever", "un banc à l'ombre")]),
        ("Ce qui le freine, c'est le manque de lits.", [("Obstacle", "le manque de lits")]),
        ("L'obstacle est venu des horaires du marché.", [("Obstacle", "horaires du marché")]),
        (
            "Elle met au crédit de la présence d'un bénévole l'essentiel du succès.",
            [("Lever", "la présence d'un bénévole")],
        ),
        ("L'équipe attribue ce succès à la présence d'un médiateur.", [("Lever", "la présence d'un médiateur")]),
        ("L'équipe attribue une aide à la famille.", []),
        ("Les bras nous ont cruellement fait défaut.", [("Obstacle", "Les bras")]),
        ("Il conviendra de rester vigilant sur les délais.", [("VigilancePoint", "les délais")]),
        ("Le manque de temps a constitué le principal obstacle.", [("Obstacle", "Le manque de temps")]),
        ("Le manque de locaux a pesé lourd.", [("Obstacle", "Le manque de locaux")]),
        ("La proximité du marché a facilité la démarche.", [("Lever", "La proximité du marché")]),
        ("La grève a interrompu le projet.", [("Obstacle", "La grève")]),
        ("Ce sont les bénévoles qui ont fait la différence.", [("SuccessFactor", "les bénévoles")]),
        ("L'obstacle majeur rencontré par les équipes : l'éloignement.", [("Obstacle", "l'éloignement")]),
        ("Un bémol : la faible présence des pères.", [("Obstacle", "la faible présence des pères")]),
        (
            "Ont facilité la démarche : le tutoiement, la régularité et le café.",
            [("Lever", "le tutoiement"), ("Lever", "la régularité"), ("Lever", "le café")],
        ),
        ("Au titre des difficultés, les agents évoquent la langue.", [("Obstacle", "la langue")]),
        ("Reste à lever un obstacle, le coût de la salle.", [("Obstacle", "le coût de la salle")]),
        ("Restons attentifs à la place des plus jeunes.", [("VigilancePoint", "la place des plus jeunes")]),
        ("Il faudra veiller à ne pas épuiser les voisins.", [("VigilancePoint", "ne pas épuiser les voisins")]),
        ("Point de vigilance, ne pas épuiser les voisins.", [("VigilancePoint", "ne pas épuiser les voisins")]),
        ("Les freins ne manquent pas : le bruit, la salle.", [("Obstacle", "le bruit"), ("Obstacle", "la salle")]),
        ("Le frein à main était serré.", []),
        ("L'obstacle est montré du doigt.", []),
        ("Le maire a fait la différence entre les deux textes.", []),
        ("Le colis a pesé dix kilos.", []),
        ("Il faut veiller à fermer la porte.", []),
    ],
)
def test_other_wordings(words: str, factors: list[tuple[str, str]]) -> None:
    assert told(words) == factors
