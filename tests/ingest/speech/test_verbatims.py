"""Verbatims: who speaks, told or inferred, and what is no verbatim."""

from collections.abc import Callable

import pytest

from usagraph.ingest.masking import mask
from usagraph.ingest.pipeline import claims_of
from usagraph.records import Claim, Document

Facts = Callable[..., list[tuple[str, str, str]]]
GLOSSARY = "Sigles\n\nDAC : direction de l'action culturelle\n\nDEV : direction de l'espace vert\n\n"


@pytest.fixture
def said(facts: Facts) -> Callable[..., list[tuple[str, str, str]]]:
    """The words reported, each with who speaks and how that is known."""

    def read(source: Document | str) -> list[tuple[str, str, str]]:
        found = facts(source, "verbatims")
        told = [fact for fact in found if fact[0].startswith("verbatim|")]
        words = {s: o for s, p, o in told if p == "prefLabel"}
        how = {s: o.rsplit("/", 1)[1] for s, p, o in told if p == "attribution"}
        return sorted((words[s], o.rsplit("|", 1)[-1], how[s]) for s, p, o in told if p == "attributedTo")

    return read


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("C'est trop loin. « On renonce au bus » (DAC).", "On renonce au bus", "dac"),
        ("« J'ai cru à une blague. » (résidente, 1er étage)", "J'ai cru à une blague.", "residente-1er-etage"),
        ("Un mot revient : « *lent* » (DAC).", "lent", "dac"),
        ("Direction : « Le chariot est commandé. »", "Le chariot est commandé.", "direction"),
        ("Une habitante s'en souvient : « Il pleuvait. »", "Il pleuvait.", "habitante"),
        ("Comme l'explique le directeur du musée : « on a tenu bon ».", "on a tenu bon", "directeur-du-musee"),
        ("« On n'avait jamais vu ça », raconte une riveraine.", "On n'avait jamais vu ça", "riveraine"),
        ("L'agent d'accueil confie que « les gens viennent parler ».", "les gens viennent parler", "agent-d-accueil"),
        ("La DAC juge la démarche « plus lourde que prévu ».", "plus lourde que prévu", "dac"),
        ("C'est vécu par la DAC comme « un volet très politique ».", "un volet très politique", "dac"),
        ("Tout tient dans la phrase d'un père : « C'est rare. »", "C'est rare.", "pere"),
        ("Le chef de service, lui, compte autrement : « J'ai mille clics. »", "J'ai mille clics.", "chef-de-service"),
        ("« On y va. » (Jeanne Morel)", "On y va.", "jeanne-morel"),
        ("« On y va. » (Jeanne Morel, maire)", "On y va.", "jeanne-morel"),
        ("« On y va. » (Jeanne, habitante du centre)", "On y va.", "jeanne-habitante-du-centre"),
        (
            "« On y va chaque jour », résume Jeanne, mère de deux enfants.",
            "On y va chaque jour",
            "jeanne-mere-de-deux-enfants",
        ),
        ("« On y va. » (B12, homme, 29 ans)", "On y va.", "b12-homme-29-ans"),
        ("Une mère de trois enfants l'explique : « On y vient tôt. »", "On y vient tôt.", "mere-de-trois-enfants"),
        ("Une assistante sociale y voit une perte : « on y va seuls ».", "on y va seuls", "assistante-sociale"),
        ("Même sentiment chez un retraité du bâtiment : « J'y vais. »", "J'y vais.", "retraite-du-batiment"),
        (
            "Le comité des jeunes a demandé ceci : « on finit tard le soir », rappelle Inès, apprentie.",
            "on finit tard le soir",
            "ines-apprentie",
        ),
        ("« Je me tais, dit une femme hébergée en hôtel. »", "Je me tais", "femme-hebergee-en-hotel"),
        ("« Je viens tôt, confie une usagère, parce que j'ai peur. »", "Je viens tôt parce que j'ai peur.", "usagere"),
        ("« On y va chaque jour. » Une référente éducative", "On y va chaque jour.", "referente-educative"),
        ("« On y va chaque jour. » Maïa, 13 ans", "On y va chaque jour.", "maia-13-ans"),
        ("« On y va. » (E7, demandeuse d'emploi)", "On y va.", "e7-demandeuse-d-emploi"),
        ("Moi j'y vais chaque jour. [E12, agent]", "Moi j'y vais chaque jour.", "e12-agent"),
        ("« On y va chaque jour », plaisante un cadre.", "On y va chaque jour", "cadre"),
        ("Un habitant tiré au sort : « On y va chaque jour. »", "On y va chaque jour.", "habitant-tire-au-sort"),
        ("« On y va. » (agente d'accueil, DAC)", "On y va.", "agente-d-accueil-dac"),
        ("Un administrateur se défend : « on y va chaque jour ».", "on y va chaque jour", "administrateur"),
    ],
)
def test_a_speaker_who_is_named(said: Facts, text: str, words: str, who: str) -> None:
    assert said(GLOSSARY + text) == [(words, who, "explicit")]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Selon Mme Delorme, « le calendrier était trop serré ».", "le calendrier était trop serré", "mme-delorme"),
        ("L'agent d'accueil le sait, pour qui « le silence coûte cher ».", "le silence coûte cher", "agent-d-accueil"),
        (
            "La directrice d'un des trois foyers le sait. « Je préfère un grief. »",
            "Je préfère un grief.",
            "directrice-d-un-des-trois-foyers",
        ),
        ("« On y gagne du temps », selon la directrice.", "On y gagne du temps", "directrice"),
        (
            "Du côté de la régie, le ton change : « on a fermé les ateliers en juillet ».",
            "on a fermé les ateliers en juillet",
            "regie",
        ),
        (
            "Un jeune père, venu deux fois, a sa règle. « Je viens le mardi pour la dame. »",
            "Je viens le mardi pour la dame.",
            "jeune-pere",
        ),
        (
            "Pour la DAC, l'été est à part : « on a fermé les ateliers en juillet ».",
            "on a fermé les ateliers en juillet",
            "dac",
        ),
        ("La DAC a ouvert un lieu. La direction y tient : « on y va chaque jour ».", "on y va chaque jour", "dac"),
        ("La notice précise un point. Pour elle, « on ne peut pas tout faire ».", "on ne peut pas tout faire", None),
        (
            "La DAC insiste sur la durée. « Il faut deux ans pour qu'on se parle. »",
            "Il faut deux ans pour qu'on se parle.",
            "dac",
        ),
    ],
)
def test_a_speaker_who_is_inferred(said: Facts, text: str, words: str, who: str | None) -> None:
    assert said(GLOSSARY + text) == ([(words, who, "inferred")] if who else [])


