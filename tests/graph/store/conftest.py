"""The three kinds of store that the tests of the protocol are run on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.graph.store.protocol import Store
from usagraph.graph.store.remote import opened

BASE = "http://example.org"


@pytest.fixture(params=["embedded", "server with a default graph", "virtuoso"])
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    if request.param == "embedded":
        with EmbeddedStore(tmp_path) as store:
            yield store
    elif request.param == "virtuoso":
        with opened(request.getfixturevalue("virtuoso"), BASE) as store:
            _empty(store)
            yield store
    else:
        with opened(request.getfixturevalue("plain_server"), BASE) as store:
            yield store


def _empty(store: Store) -> None:
    for name in store.graphs():
        if name.startswith(BASE):
            store.drop(name)
    store.drop(None)
