"""The degrees that the field of a sheet on participation tells."""

from collections.abc import Callable

import pytest

from usagraph.ingest.draft import Draft
from usagraph.ingest.sections import outline
from usagraph.ingest.sheets.grades import grades_of
from usagraph.ingest.sheets.headings import meaning
from usagraph.ingest.sheets.sheets import read_sheets
from usagraph.records import Document


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Conception : concertation", [("concertation", "conception")]),
        ("au bilan : information", [("information", "evaluation")]),
        (
            "concertation en conception, consultation en évaluation",
            [("concertation", "conception"), ("consultation", "evaluation")],
        ),
        (
            "consultation en conception et en évaluation",
            [("consultation", "conception"), ("consultation", "evaluation")],
        ),
        ("consultés avant, informés après", [("consultation", "conception"), ("information", "evaluation")]),
        (
            "co-construction de bout en bout",
            [("co-construction", s) for s in ("conception", "mise-en-oeuvre", "evaluation")],
        ),
        ("Ils ont été consultés au démarrage, par courrier.", [("consultation", "conception")]),
        ("Consultation", [("consultation", None)]),
        ("Ils sont co-gestionnaires", [("co-construction", None)]),
        ("Les agents tiennent un registre de la salle", []),
        ("Non prévue", []),
    ],
)
def test_the_degrees_of_a_value(words: str, told: list[tuple[str, str | None]]) -> None:
    assert [(degree, stage) for degree, stage, _, _ in grades_of(words)] == told


def test_who_says_so_is_kept() -> None:
    found = grades_of("Concertation en conception. De fait, au bilan, ils ont été consultés.")
    assert [basis for *_, basis in found] == ["declared", "assessed"]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Degré d'association en conception", "conception"),
        ("Niveau de participation au moment du bilan", "evaluation"),
        ("Les résidents, avant", "conception"),
        ("Usagers en mise en œuvre", "mise_en_oeuvre"),
        ("Les résidents sont", "degre"),
        ("Comment l'action est conduite", "mode"),
        ("Ce que nous voulions résoudre", "enjeu"),
        ("Besoin repéré", "contexte"),
    ],
)
def test_the_headings_of_degrees_and_their_neighbours(heading: str, name: str) -> None:
    found = meaning(heading, "generic")
    assert found is not None
    assert found.name == name


def test_dots_lead_a_label_to_its_value(plain: Callable[[str], Document]) -> None:
    words = (
        "LE COMPOST PARTAGÉ\n\nPorteur ......... Service des déchets\nDomaine ......... Environnement\n"
        "Enjeux .......... Réduire\nBut ............. Installer\nMode ............ Projet\n"
    )
    document = plain(words)
    sheets = read_sheets(Draft(document, outline(document)))
    assert [[field.name for field in sheet.fields] for sheet in sheets] == [
        ["pilote", "politique", "enjeu", "objectif", "mode"]
    ]


def test_the_lines_of_contents_are_no_fields(plain: Callable[[str], Document]) -> None:
    document = plain("Sommaire\n\nContexte ........ 3\nObjectifs ....... 4\nPublic .......... 5\nMode ............ 6\n")
    assert read_sheets(Draft(document, outline(document))) == []
