"""What a document speaks of: concepts, public bodies of reference, charters."""

from collections.abc import Callable

import pytest

Facts = Callable[..., list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("Elle parle du pouvoir d’agir.", "concept/pouvoir-d-agir"),
        ("Elle parle du POUVOIR D'AGIR.", "concept/pouvoir-d-agir"),
        ("Elle parle du pou-\nvoir d'agir.", "concept/pouvoir-d-agir"),
        ("Le non-recours recule.", "concept/non-recours"),
        ("Le non recours recule.", "concept/non-recours"),
        ("Des usagères viennent.", "concept/usager"),
        ("Un.e usager.e vient.", "concept/usager"),
        ("Les livrets d'accueil sont prêts.", "instrument/livret-d-accueil"),
    ],
)
def test_a_concept_in_running_text(facts: Facts, sentence: str, concept: str) -> None:
    assert facts(sentence, "mentions.concept") == [("document", "subject", concept)]


@pytest.mark.parametrize("sentence", ["Il a le pouvoir. Il agit.", "Un contrat social.", "Les routes et la culture."])
def test_everyday_words_are_no_concept(facts: Facts, sentence: str) -> None:
    assert facts(sentence, "mentions") == []


@pytest.mark.parametrize(
    ("sentence", "body", "kind"),
    [
        ("La CAF aide.", "caf", "PublicBody"),
        ("La caisse d’allocations familiales aide.", "caf", "PublicBody"),
        ("Les caisses d'allocations familiales aident.", "caf", "PublicBody"),
        ("Le Défenseur des droits répond.", "defenseur-des-droits", "PublicBody"),
        ("La maison France services ouvre.", "france-services", "PublicService"),
    ],
)
def test_a_body_of_reference_with_its_class(facts: Facts, sentence: str, body: str, kind: str) -> None:
    term = f"public-body||{body}"
    assert facts(sentence, "mentions.body") == [("document", "references", term), (term, "type", f"ug:{kind}")]


def test_a_word_inside_another_is_no_body(facts: Facts) -> None:
    assert facts("Un café et des cafés, la cafétéria, un Arsenal.", "mentions.body") == []


def test_a_charter_by_its_short_name_is_the_same(facts: Facts) -> None:
    text = "La Charte de la solidarité des aînés est signée.\n\nLa Charte des aînés est lue."
    term = "charter|charte-de-la-solidarite-des-aines"
    assert facts(text, "mentions.charter") == [
        (term, "altLabel", "Charte des aînés"),
        (term, "prefLabel", "Charte de la solidarité des aînés"),
        (term, "type", "ug:Charter"),
        ("document", "references", term),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Une charte est signée.",
        "La charte qui précise les droits.",
        "une charte de la vie commune",
        "la charte graphique",
    ],
)
def test_a_kind_of_charter_is_none(facts: Facts, text: str) -> None:
    assert facts(text, "mentions.charter") == []


@pytest.mark.parametrize(
    ("sentence", "concepts"),
    [
        ("Un usager captif ne peut choisir.", ["concept/usager", "user-type/captif"]),
        (
            "L'usager est captif, partagé, furtif ou potentiel.",
            ["concept/usager", "user-type/captif", "user-type/furtif", "user-type/partage", "user-type/potentiel"],
        ),
        ("Des usagers internes sont venus.", ["concept/usager", "user-position/interne"]),
        (
            "L'usager est tantôt acteur, tantôt contributeur.",
            ["concept/usager", "user-role/acteur", "user-role/contributeur"],
        ),
        ("Les marches exploratoires ont lieu.", ["method/marche-exploratoire"]),
        ("Les usagers ont un bilan partagé avec les agents et les partenaires.", ["concept/usager"]),
        ("Un stand potentiel, un acteur invisible.", []),
    ],
)
def test_words_said_of_users(facts: Facts, sentence: str, concepts: list[str]) -> None:
    assert [o for _, _, o in facts(sentence, "mentions.concept")] == concepts


def test_a_table_of_contents_speaks_of_nothing(facts: Facts) -> None:
    assert facts("Le pouvoir d'agir .......... 12\n", "mentions.concept") == []


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Les usagers étaient captifs ; ils en sont devenus des acteurs.", "user-role/acteur"),
        ("L'usager passe au rôle d'acteur.", "user-role/acteur"),
    ],
)
def test_what_users_become(facts: Facts, sentence: str, role: str) -> None:
    assert ("document", "subject", role) in facts(sentence, "mentions.concept")


def test_what_others_are_is_no_role_of_users(facts: Facts) -> None:
    found = facts("Les acteurs locaux rencontrent les usagers.", "mentions.concept")
    assert not [o for _, _, o in found if o.startswith("user-role")]


@pytest.mark.parametrize(
    ("sentence", "concepts"),
    [
        ("Les patients partenaires ont relu le livret.", ["user-position/partenaire"]),
        ("Deux habitantes partenaires y siègent.", ["user-position/partenaire"]),
        ("Les associations partenaires ont relu le livret.", []),
        ("Les étudiants externes et les élèves internes déjeunent.", []),
    ],
)
def test_users_by_other_names_who_are_partners(facts: Facts, sentence: str, concepts: list[str]) -> None:
    assert [o for _, _, o in facts(sentence, "mentions") if o.startswith("user-")] == concepts