def test_a_pronoun_stands_for_the_subject_above(said: Facts) -> None:
    text = "La représentante du personnel parle peu. Pour elle, « on ne peut pas servir plus vite »."
    assert said(text) == [("on ne peut pas servir plus vite", "representante-du-personnel", "inferred")]


def test_the_sentence_above_gives_the_floor(said: Facts) -> None:
    text = "La représentante du personnel a repris la parole. « Un projet, ça se relit quand ça va mal. »"
    assert said(text) == [("Un projet, ça se relit quand ça va mal.", "representante-du-personnel", "inferred")]


def test_quotations_of_one_sentence_have_one_speaker(said: Facts) -> None:
    text = "On y voit « un lieu qui compte pour nous » et « une maison où l'on revient » (DAC)."
    assert said(GLOSSARY + text) == [
        ("un lieu qui compte pour nous", "dac", "inferred"),
        ("une maison où l'on revient", "dac", "explicit"),
    ]


def test_several_speakers_of_the_same_words(said: Facts) -> None:
    assert said(GLOSSARY + "Il s'agit de « compléter » (DAC, DEV).") == [
        ("compléter", "dac", "explicit"),
        ("compléter", "dev", "explicit"),
    ]


def test_two_candidates_are_none(said: Facts) -> None:
    assert said(GLOSSARY + "La DAC a écrit, puis la DEV a relu : « on a perdu un mois ».") == []


@pytest.mark.parametrize(
    "text",
    [
        "Un « savoir citoyen » se forme (Martin, 2015).",
        "« L'usage est une expertise » (Martin et al., 2015, p. 12).",
        "Ce « monde commun » est une promesse (p. 12).",
        "Le projet « Un parc pour tous » (DAC) est inscrit.",
        "La DAC porte l'atelier « Dessine ton banc ».",
        "Le terme « usager » est discuté par la DAC.",
        "La DAC a lancé un appel à projets « lieux ouverts à tous ».",
        "La DAC et la DEV parlent de « défiance » (47).",
        "Le spectacle « On se lève tous ? » (DAC) a plu.",
        "« Bien vivre ici » (BVI) est un programme.",
        "Le guichet dit « participatif » ne l'est que de nom.",
    ],
)
def test_no_verbatim(said: Facts, text: str) -> None:
    assert said(GLOSSARY + text) == []


def test_a_parenthesis_that_a_page_cuts(said: Facts, html: Callable[[str], Document]) -> None:
    text = "<p>« On y va. » (Jeanne Morel)</p><p>Il faut « tenir bon » (Jeanne</p><p>Morel) malgré tout.</p>"
    assert said(html(text)) == [("On y va.", "jeanne-morel", "explicit"), ("tenir bon", "jeanne-morel", "explicit")]


