"""The rules beside `reasonable`, an OWL 2 RL reasoner, on counties of 2,500, 10,000 and 40,000 things.

Both start from the same two files, ontology and facts with their names, in processes of their own, and both end with
all that follows in memory. Its 0.4.4 leaves out property chains, and what is defined through them; it draws types from
domains and ranges, which the rules leave out. It is no dependency of the project: where it is absent, that is said.
"""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from usagraph.ontology.load import ontology_ntriples

#: One program reads both files, prints the CPU seconds of loading and of reasoning, then how many triples there are and
#: how many things are of each class that a definition makes.
RULES = """
import pyoxigraph as ox
from usagraph.graph.inference.clauses import strata
from usagraph.graph.inference.closure import complete, read
strata()  # the rules are written out once in a process
start = time.process_time()
facts = [quad.triple for quad in ox.parse(path=sys.argv[2])]
extents, _ = read(facts)
loaded = time.process_time()
complete(extents)
done = time.process_time()
pairs = [(row[0], name.strip("<>")) for name, rows in extents.rows.items() for row in rows if len(row) == 1]
size = len({t for t in facts if t.predicate.value.endswith("Label")}) + sum(map(len, extents.rows.values()))
"""
REASONABLE = """
import reasonable
start = time.process_time()
reasoner = reasonable.PyReasoner()
reasoner.load_file(sys.argv[1])
reasoner.load_file(sys.argv[2])
loaded = time.process_time()
found = reasoner.reason()
done = time.process_time()
pairs = [(str(s), str(o)) for s, p, o in found if str(p) == TYPE]
size = len(found)
"""
PROGRAM = """
import json, sys, time
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
{engine}
counts = {{name: len({{s for s, kind in pairs if kind.endswith("#" + name)}}) for name in sys.argv[3:]}}
print(json.dumps([loaded - start, done - loaded, size, counts]))
"""
DEFINED = ("CoConstructionAction", "InternalUserAction", "SocialCoConstruction", "StatutoryParticipation")
SECONDS = 300


def run(engine: str, *words: str) -> tuple[float, float, int, dict[str, int]] | None:
    """CPU seconds of loading and reasoning, triples and members found by one engine; None where it does not finish."""
    command = [sys.executable, "-c", PROGRAM.format(engine=engine), *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return None
    loading, reasoning, size, counts = json.loads(done.stdout.splitlines()[-1])
    return loading, reasoning, size, counts


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[str, str]]:
    """The ontology and the facts of each size."""
    spec = importlib.util.spec_from_file_location("bench_county", Path(__file__).parents[1] / "ontology/generated.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("rules")
    ontology = folder / "ontology.ttl"  # N-Triples are Turtle, and `reasonable` reads that name
    ontology.write_bytes(ontology_ntriples())
    made = {}
    for size in (2_500, 10_000, 40_000):
        facts = folder / f"{size}.ttl"
        facts.write_text(module.County(size).ntriples(named=True), encoding="utf-8")
        made[size] = (str(ontology), str(facts))
    return made


def bench_rules(files: dict[int, tuple[str, str]]) -> None:
    there = importlib.util.find_spec("reasonable") is not None
    first: float | None = None
    print(f"\n{'things':>7}{'said':>8}{'all':>8}{'load s':>8}{'rules s':>9}{'growth':>8}   reasonable: load, reason s")
    for size, paths in files.items():
        ours = run(RULES, *paths, *DEFINED)
        assert ours
        loading, reasoning, after, members = ours
        first = first or reasoning
        said = Path(paths[1]).read_bytes().count(b"\n")
        print(f"{size:7}{said:8}{after:8}{loading:8.2f}{reasoning:9.3f}{reasoning / first:7.1f}x", end="   ")
        peer = run(REASONABLE, *paths, *DEFINED) if there else None
        if peer is None:
            print(f"not finished in {SECONDS} s" if there else "absent")
            continue
        ratio, whole = peer[1] / reasoning, (peer[0] + peer[1]) / (loading + reasoning)
        print(f"{peer[0]:.2f}, {peer[1]:.2f}: {ratio:.1f} times ours (goal 5), {whole:.1f} with loading")
    print("members found by the rules:", members)
    if peer:
        print("members found by reasonable:", peer[3])
