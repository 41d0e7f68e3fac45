"""Action sheets of both layouts, in several formats, and what each field says."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from usagraph.records import Document

Read = Callable[[str], Document]
Fact = tuple[str, str, str]
Facts = Callable[..., list[Fact]]

SAMPLES = Path(__file__).parent / "samples"
MODEL = (SAMPLES / "model.txt").read_text(encoding="utf-8")
MODEL_MARKDOWN = (SAMPLES / "model.md").read_text(encoding="utf-8")
BLANK = (SAMPLES / "blank.txt").read_text(encoding="utf-8")
GUIDE = (SAMPLES / "guide.md").read_text(encoding="utf-8")
ACTION = "action|a|le-carnet-des-trajets"
PLAIN = "Les voisins se parlent plus"
SHEET = "action-sheet|a|le-carnet-des-trajets"


def _model_facts() -> list[Fact]:
    inside = "a-le-carnet-des-trajets"
    conception = f"participation-step|{inside}|conception-consultation"
    making = f"participation-step|{inside}|mise-en-oeuvre-concertation"
    made = [
        ("hasEffect", f"effect|{inside}|moins-d-attente", "Effect", "moins d'attente"),
        ("hasEffect", f"effect|{inside}|plus-de-calme", "Effect", "plus de calme"),
        ("hasIssue", "issue|rendre-les-horaires-lisibles", "Issue", "Rendre les horaires lisibles"),
        ("hasNeed", f"need|{inside}|du-papier", "Need", "du papier"),
        ("hasNeed", f"need|{inside}|un-stagiaire-a-la-rentree", "Need", "un stagiaire à la rentrée"),
        ("hasWish", f"wish|{inside}|une-co-construction", "Wish", "une co-construction"),
    ]
    facts = [
        (ACTION, "type", "ug:Action"),
        (ACTION, "prefLabel", "Le carnet des trajets"),
        (SHEET, "type", "ug:ActionSheet"),
        (SHEET, "prefLabel", "Le carnet des trajets"),
        (SHEET, "primaryTopic", ACTION),
        (SHEET, "sheetNumber", "12"),
        (ACTION, "mode", "mode/activite-courante"),
        (ACTION, "ledBy", "directorate|a|dmo"),
        (ACTION, "inDomain", "policy/routes-mobilites"),
        (ACTION, "observation", "Le carnet est relu par des lycéens. Il plaît."),
        (ACTION, "setUp", "la DMO"),
        (f"effect|{inside}|moins-d-attente", "affects", "user-position/externe"),
        (f"effect|{inside}|plus-de-calme", "affects", "user-position/interne"),
        (f"effect|{inside}|moins-d-attente", "viewpoint", "viewpoint/personnes-accompagnees"),
        (f"effect|{inside}|plus-de-calme", "viewpoint", "viewpoint/professionnels"),
    ]
    for step, stage, degree in (
        (conception, "conception", "consultation"),
        (making, "mise-en-oeuvre", "concertation"),
    ):
        facts += [
            (ACTION, "hasStep", step),
            (step, "type", "ug:ParticipationStep"),
            (step, "basis", "basis/declared"),
            (step, "stage", f"stage/{stage}"),
            (step, "degree", f"degree/{degree}"),
        ]
    for predicate, thing, kind, label in made:
        facts += [(ACTION, predicate, thing), (thing, "type", f"ug:{kind}"), (thing, "prefLabel", label)]
        facts += [("directorate|a|dmo", predicate, thing)] if kind in ("Need", "Wish") else []
    return sorted(facts)


def test_the_model_sheet_as_text(facts: Facts) -> None:
    assert facts(MODEL, "sheets", title="a") == _model_facts()


def test_the_model_sheet_with_styled_headings(markdown: Read, facts: Facts) -> None:
    document = replace(markdown(MODEL_MARKDOWN), metadata={})
    assert facts(document, "sheets", title="a") == _model_facts()


@pytest.mark.parametrize("filler", ["", " ………………", " ____________", " ..........."])
def test_a_blank_sheet_is_no_action(facts: Facts, filler: str) -> None:
    assert facts(BLANK.replace(" :\n", f" :{filler}\n"), "sheets") == []


def test_two_sheets_one_after_the_other(facts: Facts) -> None:
    other = MODEL.replace("n° 12", "n° 13").replace("carnet des trajets", "carnet des arrêts")
    found = facts(f"{MODEL}\n{other}", "sheets", title="a")
    assert [(s, o) for s, predicate, o in found if predicate == "sheetNumber"] == [
        ("action-sheet|a|le-carnet-des-arrets", "13"),
        ("action-sheet|a|le-carnet-des-trajets", "12"),
    ]
    assert [fact for fact in found if "trajets" in fact[0]] == [f for f in _model_facts() if "trajets" in f[0]]


def test_sheets_under_the_headings_of_a_guide(markdown: Read, facts: Facts) -> None:
    found = facts(markdown(GUIDE), "sheets")
    verger, four = "action|guide|le-verger-partage", "action|guide|le-four-a-pain"
    inside = "guide-le-verger-partage"
    assert [f for f in found if f[0] == verger] == [
        (verger, "altLabel", "Le verger"),
        (verger, "description", "Un terrain vide. Des voisins seuls."),
        (verger, "hasEffect", f"effect|{inside}|ils-se-parlent"),
        (verger, "hasEffect", f"effect|{inside}|ils-sortent-du-bureau"),
        (verger, "hasEffect", f"effect|{inside}|ils-viennent"),
        (verger, "hasFactor", f"success-factor|{inside}|le-temps"),
        (verger, "hasFactor", f"vigilance-point|{inside}|l-eau"),
        (verger, "hasIssue", "issue|se-rencontrer"),
        (verger, "hasObjective", f"objective|{inside}|planter"),
        (verger, "hasObjective", f"objective|{inside}|recolter"),
        (verger, "hasOutput", f"output|{inside}|trois-plantations"),
        (verger, "prefLabel", "Le verger partagé"),
        (verger, "targets", f"user-group|{inside}|les-familles"),
        (verger, "type", "ug:Action"),
    ]
    assert [f[1:] for f in found if f[0] == four] == [
        ("description", "Un four froid."),
        ("hasEffect", "effect|guide-le-four-a-pain|ils-s-accordent"),
        ("hasObjective", "objective|guide-le-four-a-pain|rallumer"),
        ("prefLabel", "Le four à pain"),
        ("targets", "user-group|guide-le-four-a-pain|les-aines"),
        ("type", "ug:Action"),
    ]


def test_effects_by_viewpoint(markdown: Read, facts: Facts) -> None:
    found = facts(markdown(GUIDE), "sheets")
    assert [(s, o) for s, predicate, o in found if predicate == "viewpoint"] == [
        ("effect|guide-le-four-a-pain|ils-s-accordent", "viewpoint/partenaires"),
        ("effect|guide-le-verger-partage|ils-se-parlent", "viewpoint/habitants"),
        ("effect|guide-le-verger-partage|ils-sortent-du-bureau", "viewpoint/professionnels"),
        ("effect|guide-le-verger-partage|ils-viennent", "viewpoint/elus"),
    ]
    assert [o for s, predicate, o in found if predicate == "coversViewpoint" and "verger" in s] == [
        "viewpoint/elus",
        "viewpoint/habitants",
        "viewpoint/professionnels",
    ]


def test_a_contact_is_kept_without_its_details(markdown: Read, facts: Facts) -> None:
    found = facts(markdown(GUIDE))
    point = "contact-point|guide|le-verger-partage"
    assert [f for f in found if point in f] == [
        ("action-sheet|guide|le-verger-partage", "hasContact", point),
        (point, "containsPersonalData", "true"),
        (point, "type", "ug:ContactPoint"),
    ]
    assert not any("Nomade" in part or "00 01" in part for fact in found for part in fact)


def test_a_page_about_sheets_is_none(facts: Facts) -> None:
    text = (
        "Le contexte est connu. Les enjeux aussi.\n\nUn diagnostic : quel est le niveau ?\n\nLes habitants viennent.\n"
    )
    assert facts(text, "sheets") == []


UNKNOWN = """Le potager partagé

