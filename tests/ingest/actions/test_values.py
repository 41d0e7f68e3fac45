from collections.abc import Callable

import pytest

from usagraph.ingest.actions.column import Column
from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.actions.values import basis_of, with_values
from usagraph.ingest.table import tables
from usagraph.records import Document

Read = Callable[[str], Document]


def _roles(html: Read, *rows: str, known: list[Column] | None = None, legend: Legend | None = None) -> list[str]:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    table = tables(html(f"<table>{lines}</table>"))[0]
    return [column.role for column in with_values(table, 1, known or [], legend or Legend())]


@pytest.mark.parametrize(
    ("heading", "values", "role"),
    [
        ("Registre", "consultation|Co-construction", "degree"),
        ("Posture", "Informer|Concerter|-", "degree"),
        ("Où en est-on", "conception|Évaluation", "stage"),
        ("Forme", "projet|activité courante", "mode"),
        ("Cadre", "récurrent|action ponctuelle", "mode"),
        ("Procédé", "sondage|trois ateliers|théâtre forum", "method"),
        ("Statut", "volontariste|réglementaire", "nature"),
    ],
)
def test_values_tell_what_a_column_is(html: Read, heading: str, values: str, role: str) -> None:
    assert _roles(html, f"{heading}|Nombre", *(f"{value}|4" for value in values.split("|"))) == [role]


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Suite", "nouveau projet en 2026|projet de loi"),
        ("État", "en cours|en cours"),
        ("Rencontres", "réunion d'information|comité de concertation"),
        ("Degré souhaité", "concertation|co-construction"),
        ("Nombre", "1|2"),
        ("", "consultation|information"),
        ("Divers", "consultation|rien de plus|à revoir"),
    ],
)
def test_values_that_tell_nothing(html: Read, heading: str, values: str) -> None:
    assert _roles(html, f"{heading}|Nombre", *(f"{value}|4" for value in values.split("|"))) == []


def test_a_heading_of_several_meanings_gives_way_to_its_values(html: Read) -> None:
    nature = Column(0, "Nature", "nature", {"role": "nature"})
    assert _roles(html, "Nature|A", "projet|1", "glissant|2", known=[nature]) == ["mode"]
    assert _roles(html, "Nature|A", "obligatoire|1", "volontaire|2", known=[nature]) == ["nature"]


def test_codes_of_the_legend_are_values(html: Read) -> None:
    legend = Legend({"degree": {"a": "information", "b": "consultation"}})
    assert _roles(html, "Registre|N", "A|1", "B|2", legend=legend) == ["degree"]


@pytest.mark.parametrize(
    ("heading", "basis"),
    [
        ("Lecture de l'autrice", "assessed"),
        ("Ce que nous observons", "assessed"),
        ("Dans les faits", "assessed"),
        ("Ce que dit le service", "declared"),
        ("Évaluation", "declared"),
    ],
)
def test_who_says_the_degrees(heading: str, basis: str) -> None:
    assert basis_of(heading) == basis
