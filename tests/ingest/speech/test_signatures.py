"""Words whose speaker a signature, an interview or a sentence around them tells, and lines that only look like it."""

from collections.abc import Callable

import pytest

from usagraph.records import Document

Facts = Callable[..., list[tuple[str, str, str]]]


def _said(facts: Facts, source: Document | str) -> list[tuple[str, str]]:
    found = facts(source, "verbatims")
    words = {s: o for s, p, o in found if p == "prefLabel" and s.startswith("verbatim|")}
    return sorted((words[s], o.rsplit("|", 1)[-1]) for s, p, o in found if p == "attributedTo")


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("On a beau crier, nul ne vient. (berger, 41 ans)", "On a beau crier, nul ne vient.", "berger-41-ans"),
        ("Je compte les moutons, moi. (une bergère)", "Je compte les moutons, moi.", "bergere"),
        (
            "On dort mal sur le quai, je le dis. Entretien n° 3, marin",
            "On dort mal sur le quai, je le dis.",
            "entretien-n-3-marin",
        ),
        (
            "Entretien n° 5, agente d'accueil : « Je renvoie au phare. »",
            *("Je renvoie au phare.", "entretien-n-5-agente-d-accueil"),
        ),
        (
            "Témoignage – Jeanne, 67 ans : « J'ai vu la mer et je suis rentrée. »",
            "J'ai vu la mer et je suis rentrée.",
            "jeanne-67-ans",
        ),
        ("Verbatim d'une patiente : « On m'a oubliée. »", "On m'a oubliée.", "patiente"),
        (
            "« On me croit, et ça change tout. » C'est ce que nous a dit une retraitée.",
            "On me croit, et ça change tout.",
            "retraitee",
        ),
        ("« On a peur du phare » : cette phrase d'une voisine revient souvent.", "On a peur du phare", "voisine"),
        ("« Le plus dur, c'est la marée », dixit un pêcheur.", "Le plus dur, c'est la marée", "pecheur"),
        ("« On a fini par voir la mer », se souvient Nadia.", "On a fini par voir la mer", "nadia"),
        ("Samira (38 ans, deux enfants) le dit autrement : « Je reviens. »", "Je reviens.", "samira"),
        (
            "Pour Hakim, travailleur pair, « le plus dur, c'est la nuit ».",
            "le plus dur, c'est la nuit",
            "hakim-travailleur-pair",
        ),
        ("Aux dires d'une gardienne, « ceux qui râlent sont là ».", "ceux qui râlent sont là", "gardienne"),
        (
            "Sur le car, l'élue invitée s'est engagée devant tous : « je porterai la question ».",
            *("je porterai la question", "elue-invitee"),
        ),
        ("Et l'éducateur de lui répondre : « le car est à tous, madame ».", "le car est à tous, madame", "educateur"),
        (
            "Une jeune (22 ans) : on m'a demandé la couleur des murs.",
            "on m'a demandé la couleur des murs.",
            "jeune-22-ans",
        ),
        ("Sa collègue, moins tendre, répond : sans clé, pas de secret.", "sans clé, pas de secret.", "collegue"),
    ],
)
def test_who_signs(facts: Facts, text: str, words: str, who: str) -> None:
    ((said, told),) = _said(facts, text)
    assert (said, told.endswith(who)) == (words, True), told


@pytest.mark.parametrize(
    "text",
    [
        "Agent d'accueil : on trouvera la fiche en annexe.",
        "Responsable : Mme Dubreuil, qui nous rejoindra en mai.",
        "Usagers : on compte cent inscrits, nous en attendons mille.",
        "On compte trois quais ouverts le samedi. (agents, vacataires)",
        "Même « la loi de la mer » y passe.",
        "La charte répond : la mer est à tous.",
    ],
)
def test_who_signs_nothing(facts: Facts, text: str) -> None:
    assert _said(facts, text) == []


def test_a_line_signs_the_words_above(facts: Facts, html: Callable[[str], Document]) -> None:
    text = "<p>Je range les cartes, et je n'ose pas demander.</p><p>— Marin, 29 ans, Port-Clair</p>"
    assert _said(facts, html(text)) == [("Je range les cartes, et je n'ose pas demander.", "marin-29-ans-port-clair")]


def test_a_letter_is_signed_and_says_nothing(facts: Facts, html: Callable[[str], Document]) -> None:
    assert _said(facts, html("<p>Nous vous attendons au phare.</p><p>Agent référent, bureau 12</p>")) == []


def test_she_goes_on(facts: Facts) -> None:
    text = "Nadia raconte : « Je rentre tard. » Elle ajoute : « On m'a oubliée. »"
    assert [who for _, who in _said(facts, text)] == ["nadia", "nadia"]
