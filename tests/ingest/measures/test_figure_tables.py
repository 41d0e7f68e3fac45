"""The figures of tables, with the action that their row names."""

from collections.abc import Callable

from usagraph.ingest.pipeline import claims_of
from usagraph.records import Document


def rows(*lines: str) -> str:
    """A table of HTML of lines of cells between bars."""
    told = ("".join(f"<td>{cell.strip()}</td>" for cell in line.split("|")) for line in lines)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in told) + "</table>"


ACTIONS = rows(
    "Direction | Action | Politique publique | Degré",
    "DEV | Jardins de quai | Environnement | Consultation",
    "DAS | Pause goûter | Solidarités | Concertation",
)
FIGURES = rows(
    "Action | Indicateur | Avant | Après | Unité",
    "Jardins de quai | Parcelles cultivées | 4 | 19 | parcelles",
    "Pause goûter | Courriers perdus | 40 | 12 | %",
)


def test_a_figure_is_about_the_action_that_its_row_names(html: Callable[[str], Document]) -> None:
    claims = claims_of(html(f"<h1>Le port</h1>{ACTIONS}<p>Les chiffres.</p>{FIGURES}"), "le port")
    held = {(c.subject.key or "").rpartition("|")[2]: c.words for c in claims if c.predicate.endswith("hasMeasurement")}
    assert held == {"jardins-de-quai": "19", "pause-gouter": "12"}


def test_a_column_of_units_names_no_directorate(html: Callable[[str], Document]) -> None:
    claims = claims_of(html(f"<h1>Le port</h1>{ACTIONS}<p>Les chiffres.</p>{FIGURES}"), "le port")
    assert {c.words for c in claims if c.predicate.endswith("ledBy")} == {"DEV", "DAS"}
