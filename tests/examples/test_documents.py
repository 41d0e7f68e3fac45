"""The examples: small, ours, and holding what the demonstration and the documentation say they hold."""

import re
from pathlib import Path

import mammoth
import pypdfium2
import pytest
from lxml import html

FOLDER = Path(__file__).parent.parent.parent / "examples"
DOCUMENTS = sorted(
    path for path in FOLDER.iterdir() if path.suffix in {".md", ".txt", ".pdf", ".docx"} and path.name != "README.md"
)
MODEL_FIELDS = [
    "Mode",
    "Direction",
    "Titre",
    "Enjeu",
    "Politique publique",
    "Conception",
    "Mise en œuvre",
    "Évaluation",
    "Observations",
    "Provoque…",
    "Chez l'usager",
    "Chez l'agent",
    "Mis en place par",
    "Accompagnement préexistant",
    "Besoins de la direction",
    "Souhait d'aller vers",
]
INSPIRING_HEADINGS = [
    "Le contexte",
    "Les enjeux",
    "REPÈRES",
    "Objectifs de l'action",
    "Public",
    "Participation citoyenne",
    "Les actions réalisées",
    "L'évaluation",
    "Les transformations produites",
    "Du point de vue des habitants",
    "Du point de vue des professionnels",
    "Du point de vue des élus",
    "Perspectives",
    "Sources",
]


def test_there_are_eight_documents_in_four_formats() -> None:
    assert len(DOCUMENTS) == 8
    assert {path.suffix for path in DOCUMENTS} == {".md", ".txt", ".pdf", ".docx"}


def test_they_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 300_000


def test_the_readme_names_each_document() -> None:
    listed = set(re.findall(r"`([\w-]+\.\w+)`", (FOLDER / "README.md").read_text(encoding="utf-8")))
    assert {path.name for path in DOCUMENTS} <= listed


def test_every_source_of_a_made_document_is_there() -> None:
    """The DOCX and PDF files are made from scripts/sources, one Markdown file each."""
    made = {path.name for path in (FOLDER.parent / "scripts" / "sources").iterdir()}
    assert {path.stem for path in DOCUMENTS if path.suffix in {".docx", ".pdf"}} == {Path(name).stem for name in made}


@pytest.mark.parametrize("name", ["fiche-15-cercle-des-aidants.md", "fiche-11-covoitureurs.docx"])
def test_model_sheets_hold_every_field(name: str) -> None:
    words = text_of(FOLDER / name)
    assert [field for field in MODEL_FIELDS if field not in words] == []


def test_the_plain_text_sheet_holds_every_field() -> None:
    words = text_of(FOLDER / "fiche-17-assemblee-des-jeunes.txt")
    assert [field for field in MODEL_FIELDS if field not in words] == []


@pytest.mark.parametrize("name", ["inspirante-epicerie-mobile.docx", "inspirante-veilleurs-de-la-riviere.txt"])
def test_inspiring_sheets_hold_every_heading_on_a_line_of_its_own(name: str) -> None:
    lines = {line.strip() for line in text_of(FOLDER / name).splitlines()}
    assert [heading for heading in INSPIRING_HEADINGS if heading not in lines] == []


def test_the_census_lists_actions_by_degree() -> None:
    """Six, six, five and eight actions, then the review; the prose says four where the table says five."""
    tables = tables_of(FOLDER / "recensement.docx")
    assert [len(rows) - 1 for rows in tables] == [6, 6, 5, 8, 10]
    assert {tuple(rows[0]) for rows in tables[:4]} == {
        ("Fiche action et direction", "Politique publique", "Enjeu de l'action")
    }
    assert sum(bool(cell) for row in tables[4][1:] for cell in (row[1], row[3])) == 15


def test_every_direction_of_the_census_is_in_the_glossary() -> None:
    glossary = set(re.findall(r"^([A-Z]+) : ", text_of(FOLDER / "note-cadre.md"), re.MULTILINE))
    rows = [row for rows in tables_of(FOLDER / "recensement.docx")[:4] for row in rows[1:]]
    assert {row[0].rpartition(": ")[2] for row in rows} <= glossary


def test_the_only_contact_is_a_fake_one() -> None:
    """The masking of personal data has something to mask; the number is in a range kept for fiction."""
    words = "\n".join(text_of(path) for path in DOCUMENTS)
    assert re.findall(r"\b0\d(?: \d\d){4}\b", words) == ["01 99 00 00 00"]
    assert re.findall(r"\S+@\S+", words) == ["epicerie@exemple.invalid"]


def text_of(path: Path) -> str:
    """The text of a document, read without the project's own readers."""
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    if path.suffix == ".docx":
        with path.open("rb") as file:
            return str(mammoth.extract_raw_text(file).value)
    return path.read_text(encoding="utf-8")


def tables_of(path: Path) -> list[list[list[str]]]:
    """The tables of a Word document: rows of cells."""
    with path.open("rb") as file:
        tree = html.fromstring(mammoth.convert_to_html(file).value)
    return [
        [[cell.text_content() for cell in row.iter("td")] for row in table.iter("tr")] for table in tree.iter("table")
    ]
