"""Measures, printed: what the server takes for each page, asked for the first time and asked again.

python -m tests.bench.bench_pages WORKSPACE [--each 40] [--cold]

A page is asked of many things, paths, words and documents of the workspace, each address never asked before; then all of
them again. The first request of each page is printed apart: it reads what all the others share, unless the service has
made it beforehand, which is waited for; not with `--cold`, where it makes nothing beforehand. Milliseconds until the last
byte, one client; those of the processor beside them, which tell more on a machine that has other things to do.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import httpx

from tests.bench.serving import ours, percentile, served, spent

KINDS = ("action", "directorate", "legal-text", "policy", "institution", "person", "work", "directorate")
WORDS = (
    "collège",
    "concertation",
    "DAU",
    "loi 2002",
    "autonomie",
    "enfance",
    "participation",
    "usagers",
    "zzz",
    "numerique",
)
#: Seconds without work after which what is made beforehand is made; and the work that nobody asks for, in that time.
QUIET, IDLE = 4.0, 0.15
#: Milliseconds that a request took, and those of the processor.
Cost = tuple[float, float]
Get = Callable[[str], Cost]


def main() -> None:
    """Prints the figures of a workspace."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--each", type=int, default=40, help="addresses of a page, at most")
    parser.add_argument("--cold", action="store_true", help="nothing is made beforehand")
    options = parser.parse_args()
    with (
        served(ours(options.workspace), kept=True, warm=not options.cold) as (port, process),
        httpx.Client(headers={"Accept": "text/html"}, base_url=f"http://127.0.0.1:{port}", timeout=120) as client,
    ):
        if not options.cold:
            seconds = _rested(process.pid)
            print(f"made beforehand: {spent(process.pid):.1f} s of processor, {seconds:.0f} s after the start")
        _print(client, options.each, process.pid)


def _rested(process: int) -> float:
    """Waits until the service does nothing that nobody asked for; the seconds that it took until then."""
    start, used = time.monotonic(), -1.0
    while (now := spent(process)) - used > IDLE:
        used = now
        time.sleep(QUIET)
    return time.monotonic() - start - QUIET


def _print(client: httpx.Client, each: int, process: int) -> None:
    def get(address: str) -> Cost:
        used, start = spent(process), time.perf_counter()
        answer = client.get(address)
        taken = (time.perf_counter() - start) * 1000
        if answer.status_code != 200:
            print(f"   {answer.status_code} {address}")
        return taken, (spent(process) - used) * 1000

    pages = _pages(client, each)
    print(
        f"{'page':12} {'asked':>5} | {'very first':>10} | {'first: p50':>10} {'p95':>7} {'most':>7} | {'processor: p50':>14} {'p95':>7}"
        f" | {'again: p50':>10} {'p95':>7}"
    )
    everything: list[Cost] = []
    for page, addresses in pages.items():
        opening, *others = addresses
        very_first, _ = get(opening)
        first = [get(address) for address in others or [opening]]
        again = [get(address) for address in others or [opening]]
        everything += first
        took, slowest = max(zip((took for took, _ in first), others or [opening], strict=True))
        print(
            f"{page:12} {len(first):5} | {very_first:10.0f} | {_at(first, 0.5):10.1f} {_at(first, 0.95):7.1f} {took:7.1f}"
            f" | {_at(first, 0.5, 1):14.1f} {_at(first, 0.95, 1):7.1f}"
            f" | {_at(again, 0.5):10.1f} {_at(again, 0.95):7.1f}   {slowest[:90]}"
        )
    print(
        f"all: p50 {_at(everything, 0.5):.1f}, p95 {_at(everything, 0.95):.1f} ms, of the processor {_at(everything, 0.5, 1):.1f}"
        f" and {_at(everything, 0.95, 1):.1f}, of {len(everything)} addresses asked once"
    )


def _at(costs: Sequence[Cost], part: float, which: int = 0) -> float:
    return percentile([cost[which] for cost in costs], part)


def _pages(client: httpx.Client, each: int) -> dict[str, list[str]]:
    """The addresses of each page, in an order that is the same in every run."""
    draw = random.Random(7)  # noqa: S311 a sample, not a secret
    told = client.get("/api/v1/documents", params={"limit": 100}).json()["items"]
    documents = [one["id"] for one in told]
    things = {kind: _things(client, kind, each) for kind in dict.fromkeys(KINDS)}
    every = [iri for some in things.values() for iri in some]
    draw.shuffle(every)
    chosen = [urlencode({"documents": one}) for one in draw.sample(documents, min(each, len(documents)))]

    def of_documents(path: str) -> list[str]:
        return [path, *(f"{path}?{one}" for one in chosen)]

    def pairs(kind: str) -> Iterator[tuple[str, str]]:
        some = things[kind]
        for _ in range(min(each, len(some))):
            yield draw.choice(some), draw.choice(some)

    return {
        "home": of_documents("/"),
        "search": [f"/recherche?q={quote(word)}" for word in WORDS]
        + [f"/recherche?q={quote(WORDS[0])}&{one}" for one in chosen],
        "sheet": [_sheet(iri) for iri in every[: each * 3]],
        "network": ["/reseau", *(f"/reseau?{urlencode({'focus': iri})}" for iri in every[:each])],
        "network two": [f"/reseau?{urlencode({'focus': iri, 'profondeur': 2})}" for iri in every[:each]],
        "of documents": [f"/reseau?{one}" for one in chosen],
        "path": ["/chemin", *(f"/chemin?{urlencode({'de': one, 'vers': other})}" for one, other in pairs("action"))],
        "compare": [
            "/comparer",
            *(f"/comparer?{urlencode({'un': one, 'autre': other})}" for one, other in pairs("directorate")),
        ],
        "flow": of_documents("/flux"),
        "timeline": of_documents("/frise"),
        "gaps": of_documents("/lacunes"),
        "figures": of_documents("/chiffres"),
        "documents": ["/documents"],
        "document": [f"/documents/{one}" for one in documents[:each]],
        "a passage": [f"/documents/{one}?passage={10 * n}-{10 * n + 40}" for n, one in enumerate(documents[:each])],
        "question": ["/question", *(f"/question?sur=actions&mots={quote(word)}" for word in WORDS)],
        "glossary": of_documents("/glossaire"),
        "others": ["/aide", "/accessibilite", "/questions", "/docs", "/fiabilite?lang=fr", "/ontologie"],
    }


def _things(client: httpx.Client, kind: str, each: int) -> list[str]:
    answer = client.get("/api/v1/entities", params={"type": kind, "limit": each})
    return [one["iri"] for one in answer.json().get("items", [])] if answer.status_code == 200 else []


def _sheet(iri: str) -> str:
    path = urlsplit(iri).path.removeprefix("/usagraph")
    return path.replace("/id/", "/fiche/").replace("/voc/", "/concept/")


if __name__ == "__main__":
    main()
