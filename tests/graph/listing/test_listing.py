"""Lists: what filters keep, in which order, and pages that miss nothing and repeat nothing while documents are added."""

import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usagraph.errors import BadCursor, UnknownName
from usagraph.graph.listing import listing
from usagraph.graph.listing.catalogue import Catalogue, Thing
from usagraph.graph.listing.listing import SORTS, Filter, Listed, listed
from usagraph.graph.listing.mentions import Mentions
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.things import Node
from usagraph.ingest.session import session
from usagraph.ontology.terms import BASE
from usagraph.workspace import Workspace

ID = f"{BASE}/id/"
ECOUTER, DESSINER = f"{ID}action/valdore-ecouter", f"{ID}action/valdore-dessiner"
DMO, VALDORE = f"{ID}directorate/valdore-dmo", f"{ID}local-authority/valdore"
NOTE = f"{ID}document/note-11111111"


def iris(page: Listed) -> list[str]:
    return [node.iri for node in page.nodes]


def test_a_list_is_of_a_kind_and_in_the_order_of_labels(service: QueryService) -> None:
    page = listed(service, Filter(kind="Action"))
    assert (iris(page), page.total, page.next) == ([DESSINER, ECOUTER], 2, None)
    assert iris(listed(service, Filter(kind="action"), sort="-label")) == [ECOUTER, DESSINER]
    assert listed(service, Filter(kind="directorate")).nodes == (
        Node(DMO, "DepartmentalDirectorate", "Direction des mobilités", "DMO"),
    )
    assert listed(service, Filter(kind="nothing")) == Listed((), 0, None)
    assert len(listed(service, Filter(), limit=-3).nodes) == 1


@pytest.mark.parametrize("value", ["consultation", "degree/consultation", f"{BASE}/voc/degree/consultation"])
def test_a_value_is_an_iri_or_the_end_of_one(service: QueryService, value: str) -> None:
    assert iris(listed(service, Filter(kind="action", degree=value))) == [ECOUTER]


def test_filters_hold_together(service: QueryService) -> None:
    assert iris(listed(service, Filter(kind="action", policy="mobilites", direction="valdore-dmo"))) == [ECOUTER]
    assert listed(service, Filter(kind="action", policy="mobilites", degree="co-construction")).total == 0
    assert iris(listed(service, Filter(kind="action", words="arret"))) == [DESSINER]
    assert listed(service, Filter(words="zzz")).total == 0
    assert iris(listed(service, Filter(kind="local-authority", document="note-11111111"))) == [VALDORE]
    assert listed(service, Filter(kind="legal-text")).total == 2
    assert listed(service, Filter(kind="legal-text", document=NOTE)).total == 1


def test_what_is_linked_to_an_action_is_kept_with_it(service: QueryService) -> None:
    kept = iris(listed(service, Filter(degree="consultation")))
    assert {ECOUTER, DMO, f"{ID}participation-step/valdore-ecouter-consultation"} <= set(kept)
    assert not {DESSINER, f"{ID}participation-step/valdore-dessiner-co-construction"} & set(kept)
    assert iris(listed(service, Filter(kind="directorate", degree="consultation", policy="mobilites"))) == [DMO]
    # It leads an action of that policy, and another of that degree.
    assert listed(service, Filter(kind="directorate", degree="co-construction", policy="mobilites")).total == 0


def test_what_most_is_said_of_comes_first(service: QueryService) -> None:
    assert iris(listed(service, Filter(kind="directorate"), sort="evidence")) == [DMO]
    assert iris(listed(service, Filter(), sort="evidence", limit=1)) == [DMO]


@pytest.mark.parametrize("sort", SORTS)
def test_pages_make_the_whole_list(service: QueryService, sort: str) -> None:
    whole = listed(service, Filter(), sort=sort, limit=1_000)
    assert (len(whole.nodes), whole.next) == (whole.total, None)
    pages = list(walked(service, sort, 3))
    assert [iri for page in pages for iri in iris(page)] == iris(whole)


def walked(service: QueryService, sort: str, limit: int) -> Iterator[Listed]:
    page = listed(service, Filter(), sort=sort, limit=limit)
    yield page
    while page.next:
        page = listed(service, Filter(), sort=sort, after=page.next, limit=limit)
        yield page


@pytest.mark.parametrize(
    "wrong",
    [
        Filter(degree="nothing"),
        Filter(policy="degree/nothing"),
        Filter(document=f"{ID}document/nothing"),
        Filter(stage="}\x00<"),
    ],
)
def test_a_value_there_is_not_is_said(service: QueryService, wrong: Filter) -> None:
    with pytest.raises(UnknownName):
        listed(service, wrong)


