"""What the first readers would wait for is made before they come, and gives way to them."""

import asyncio
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from usagraph.api import warming
from usagraph.api.app import create_app
from usagraph.settings import Settings, read_settings


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses asked for beforehand, none of them made."""
    found: list[str] = []

    async def ask(app: FastAPI, wanted: str) -> int:
        found.append(wanted)
        return 200

    monkeypatch.setattr(warming, "_asked", ask)
    monkeypatch.setattr(warming, "LOOK", 0.01)
    return found


def test_what_is_made_beforehand_is_there_for_who_asks(settings: Settings) -> None:
    app = create_app(replace(settings, host="127.0.0.1", port=8011))
    with TestClient(app, base_url="http://127.0.0.1:8011") as client:
        made = asyncio.run(warming.warmed(app))
        assert set(made.values()) == {200}, made
        assert set(warming.PAGES) < made.keys()
        assert any(one.startswith("/fiche/") for one in made)
        assert any(one.startswith("/documents/") for one in made)
        before = app.state.pages.size
        assert client.get("/reseau").status_code == 200
        assert app.state.pages.size == before, "it was kept"
        assert client.get("/reseau?profondeur=2").status_code == 200
        assert app.state.pages.size > before


def test_the_service_makes_them_once_for_each_state(
    settings: Settings, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    states = ["a graph"]
    monkeypatch.setattr(warming, "state_of", lambda workspace: tuple(states))
    with TestClient(create_app(settings, warm=True)):
        _await(lambda: warming.LAST[-1] in asked)
        count = len(asked)
        time.sleep(0.1)
        assert len(asked) == count
        states.append("another")
        _await(lambda: len(asked) == 2 * count)


def test_nothing_is_made_where_nobody_asked_for_it(settings: Settings, asked: list[str], tmp_path: Path) -> None:
    with TestClient(create_app(settings)):
        time.sleep(0.1)
    with TestClient(create_app(read_settings(workspace=tmp_path), warm=True)):
        time.sleep(0.1)
    assert asked == []


def test_it_waits_while_a_page_is_being_made(settings: Settings, asked: list[str]) -> None:
    app = create_app(settings)
    app.state.pages = SimpleNamespace(is_busy=True)

    async def both() -> None:
        task: asyncio.Task[Any] = asyncio.create_task(warming.warmed(app))
        await asyncio.sleep(0.3)
        assert asked == []
        app.state.pages.is_busy = False
        await task

    asyncio.run(both())
    app.state.service.close()
    assert asked[0] == warming.PAGES[0]


@pytest.mark.parametrize(("said", "warm"), [("yes", True), ("no", False), ("non", False), ("", True)])
def test_a_setting_turns_it_off(said: str, warm: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USAGRAPH_WARM", said)
    assert read_settings().warm is warm


def _await(condition: Any) -> None:
    deadline = time.monotonic() + 20
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert condition()
