"""A small index of our own: things with acronyms, one of which means two, and three documents."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from usagraph.graph.search.database import Connections
from usagraph.graph.search.extracts import Extract
from usagraph.graph.search.index import SearchIndex
from usagraph.graph.search.reader import Reader
from usagraph.ontology.terms import BASE, NS, SKOS

#: What the graph tells: the end of the IRI, the class, the label, the other names, the acronyms with their documents.
THINGS: tuple[tuple[str, str, str, tuple[str, ...], dict[str, str]], ...] = (
    ("public-body/mdph", "PublicBody", "maison départementale des personnes handicapées", (), {"MDPH": ""}),
    ("directorate/x-dau", "Directorate", "direction de l'autonomie", (), {"DA": "note-1"}),
    ("directorate/x-dac", "Directorate", "direction de l'action culturelle", (), {"DA": "note-2"}),
    ("action/x-1", "Action", "Comité des usager·ère·s de la MDPH", ("comité consultatif",), {}),
    ("action/x-2", "Action", "Comité de lecture", (), {}),
    ("action/x-3", "Action", "Évaluation des loyers", (), {}),
    ("legal-text/x", "LegalText", "loi n° 2002-2", ("loi sur l'évaluation",), {}),
    ("document/note-1", "SourceDocument", "Note une", (), {}),
)
NOTES = {
    "note-1": (
        "La maison départementale des personnes handicapées reçoit.",
        "La MDPH reçoit les usager·ère·s.",
        "La DA écrit aux élues.",
    ),
    "note-2": ("La DA programme des spectacles pour les usagers.", "La direction de l'action culturelle programme."),
    "note-3": ("Rien que des loyers.",),
}


class Graph:
    """What answers the queries of the index, from a table that a test may change."""

    def __init__(self) -> None:
        self.things = {f"{BASE}/id/{end}": (kind, label, others, short) for end, kind, label, others, short in THINGS}

    def select(self, query: str) -> Iterator[Mapping[str, str]]:
        """The rows of one of the queries of `named`."""
        for iri, (name, label, others, acronyms) in self.things.items():
            if "VALUES ?thing" in query and f"<{iri}>" not in query:
                continue
            if '"type"' in query:
                yield {"thing": iri, "told": "type", "words": NS + name}
            elif "altLabel" in query:
                yield {"thing": iri, "told": SKOS + "prefLabel", "words": label, "more": "fr"}
                yield from ({"thing": iri, "told": SKOS + "altLabel", "words": other, "more": "fr"} for other in others)
                yield from ({"thing": iri, "told": NS + "acronym", "words": short} for short in acronyms)
            elif '"scope"' in query:
                for short, document in acronyms.items():
                    graph = f"{BASE}/graph/{document or 'reference'}"
                    yield {"thing": iri, "told": "scope", "words": short, "more": graph}


def in_a_row(*texts: str) -> list[Extract]:
    """Texts as the passages of a document, one after the other."""
    found, at = [], 0
    for text in texts:
        found.append(Extract(at, at + len(text), "paragraph", "Section", 2, text))
        at += len(text) + 1
    return found


@pytest.fixture
def passages() -> Callable[..., list[Extract]]:
    """What makes passages of texts."""
    return in_a_row


@pytest.fixture
def graph() -> Graph:
    """The graph that the index follows."""
    return Graph()


@pytest.fixture
def index(graph: Graph, tmp_path: Path) -> Iterator[SearchIndex]:
    """The index, as its first generation."""
    made = SearchIndex(tmp_path / "search.sqlite", graph.select, BASE)
    for document, texts in NOTES.items():
        made.put(document, in_a_row(*texts), "1")
    made.publish(1, 1)
    yield made
    made.close()


@pytest.fixture
def at(index: SearchIndex, tmp_path: Path) -> Callable[[int], Reader]:
    """The index seen from a generation."""
    connections = Connections(tmp_path / "search.sqlite")
    return lambda generation: Reader(connections, generation)


@pytest.fixture
def reader(at: Callable[[int], Reader]) -> Reader:
    """The index seen from its first generation."""
    return at(1)