def test_an_order_there_is_not_is_said(service: QueryService) -> None:
    with pytest.raises(UnknownName, match="-label"):
        listed(service, Filter(), sort="size")


@given(
    st.text(max_size=40) | st.sampled_from(["W10", "bnVsbA", "W1tbW1tb", "a" * 100_000, "é", "WyJpcmkiLDEsW10sIiJd="])
)
def test_what_is_no_cursor_is_refused(service: QueryService, text: str) -> None:
    if text:
        with pytest.raises(BadCursor):
            listed(service, Filter(), after=text)


def test_a_cursor_is_of_one_order(service: QueryService) -> None:
    cursor = listed(service, Filter(), sort="iri", limit=2).next
    assert cursor
    with pytest.raises(BadCursor):
        listed(service, Filter(), sort="label", after=cursor)


# While documents are added


@dataclass
class Grown:
    """Things that come with documents, one a generation, and what each generation calls them."""

    generation: int = 0
    things: dict[str, Thing] = field(default_factory=dict)
    past: list[dict[str, Thing]] = field(default_factory=list)
    said: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, document: dict[str, tuple[str, int]]) -> None:
        """Puts a document in, that calls each thing so and says so much of it."""
        self.past.append(dict(self.things))
        self.generation += 1
        named = {f"{ID}action/{name}": told for name, told in document.items()}
        mine = f"{ID}document/d{self.generation}"
        for iri, (label, _) in [*named.items(), (mine, ("d", 0))]:
            self.things[iri] = Thing(Node(iri, "Action", label), label, self.generation)
        self.said[mine] = {iri: count for iri, (_, count) in named.items()}

    def page(self, sort: str, after: str | None, limit: int) -> Listed:
        grown = self

        @dataclass(frozen=True)
        class Known(Catalogue):
            def changed_since(self, generation: int) -> dict[str, Thing]:
                was = [*grown.past, grown.things][generation]
                return {iri: one for iri, one in was.items() if grown.things[iri] != one}

        held = {iri for iri in self.things if "/document/" in iri}
        known = Known(self.things, {"document": held}, {}, _reader(self.generation))
        with (
            patch.object(listing, "catalogue", lambda _: known),
            patch.object(listing, "selected", lambda *_: set(self.things)),
            patch.object(listing, "settled", lambda _, wanted: wanted),
            patch.object(listing, "mentions", lambda _: Mentions(self.said)),
        ):
            return listed(None, Filter(), sort=sort, after=after, limit=limit)  # type: ignore[arg-type]


def _reader(number: int) -> Any:
    return type("Reader", (), {"generation": number})()


named = st.text("abcé", min_size=1, max_size=3)
documents = st.dictionaries(named, st.tuples(st.text("abcdé", max_size=2), st.integers(1, 5)), max_size=6)


@given(st.sampled_from(SORTS), documents, st.lists(documents, max_size=6), st.integers(1, 4))
def test_what_was_there_comes_once_whatever_is_added(
    sort: str, first: dict[str, tuple[str, int]], later: list[dict[str, tuple[str, int]]], limit: int
) -> None:
    grown, rest = Grown(), iter(later)
    grown.add(first)
    there, seen = set(grown.things), list[str]()
    page = grown.page(sort, None, limit)
    seen += iris(page)
    while page.next:
        grown.add(next(rest, {}))
        page = grown.page(sort, page.next, limit)
        seen += iris(page)
    assert sorted(iri for iri in seen if iri in there) == sorted(there)


def _synthetic() -> ModuleType:
    path = Path(__file__).parents[2] / "bench" / "synthetic.py"
    spec = importlib.util.spec_from_file_location("synthetic", path)
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules["synthetic"] = made
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize("sort", SORTS)
def test_pages_of_a_graph_that_grows(tmp_path: Path, sort: str) -> None:
    synthetic, workspace = _synthetic(), Workspace(tmp_path / "w")

    def put(*numbers: int) -> None:
        with session(workspace, BASE) as opened:
            opened.receive_all([synthetic.write_bundle(workspace, number) for number in numbers])

    put(0, 1, 2, 3)
    with QueryService(workspace.store, workers=1) as service:
        wanted = Filter()
        there = set(iris(listed(service, wanted, limit=10_000)))
        page, seen = listed(service, wanted, sort=sort, limit=len(there) // 3), list[str]()
        for number in range(4, 8):
            seen += iris(page)
            put(number)
            if page.next:
                page = listed(service, wanted, sort=sort, after=page.next, limit=len(there) // 3)
        assert sorted(iri for iri in seen if iri in there) == sorted(there)
