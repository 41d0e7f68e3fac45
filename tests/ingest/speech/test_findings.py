"""Hypotheses, findings and recommendations, with their axes and their verdicts."""

from collections.abc import Callable

import pytest

from usagraph.records import Document

Facts = Callable[..., list[tuple[str, str, str]]]


@pytest.fixture
def stated(facts: Facts) -> Callable[..., list[tuple[str, str]]]:
    """The statements: kind and words."""

    def read(source: Document | str) -> list[tuple[str, str]]:
        found = facts(source, "findings")
        kinds = {s: o.removeprefix("ug:") for s, p, o in found if p == "type"}
        return [
            (kinds[s], o)
            for s, p, o in found
            if p == "prefLabel" and kinds[s] in ("Hypothesis", "Finding", "Recommendation")
        ]

    return read


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Hypothèse 1 : le temps manque partout.", "Hypothesis", "le temps manque partout"),
        ("H2. Les agents savent mieux que nous.", "Hypothesis", "Les agents savent mieux que nous"),
        ("Nous faisons l'hypothèse que le lien tient.", "Hypothesis", "le lien tient"),
        ("Il ressort des entretiens que les horaires comptent.", "Finding", "les horaires comptent"),
        ("On constate que les jeunes viennent moins.", "Finding", "les jeunes viennent moins"),
        ("L'enquête auprès des agents montre que le temps manque.", "Finding", "le temps manque"),
        ("D'après l'enquête de la mairie, un tiers renonce aux soins.", "Finding", "un tiers renonce aux soins"),
        ("Constat n° 2 : les délais s'allongent encore.", "Finding", "les délais s'allongent encore"),
        ("Préconisation n° 3 : former tous les agents.", "Recommendation", "former tous les agents"),
        (
            "Il est recommandé aux services de publier les suites données.",
            "Recommendation",
            "publier les suites données",
        ),
        ("Nous préconisons d'ouvrir le samedi matin.", "Recommendation", "ouvrir le samedi matin"),
        ("Nous supposons en outre que le lieu compte.", "Hypothesis", "le lieu compte"),
        ("La seconde hypothèse postulait que le temps manque.", "Hypothesis", "le temps manque"),
        ("Hypothèse principale : le lien tient bon.", "Hypothesis", "le lien tient bon"),
        ("Premier résultat : le délai pèse sur tous.", "Finding", "le délai pèse sur tous"),
        ("Un constat s'impose : le guichet est vide.", "Finding", "le guichet est vide"),
        ("Contrairement à une idée reçue, les jeunes votent.", "Finding", "les jeunes votent"),
        ("Les entretiens font apparaître que le lieu compte.", "Finding", "le lieu compte"),
        ("La mission recommande aux communes de publier les suites.", "Recommendation", "publier les suites"),
        ("L'essai repose sur une hypothèse simple : le lieu compte beaucoup.", "Hypothesis", "le lieu compte beaucoup"),
        ("Nous faisons le pari que le lieu compte.", "Hypothesis", "le lieu compte"),
        ("Hypothèse 3, plus risquée : le temps gagné se perd.", "Hypothesis", "le temps gagné se perd"),
        ("On peut dès lors supposer que le lieu compte.", "Hypothesis", "le lieu compte"),
        ("Premier enseignement, le lieu fait venir.", "Finding", "le lieu fait venir"),
        ("Il en résulte que les plans arrivent dessinés.", "Finding", "les plans arrivent dessinés"),
        ("On remarque que les jeunes restent debout.", "Finding", "les jeunes restent debout"),
        ("L'enquête révèle un paradoxe : les plus loin viennent.", "Finding", "les plus loin viennent"),
        ("Il conviendrait aussi d'associer les marins.", "Recommendation", "associer les marins"),
        ("Il nous semble indispensable de payer le car.", "Recommendation", "payer le car"),
        ("Il y aurait lieu de confier la clé aux élèves.", "Recommendation", "confier la clé aux élèves"),
        ("Le phare gagnerait à ouvrir ses portes.", "Recommendation", "ouvrir ses portes"),
        ("Nous invitons les communes à publier les suites.", "Recommendation", "publier les suites"),
        ("Préconisation 1.2 : traduire les courriers types.", "Recommendation", "traduire les courriers types"),
        ("Première recommandation : ouvrir le samedi matin.", "Recommendation", "ouvrir le samedi matin"),
    ],
)
def test_a_statement(stated: Callable[..., list[tuple[str, str]]], text: str, kind: str, words: str) -> None:
    assert stated(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "On constate une baisse.",
        "L'hypothèse est écartée pour cette année.",
        "Le constat est partagé par toutes les équipes.",
        "Il recommande ce livre à ses amis.",
        "La commission propose un café.",
        "Les propositions de loi sont déposées.",
        "Le coût dans l'hypothèse basse : trois mille euros par an.",
        "Nous tenons le pari de la confiance.",
        "Il faudrait une heure pour venir à pied.",
        "Il serait étonnant que le maire refuse.",
        "Le premier constat, partagé par tous, reste à vérifier.",
        "Nous invitons les habitants à la fête du port.",
    ],
)
def test_no_statement(stated: Callable[..., list[tuple[str, str]]], text: str) -> None:
    assert stated(text) == []


