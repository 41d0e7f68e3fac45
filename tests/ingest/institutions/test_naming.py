"""How far names go: in a title whose lines are each their own, and where what they are comes last."""

import pytest

from usagraph.ingest import sections
from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.naming import read_names
from usagraph.ingest.readers.text import lay_out
from usagraph.records import Document


def _names(text: str) -> list[str]:
    document = Document(text, tuple(lay_out(text)), "text/plain")
    return [name.label for name in read_names(Draft(document, sections.outline(document)))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pays de Brume Agglomération – service du phare", ["Pays de Brume Agglomération"]),
        ("Une note de Brume Métropole, en mars.", ["Brume Métropole"]),
        ("La Métropole de Brume a voté.", ["Métropole de Brume"]),
        ("Commune de Brume\nRecueil des lampes", ["Commune de Brume"]),
        ("La fédération brumoise des centres sociaux est venue.", ["fédération brumoise des centres sociaux"]),
        ("Une fédération brumoise des centres sociaux manque.", []),
        ("La fédération des parents est venue.", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert _names(text) == names
