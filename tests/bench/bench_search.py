"""Measures, printed: the search against SPARQL CONTAINS on the same names, its growth, its size and the time to write it."""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from usagraph.graph.search.database import Connections
from usagraph.graph.search.extracts import Extract
from usagraph.graph.search.finding import found
from usagraph.graph.search.index import SearchIndex
from usagraph.graph.search.reader import Reader
from usagraph.graph.search.suggestions import suggestions
from usagraph.ontology.terms import BASE, NS, SKOS

NAMES = 100_000
PASSAGES = 20_000
KINDS = (
    ("action", "Action"),
    ("directorate", "Directorate"),
    ("legal-text", "LegalText"),
    ("public-body", "PublicBody"),
)
WORDS = (
    "accueil",
    "accès",
    "agents",
    "aidants",
    "aînés",
    "ateliers",
    "bibliothèque",
    "budget",
    "bénéficiaires",
    "citoyens",
    "collège",
    "comité",
    "concertation",
    "conseil",
    "consultation",
    "culture",
    "département",
    "enquête",
    "enfance",
    "équipes",
    "évaluation",
    "familles",
    "forêts",
    "gouvernance",
    "habitants",
    "handicap",
    "information",
    "insertion",
    "jeunes",
    "livret",
    "logement",
    "maison",
    "mobilité",
    "médiation",
    "numérique",
    "parents",
    "participation",
    "plateforme",
    "projet",
    "questionnaire",
    "quartiers",
    "rencontres",
    "routes",
    "services",
    "territoires",
    "transports",
    "usagers",
    "usagères",
    "vallées",
)
#: A word in half of the names, rarer ones, several words, a phrase, a beginning, an accent left out, a word that nothing holds.
ASKED = (
    *("usagers", "evaluation", "comité habitants", "médiation numérique jeunes", '"conseil budget"', "numero 4242"),
    *("biblioth", "usagère forêt", "introuvable"),
)
BEGUN = ("c", "co", "con", "usag", "num", "média", "comité h", "plateforme du", "z")


def label(number: int, chance: random.Random) -> str:
    """A name of a few words, of which a half hold "usagers"."""
    return f"{' '.join(chance.sample(WORDS, 6))}{' des usagers' if number % 2 else ''} numéro {number}"


def labels(count: int) -> list[tuple[str, str, str]]:
    """IRI, class and label of things."""
    chance = random.Random(6)  # noqa: S311 the same names each time
    kinds = (KINDS[number % len(KINDS)] for number in range(count))
    return [
        (f"{BASE}/id/{family}/n-{number}", NS + name, label(number, chance))
        for number, (family, name) in enumerate(kinds)
    ]


def selecting(things: list[tuple[str, str, str]]) -> Callable[[str], Iterator[Mapping[str, str]]]:
    """What a graph of these things would answer to the queries of the index."""

    def select(query: str) -> Iterator[Mapping[str, str]]:
        for iri, name, words in things:
            if '"type"' in query:
                yield {"thing": iri, "told": "type", "words": name}
            elif "altLabel" in query:
                yield {"thing": iri, "told": SKOS + "prefLabel", "words": words, "more": "fr"}

    return select


def written(folder: Path, things: list[tuple[str, str, str]]) -> tuple[Reader, float]:
    """The index of some names, and the CPU seconds that it took to write."""
    before = time.process_time()
    index = SearchIndex(folder / "search.sqlite", selecting(things), BASE)
    index.publish(1, 1)
    index.close()
    return Reader(Connections(folder / "search.sqlite"), 1), time.process_time() - before


def median_ms(call: Callable[[], object], times: int = 7) -> float:
    """CPU milliseconds of a call, the median of several after one that is not counted."""
    call()
    spent = []
    for _ in range(times):
        before = time.process_time()
        call()
        spent.append((time.process_time() - before) * 1000)
    return statistics.median(spent)


