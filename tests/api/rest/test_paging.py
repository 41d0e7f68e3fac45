"""Lists while documents are added: what was there with the first page comes once, whatever comes between."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import usagraph.examples
from usagraph.api.app import create_app
from usagraph.ingest import library
from usagraph.settings import Settings, read_settings
from usagraph.workspace import Workspace

EXAMPLES = Path(str(usagraph.examples.__file__)).parent
FIRST = ("fiche-15-cercle-des-aidants.md", "fiche-17-assemblee-des-jeunes.txt")
#: Read one after the other, while the pages are turned.
LATER = ("note-cadre.md", "inspirante-veilleurs-de-la-riviere.txt")
SORTS = ("label", "-label", "type", "iri", "evidence")
#: Lists, by address, and where their items stand in the answer.
LISTS = {
    "/api/v1/documents?limit=1": "items",
    "/api/v1/entities/local-authority/valserine?limit=3": "relations",
    "/api/v1/entities/local-authority/valserine/evidence?limit=3": "items",
    "/api/v1/documents/fiche-15/claims?limit=5": "items",
} | {f"/api/v1/entities?limit=40&sort={sort}": "items" for sort in SORTS}

Item = dict[str, Any]


@pytest.fixture(scope="module")
def growing(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings over a workspace of two documents."""
    settings = read_settings(workspace=tmp_path_factory.mktemp("growing"))
    _read(settings, *FIRST)
    return settings


@pytest.fixture(scope="module")
def client(growing: Settings) -> Iterator[TestClient]:
    """A client of the service over it."""
    with TestClient(create_app(growing)) as made:
        yield made


def test_what_was_there_comes_once_while_documents_are_added(client: TestClient, growing: Settings) -> None:
    before = {address: [one for page in _pages(client, address) for one in page] for address in LISTS}
    turned = {address: _pages(client, address) for address in LISTS}
    met = {address: [*next(pages)] for address, pages in turned.items()}
    for name in LATER:
        _read(growing, name)
        for address, pages in turned.items():
            met[address] += next(pages, [])
    for address, pages in turned.items():
        names = [_name(one) for one in (*met[address], *(one for page in pages for one in page))]
        assert len(names) == len(set(names)), address
        assert {_name(one) for one in before[address]} <= set(names), address
    assert client.get("/api/v1/documents").json()["total"] == 4


def _pages(client: TestClient, address: str) -> Iterator[list[Item]]:
    """The items of each page of a list, asked for as they are wanted."""
    cursor: str | None = ""
    while cursor is not None:
        answer = client.get(address + (f"&cursor={cursor}" if cursor else ""))
        assert answer.status_code == 200, answer.text
        yield answer.json()[LISTS[address]]
        cursor = answer.json()["next"]


def _name(item: Item) -> object:
    """What an item is, whatever is added to what is said of it."""
    if "predicate" in item and "claim" not in item:
        ends = ("subject", "predicate", "object", "inverse", "value", "language")
        return tuple(item.get(end) for end in ends), (item.get("node") or {}).get("iri")
    return item.get("claim") or item["iri"]


def _read(settings: Settings, *names: str) -> None:
    library.add([EXAMPLES / name for name in names], Workspace(settings.workspace), settings.base)
