"""The description of a deployment's data set, in VoID and DCAT-AP, with the figures of the day.

The words are in `dataset.ttl`. No RDF library is imported with this module, so that a start costs nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from usagraph.ontology.terms import BASE

__all__ = ["LICENCE", "DatasetCounts", "dataset_description"]

_FILE = Path(__file__).parent / "dataset.ttl"
#: The licence where nobody chose another.
LICENCE = "https://opensource.org/license/mit"
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True)
class DatasetCounts:
    """The figures of the consolidated graph. `by_class` counts the members of each class, by IRI."""

    triples: int
    entities: int
    properties: int
    subjects: int
    objects: int
    documents: int
    by_class: Mapping[str, int] = field(default_factory=dict, hash=False)
    modified: date | None = None


def dataset_description(base: str, counts: DatasetCounts, *, service: str = "", licence: str = LICENCE) -> str:
    """The description in Turtle of the data set named under `base` and served at `service` (at `base` if not told).

    `licence` is the address of the licence of the data. Raises ValueError where a class, or an address, is no IRI.
    """
    _check(base, service or base, licence, *counts.by_class)
    written = _FILE.read_text(encoding="utf-8")
    written = written.replace(f"@prefix at: <{BASE}/>", f"@prefix at: <{service or base}/>", 1)
    written = written.replace(f"@base <{BASE}/>", f"@base <{base}/>", 1)
    written = written.replace(f'void:uriSpace "{BASE}/id/"', f'void:uriSpace "{base}/id/"', 1)
    written = written.replace(f"dct:license <{LICENCE}>", f"dct:license <{licence}>")
    return written + _figures(counts)


def _check(*iris: str) -> None:
    from pyoxigraph import NamedNode

    for iri in iris:
        NamedNode(iri)


def _figures(counts: DatasetCounts) -> str:
    figures = {
        "triples": counts.triples,
        "entities": counts.entities,
        "classes": len(counts.by_class),
        "properties": counts.properties,
        "distinctSubjects": counts.subjects,
        "distinctObjects": counts.objects,
        "documents": counts.documents,
    }
    lines = [f"void:{name} {value}" for name, value in figures.items()]
    lines += [
        f"void:classPartition [ void:class <{name}> ; void:entities {counts.by_class[name]} ]"
        for name in sorted(counts.by_class)
    ]
    if counts.modified:
        lines.append(f'dct:modified "{counts.modified.isoformat()}"^^<{_XSD}date>')
    return "\n<dataset> " + " ;\n    ".join(lines) + " .\n"
