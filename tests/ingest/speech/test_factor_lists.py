"""Lists and tables of factors outside action sheets."""

from collections.abc import Callable

import pytest

from usagraph.records import Document

Facts = Callable[..., list[tuple[str, str, str]]]
Read = Callable[[str], Document]


def _named(found: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    kinds = {s: o.removeprefix("ug:") for s, p, o in found if p == "type"}
    return [(kinds[s], o) for s, p, o in found if p == "prefLabel" and s.startswith("factor|")]


@pytest.mark.parametrize(
    "text",
    [
        "<p>Freins relevés :</p><ul><li>le prix du car</li><li>le froid</li></ul>",
        "<h2>Difficultés rencontrées</h2><ul><li>le prix du car</li><li>le froid</li></ul>",
        "<h2>3. Les freins</h2><p>Les équipes en citent deux :</p><ul><li>le prix du car</li><li>le froid</li></ul>",
        "<p>Principaux freins :</p><p>le prix du car ;</p><p>le froid.</p><p>La suite viendra.</p>",
        "<table><tr><th>Freins</th><th>Dates</th></tr><tr><td>le prix du car</td><td>mai</td></tr><tr><td>le froid</td><td>juin</td></tr></table>",
        "<table><tr><td>Freins</td><td>le prix du car ; le froid</td></tr><tr><td>Dates</td><td>mai</td></tr></table>",
    ],
)
def test_the_items_under_a_line_that_announces_them(html: Read, facts: Facts, text: str) -> None:
    found = _named(facts(html(f"<h1>Bilan</h1>{text}"), "factors"))
    assert found == [("Obstacle", "le froid"), ("Obstacle", "le prix du car")]


@pytest.mark.parametrize(
    "text",
    [
        "<h2>Limites de l'étude</h2><ul><li>un seul site</li></ul>",
        "<h2>Freins à l'emploi des jeunes</h2><ul><li>le permis</li></ul>",
        "<h2>Difficultés des familles</h2><ul><li>le loyer</li></ul>",
        "<p>Les freins sont levés.</p><ul><li>le prix</li></ul>",
        "<h2>Freins</h2><p>Le temps passe.</p>",
    ],
)
def test_a_heading_of_something_else_announces_none(html: Read, facts: Facts, text: str) -> None:
    assert _named(facts(html(f"<h1>Bilan</h1>{text}"), "factors")) == []
