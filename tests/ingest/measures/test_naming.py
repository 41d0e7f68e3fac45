"""What the indicators of figures are called."""

import pytest

from usagraph.ingest.measures.measures import figures_in
from usagraph.ingest.measures.naming import joined
from usagraph.textview import flat


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1 240 voisins ont franchi la porte.", "voisins ayant franchi la porte"),
        ("82 % des voisins sont satisfaits.", "voisins satisfaits"),
        ("Neuf voisins sur dix recommandent la barque.", "voisins qui recommandent la barque"),
        ("62 % des voisins ont besoin d'une barque.", "voisins ont besoin d'une barque"),
    ],
)
def test_things_and_what_they_did(text: str, name: str) -> None:
    words = flat(text)
    figure = figures_in(words)[0]
    assert joined(figure, [words[slice(*span)] for span in figure.what]) == name
