"""Names as strings: they agree with the Turtle, wherever they are written."""

import re
from pathlib import Path

import pytest

from usagraph.ontology.load import FOLDER, files, labels
from usagraph.ontology.terms import BASE, NS, PREFIXES, VOC, compact, concept, ug

ROOT = FOLDER.parent
PARTS = ("api", "graph", "ingest", "ontology", "usagraph", "visualisations")
#: How a name of the ontology is written, by kind of file.
WRITTEN = {
    ".py": r"""\bug\(["'](\w+)["']\)|\bug:(\w+)""",
    ".rq": r"\bug:(\w+)",
    ".ttl": r"\bug:(\w+)",
    # A class has a capital; a property of another vocabulary is named with its prefix.
    ".yaml": r"(?:^|[\s{,])(?:(?:property|makes): ?(?!\w+:)([A-Za-z]+)|kind: ?([A-Z]\w+))",
    ".jsonld": r'"ug:(\w+)"',
}


def sources(suffix: str) -> list[Path]:
    folders = (ROOT / part for part in PARTS)
    return [
        path for folder in folders for path in sorted(folder.rglob(f"*{suffix}")) if "__pycache__" not in path.parts
    ]


def names_in(text: str, suffix: str) -> set[str]:
    return {found[found.lastindex or 0] for found in re.finditer(WRITTEN[suffix], text)}


@pytest.mark.parametrize("suffix", WRITTEN)
def test_every_name_that_is_written_is_a_term(suffix: str) -> None:
    known = {iri.removeprefix(NS) for iri in labels("en")}
    unknown = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in sources(suffix)
        for name in names_in(path.read_text(encoding="utf-8"), suffix) - known
    }
    assert unknown == set()


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".py", 'ug("nowhere")'),
        (".py", '"SELECT ?x { ?x ug:nowhere ?y }"'),
        (".rq", "CONSTRUCT { ?x ug:nowhere ?y }"),
        (".ttl", "ug:nowhere a owl:Class ."),
        (".yaml", "  champ: { pattern: x, property: nowhere }"),
        (".jsonld", '"nowhere": "ug:nowhere"'),
    ],
)
def test_a_name_is_found_where_it_is_written(suffix: str, text: str) -> None:
    assert names_in(text, suffix) == {"nowhere"}


def test_there_are_names_in_every_kind_of_file() -> None:
    for suffix in WRITTEN:
        assert any(names_in(path.read_text(encoding="utf-8"), suffix) for path in sources(suffix)), suffix


@pytest.mark.parametrize(("prefix", "namespace"), PREFIXES.items())
def test_every_prefix_offered_is_used_in_the_files(prefix: str, namespace: str) -> None:
    """A prefix that stands for nothing in the graph would mislead whoever writes a query."""
    written = [*files(), *FOLDER.rglob("*.rq"), FOLDER / "context.jsonld"]
    used = re.compile(rf"(?<![\w:/]){prefix}:[A-Za-z]|<{re.escape(namespace)}[^>]")
    assert any(used.search(path.read_text(encoding="utf-8")) for path in written)


def test_no_prefix_hides_another() -> None:
    """`compact` takes the first that fits."""
    assert not [
        (one, other)
        for one in PREFIXES
        for other in PREFIXES
        if one != other and PREFIXES[one].startswith(PREFIXES[other])
    ]


def test_names_are_built_and_shortened() -> None:
    assert ug("hasStep") == f"{BASE}/ns#hasStep"
    assert concept("degree", "consultation") == f"{VOC}degree/consultation"
    assert compact(ug("hasStep")) == "ug:hasStep"
    assert compact("https://example.org/x") == "https://example.org/x"
