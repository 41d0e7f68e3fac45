"""Bodies and how often they meet."""

from collections.abc import Callable

import pytest

from usagraph.ingest.institutions.governance import period
from usagraph.records import Document

Facts = Callable[..., list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("words", "duration", "told"),
    [
        ("se reunit toutes les six semaines", "P6W", "toutes les six semaines"),
        ("se reunit tous les 15 jours", "P2W", "tous les 15 jours"),
        ("se reunit tous les trois mois", "P3M", "tous les trois mois"),
        ("tous les deux ans", "P2Y", "tous les deux ans"),
        ("une fois par trimestre", "P3M", "une fois par trimestre"),
        ("une fois par an", "P1Y", "une fois par an"),
        ("deux fois par an", "P6M", "deux fois par an"),
        ("4 fois par an", "P3M", "4 fois par an"),
        ("deux fois par mois", "P2W", "deux fois par mois"),
        ("chaque mois", "P1M", "chaque mois"),
        ("tous les semestres", "P6M", "tous les semestres"),
        ("une instance mensuelle", "P1M", "mensuelle"),
        ("des reunions hebdomadaires", "P1W", "hebdomadaires"),
        ("un point bimestriel", "P2M", "bimestriel"),
        ("un comite semestriel", "P6M", "semestriel"),
        ("trois fois par an", "P4M", "trois fois par an"),
        ("a raison de quatre reunions par an", "P3M", "quatre reunions par an"),
        ("une reunion par mois", "P1M", "une reunion par mois"),
        ("une semaine sur deux", "P2W", "une semaine sur deux"),
        ("tous les mardis", "P1W", "tous les mardis"),
        ("cinq fois par an", "P10W", "cinq fois par an"),
        ("chaque premier mardi du mois", "P1M", "chaque premier mardi du mois"),
        ("le 1er jeudi de chaque trimestre", "P3M", "le 1er jeudi de chaque trimestre"),
        ("une seance tous les deux mois", "P2M", "une seance tous les deux mois"),
        ("quatre seances annuelles", "P3M", "quatre seances annuelles"),
        ("trois fois l'an", "P4M", "trois fois l'an"),
        ("un mardi sur deux", "P2W", "un mardi sur deux"),
    ],
)
def test_rhythms(words: str, duration: str, told: str) -> None:
    found = period(words)
    assert found is not None
    assert (found[0], words[slice(*found[1:])]) == (duration, told)


@pytest.mark.parametrize("words", ["chaque fois", "un mois plus tard", "une fois", "toutes les personnes"])
def test_no_rhythm(words: str) -> None:
    assert period(words) is None


def test_a_body_that_meets(facts: Facts) -> None:
    body = "governance-body|essai|comite-des-usagers"
    assert facts("Le comité des usagers se réunit deux fois par an.", "governance") == [
        (body, "implementsInstrument", "instrument/comite-d-usagers"),
        (body, "meetsEvery", "P6M"),
        (body, "prefLabel", "comité des usagers"),
        (body, "type", "ug:GovernanceBody"),
    ]


def test_a_body_called_by_its_acronym_is_the_same(facts: Facts) -> None:
    text = "Le comité de pilotage (Copil) décide.\n\nLe Copil se réunit chaque mois."
    body = "governance-body|essai|copil"
    assert facts(text, "governance", "glossary") == [
        (body, "acronym", "Copil"),
        (body, "meetsEvery", "P1M"),
        (body, "prefLabel", "comité de pilotage"),
        (body, "type", "ug:GovernanceBody"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Le comité des usagers publie un bulletin chaque mois.",
        "Les voisins se réunissent chaque mois.",
        "Le comité des usagers se réunit parfois.",
        "Le comité des usagers se réunit. Chaque mois, un bulletin paraît.",
    ],
)
def test_no_body_that_meets(facts: Facts, text: str) -> None:
    assert facts(text, "governance") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Le comité miroir se réunit deux fois l'an.", [("comite-miroir", "P6M")]),
        ("Un groupe miroir d'usagers est réuni trois fois par an.", [("groupe-miroir-d-usagers", "P4M")]),
        ("La commission restauration a lieu chaque premier mardi du mois.", [("commission-restauration", "P1M")]),
        ("Le comité « Mieux vivre » se tient tous les deux mois.", [("comite-mieux-vivre", "P2M")]),
        ("Le « tour des ateliers » se réunit une fois par mois.", [("tour-des-ateliers", "P1M")]),
        ("Cotech : réunion tous les quinze jours.", [("cotech", "P2W")]),
        ("La conférence des financeurs se réunit chaque semestre.", [("conference-des-financeurs", "P6M")]),
        ("Le comité des usagers lit. Le bureau se retrouve chaque mois.", [("bureau-du-comite", "P1M")]),
        ("À un rythme trimestriel, la commission des menus décide.", [("commission-des-menus", "P3M")]),
        ("La lettre mensuelle annonce la réunion du comité des proches.", []),
        ("Le groupe décide chaque mois de ses menus.", []),
        ("Un bureau d'études se réunit chaque mois.", []),
    ],
)
def test_a_body_of_every_make(facts: Facts, text: str, wanted: list[tuple[str, str]]) -> None:
    assert _rhythm(facts, text) == wanted


