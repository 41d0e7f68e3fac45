"""The overview of one long table, as it grows: seconds to read it from the graph, to draw it, and to do both again."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.entities import describe, network
from usagraph.visualisations.scope import OVERVIEW
from usagraph.visualisations.view import view

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