def test_items_under_a_heading_and_its_axes(facts: Facts, html: Callable[[str], Document]) -> None:
    text = (
        "<h1>Nos préconisations</h1><h2>Axe 1 : Ouvrir</h2><ul><li>Allonger les horaires d'été</li></ul>"
        "<h2>Axe 2 : Associer</h2><ul><li>Confier un budget aux écoles</li></ul><h1>Annexe</h1><ul><li>Liste des lieux visités</li></ul>"
    )
    found = facts(html(text), "findings")
    axes = {s.rsplit("|", 1)[1]: o.rsplit("|", 1)[1] for s, p, o in found if p == "subject"}
    assert axes == {"allonger-les-horaires-d-ete": "axe-1-ouvrir", "confier-un-budget-aux-ecoles": "axe-2-associer"}


def test_a_list_that_a_body_recommends(facts: Facts, html: Callable[[str], Document]) -> None:
    text = (
        "<p>La Cour des comptes publie son étude annuelle en mai.</p>"
        "<p>Sur le principe de proximité, la Cour des comptes recommande :</p><ul><li>ouvrir des lieux partout</li></ul>"
    )
    found = facts(html(text), "findings")
    assert [(p, o) for _, p, o in found if p == "hasRecommendation"] == [
        ("hasRecommendation", "recommendation|essai|ouvrir-des-lieux-partout")
    ]
    assert [o for _, p, o in found if p == "subject"] == ["theme|essai|proximite"]


def test_what_becomes_of_a_hypothesis(facts: Facts) -> None:
    text = (
        "Hypothèse 1 : le temps manque partout.\n\nHypothèse 2 : les agents savent tout.\n\n"
        "L'hypothèse 1 est confirmée par les comptages. Nos résultats infirment la seconde hypothèse."
    )
    told = [(p, o) for _, p, o in facts(text, "findings") if p in ("supports", "contradicts")]
    assert told == [
        ("supports", "hypothesis|essai|le-temps-manque-partout"),
        ("contradicts", "hypothesis|essai|les-agents-savent-tout"),
    ]


def test_findings_told_one_after_the_other(stated: Callable[..., list[tuple[str, str]]]) -> None:
    text = "Deux constats se dégagent. D'abord, le délai compte beaucoup, ce qui contredit H1. Enfin, la règle rassure les agents."
    assert stated(text) == [("Finding", "la règle rassure les agents"), ("Finding", "le délai compte beaucoup")]


def test_several_statements_of_a_paragraph(stated: Callable[..., list[tuple[str, str]]]) -> None:
    text = (
        "Hypothèse 1 : le temps manque partout ; hypothèse 2 : les agents savent tout. L'analyse conduit à deux constats. "
        "Premièrement, le lieu compte peu. Deuxièmement, le délai compte beaucoup."
    )
    assert sorted(stated(text)) == [
        ("Finding", "le délai compte beaucoup"),
        ("Finding", "le lieu compte peu"),
        ("Hypothesis", "le temps manque partout"),
        ("Hypothesis", "les agents savent tout"),
    ]


def test_hypotheses_by_their_rank(stated: Callable[..., list[tuple[str, str]]]) -> None:
    text = "Deux hypothèses guidaient l'enquête. La première voulait que le temps manque.\n\nSelon la deuxième, le lien tient."
    assert sorted(stated(text)) == [("Hypothesis", "le lien tient"), ("Hypothesis", "le temps manque")]


