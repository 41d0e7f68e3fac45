"""Definitions: the notion, who holds it, and what it makes of the decision."""

from collections.abc import Callable

import pytest

from usagraph.records import Document

Facts = Callable[..., list[tuple[str, str, str]]]
VILLE = "La ville de Belrive ouvre ses portes. La ville de Belrive y tient.\n\n"


@pytest.fixture
def defined(facts: Facts) -> Facts:
    """The definitions: notion, holder, words, and the decision where something is said of it."""

    def read(source: Document | str) -> list[tuple[str, str, str]]:
        found = [fact for fact in facts(source, "definitions") if fact[0].startswith("definition|")]
        by = {
            name: {s: o for s, p, o in found if p == name}
            for name in ("defines", "accordingTo", "prefLabel", "decision")
        }
        return sorted(
            (
                by["defines"][s].rsplit("/", 1)[-1].rsplit("|", 1)[-1],
                by["accordingTo"][s].rsplit("|", 1)[-1],
                words + (" / " + by["decision"][s].rsplit("/", 1)[-1] if s in by["decision"] else ""),
            )
            for s, words in by["prefLabel"].items()
        )

    return read


@pytest.mark.parametrize(
    ("text", "notion", "holder", "words"),
    [
        ("Pour Morel (2015), la consultation est un temps court.", "consultation", "morel-2015", "un temps court"),
        (
            "Morel (2014) définit l'empowerment comme une conquête commune.",
            "empowerment",
            "morel-2014",
            "une conquête commune",
        ),
        (
            "L'empowerment, tel que défini par Morel et Roux (2013), se réfère à un gain de pouvoir.",
            *("empowerment", "morel-et-roux-2013", "un gain de pouvoir"),
        ),
        (
            "Par information, la Ville entend un avis public complet.",
            "information",
            "ville-belrive",
            "un avis public complet",
        ),
        (
            "On y voit un cas. Si l'empowerment est « un gain de pouvoir » (Roux, 2015), il faut agir.",
            *("empowerment", "roux-2015", "un gain de pouvoir"),
        ),
        (
            "Pour Morel, la participation est « une offre de parole » (2011, p. 12).",
            "participation",
            "morel-2011",
            "une offre de parole",
        ),
        (
            "Morel et Roux nomment participation tout ce qui compte (2019).",
            "participation",
            "morel-et-roux-2019",
            "tout ce qui compte",
        ),
    ],
)
def test_a_definition_and_its_holder(defined: Facts, text: str, notion: str, holder: str, words: str) -> None:
    assert defined(VILLE + text) == [(notion, holder, words)]


def test_a_paragraph_of_definitions(defined: Facts) -> None:
    text = (
        "Voici des éléments de définition de la concertation. Dans la littérature, c'est un débat ouvert sur un projet "
        "(Morel, 2015). Enfin, à la Ville, les habitants s'engagent dans la concertation. La collectivité écoute mais elle "
        "garde la décision finale. En somme, tout se tient."
    )
    assert defined(VILLE + text) == [
        ("concertation", "morel-2015", "un débat ouvert sur un projet"),
        ("concertation", "ville-belrive", "les habitants s'engagent dans la concertation / kept"),
    ]


def test_a_holder_goes_on(defined: Facts) -> None:
    text = (
        "Par information, la Ville entend un avis complet à temps. Par consultation, elle entend le recueil d'avis écrits. "
        "La co-construction suppose un partage annoncé de la décision."
    )
    assert defined(VILLE + text) == [
        ("co-construction", "ville-belrive", "un partage annoncé de la décision / shared"),
        ("consultation", "ville-belrive", "le recueil d'avis écrits"),
        ("information", "ville-belrive", "un avis complet à temps"),
    ]


def test_a_list_of_notions(defined: Facts, html: Callable[[str], Document]) -> None:
    text = "<h1>Charte de la ville de Belrive</h1><p>La ville de Belrive s'engage.</p><h2>Définitions</h2><ul><li>Consultation : recueil d'avis écrits</li></ul>"
    assert defined(html(text)) == [("consultation", "ville-belrive", "recueil d'avis écrits")]


@pytest.mark.parametrize(
    "text",
    [
        "La consultation est ouverte jusqu'au 3 mars (voir 2019).",
        "La consultation est un temps court.",
        "La ville définit ses priorités comme chaque année.",
        "Pour la ville, la consultation est terminée depuis 2019.",
        "Si « empowerment » est le terme le plus employé (Morel, 2015), on s'en méfie.",
        "Elle entend par là un simple accord.",
    ],
)
def test_no_definition(defined: Facts, text: str) -> None:
    assert defined(VILLE + text) == []


LISTED = (
    "Observatoire des lieux - rapport final\n\nMorel (2015) et Roux (2018) ouvrent la réflexion.\n\n{}"
    "\n\nBibliographie\n\nMorel, A. (2015). Parler. Bief.\n\nRoux, B. (2018). Habiter. Bief.\n"
)


