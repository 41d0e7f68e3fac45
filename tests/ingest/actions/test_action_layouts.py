"""Tables of actions laid out in the ways that administrations lay them out, each as HTML, DOCX, XLSX and CSV."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import yaml

from usagraph.ingest import readers
from usagraph.ingest.gate import check
from usagraph.ingest.pipeline import draft_of
from usagraph.records import Document

Facts = Callable[..., list[tuple[str, str, str]]]
Grid = list[list[str]]
Told = list[tuple[str, list[str], list[str]]]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/relationships"
#: In a grid: the cell on the left goes on here, or the one above.
LEFT, UP = "<", "^"


@dataclass(frozen=True)
class Cell:
    """A cell of a grid with how far it goes."""

    row: int
    column: int
    words: str
    wide: int
    high: int


def _cells(grid: Grid) -> list[Cell]:
    """The cells of a grid; a merged one comes once."""
    found = []
    for row, line in enumerate(grid):
        for column, words in enumerate(line):
            if words in (LEFT, UP):
                continue
            wide = 1 + next((i for i, w in enumerate(line[column + 1 :]) if w != LEFT), len(line) - column - 1)
            below = [other[column] for other in grid[row + 1 :]]
            high = 1 + next((i for i, w in enumerate(below) if w != UP), len(below))
            found.append(Cell(row, column, words, wide, high))
    return found


def _html(grid: Grid, folder: Path, before: str) -> Path:
    rows = ""
    for _, cells in groupby(_cells(grid), lambda c: c.row):
        inside = "".join(f"<td colspan={c.wide} rowspan={c.high}>{escape(c.words)}</td>" for c in cells)
        rows += f"<tr>{inside}</tr>"
    said = "".join(f"<p>{escape(line)}</p>" for line in before.splitlines())
    return _written(folder / "essai.html", f"<html><body>{said}<table>{rows}</table></body></html>")


def _docx(grid: Grid, folder: Path, before: str) -> Path:
    rows = ""
    high = {(c.row, c.column): c for c in _cells(grid)}
    for number, line in enumerate(grid):
        inside = ""
        for column, words in enumerate(line):
            if words == LEFT:
                continue
            cell = high.get((number, column))
            merge = '<w:vMerge w:val="restart"/>' if cell and cell.high > 1 else "<w:vMerge/>" if words == UP else ""
            span = f'<w:gridSpan w:val="{cell.wide}"/>' if cell and cell.wide > 1 else ""
            text = "" if words == UP else f"<w:r><w:t>{escape(words)}</w:t></w:r>"
            inside += f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p>{text}</w:p></w:tc>"
        rows += f"<w:tr>{inside}</w:tr>"
    said = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in before.splitlines())
    body = f'<w:document xmlns:w="{W}"><w:body>{said}<w:tbl>{rows}</w:tbl></w:body></w:document>'
    link = f'<Relationship Id="a" Type="{R}/officeDocument" Target="word/document.xml"/>'
    return _archive(folder / "essai.docx", {"_rels/.rels": _links(link), "word/document.xml": body})


def _xlsx(grid: Grid, folder: Path, before: str) -> Path:
    lines = [[line] for line in before.splitlines()]
    shift = len(lines) + bool(lines)
    rows = "".join(_row(n, [Cell(n, 0, line[0], 1, 1)]) for n, line in enumerate(lines))
    cells = _cells(grid)
    for number, held in groupby(cells, lambda c: c.row):
        rows += _row(number + shift, list(held))
    merged = "".join(
        f'<mergeCell ref="{_name(c.row + shift, c.column)}:{_name(c.row + shift + c.high - 1, c.column + c.wide - 1)}"/>'
        for c in cells
        if c.wide > 1 or c.high > 1
    )
    sheet = f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData>{f"<mergeCells>{merged}</mergeCells>" if merged else ""}</worksheet>'
    book = (
        f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets><sheet name="Saisie" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    return _archive(
        folder / "essai.xlsx",
        {
            "_rels/.rels": _links(f'<Relationship Id="a" Type="{R}/officeDocument" Target="xl/workbook.xml"/>'),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": _links(
                f'<Relationship Id="r1" Type="{R}/worksheet" Target="worksheets/sheet1.xml"/>'
            ),
            "xl/worksheets/sheet1.xml": sheet,
        },
    )


def _row(number: int, cells: list[Cell]) -> str:
    inside = "".join(
        f'<c r="{_name(number, c.column)}" t="inlineStr"><is><t>{escape(c.words)}</t></is></c>'
        for c in cells
        if c.words
    )
    return f'<row r="{number + 1}">{inside}</row>'


def _name(row: int, column: int) -> str:
    return f"{chr(65 + column)}{row + 1}"


def _links(inside: str) -> str:
    return f'<Relationships xmlns="{P}">{inside}</Relationships>'


def _archive(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _csv(grid: Grid, folder: Path, before: str) -> Path:
    """What a spreadsheet exports: a merged cell is written once, the others are blank."""
    made = io.StringIO()
    plain = [["" if words in (LEFT, UP) else words for words in line] for line in grid]
    width = len(grid[0])
    csv.writer(made, delimiter=";").writerows([[line, *[""] * (width - 1)] for line in before.splitlines()] + plain)
    return _written(folder / "essai.csv", made.getvalue())


def _written(path: Path, words: str) -> Path:
    path.write_text(words, encoding="utf-8")
    return path


MAKERS = {"html": _html, "docx": _docx, "xlsx": _xlsx, "csv": _csv}


def _told(facts: list[tuple[str, str, str]]) -> Told:
    """Each action: its title, who leads it, its degrees with their stages."""
    by: dict[tuple[str, str], list[str]] = {}
    for subject, predicate, object_ in facts:
        by.setdefault((subject, predicate), []).append(object_)
    return sorted(
        (
            by[action, "prefLabel"][0],
            sorted(leader.rpartition("|")[2] for leader in by.get((action, "ledBy"), [])),
            sorted(
                f"{step.rpartition('|')[2].removesuffix('-' + degree.partition('/')[2])} {degree.partition('/')[2]}"
                for step in by.get((action, "hasStep"), [])
                for degree in by[step, "degree"]
            ),
        )
        for action, predicate in list(by)
        if predicate == "type" and action.startswith("action|")
    )


LAYOUTS = yaml.safe_load((Path(__file__).parent / "action_layouts.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "form"), [(name, form) for name, layout in LAYOUTS.items() for form in layout.get("forms", MAKERS)]
)
def test_a_layout(tmp_path: Path, facts: Facts, name: str, form: str) -> None:
    layout = LAYOUTS[name]
    path = MAKERS[form](layout["grid"], tmp_path, layout.get("before", ""))
    document = readers.read_here(path, check(path).value)
    assert _told(facts(document, "tables")) == [tuple(row) for row in layout["told"]]


def test_two_tables_on_a_page_and_one_inside_another(html: Callable[[str], Document], facts: Facts) -> None:
    inner = "<table><tr><th>Action</th><th>Direction</th></tr><tr><td>Digue</td><td>DAU</td></tr></table>"
    first = "<table><tr><th>Projet</th><th>Service</th><th>Degré</th></tr><tr><td>Pont</td><td>DMO</td><td>Concertation</td></tr></table>"
    page = f"<p>Un.</p>{first}<p>Deux.</p><table><tr><td>Voir ci-contre</td><td>{inner}</td></tr></table>"
    assert _told(facts(html(page), "tables")) == [("Digue", ["dau"], []), ("Pont", ["dmo"], ["na concertation"])]


def test_a_header_that_comes_again_on_the_next_page(html: Callable[[str], Document], facts: Facts) -> None:
    head = "<tr><th>Projet</th><th>Direction</th></tr>"
    page = (
        f"<p>Tableau 1 : actions consultant les usagers</p><table>{head}<tr><td>Pont</td><td>DMO</td></tr></table>"
        f"<table>{head}<tr><td>Digue</td><td>DAU</td></tr></table><p>Fin.</p>"
    )
    assert _told(facts(html(page), "tables")) == [
        ("Digue", ["dau"], ["na consultation"]),
        ("Pont", ["dmo"], ["na consultation"]),
    ]


def test_what_the_columns_say(html: Callable[[str], Document], facts: Facts) -> None:
    heads = [
        "Intitulé",
        "Direction",
        "Mode",
        "Caractère",
        "Méthode",
        "Public",
        "Partenaires",
        "Effets pour les usagers",
    ]
    cells = ["Bus", "DAU", "Activité courante", "Obligatoire", "Questionnaire / Tombola", "Agents", "CAF ; Bailleur"]
    row = "".join(f"<td>{c}</td>" for c in [*cells, "Se sentir entendu"])
    page = f"<table><tr>{''.join(f'<th>{h}</th>' for h in heads)}</tr><tr>{row}</tr></table>"
    action = "action|essai-dau|bus"
    found = facts(html(page), "tables.action")
    assert [(p, o) for s, p, o in found if s == action] == [
        ("hasEffect", "effect|action-essai-dau-bus|se-sentir-entendu"),
        ("hasPartner", "organisation||bailleur"),
        ("hasPartner", "public-body||caf"),
        ("ledBy", "directorate|essai|dau"),
        ("mode", "mode/activite-courante"),
        ("nature", "nature/reglementaire"),
        ("prefLabel", "Bus"),
        ("targets", "user-group|agents"),
        ("type", "ug:Action"),
        ("usesMethod", "method/enquete-par-questionnaire"),
        ("usesMethod", "method|tombola"),
    ]
    assert ("user-group|agents", "userPosition", "user-position/interne") in found
    assert ("effect|action-essai-dau-bus|se-sentir-entendu", "affects", "user-position/externe") in found


def test_the_name_of_a_person_is_no_directorate(html: Callable[[str], Document], facts: Facts) -> None:
    rows = "<tr><th>Action</th><th>Porteur</th><th>Degré</th></tr><tr><td>Bus</td><td>Mme Exemple</td><td>Consultation</td></tr>"
    assert _told(facts(html(f"<table>{rows}</table>"), "tables")) == [("Bus", [], ["na consultation"])]


def test_basis(html: Callable[[str], Document], facts: Facts) -> None:
    rows = (
        "<tr><th>Action</th><th>Direction</th><th>Degré déclaré</th><th>Degré retenu</th></tr>"
        "<tr><td>Bus</td><td>DAU</td><td>Concertation</td><td>Consultation</td></tr>"
    )
    found = facts(html(f"<table>{rows}</table>"), "tables")
    assert [(s.rpartition("|")[2], o) for s, p, o in found if p == "basis"] == [
        ("na-concertation", "basis/declared"),
        ("na-consultation", "basis/assessed"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ["Service|Compétence", "DAU|Autonomie"],
        ["Service|Nom entier", "DAU|Direction de l'autonomie"],
        ["Titre de l'action|Bus|Service|DAU", "Enjeu|Écouter|Domaine|Autonomie", "Degré|Consultation|Mode|Projet"],
        ["Étape|Information|Consultation", "Conception|x|", "Évaluation||x"],
        ["Commune|Habitants", "Chantenet|4 000"],
        ["Thème|Objectif|Indicateur", "Accueil|Répondre|Délai"],
        ["Direction|Objectif|Indicateur|2023|2024", "DAU|Répondre|Délai|32|28"],
        ["Service|Motif|Nombre de jours", "DAU|Maladie|12"],
        ["Question|Oui|Non|Service", "Êtes-vous consulté ?|12|3|DAU"],
        ["Instance|Service|Fréquence|Objet", "Conseil|DAU|mensuelle|consultation"],
        ["Formation|Public|Durée|Organisme", "Consultation citoyenne|Cadres|1 jour|DEC"],
        ["Mesure|Direction|Échéance|Statut", "Repeindre|DAU|2026|en cours"],
    ],
)
def test_other_tables_tell_of_no_action(html: Callable[[str], Document], facts: Facts, rows: list[str]) -> None:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    assert [f for f in facts(html(f"<table>{lines}</table>"), "tables.action") if f[1] == "type"] == []


def test_headings_that_nobody_reads_are_told(html: Callable[[str], Document]) -> None:
    heads = "".join(f"<th>{h}</th>" for h in ("Axe", "Action", "Pilote", "Indicateurs", "Degré souhaité"))
    cells = "".join(f"<td>{c}</td>" for c in ("1", "Bus", "DAU", "Passages", "Concertation"))
    draft = draft_of(html(f"<table><tr>{heads}</tr><tr>{cells}</tr></table>"))
    assert [heading["words"] for heading in draft.unread] == ["Axe", "Indicateurs", "Degré souhaité"]


def test_short_forms_without_a_legend_are_less_sure(html: Callable[[str], Document]) -> None:
    rows = ["Action|Direction|Avant|Après", "Bus de nuit|DAU|CS|I", "Carte des parcs|DEC|CC|CT"]
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    claims = draft_of(html(f"<table>{lines}</table>")).claims
    steps = [claim for claim in claims if claim.predicate.endswith("degree")]
    assert len(steps) == 4
    assert {str(claim.confidence) for claim in steps} == {"0.7"}


def test_a_legend_on_another_sheet(tmp_path: Path, facts: Facts) -> None:
    census = [["Intervention", "Porteur", "Thème", "Curseur amont", "Curseur aval"]]
    census += [["Bus de nuit", "DAU", "Transport", "K2", "K1"], ["Carte des parcs", "DEC", "Nature", "K4", "K3"]]
    legend = [["K1", "information"], ["K2", "consultation"], ["K3", "concertation"], ["K4", "co-construction"]]
    sheets = ""
    links = ""
    parts = {}
    for number, (name, grid) in enumerate([("Suivi", census), ("Codes", legend)], 1):
        rows = "".join(_row(n, [Cell(n, c, w, 1, 1) for c, w in enumerate(line)]) for n, line in enumerate(grid))
        parts[f"xl/worksheets/sheet{number}.xml"] = f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData></worksheet>'
        sheets += f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>'
        links += f'<Relationship Id="r{number}" Type="{R}/worksheet" Target="worksheets/sheet{number}.xml"/>'
    start = f'<Relationship Id="a" Type="{R}/officeDocument" Target="xl/workbook.xml"/>'
    book = f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{sheets}</sheets></workbook>'
    parts |= {"_rels/.rels": _links(start), "xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": _links(links)}
    path = _archive(tmp_path / "essai.xlsx", parts)
    assert _told(facts(readers.read_here(path, check(path).value), "tables")) == [
        ("Bus de nuit", ["dau"], ["conception consultation", "evaluation information"]),
        ("Carte des parcs", ["dec"], ["conception co-construction", "evaluation concertation"]),
    ]


def test_columns_that_become_nothing_are_told(html: Callable[[str], Document]) -> None:
    rows = ["Action|Direction|Politique|Avant|Pendant|Score|Pilote", "Bus de nuit|DAU|Transport|QZ|ZZ|4|Mme Exemple"]
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    draft = draft_of(html(f"<table>{lines}</table>"))
    assert [heading["words"] for heading in draft.unread] == ["Avant", "Pendant", "Score", "Pilote"]
