"""What sentences of a chapter say of its action."""

from collections.abc import Callable

import pytest

from usagraph.ingest.actions.told import found_in
from usagraph.records import Document

Read = Callable[[str], Document]
Facts = Callable[..., list[tuple[str, str, str]]]


def _said(text: str) -> list[tuple[str, str]]:
    return [(found.kind, text[slice(*found.place)]) for found in found_in(text)]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Le pôle jeunesse cherchait à remplir la salle.", "remplir la salle"),
        ("Il s'agissait de choisir l'heure du car, sans attendre l'été.", "choisir l'heure du car"),
        ("Nous voulions éviter les files du matin.", "éviter les files du matin"),
        ("L'ambition affichée était que chaque famille trouve une place.", "que chaque famille trouve une place"),
        ("Le service avait un but simple : tenir le samedi.", "tenir le samedi"),
        ("L'action a pour objectif de raccourcir l'attente.", "raccourcir l'attente"),
        ("Enjeu : sortir. Objectif : un guichet plus simple.", "un guichet plus simple"),
        ("Il vise à réduire les annulations.", "réduire les annulations"),
        ("Elle a été créée pour rompre l'isolement.", "rompre l'isolement"),
        ("Offrir une heure calme, telle était l'idée.", "Offrir une heure calme"),
        ("C'est pour rompre l'isolement que l'action est née.", "rompre l'isolement"),
        ("On voulait que chacun lise l'heure seul.", "que chacun lise l'heure seul"),
        ("L'idée : prêter avant de vendre.", "prêter avant de vendre"),
    ],
)
def test_what_an_action_is_for(text: str, thing: str) -> None:
    assert _said(text) == [("objective", thing)]


@pytest.mark.parametrize(
    "text",
    [
        "Il s'agit de rappeler la règle.",
        "Il s'agissait d'une salle.",
        "Les voisins cherchaient à dormir.",
        "L'objectif est atteint.",
        "« Nous voulions éviter les files », dit un agent.",
    ],
)
def test_what_is_no_aim(text: str) -> None:
    assert _said(text) == []


def test_whom_it_is_for() -> None:
    assert _said("L'atelier s'adresse aux parents de jeunes enfants.") == [("target", "parents de jeunes enfants")]
    text = "Les patients de longue durée ont été consultés ; les familles ont été informées."
    assert _said(text) == [("target", "patients de longue durée")]
    assert _said("La salle est ouverte au public.") == []


def test_with_whom() -> None:
    text = "Le CCAS a organisé avec l'association Le Banc vert deux visites."
    assert _said(text) == [("partner", "l'association Le Banc vert")]
    assert _said("La fondation du Lac finance la moitié.") == [("partner", "fondation du Lac")]
    assert _said("Le CCAS a organisé avec soin deux visites.") == []


def test_what_came_of_it() -> None:
    text = "Pour les familles, la visite dure enfin ; pour les soignants, il y a moins d'appels."
    assert _said(text) == [("effect", "la visite dure enfin"), ("effect", "il y a moins d'appels")]
    text = "les clients trouvent tout au même étage, tandis que les agents ne courent plus."
    assert len(_said(text)) == 2
    assert _said("Pour les familles, un atelier a lieu le mardi.") == []
    assert _said("Pour les élus, la séance sera moins longue.") == []


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Il s'adresse aux pères qui élèvent seuls ainsi qu'aux aînés.", ["pères qui élèvent seuls", "aînés"]),
        ("La ville l'avait monté pour les familles qui restent l'été.", ["familles qui restent l'été"]),
        ("Les gens sans voiture étaient oubliés ; c'est pour eux que le car roule.", ["Les gens sans voiture"]),
        ("Public visé : les riverains du canal.", ["riverains du canal"]),
        ("Les élèves qui prennent le car testent la carte.", ["Les élèves qui prennent le car"]),
        ("La loi concerne les familles.", []),
    ],
)
def test_other_ways_to_say_whom_it_is_for(text: str, things: list[str]) -> None:
    assert _said(text) == [("target", thing) for thing in things]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Nous y travaillons avec les mairies et le club de voile.", ["les mairies", "le club de voile"]),
        ("Elle réunit la mission locale, deux hôtels et la CAF du Val.", ["la mission locale", "la CAF du Val"]),
        ("Elle est menée par le CCAS, avec le club Le Fil et la Laine.", ["le club Le Fil et la Laine"]),
        ("La CAF et le centre social y participent.", ["La CAF", "le centre social"]),
        ("Elle réunit les habitants.", []),
    ],
)
def test_those_with_whom_one_after_the_other(text: str, things: list[str]) -> None:
    assert _said(text) == [("partner", thing) for thing in things]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Nos gardiens, eux, connaissent les enfants.", ["connaissent les enfants"]),
        ("Les parents s'inscrivent plus tôt.", ["Les parents s'inscrivent plus tôt"]),
        ("Les voisins n'ont plus à courir : ils paient sur place.", ["ils paient sur place"]),
        ("Le standard reçoit moins de plaintes.", ["Le standard reçoit moins de plaintes"]),
        ("Les agents, eux, demandent un banc.", []),
        ("Les parents viendront plus tôt.", []),
        ("Un constat : les familles viennent moins souvent.", []),
    ],
)
def test_what_changed(text: str, things: list[str]) -> None:
    assert _said(text) == [("effect", thing) for thing in things]


PAGE = """<h1>Deux essais à l'hôpital de Varenne</h1>
<h2>Le plateau du soir</h2><p>La direction des soins voulait avancer l'heure du repas. Les patients de longue durée ont été
consultés. Le projet a été mené avec l'association Le Temps d'une soupe. Côté équipes, on court moins.</p>
<h2>Le jardin</h2><p>Le service social a mené une concertation avec les familles.</p>"""


def test_a_chapter_says_it_of_its_action(html: Read, facts: Facts) -> None:
    found = facts(html(PAGE), "told")
    said = {p: o.rpartition("|")[2] for _, p, o in found if p in ("hasObjective", "targets", "hasPartner", "hasEffect")}
    assert said == {
        "hasObjective": "avancer-l-heure-du-repas",
        "targets": "patients-de-longue-duree",
        "hasPartner": "association-le-temps-d-une-soupe",
        "hasEffect": "on-court-moins",
    }
    assert [o for _, p, o in found if p == "viewpoint"] == ["viewpoint/professionnels"]
