"""Measures, printed: what the server takes for each page, asked for the first time and asked again.

python -m tests.bench.bench_pages WORKSPACE [--each 40]

A page is asked of many things, paths, words and documents of the workspace, each address never asked before; then all of
them again. The first request of all, which reads the graph, is printed apart. Milliseconds until the last byte, one client.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import httpx

from tests.bench.serving import ours, percentile, served

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
Get = Callable[[str], float]


def main() -> None:
    """Prints the figures of a workspace."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--each", type=int, default=40, help="addresses of a page, at most")
    options = parser.parse_args()
    with (
        served(ours(options.workspace), kept=True) as (port, _),
        httpx.Client(headers={"Accept": "text/html"}, base_url=f"http://127.0.0.1:{port}", timeout=120) as client,
    ):
        _print(client, options.each)


def _print(client: httpx.Client, each: int) -> None:
    def get(address: str) -> float:
        start = time.perf_counter()
        answer = client.get(address)
        taken = (time.perf_counter() - start) * 1000
        if answer.status_code != 200:
            print(f"   {answer.status_code} {address}")
        return taken

    pages = _pages(client, each)
    print(
        f"{'page':12} {'asked':>5} | {'very first':>10} | {'first: p50':>10} {'p95':>7} {'most':>7} | {'again: p50':>10} {'p95':>7}"
    )
    everything: list[float] = []
    for page, addresses in pages.items():
        opening, *others = addresses
        very_first = get(opening)
        first, again = _taken(get, others or [opening]), _taken(get, others or [opening])
        everything += [took for took, _ in first]
        most = max(first)
        print(
            f"{page:12} {len(first):5} | {very_first:10.0f} | {_at(first, 0.5):10.1f} {_at(first, 0.95):7.1f} {most[0]:7.1f}"
            f" | {_at(again, 0.5):10.1f} {_at(again, 0.95):7.1f}   {most[1][:90]}"
        )
    print(
        f"all: p50 {percentile(everything, 0.5):.1f}, p95 {percentile(everything, 0.95):.1f} ms of {len(everything)} addresses asked once"
    )


def _taken(get: Get, addresses: Sequence[str]) -> list[tuple[float, str]]:
    return [(get(address), address) for address in addresses]


def _at(taken: Sequence[tuple[float, str]], part: float) -> float:
    return percentile([took for took, _ in taken], part)


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