def answered(store: ox.Store, query: str) -> int:
    """How many rows a query has, all read."""
    rows = store.query(query)
    return sum(1 for _ in rows) if isinstance(rows, ox.QuerySolutions) else 0


def test_search_against_contains(tmp_path: Path) -> None:
    things = labels(NAMES)
    reader, seconds = written(tmp_path, things)
    size = (tmp_path / "search.sqlite").stat().st_size
    store = ox.Store()
    store.extend(
        ox.Quad(ox.NamedNode(iri), ox.NamedNode(SKOS + "prefLabel"), ox.Literal(words, language="fr"))
        for iri, _, words in things
    )
    print(f"\n{NAMES} names written in {seconds:.1f} s of CPU ({NAMES / seconds:.0f} a second), {size / 1e6:.1f} MB")
    ratios = []
    for asked in ASKED:
        ours = median_ms(partial(found, reader, BASE, asked))
        tests = " && ".join(f'CONTAINS(LCASE(?l), "{word}")' for word in asked.replace('"', "").split())
        query = f"SELECT ?s ?l {{ ?s <{SKOS}prefLabel> ?l FILTER({tests}) }}"
        theirs = median_ms(partial(answered, store, query), 3)
        ratios.append(theirs / ours)
        total = found(reader, BASE, asked).total
        print(f"  {asked:28} {ours:7.2f} ms   CONTAINS {theirs:8.1f} ms   {theirs / ours:6.0f} x   {total} things")
    print(f"  geometric mean {statistics.geometric_mean(ratios):.0f} x, least {min(ratios):.0f} x")
    worst = 0.0
    for begun in BEGUN:
        spent = median_ms(partial(suggestions, reader, begun))
        worst = max(worst, spent)
        print(f"  suggestions for {begun:14} {spent:6.2f} ms")
    print(f"  slowest suggestion {worst:.1f} ms")


def test_growth(tmp_path: Path) -> None:
    print()
    for count in (NAMES // 16, NAMES // 4, NAMES):
        folder = tmp_path / str(count)
        folder.mkdir()
        reader, seconds = written(folder, labels(count))
        ours = [median_ms(partial(found, reader, BASE, asked)) for asked in ASKED]
        size = (folder / "search.sqlite").stat().st_size
        print(
            f"{count:7} names: written {seconds:5.2f} s, {size / count:4.0f} bytes a name, "
            f"search {statistics.geometric_mean(ours):.2f} ms (geometric mean), {max(ours):.2f} at most"
        )


def test_passages(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 the same texts each time
    index = SearchIndex(tmp_path / "search.sqlite", selecting([]), BASE)
    before, signs = time.process_time(), 0
    for document in range(PASSAGES // 100):
        extracts = []
        for number in range(100):
            text = " ".join(chance.choices(WORDS, k=40))
            signs += len(text)
            extracts.append(Extract(number, number + len(text), "paragraph", None, None, text))
        index.put(f"document-{document}", extracts, "1")
    seconds = time.process_time() - before
    before = time.process_time()
    index.publish(1, 1)
    published = time.process_time() - before
    before = time.process_time()
    index.put("document-0", [Extract(0, 6, "paragraph", None, None, "unique")], "2")
    index.publish(2, 1)
    again = time.process_time() - before
    index.close()
    size = (tmp_path / "search.sqlite").stat().st_size
    reader = Reader(Connections(tmp_path / "search.sqlite"), 1)
    print(
        f"\n{PASSAGES} passages, {signs / 1e6:.1f} M code points: written {seconds:.1f} s ({signs / 1e6 / seconds:.2f} M a "
        f"second), published {published * 1000:.0f} ms, {size / 1e6:.1f} MB; one document again {again * 1000:.0f} ms"
    )
    for asked in ("usagers", "médiation numérique jeunes", '"conseil budget"', "introuvable"):
        spent = median_ms(partial(found, reader, BASE, asked, passages=10))
        print(f"  {asked:28} {spent:7.2f} ms")
