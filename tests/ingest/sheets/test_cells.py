"""The tables of sheets: forms, degrees by stage, and those where no heading stands."""

from collections.abc import Callable

from usagraph.ingest.sheets.cells import Step, Tables, lay_out
from usagraph.ingest.table import tables
from usagraph.records import Document

Html = Callable[[str], Document]


def _table(*rows: str) -> str:
    cells = ("".join(f"<td>{cell.strip()}</td>" for cell in row.split("|")) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def _labels(found: Tables) -> list[tuple[str, str | None, list[str]]]:
    return [
        (label.cell.words, label.meaning.name if label.meaning else None, [value.words for value in label.values])
        for label in found.labels.values()
    ]


def test_a_form_of_labels_and_values(html: Html) -> None:
    document = html(_table("Intitulé|Le verger", "Public|Les voisins", "Météo|Beau"))
    assert _labels(lay_out(document, tables(document), "generic", ())) == [
        ("Intitulé", "titre", ["Le verger"]),
        ("Public", "public", ["Les voisins"]),
        ("Météo", None, ["Beau"]),
    ]


def test_two_pairs_a_row(html: Html) -> None:
    document = html(
        "<table><tr><td>Titre</td><td colspan=3>Le verger</td></tr>"
        "<tr><td>Service</td><td>Pôle vert</td><td>Domaine</td><td>Social</td></tr></table>"
    )
    assert _labels(lay_out(document, tables(document), "generic", ())) == [
        ("Titre", "titre", ["Le verger"]),
        ("Service", "pilote", ["Pôle vert"]),
        ("Domaine", "politique", ["Social"]),
    ]


def test_names_above_their_values(html: Html) -> None:
    document = html(_table("Public|Partenaires|Pilote", "Les voisins|La ville|Pôle vert"))
    assert [(words, values) for words, _, values in _labels(lay_out(document, tables(document), "generic", ()))] == [
        ("Public", ["Les voisins"]),
        ("Partenaires", ["La ville"]),
        ("Pilote", ["Pôle vert"]),
    ]


def _steps(found: tuple[Step, ...]) -> list[tuple[str, str]]:
    return [(step.stage, step.degree) for step in found]


def test_degrees_named_beside_their_stage(html: Html) -> None:
    document = html(_table("Étape|Degré|Preuve", "Conception|Consultation|Un vote", "Évaluation|Sans objet|"))
    assert _steps(lay_out(document, tables(document), "generic", ()).steps) == [("conception", "consultation")]


def test_a_degree_before_a_colon_whatever_is_said_of_it(html: Html) -> None:
    said = "Information : une notice en quatre langues et un plan"
    document = html(_table("Étape|Degré", "Conception|Consultation", f"Mise en œuvre|{said}"))
    told = _steps(lay_out(document, tables(document), "generic", ()).steps)
    assert told == [("conception", "consultation"), ("mise-en-oeuvre", "information")]


def test_degrees_ticked_under_their_name(html: Html) -> None:
    document = html(_table("Étape|Information|Co-construction", "Avant|☐|☒", "Pendant|x|☐"))
    assert _steps(lay_out(document, tables(document), "generic", ()).steps) == [
        ("conception", "co-construction"),
        ("mise-en-oeuvre", "information"),
    ]


def test_stages_as_columns(html: Html) -> None:
    document = html(_table("|Conception|Mise en œuvre", "Concertation|x|", "Information||x"))
    assert _steps(lay_out(document, tables(document), "generic", ()).steps) == [
        ("conception", "concertation"),
        ("mise-en-oeuvre", "information"),
    ]


def test_a_table_of_figures_holds_no_heading(html: Html) -> None:
    document = html(_table("Indicateur|Départ|Arrivée", "Visites|4|9", "Appels|5|1"))
    found = lay_out(document, tables(document), "generic", ())
    assert not found.labels
    assert len(found.data) == 9


def test_tables_that_are_read_otherwise_are_left(html: Html) -> None:
    document = html(_table("Intitulé|Le verger", "Public|Les voisins"))
    assert not lay_out(document, tables(document), "generic", ((0, len(document.text)),)).labels


def test_a_form_in_which_stages_have_rows_stays_a_form(html: Html) -> None:
    rows = ["Public|Les voisins", "Pilote|Pôle vert", "But|Semer", "Au démarrage|Consultation", "Au bilan|Information"]
    document = html(_table(*rows))
    found = lay_out(document, tables(document), "generic", ())
    assert [words for words, _, _ in _labels(found)] == ["Public", "Pilote", "But", "Au démarrage", "Au bilan"]
    assert found.steps == ()


def test_stages_told_by_their_moment(html: Html) -> None:
    ticks = ["|Informés|Consultés", "Avant la mise en œuvre|X|", "Pendant la mise en œuvre||X", "Pour le bilan|X|"]
    document = html(_table(*ticks))
    assert _steps(lay_out(document, tables(document), "generic", ()).steps) == [
        ("conception", "information"),
        ("mise-en-oeuvre", "consultation"),
        ("evaluation", "information"),
    ]