def test_a_signature_on_its_own_line(said: Facts, html: Callable[[str], Document]) -> None:
    text = "<p>« Le parc, c'est notre salon. »</p><p>Une mère de famille</p>"
    assert said(html(text)) == [("Le parc, c'est notre salon.", "mere-de-famille", "explicit")]


def test_testimonies_under_a_heading(said: Facts, html: Callable[[str], Document]) -> None:
    text = "<h2>Paroles d'habitants</h2><p>« On se sent enfin écoutés ici. »</p>"
    assert said(html(text)) == [("On se sent enfin écoutés ici.", "habitants", "inferred")]


def test_a_pull_quote_is_tied_to_the_running_text(
    said: Facts,
    facts: Facts,
    html: Callable[[str], Document],
    keep_the_law: Callable[[Document, tuple[Claim, ...]], None],
) -> None:
    text = (
        "<aside>« Le plus dur n'est pas d'écouter. »</aside>"
        "<p>Une agente le dit : « Le plus dur n'est pas d'écouter, c'est de revenir. »</p>"
    )
    document = mask(html(text))
    assert said(document) == [("Le plus dur n'est pas d'écouter, c'est de revenir.", "agente", "explicit")]
    claims = claims_of(document)
    keep_the_law(document, claims)
    label = next(c for c in claims if c.rule == "verbatims.explicit" and c.predicate.endswith("prefLabel"))
    assert len(label.passages) == 2


def test_a_pull_quote_says_who_speaks_where_the_text_does_not(said: Facts, html: Callable[[str], Document]) -> None:
    text = (
        "<p>Le lieu a changé : « on a fini par s'y plaire, tous ensemble ».</p>"
        "<aside><p>On a fini par s'y plaire, tous ensemble</p><p>Directrice du musée</p></aside>"
    )
    assert said(html(text)) == [("on a fini par s'y plaire, tous ensemble", "directrice-du-musee", "explicit")]


def test_inferred_words_are_less_sure(plain: Callable[[str], Document]) -> None:
    document = plain(GLOSSARY + "Pour la DAC, c'est clair : « on a fermé les ateliers en juillet ».")
    found = [c for c in claims_of(document) if c.rule == "verbatims.implicit"]
    assert found
    assert max(c.confidence for c in found) <= 0.7


def test_words_of_a_person_are_personal(facts: Facts) -> None:
    found = facts("« On y va. » (Jeanne Morel)", "verbatims")
    assert ("containsPersonalData", "true") in [fact[1:] for fact in found]
    found = facts("« On y va. » (une habitante)", "verbatims")
    assert "containsPersonalData" not in [fact[1] for fact in found]


def test_two_testimonies_run_into_one_paragraph_are_of_those_whom_the_heading_names(
    said: Callable[..., list[tuple[str, str, str]]], markdown: Callable[[str], Document]
) -> None:
    first, rest = "J'ai osé pousser la porte et je n'ai plus peur.", "Je reviens chaque lundi avec ma voisine."
    second = "On m'a écoutée, et j'ai appris à parler devant les autres."
    text = f"# Le relais\n\n## Témoignages des habitants\n\n« {first}\n\n{rest} » « {second} »\n"
    assert said(markdown(text)) == sorted((w, "habitants", "inferred") for w in (f"{first} {rest}", second))


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("« On part avec le vent », s'étonne un patron pêcheur.", "On part avec le vent", "patron-pecheur"),
        ("Une riveraine de la rue haute s'emporte : « on a tout vu ».", "on a tout vu", "riveraine-de-la-rue-haute"),
        ("La responsable de la DAC le concède : « on a trop attendu ».", "on a trop attendu", "responsable-de-la-dac"),
        ("[E7] « On attend, et puis on oublie. »", "On attend, et puis on oublie.", "e7"),
        ("Agent d'accueil – « On disait non tout le jour. »", "On disait non tout le jour.", "agent-d-accueil"),
    ],
)
def test_other_speakers(said: Callable[..., list[tuple[str, str, str]]], text: str, words: str, who: str) -> None:
    assert said(GLOSSARY + text) == [(words, who, "explicit")]


@pytest.mark.parametrize(
    "text", ["« La mairie ment », affirmait un tract.", "Un rapport s'en étonne : « rien n'a changé depuis »."]
)
def test_a_paper_does_not_speak(said: Callable[..., list[tuple[str, str, str]]], text: str) -> None:
    assert said(text) == []