def test_prescriptions_after_an_axis(facts: Facts, html: Callable[[str], Document]) -> None:
    text = (
        "<h1>F. Recommandations</h1><p>Axe A - Dire. Publier les suites données. Il conviendrait de nommer un référent.</p>"
        "<p>Le rapport a été lu par tous les services.</p>"
    )
    found = facts(html(text), "findings")
    told = {s.rsplit("|", 1)[1]: o.rsplit("|", 1)[1] for s, p, o in found if p == "subject"}
    assert told == {"publier-les-suites-donnees": "axe-a-dire", "nommer-un-referent": "axe-a-dire"}


def test_a_row_of_sentences_is_a_list(
    stated: Callable[..., list[tuple[str, str]]], html: Callable[[str], Document]
) -> None:
    rows = "<p>Deux services sur trois répondent tard.</p><p>Le lieu le plus fréquenté est le moins connu.</p>"
    assert [kind for kind, _ in stated(html(f"<h1>E. Constats</h1>{rows}"))] == ["Finding", "Finding"]
    assert stated(html(f"<h1>E. Contexte</h1>{rows}")) == []


def test_comparisons_are_findings_of_a_study(
    stated: Callable[..., list[tuple[str, str]]], html: Callable[[str], Document]
) -> None:
    told = "<h1>Résultats</h1><p>Les usagers demandent moins un avis qu'une réponse. Une affiche le rappelle.</p>"
    supposed = "<h1>Hypothèses</h1><ul><li>Le temps manque à tous</li></ul>"
    assert ("Finding", "Les usagers demandent moins un avis qu'une réponse") in stated(html(supposed + told))
    assert stated(html(told)) == []


def test_a_table_of_recommendations(facts: Facts, html: Callable[[str], Document]) -> None:
    table = "<table><tr><th>Axe</th><th>Recommandation</th></tr><tr><td>Dire</td><td>Publier les suites données</td></tr></table>"
    found = facts(html(table), "findings")
    assert [o.rsplit("|", 1)[1] for _, p, o in found if p == "subject"] == ["dire"]


def test_a_sentence_announces_the_list_below(
    html: Callable[[str], Document], stated: Callable[..., list[tuple[str, str]]]
) -> None:
    items = "<ul><li>Les agents manquent de temps.</li><li>Le guichet ferme trop tôt.</li></ul>"
    announced = html(f"<h1>Bilan</h1><p>Le service tire de l'année deux constats.</p>{items}")
    assert [words for kind, words in stated(announced) if kind == "Finding"] == [
        "Le guichet ferme trop tôt",
        "Les agents manquent de temps",
    ]
    assert stated(html(f"<h1>Bilan</h1><p>Ces constats sont anciens.</p>{items}")) == []


def test_what_one_sentence_recommends_is_told_apart(stated: Callable[..., list[tuple[str, str]]]) -> None:
    assert stated("Nous recommandons de former les agents et de publier les suites données.") == [
        ("Recommendation", "former les agents"),
        ("Recommendation", "publier les suites données"),
    ]
    assert stated("Nous recommandons de publier les suites et de parler.") == [
        ("Recommendation", "publier les suites et de parler")
    ]


def test_hypotheses_in_one_sentence(stated: Callable[..., list[tuple[str, str]]]) -> None:
    text = "Deux intuitions ont guidé l'essai : le calendrier décourage ; le lieu attire les mêmes."
    assert stated(text) == [("Hypothesis", "le calendrier décourage"), ("Hypothesis", "le lieu attire les mêmes")]


def test_axes_of_their_own_lines(facts: Facts, html: Callable[[str], Document]) -> None:
    text = (
        "<h2>Ce que l'on conseille</h2><p>Axe 1. Le lieu</p><p>R1. Fermer la porte du fond.</p><p>Axe 2. Les équipes</p>"
        "<p>Recommandation n° 2</p><p>Former ensemble les deux équipes.</p>"
    )
    found = facts(html(text), "findings")
    names = {s: o for s, p, o in found if p == "altLabel"}
    label = {s: o for s, p, o in found if p == "prefLabel"}
    assert sorted((label[s], names[o]) for s, p, o in found if p == "subject") == [
        ("Fermer la porte du fond", "Le lieu"),
        ("Former ensemble les deux équipes", "Les équipes"),
    ]
