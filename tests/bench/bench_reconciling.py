"""Measures, printed: how often a name asked with faults is given its thing, and never another for sure; and what it takes.

python -m tests.bench.bench_reconciling WORKSPACE [--show]

The names are those of the workspace, spelt as tables spell them (`tests/graph/reconciling/asked_names.py`), each asked twice: of its type, and of no type. To have
things that must not match, each is asked again as if its thing were unknown, and so are names of other things.
"""

import argparse
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from tests.graph.reconciling.asked_names import STRANGERS, Spelling, spellings
from usagraph.graph.querying.opening import query_service
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.graph.reconciling import reconcile
from usagraph.graph.reconciling.asked import Query
from usagraph.graph.reconciling.candidates import Candidate, named
from usagraph.graph.reconciling.kinds import cases_of, lineage
from usagraph.graph.reconciling.likeness import name_of
from usagraph.graph.reconciling.reconcile import Answer, reconciled
from usagraph.graph.reconciling.scoring import Scored
from usagraph.settings import read_settings
from usagraph.workspace import Workspace

BATCH = 50
T = TypeVar("T")


@dataclass
class Tally:
    """What became of the names spelt in one way."""

    asked: int = 0
    first: int = 0
    shown: int = 0
    sure: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def main() -> None:
    """Prints the figures of a workspace."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--one-in", type=int, default=1, help="one name in so many")
    parser.add_argument("--show", action="store_true", help="each name that is missed, or matched with another thing")
    options = parser.parse_args()
    settings = read_settings(workspace=options.workspace)
    service = query_service(
        Workspace(settings.workspace), base=settings.base, timeout=settings.timeout, max_rows=settings.max_rows
    )
    try:
        _measure(service, options.one_in, show=options.show)
    finally:
        service.close()


def _measure(service: QueryService, one_in: int, *, show: bool) -> None:
    things = _things(service)
    asked = [(thing, one) for thing in things for one in spellings(thing.node, thing.names)][::one_in]
    print(f"{len(things)} things, {len(asked)} names asked of their type, and of none")
    for typed in (True, False):
        _print(f"{'of their type' if typed else 'of no type'}", _found(service, things, asked, typed=typed), show)
    _print_strangers(service, asked, show)
    _time(service, [one.text for _, one in asked])


def _things(service: QueryService) -> list[Candidate]:
    reader, kinds = names(service).reader, cases_of(())
    return named(reader, [node.iri for kind in kinds for node in reader.listed(kind)], kinds)


def _query(thing: Candidate, text: str, *, typed: bool) -> Query:
    return Query(text, lineage(thing.node.kind)[:1] if typed else ())


def _found(
    service: QueryService, things: Sequence[Candidate], asked: Sequence[tuple[Candidate, Spelling]], *, typed: bool
) -> Mapping[str, Tally]:
    """What became of each way of spelling. A name that several things bear is right for each, and sure of none."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    bearers: dict[str, set[str]] = defaultdict(set)
    for thing in things:
        for name in thing.names:
            bearers[name.casefold()].add(thing.node.iri)
    for some in _some(asked):
        queries = {str(at): _query(thing, one.text, typed=typed) for at, (thing, one) in enumerate(some)}
        answers = reconciled(service, queries)
        for at, (thing, one) in enumerate(some):
            right = bearers[one.name.casefold()] | {thing.node.iri}
            _count(tallies[one.way], one.text, thing, right, answers[str(at)])
    return tallies


def _count(tally: Tally, text: str, thing: Candidate, right: set[str], answers: Sequence[Answer]) -> None:
    tally.asked += 1
    iris = [answer.node.iri for answer in answers]
    tally.first += bool(iris) and iris[0] in right
    tally.shown += bool(right & set(iris))
    if not iris or iris[0] not in right:
        tally.missed.append(f"{text!r} ({thing.node.iri}) {[(a.node.iri[-40:], a.score) for a in answers[:2]]}")
    if answers and answers[0].match:
        tally.sure += 1
        if iris[0] != thing.node.iri:
            tally.wrong.append(f"{text!r} ({thing.node.iri}) -> {iris[0]} {answers[0].score}")


def _print(title: str, tallies: Mapping[str, Tally], show: bool) -> None:
    total = Tally()
    print(f"\n{title:24} {'asked':>7} {'first':>7} {'shown':>7} {'sure':>7} {'wrong':>6}")
    for way, tally in tallies.items():
        _line(way, tally)
        for name in ("asked", "first", "shown", "sure", "wrong", "missed"):
            setattr(total, name, getattr(total, name) + getattr(tally, name))
        if show:
            print(*(f"    wrong  {one}" for one in tally.wrong[:20]), sep="\n")
            print(*(f"    missed {one}" for one in tally.missed[:12]), sep="\n")
    _line("all", total)


def _line(way: str, tally: Tally) -> None:
    rates = (f"{part / tally.asked:7.1%}" for part in (tally.first, tally.shown, tally.sure))
    print(f"{way:24} {tally.asked:7}", *rates, f"{len(tally.wrong):6}")


def _print_strangers(service: QueryService, asked: Sequence[tuple[Candidate, Spelling]], show: bool) -> None:
    """What is matched for sure though its thing is not there."""
    wrong: Counter[str] = Counter()
    for typed in (True, False):
        for thing, one in asked:
            found = _without(service, thing, _query(thing, one.text, typed=typed))
            wrong["unknown"] += found is not None
            if found and show:
                print(f"    unknown {one.text!r} ({thing.node.iri}) -> {found.node.iri} {found.score}")
    for text in STRANGERS:
        first = next(iter(reconciled(service, {"q": Query(text)})["q"]), None)
        wrong["strangers"] += bool(first and first.match)
        if first and first.match and show:
            print(f"    stranger {text!r} -> {first.node.iri} {first.score}")
    print(f"\nnames of which the thing is unknown: {2 * len(asked)}, matched with another for sure: {wrong['unknown']}")
    print(f"names of other things: {len(STRANGERS)}, matched for sure: {wrong['strangers']}")


def _without(service: QueryService, thing: Candidate, query: Query) -> Answer | None:
    """What is sure for a name when its thing is not in the graph; those that bear the very same name left out too."""
    plain = {_words(name) for name in thing.names}
    drawn = reconcile._drawn

    def left(*given: object) -> list[Scored]:
        found = drawn(*given)  # type: ignore[arg-type] # as they come
        return [one for one in found if not plain & {_words(name) for name in one.candidate.names}]

    with patch.object(reconcile, "_drawn", left):
        first = next(iter(reconciled(service, {"q": query})["q"]), None)
    return first if first and first.match else None


def _words(name: str) -> tuple[str, ...]:
    return name_of(name).telling or name_of(name).terms


def _time(service: QueryService, texts: Sequence[str]) -> None:
    one = [_seconds(service, [text]) for text in texts[:: max(1, len(texts) // 1000)]]
    several = [_seconds(service, some) for some in islice(_some(texts), 100)]
    for title, found in (("one name", one), (f"a batch of {BATCH}", several)):
        print(f"{title}: median {1000 * statistics.median(found):.1f} ms, p95 {_p95(found):.1f} ms")


def _seconds(service: QueryService, texts: Sequence[str]) -> float:
    start = time.perf_counter()
    reconciled(service, {str(at): Query(text) for at, text in enumerate(texts)})
    return time.perf_counter() - start


def _p95(found: Sequence[float]) -> float:
    return 1000 * statistics.quantiles(found, n=20)[-1]


def _some(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(items), BATCH):
        yield items[at : at + BATCH]


if __name__ == "__main__":
    main()