Contexte

Un terrain vague au pied des tours, que personne n'entretient.

Objectifs de l'action

- Cultiver ensemble

Public

- Les voisins

Rappel du calendrier

Le premier semis a lieu en mars, et la récolte en septembre.

Du point de vue des élus

- Un quartier plus calme

Personne à contacter

Mme Prénom Nom, 01 99 00 00 00
"""


def test_an_unknown_heading_ends_a_list_of_short_things(facts: Facts) -> None:
    found = facts(UNKNOWN, "sheets")
    assert [fact[2] for fact in found if fact[1] == "targets"] == ["user-group|essai-le-potager-partage|les-voisins"]


def test_a_contact_under_other_words_is_kept_without_its_details(facts: Facts) -> None:
    found = facts(UNKNOWN, "sheets")
    assert [fact[1] for fact in found if fact[0].startswith("contact-point")] == ["containsPersonalData", "type"]
    assert not any("Prénom" in fact[2] or "01 99" in fact[2] for fact in found)


def test_a_masked_line_never_names_a_sheet(facts: Facts) -> None:
    text = (
        UNKNOWN.replace("Le potager partagé\n\n", "") + "\n" + UNKNOWN.replace("Le potager partagé", "Le four à pain")
    )
    titles = [fact[2] for fact in facts(text, "sheets") if fact[0].startswith("action|") and fact[1] == "prefLabel"]
    assert all("█" not in title for title in titles)


def test_a_degree_that_is_wished_for_is_no_step(facts: Facts) -> None:
    text = (
        "Fiche action 3\n\nTitre : Le jardin du quai\n\nDirection : DAC\n\nEnjeu : Faire place aux voisins\n\n"
        "Degré d'association\n\nConsultation\n\nBesoins de la direction\n\n- Un local\n\n"
        "Souhait d'aller vers\n\nUne co-construction dès la conception\n"
    )
    assert [f for f in facts(text) if "co-construction" in f[2] and f[1] == "degree"] == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("- Ils se parlent\n- Ils jardinent", ["Ils jardinent", "Ils se parlent"]),
        ("« On se parle enfin.\n\nEt le banc reste ouvert à tous. »\n\nLes voisins se parlent plus.", [PLAIN]),
        ("Les voisins se parlent plus.\n\nhttps://verger.example.org/a?b=1 https://verger.example.org/b", [PLAIN]),
    ],
    ids=["items", "a quotation of two paragraphs", "addresses"],
)
def test_what_somebody_said_and_addresses_are_no_effects(
    lines: str, said: list[str], markdown: Read, facts: Facts
) -> None:
    found = facts(markdown(GUIDE.replace("- Ils se parlent", lines)), "sheets")
    of_residents = {s for s, predicate, o in found if predicate == "viewpoint" and o == "viewpoint/habitants"}
    assert sorted(o for s, predicate, o in found if s in of_residents and predicate == "prefLabel") == said


def test_a_line_set_in_above_bullets_says_what_they_list(facts: Facts) -> None:
    text = "\n\n".join(
        line.lstrip("# ") for line in GUIDE.replace("- Trois", " Au jardin\n\n- Trois").split("\n\n") if line
    )
    found = facts(text.replace("Au jardin", " Au jardin"), "sheets")
    assert [o.rsplit("|", 1)[1] for _, predicate, o in found if predicate == "hasOutput"] == ["trois-plantations"]


def test_a_side_box_parted_at_its_heading_is_one_box(markdown: Read, facts: Facts) -> None:
    document = markdown(GUIDE)
    head = document.text.index("Objectifs de l'action")
    end = document.text.index("Public : les familles")
    boxed = tuple(replace(b, kind="box", level=None) if head <= b.start < end else b for b in document.blocks)
    found = facts(replace(document, blocks=boxed), "sheets")
    assert [o.rsplit("|", 1)[-1] for s, p, o in found if p == "hasObjective" and "verger" in s] == [
        "planter",
        "recolter",
    ]
