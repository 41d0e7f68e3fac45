"""How far a name goes."""

import pytest

from usagraph.ingest.institutions.phrase import reach


@pytest.mark.parametrize(
    ("text", "style", "wanted"),
    [
        ("direction de l'eau et de l'air ouvre", "common", "direction de l'eau et de l'air"),
        (
            "direction de l'enfance, de la famille et de l'insertion, hier",
            "common",
            "direction de l'enfance, de la famille et de l'insertion",
        ),
        (
            "direction des affaires culturelles et sportives agit",
            "common",
            "direction des affaires culturelles et sportives",
        ),
        ("direction de l'espace public pilote", "common", "direction de l'espace public"),
        ("direction de l'eau et la direction de l'air", "common", "direction de l'eau"),
        ("direction des mobilités, la ville", "common", "direction des mobilités"),
        ("direction pivote entre", "common", "direction"),
        ("association Pas à pas, la ville", "titled", "association Pas à pas"),
        ("association Les Mains libres et la fédération", "titled", "association Les Mains libres"),
        ("association Le Fil et l'Aiguille agit encore", "titled", "association Le Fil et l'Aiguille"),
        ("association « Les uns, les autres » agit", "titled", "association « Les uns, les autres »"),
        ("association Les Amis de Vertval quitte tout", "titled", "association Les Amis de Vertval"),
        ("agence d'urbanisme de Vertval travaille", "proper", "agence d'urbanisme de Vertval"),
        ("commune de Saint-Aurin s'engage", "proper", "commune de Saint-Aurin"),
        ("commune de demain", "proper", "commune"),
    ],
)
def test_the_end_of_a_name(text: str, style: str, wanted: str) -> None:
    head = text.split(" ")[0]
    found = reach(text, len(head), style)
    assert text[: found.plain if style == "common" else found.proper] == wanted
