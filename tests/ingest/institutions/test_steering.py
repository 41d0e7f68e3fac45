"""Who runs what, and which body took the place of another."""

from collections.abc import Callable

import pytest

Facts = Callable[..., list[tuple[str, str, str]]]

KNOWN = "La direction des mobilités (DMO) agit.\n\n"


def _steers(facts: Facts, text: str) -> list[tuple[str, str]]:
    found = facts(KNOWN + text, "steering")
    return [(s.rpartition("|")[2], o.rpartition("|")[2]) for s, p, o in found if p == "steers"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("La DMO pilote le comité des berges.", [("dmo", "comite-des-berges")]),
        ("La DMO anime aussi la tenue des comités de quartier.", [("dmo", "comites-de-quartier")]),
        ("La DMO a aussi la charge de piloter le réseau des relais.", [("dmo", "reseau-des-relais")]),
        ("La DMO est chargée d'animer le réseau des relais.", [("dmo", "reseau-des-relais")]),
        ("La DMO assure l'animation du réseau des relais.", [("dmo", "reseau-des-relais")]),
        ("La DMO, qui coordonne le réseau des relais, répond.", [("dmo", "reseau-des-relais")]),
        ("Le comité des berges est piloté par la DMO.", [("dmo", "comite-des-berges")]),
        ("Le pilotage de l'observatoire du lac est confié à la DMO.", [("dmo", "observatoire-du-lac")]),
        (
            "La DMO pilote le comité des berges et le réseau des relais.",
            [("dmo", "comite-des-berges"), ("dmo", "reseau-des-relais")],
        ),
        ("La DMO répond vite. Elle anime le réseau des relais.", [("dmo", "reseau-des-relais")]),
        ("L'animatrice pilote la commission des menus.", [("animatrice", "commission-des-menus")]),
        (
            "Le comité des berges lit. La cheffe de projet l'animait avec eux.",
            [("cheffe-de-projet", "comite-des-berges")],
        ),
        ("La DMO pilote un réseau de 110 laboratoires publics.", [("dmo", "reseau-de-110-laboratoires-publics")]),
        ("La DMO a piloté le comité des berges.", [("dmo", "comite-des-berges")]),
        ("La DMO est le pilote du comité des berges.", [("dmo", "comite-des-berges")]),
        ("La DMO est cheffe de file du réseau des relais.", [("dmo", "reseau-des-relais")]),
        ("La DMO a la charge du comité des berges.", [("dmo", "comite-des-berges")]),
        ("La DMO se charge d'animer le réseau des relais.", [("dmo", "reseau-des-relais")]),
        ("Le comité des berges, que pilote la DMO, siège.", [("dmo", "comite-des-berges")]),
        ("Le comité des berges, que la DMO anime, siège.", [("dmo", "comite-des-berges")]),
        ("Le comité des berges, dont la DMO assure le pilotage, siège.", [("dmo", "comite-des-berges")]),
        ("Le comité des berges (pilotage : DMO) siège.", [("dmo", "comite-des-berges")]),
        ("Le comité des berges, placé sous le pilotage de la DMO, siège.", [("dmo", "comite-des-berges")]),
        ("La Ville confie à la DMO l'animation du réseau des relais.", [("dmo", "reseau-des-relais")]),
        ("L'animation du réseau des relais revient à la DMO.", [("dmo", "reseau-des-relais")]),
        ("Le service accueil famille pilote le groupe « facture ».", [("service-accueil-famille", "groupe-facture")]),
        ("Le club des aînés est animé par le service qualité depuis mai.", [("service-qualite", "club-des-aines")]),
        ("La coordination du club des aînés revient à la DGX.", [("dgx", "club-des-aines")]),
        ("La DGX anime le cercle des aidants.", [("dgx", "cercle-des-aidants")]),
        ("Le comité des berges lit. La DMO pilote le comité.", [("dmo", "comite-des-berges")]),
        (
            "Le comité des berges est co-animé par la DMO et la préfecture.",
            [("dmo", "comite-des-berges"), ("prefecture", "comite-des-berges")],
        ),
        ("Le débat a été animé par la DMO.", []),
        ("La DMO anime un atelier avec le comité des berges.", []),
        ("La DMO a la charge de la voirie.", []),
        ("La DMO pilote la politique des berges.", []),
        ("La DMO connaît le pilote du comité des berges.", []),
        ("On pilote le comité des berges.", []),
    ],
)
def test_who_runs_what(facts: Facts, text: str, wanted: list[tuple[str, str]]) -> None:
    assert _steers(facts, text) == wanted


def test_an_association_by_its_own_name(facts: Facts) -> None:
    text = "Avec l'association Les Mains libres, on sème. Les Mains libres animent le collectif des voisins."
    found = facts(text, "steering")
    own = ("association||association-les-mains-libres", "altLabel", "Les Mains libres")
    assert own in facts(text, "organisations")
    assert (
        "association||association-les-mains-libres",
        "steers",
        "governance-body|essai|collectif-des-voisins",
    ) in found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "La DITP prend la suite du SGMAP.",
            ("ditp", "replaces", "sgmap"),
        ),
        ("La DMO remplace la direction de la voirie (DVO).", ("dmo", "replaces", "dvo")),
        ("La direction de la voirie (DVO), devenue la DMO, dort.", ("dmo", "replaces", "dvo")),
        ("La DMO (ex. DRT) dort.", ("dmo", "altLabel", "DRT")),
        ("La DMO, anciennement Direction Route, dort.", ("dmo", "altLabel", "Direction Route")),
    ],
)
def test_one_body_in_the_place_of_another(facts: Facts, text: str, wanted: tuple[str, str, str]) -> None:
    found = facts(KNOWN + text, "steering")
    assert wanted in [(s.rpartition("|")[2], p, o.rpartition("|")[2]) for s, p, o in found]
