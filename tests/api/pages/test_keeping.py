"""Pages that are kept: made once however many ask, in bounded room, and never older than what they are made from."""

import asyncio
import threading
from pathlib import Path

import pytest

from usagraph.api.pages import keeping
from usagraph.api.pages.keeping import Kept, Made, state_of, state_of_document
from usagraph.errors import Overload
from usagraph.workspace import Workspace


class Maker:
    """Makes pages, and counts them; each waits for `go`."""

    def __init__(self, length: int = 10) -> None:
        self.made = 0
        self.go = threading.Event()
        self.length = length

    def __call__(self) -> Made:
        self.made += 1
        assert self.go.wait(10)
        return Made(200, b"x" * self.length)


def test_a_page_that_several_ask_for_at_once_is_made_once() -> None:
    kept, make = Kept(), Maker()

    async def many() -> list[Made]:
        asked = [asyncio.create_task(kept.page("home", 1, "/", make)) for _ in range(50)]
        await asyncio.sleep(0.05)
        make.go.set()
        return await asyncio.gather(*asked)

    assert {page.body for page in asyncio.run(many())} == {b"x" * 10}
    assert make.made == 1
    asyncio.run(kept.page("home", 1, "/", make))
    assert make.made == 1


def test_another_state_makes_it_anew_even_while_the_former_is_under_way() -> None:
    kept, old, new = Kept(), Maker(3), Maker(5)
    new.go.set()

    async def both() -> tuple[Made, Made]:
        slow = asyncio.create_task(kept.page("home", 1, "/", old))
        await asyncio.sleep(0.05)
        fresh = await kept.page("home", 2, "/", new)
        old.go.set()
        return await slow, fresh

    assert [len(page.body) for page in asyncio.run(both())] == [3, 5]
    assert len(asyncio.run(kept.page("home", 2, "/", old)).body) == 5
    assert (old.made, new.made) == (1, 1)


def test_what_is_kept_is_bounded() -> None:
    kept, make = Kept(most=40_000), Maker(5_000)
    make.go.set()
    for number in range(20):
        asyncio.run(kept.page("card", 1, number, make))
    assert kept.size <= 40_000
    asyncio.run(kept.page("card", 1, 19, make))
    assert make.made == 20
    asyncio.run(kept.page("card", 1, 0, make))
    assert make.made == 21


def test_an_error_is_not_kept() -> None:
    kept = Kept()
    for _ in range(2):
        assert asyncio.run(kept.page("home", 1, "/", lambda: Made(404, b""))).status == 404
    assert kept.size == 0


def test_who_waits_too_long_is_refused_and_what_nobody_waits_for_is_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "PATIENCE", 0.1)
    kept, slow, later, other = Kept(), Maker(), Maker(), Maker()
    other.go.set()

    async def ask() -> list[object]:
        busy = [kept.page("home", 1, number, slow) for number in range(keeping.AT_ONCE)]
        refused = await asyncio.gather(*busy, kept.page("home", 1, "later", later), return_exceptions=True)
        # Pages of another kind do not wait for these.
        return [*refused, await kept.page("card", 1, "/", other)]

    *refused, made = asyncio.run(ask())
    assert all(isinstance(one, Overload) for one in refused)
    assert isinstance(made, Made)
    slow.go.set()
    later.go.set()
    asyncio.run(kept.page("home", 1, 0, slow))
    assert later.made == 0


def test_no_more_wait_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 3)
    kept, make = Kept(), Maker()

    async def many() -> list[object]:
        asked = [asyncio.create_task(kept.page("home", 1, number, make)) for number in range(5)]
        await asyncio.sleep(0.05)
        make.go.set()
        return list(await asyncio.gather(*asked, return_exceptions=True))

    assert [isinstance(one, Overload) for one in asyncio.run(many())] == [False] * 3 + [True] * 2


def test_the_state_changes_with_the_files(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    states = [state_of(workspace)]
    (tmp_path / "documents" / "note-11111111").mkdir(parents=True)
    states.append(state_of(workspace))
    for name in ("curation", "fusions", "former", "erasures", "ledger"):
        (tmp_path / f"{name}.jsonl").write_text("{}\n", encoding="utf-8")
        states.append(state_of(workspace))
    assert len(set(states)) == len(states)
    of_document = state_of_document(workspace, "note-11111111")
    (tmp_path / "documents" / "note-11111111" / "text.txt").write_text("Note", encoding="utf-8")
    assert state_of_document(workspace, "note-11111111") != of_document
    assert state_of_document(workspace, "note") is None


@pytest.mark.parametrize("id", ["a" * 300, "/etc", "..", ".", "", "\0", "one/../one"])
def test_what_is_no_id_is_looked_up_nowhere(tmp_path: Path, id: str) -> None:
    (tmp_path / "documents/one").mkdir(parents=True)
    assert state_of_document(Workspace(tmp_path), id) is None
    assert state_of_document(Workspace(tmp_path), "one") == ()
