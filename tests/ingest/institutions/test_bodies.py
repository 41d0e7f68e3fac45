"""The directorates that the words of a cell name."""

from collections.abc import Callable

import pytest

from usagraph.records import Document

Read = Callable[[str], Document]
Facts = Callable[..., list[tuple[str, str, str]]]


def _leaders(facts: Facts, document: Document) -> list[str]:
    found = facts(document, "tables.action", title="a")
    return [o.rpartition("|")[2] for _, predicate, o in found if predicate == "ledBy"]


@pytest.mark.parametrize(
    ("words", "leaders"),
    [
        ("DMO", ["dmo"]),
        ("TAG DEAT", ["tag-deat"]),
        ("DMO, DAU et SLS", ["dau", "dmo", "sls"]),
        ("DMO / DAU", ["dau", "dmo"]),
        ("Direction des mobilités (DMO)", ["dmo"]),
        ("Direction des routes et direction du lac", ["direction-des-routes", "direction-du-lac"]),
        ("Direction de l'eau et de l'air", ["direction-de-l-eau-et-de-l-air"]),
        ("Direction des services et maisons", ["direction-des-services-et-maisons"]),
        ("L'équipe du lac", ["l-equipe-du-lac"]),
    ],
)
def test_one_or_several(markdown: Read, facts: Facts, words: str, leaders: list[str]) -> None:
    table = f"| Direction | Action |\n|---|---|\n| {words} | Guide |\n"
    assert _leaders(facts, markdown(table)) == leaders


def test_a_full_name_is_the_acronym_that_the_document_defines(markdown: Read, facts: Facts) -> None:
    table = (
        "La direction des mobilités (DMO).\n\n| Direction | Action |\n|---|---|\n| Direction des Mobilités | Guide |\n"
    )
    assert _leaders(facts, markdown(table)) == ["dmo"]


def test_the_column_tells_the_class(markdown: Read, facts: Facts) -> None:
    table = "| Directions territoriales | Projet | Directions départementales | Projet |\n|---|---|---|---|\n| TLB | Bac | DMO | Bus |\n"
    found = facts(markdown(table), "tables.directorate", title="a")
    assert [(s, o) for s, predicate, o in found if predicate == "type"] == [
        ("directorate|a|dmo", "ug:DepartmentalDirectorate"),
        ("directorate|a|tlb", "ug:TerritorialDirectorate"),
    ]