def test_a_name_with_a_noun_beside_its_head_is_also_called_by_both_alone(facts: Facts) -> None:
    found = facts("Un groupe miroir d'usagers est réuni chaque mois.", "governance.named")
    assert ("governance-body|essai|groupe-miroir-d-usagers", "altLabel", "groupe miroir") in found


def test_a_row_of_a_table_tells_how_often_its_body_meets(markdown: Callable[[str], Document], facts: Facts) -> None:
    table = "| Instance | Rythme |\n|---|---|\n| Comité des berges | trimestriel |\n| Groupe de mots | annuel |\n"
    found = facts(markdown(table), "governance.rhythm")
    assert [(s.rpartition("|")[2], o) for s, _, o in found] == [("comite-des-berges", "P3M")]


def test_the_body_whose_sitting_a_document_tells_of(facts: Facts) -> None:
    found = facts("Commission des berges - procès-verbal de la séance du 3 mars", "governance.named")
    assert ("governance-body|essai|commission-des-berges", "prefLabel", "Commission des berges") in found
    assert facts("Commission des berges - rapport annuel", "governance.named") == []


def _rhythm(facts: Facts, text: str) -> list[tuple[str, str]]:
    return [(s.rpartition("|")[2], o) for s, p, o in facts(text, "governance.rhythm") if p == "meetsEvery"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Il est créé un comité des berges. Il se réunit chaque trimestre.", [("comite-des-berges", "P3M")]),
        ("Le comité exécutif, mensuel, tranche.", [("comex", "P1M")]),
        ("Le « groupe des clés » se retrouve chaque semaine.", [("groupe-des-cles", "P1W")]),
        (
            "Le réseau des référents du lac relit tout.\n\nLe réseau des référents se réunit toutes les six semaines.",
            [("reseau-des-referents-du-lac", "P6W")],
        ),
        (
            "La commission des berges lit tout.\n\nOn rappelle que la commission se réunit trois fois par an.",
            [("commission-des-berges", "P4M")],
        ),
        (
            "Le Copil se réunit tous les deux mois ; le comité technique se réunit une fois par mois.",
            [("copil", "P2M"), ("cotech", "P1M")],
        ),
        ("Un comité de lecture, qui se tient tous les quinze jours, relit.", [("comite-de-lecture", "P2W")]),
        ("Le conseil municipal se réunit chaque mois.", []),
    ],
)
def test_how_a_rhythm_is_told(facts: Facts, text: str, wanted: list[tuple[str, str]]) -> None:
    assert sorted(_rhythm(facts, text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Le rapport va au comité des berges.", ["comité des berges"]),
        ("Le rapport va à un comité des berges.", []),
        ("La loi confie cela au comité des berges.", []),
        ("Le rapport va au conseil municipal.", []),
    ],
)
def test_a_body_that_is_only_named(facts: Facts, text: str, wanted: list[str]) -> None:
    assert [o for _, p, o in facts(text, "governance.named") if p == "prefLabel"] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Le comité des berges rassemble trois élus, douze riverains et la direction des mobilités (DMO).",
            ["directorate|essai|dmo", "group|essai|elus", "user-group|essai|riverains"],
        ),
        (
            "Le comité des berges lit tout. Il est composé d'habitants, d'agents d'accueil et du maire.",
            ["group|essai|agents-d-accueil", "post|essai|maire", "user-group|essai|habitants"],
        ),
        ("Le comité des berges décide. Le marché rassemble trois vendeurs.", []),
        ("La loi prévoit un comité des berges, composé de riverains.", []),
    ],
)
def test_who_sits(facts: Facts, text: str, wanted: list[str]) -> None:
    assert [o for _, p, o in facts(text, "governance.member") if p == "hasMember"] == wanted


def test_a_short_form_needs_no_definition(facts: Facts) -> None:
    text = "Le comité de pilotage décide. Le Copil se réunit chaque mois."
    assert {s for s, p, _ in facts(text, "governance") if p in ("meetsEvery", "type")} == {
        "governance-body|essai|copil"
    }
