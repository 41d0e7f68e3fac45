"""What names are looked for in: the tables that come with the project, or an invented county."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.graph.querying.service import QueryService
from usagraph.ontology.load import reference_triples
from usagraph.ontology.terms import BASE
from usagraph.records import Term

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryService]:
    """The invented county alone."""
    live = ox.Store(str(tmp_path_factory.mktemp("live") / "store"))
    live.load(path=str(HERE / "county.ttl"))
    with _served(live, tmp_path_factory.mktemp("county")) as made:
        yield made


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryService]:
    """The laws, the bodies and the places of the tables alone."""
    live = ox.Store(str(tmp_path_factory.mktemp("live") / "store"))
    live.extend(
        ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), _written(term))
        for subject, predicate, term in reference_triples(BASE)
    )
    with _served(live, tmp_path_factory.mktemp("tables")) as made:
        yield made


def _served(live: ox.Store, root: Path) -> QueryService:
    live.flush()
    (root / "generations").mkdir()
    live.backup(str(root / "generations" / "1"))
    return QueryService(root, max_rows=10_000)


def _written(term: Term) -> ox.NamedNode | ox.Literal:
    if term.iri:
        return ox.NamedNode(term.iri)
    if term.lang:
        return ox.Literal(term.value or "", language=term.lang)
    return ox.Literal(term.value or "", datatype=ox.NamedNode(term.datatype) if term.datatype else None)