@pytest.mark.parametrize(
    ("text", "holder", "words"),
    [
        ("Pour Morel, la médiation est un temps court.", "morel-2015-parler", "un temps court"),
        ("La médiation est, pour Roux, un temps court.", "roux-2018-habiter", "un temps court"),
        ("Roux voit dans la médiation une ruse de plus.", "roux-2018-habiter", "une ruse de plus"),
        ("La médiation, au sens de Morel (2015), désigne un temps court.", "morel-2015-parler", "un temps court"),
        ("Morel (2015) propose la définition suivante de la médiation : un temps.", "morel-2015-parler", ""),
        ("Nous appelons médiation celle qui prend son temps.", "observatoire-des-lieux", "celle qui prend son temps"),
        ("Par médiation, on entend un temps court.", "observatoire-des-lieux", "un temps court"),
        ("Dans cette étude, la médiation désigne un temps court.", "observatoire-des-lieux", "un temps court"),
        ("L'observatoire définit la médiation comme un temps court.", "observatoire-des-lieux", "un temps court"),
    ],
)
def test_authors_and_writers_who_define(defined: Facts, text: str, holder: str, words: str) -> None:
    assert [(who, told) for _, who, told in defined(LISTED.format(text))] == ([(holder, words)] if words else [])


@pytest.mark.parametrize(
    "text",
    [
        "Pour Morel, la question est un piège de plus.",
        "Pour l'agent, la journée est une épreuve.",
        "Roux décrit la salle d'attente.",
        "On entend par ailleurs le bruit des voix.",
    ],
)
def test_what_authors_say_is_no_definition(defined: Facts, text: str) -> None:
    assert defined(LISTED.format(text)) == []


@pytest.mark.parametrize(
    ("text", "notion", "words"),
    [
        ("Par phare, nous entendons toute lampe qui veille.", "phare", "toute lampe qui veille"),
        ("Il faut entendre par phare une lampe qui veille.", "phare", "une lampe qui veille"),
        ("Est considérée comme vigie toute personne inscrite.", "vigie", "toute personne inscrite"),
        (
            "Le mot vigie désigne toute personne qui guette la nuit.",
            "vigie",
            "toute personne qui guette la nuit",
        ),
    ],
)
def test_a_document_that_says_we_and_names_no_writer(defined: Facts, text: str, notion: str, words: str) -> None:
    assert defined(text) == [(notion, "document", words)]


def test_what_the_sentence_before_names(defined: Facts) -> None:
    text = VILLE + "On a ouvert douze points relais. La ville de Belrive nomme ainsi un lieu où l'on attend assis."
    assert [(notion, words) for notion, _, words in defined(text)] == [("point-relais", "un lieu où l'on attend assis")]


@pytest.mark.parametrize("text", ["Le conseil désigne un président.", "La porte est ouverte toute la journée."])
def test_no_notion_is_defined(defined: Facts, text: str) -> None:
    assert defined(text) == []


@pytest.mark.parametrize(
    ("text", "notion", "holder", "words"),
    [
        (
            "Le terme de veille s'entend ici du soin par lequel on attend.",
            "veille",
            "document",
            "soin par lequel on attend",
        ),
        (
            "On parle de guetteur pour qualifier une personne qui veille.",
            "guetteur",
            "document",
            "une personne qui veille",
        ),
        ("Par veille, j'entends le temps passé au phare.", "veille", "document", "le temps passé au phare"),
        ("Par veilleur, il faut entendre la personne du phare.", "veilleur", "document", "la personne du phare"),
        ("Qu'est-ce qu'une veille ? C'est un temps passé au phare.", "veille", "document", "un temps passé au phare"),
        ("Est dit « veilleur » tout marin qui reste à quai.", "veilleur", "document", "tout marin qui reste à quai"),
        (
            "La notion de veille lente, que Morel (1998) définit comme une attente sans but, est centrale.",
            *("veille-lente", "morel-1998", "une attente sans but"),
        ),
        (
            "Cela rejoint ce que Morel (2012) nomme la veille lente, c'est-à-dire l'art de ne rien guetter.",
            *("veille-lente", "morel-2012", "l'art de ne rien guetter"),
        ),
        (
            "La veille lente peut être définie comme le fait de rester à quai (Morel, 2010).",
            *("veille-lente", "morel-2010", "le fait de rester à quai"),
        ),
        (
            "Le concept de veille (Morel, 2008) renvoie à celui qui ne dort pas.",
            *("veille", "morel-2008", "celui qui ne dort pas"),
        ),
    ],
)
def test_ways_to_define(defined: Facts, text: str, notion: str, holder: str, words: str) -> None:
    assert defined(text) == [(notion, holder, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Par convention, on entend l'usager avant la décision.",
        "On parle d'économie pour justifier la fermeture.",
        "La salle, c'est-à-dire l'ancien préau, sera fermée.",
        "Les vacances, c'est la période la plus creuse.",
        "Qui vient ? Il s'agit d'un sujet ancien.",
    ],
)
def test_what_defines_nothing(defined: Facts, text: str) -> None:
    assert defined(text) == []


def test_a_table_of_words(defined: Facts, html: Callable[[str], Document]) -> None:
    text = (
        "<table><tr><th>Terme</th><th>Définition</th></tr><tr><td>Guetteur</td><td>Marin qui veille au phare</td></tr>"
        "<tr><td>Quart froid</td><td>Veille tenue en hiver par deux marins</td></tr></table>"
    )
    assert defined(html(text)) == [
        ("guetteur", "document", "Marin qui veille au phare"),
        ("quart-froid", "document", "Veille tenue en hiver par deux marins"),
    ]
