"""The overview of one long table, as it grows: seconds to read it from the graph, to draw it, and to do both again.

And the same network of 500 things in a browser, as our page and as pyvis's own: seconds until it can be used, and frames a
second while it is dragged. Its own page would load a style sheet from another site; here that fails at once.
"""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.entities import Node, describe, network
from usagraph.visualisations.network.interactive import drawing, offline_html
from usagraph.visualisations.network.scope import OVERVIEW, Scope
from usagraph.visualisations.network.view import view

SERVICES = ("Mobilités (DMO)", "Autonomie (DAU)", "Enfance (DEF)", "Culture (DCU)", "Collèges (DCO)")
VERBS = ("Écouter", "Associer", "Informer", "Consulter", "Dessiner", "Évaluer", "Accompagner")
PEOPLE = ("habitants", "familles", "jeunes", "aînés", "locataires", "voyageurs", "lecteurs", "riverains", "élèves")
PLACES = ("de la bibliothèque", "du foyer", "de la cantine", "du jardin", "du guichet", "des berges", "du car")
POLICIES = ("Mobilités", "Autonomie", "Enfance", "Culture", "Éducation", "Habitat")
DEGREES = ("Information", "Consultation", "Concertation", "Co-construction")
ISSUES = ("la confiance", "la sécurité", "le confort", "la qualité", "la lisibilité")
HEAD = "# Actions de Valdoré\n\n| Direction | Action | Politique publique | Degré | Enjeu |\n|---|---|---|---|---|\n"


def row(number: int) -> str:
    """A row of the table; no two name the same action."""

    def pick(words: tuple[str, ...], salt: int) -> str:
        return words[number * salt // 3 % len(words)]

    action = f"{pick(VERBS, 5)} les {pick(PEOPLE, 7)} {pick(PLACES, 11)}, secteur {number}"
    issue = f"Améliorer {pick(ISSUES, 13)} {pick(PLACES, 17)}"
    cells = (f"Direction {pick(SERVICES, 19)}", action, pick(POLICIES, 23), pick(DEGREES, 29), issue)
    return f"| {' | '.join(cells)} |\n"


def spent(make: Callable[[], object]) -> float:
    """The wall seconds of a call."""
    start = time.perf_counter()
    make()
    return time.perf_counter() - start


@pytest.mark.parametrize("rows", [500, 1000, 2000, 4000])
def bench_overview(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "table.md"
    path.write_text(HEAD + "".join(map(row, range(rows))), encoding="utf-8")
    command = [sys.executable, "-m", "usagraph", "--workspace", str(tmp_path / "w"), "ingest", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    begun = time.perf_counter()
    with QueryService(tmp_path / "w" / "store") as service:
        read = spent(lambda: network(service, kinds=OVERVIEW))
        graph = network(service, kinds=OVERVIEW)
        drawn = spent(lambda: view(graph))
        first = time.perf_counter() - begun
        again = spent(lambda: view(network(service, kinds=OVERVIEW)))
        busiest = max(graph, key=graph.degree)
        card = spent(lambda: describe(service, busiest))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\n{rows:5} rows  {graph.number_of_edges():6} edges  first {first:5.2f} s (read {read:5.2f}, drawn {drawn:4.2f};"
        f" goal 5 s)  again {again:4.2f} s (goal 0.3 s)  busiest card {card:4.2f} s  {peak:.0f} MB"
    )


CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
KINDS = ("LegalText", "PublicBody", "DepartmentalDirectorate", "Action", "Action", "Action", "Issue", "policy")
#: Tells when the own page of pyvis has placed its things: it is not drawn before.
WATCH = """setInterval(() => { if (window.network && !window.watched) { window.watched = true;
  network.on('stabilizationIterationsDone', () => { window.placed = performance.now(); }); } }, 5)"""
FRAMES = """() => new Promise(done => { let count = 0; const end = performance.now() + 4000;
  const next = now => { count += 1; now < end ? requestAnimationFrame(next) : done(count / 4); };
  requestAnimationFrame(next); })"""


def invented(things: int, links: int) -> "nx.MultiDiGraph[str]":
    """A network of so many things and links, the same each time."""
    chance = random.Random(7)  # noqa: S311 no secret
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number in range(things):
        name = f"n{number}"
        graph.add_node(
            name, node=Node(name, KINDS[number % len(KINDS)], f"{VERBS[number % 7]} les {PEOPLE[number % 9]}")
        )
    names = list(graph)
    for _ in range(links):
        one, other = chance.sample(names, 2)
        graph.add_edge(one, other, predicate="ledBy", inferred=False, evidence=())
    return graph


def own_page(graph: "nx.MultiDiGraph[str]", file: Path) -> Path:
    """The page that pyvis makes of the graph when it is asked nothing."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    for name, data in graph.nodes(data=True):
        net.add_node(name, label=data["node"].label)
    for one, other in graph.edges():
        net.add_edge(one, other)
    file.write_text(net.generate_html(), encoding="utf-8")
    return file


def dragged(page: Any, canvas: str) -> float:
    """Frames a second during four seconds of dragging the whole picture."""
    box = page.locator(canvas).first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 12
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate("() => { window.counted = (" + FRAMES + ")(); }")
    end = time.perf_counter() + 4
    step = 0
    while time.perf_counter() < end:
        step += 1
        page.mouse.move(x + 60 * (step % 2), y + step % 40)
    page.mouse.up()
    return float(page.evaluate("() => window.counted"))


def bench_usable(tmp_path: Path) -> None:
    """Ours and pyvis's own, one after the other in the same browser."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    graph = invented(500, 1589)
    ours = tmp_path / "ours.html"
    ours.write_text(offline_html(view(graph, scope=Scope(points=True))), encoding="utf-8")
    theirs = own_page(graph, tmp_path / "theirs.html")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.route("http*://**", lambda route: route.abort())
        page.set_content("<canvas width=800 height=600></canvas>")
        empty = dragged(page, "canvas")
        page.goto(ours.as_uri())
        page.wait_for_selector("#network[data-ready] canvas")
        first = page.evaluate("performance.now()")
        frames = dragged(page, "#network canvas")
        page.add_init_script(WATCH)
        page.goto(theirs.as_uri())
        page.wait_for_function("window.placed", timeout=600_000, polling=50)
        other = page.evaluate("window.placed")
        slow = dragged(page, "canvas")
        browser.close()
    print(
        f"\n500 things, 1,589 links: usable after {first / 1000:.2f} s, pyvis's own page after {other / 1000:.1f} s:"
        f" {other / first:.0f} times sooner (goal 20); dragging {frames:.0f} frames a second (goal 50; {empty:.0f} where nothing is drawn), its own {slow:.0f}"
    )


def bench_edges() -> None:
    """What pyvis takes to be given edges, once, four times and sixteen times as many."""
    graphs = {times: invented(500, 500 * times) for times in (1, 4, 16)}
    drawing(view(graphs[1], scope=Scope(points=True)))
    for times, graph in graphs.items():
        picture = view(graph, scope=Scope(points=True))
        least = min(spent(partial(drawing, picture)) for _ in range(3))
        print(f"\n{500 * times:6} links ({times:2} times)  {least:6.3f} s  {least / times * 1000:6.2f} ms for each 500")
