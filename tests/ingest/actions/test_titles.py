"""Titles of actions in headings, with what the headings say beside them."""

from collections.abc import Callable

import pytest

from usagraph.ingest.actions.titles import title_in
from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.institutions.glossary import read_glossary
from usagraph.ingest.known import KnownNames
from usagraph.ingest.sections import outline
from usagraph.records import Document

Plain = Callable[[str], Document]


@pytest.fixture
def bodies(plain: Plain) -> Bodies:
    document = plain("La direction de la mer (DIM) écrit.")
    draft = Draft(document, outline(document))
    made = Bodies(draft, read_glossary(draft), KnownNames(), "essai", None)
    made.declare()
    return made


@pytest.mark.parametrize(
    ("heading", "title", "policy", "leader", "field"),
    [
        ("Eaux vives : « La jetée ouverte »", "La jetée ouverte", "", "", "Eaux vives"),
        ("Mobilités – « La jetée ouverte »", "La jetée ouverte", "Mobilités", "", ""),
        ("Mobilités : La jetée ouverte", "La jetée ouverte", "Mobilités", "", ""),
        ("« La jetée ouverte » (DIM)", "La jetée ouverte", "", "DIM", ""),
        ("« La jetée ouverte », par la direction de la mer", "La jetée ouverte", "", "par la direction de la mer", ""),
        ("La jetée ouverte – service du port", "La jetée ouverte", "", "service du port", ""),
        ("Mobilités : « Qui vient demain ? »", "Qui vient demain ?", "Mobilités", "", ""),
        ("Zoom sur « La jetée ouverte »", "La jetée ouverte", "", "", ""),
        ("2. Action « La jetée ouverte » (2023)", "La jetée ouverte", "", "", ""),
        ("Les bancs : mode d'emploi", "Les bancs : mode d'emploi", "", "", ""),
    ],
)
def test_a_title_and_what_is_beside_it(
    bodies: Bodies, heading: str, title: str, policy: str, leader: str, field: str
) -> None:
    found = title_in(heading, 10, bodies, KnownNames())
    assert found
    beside = [cell.words if cell else "" for cell in (found.cell, found.policy, found.leader, found.field)]
    assert beside == [title, policy, leader, field]
    assert heading[found.cell.start - 10 : found.cell.end - 10] == title


@pytest.mark.parametrize(
    "heading", ["« On nous oublie »", "Contexte", "Pourquoi ?", "« Usagers », mot de tous les jours"]
)
def test_what_is_no_title(bodies: Bodies, heading: str) -> None:
    found = title_in(heading, 0, bodies, KnownNames())
    assert found is None or not found.quoted
