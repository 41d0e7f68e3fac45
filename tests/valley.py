"""An invented valley, as a workspace: laws that oblige, who answers, two directions with their actions; each fact with its sentence."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from usagraph.ontology.terms import BASE
from usagraph.workspace import Workspace

__all__ = ["HOSTILE", "NOTE", "REPORT", "valley"]

NOTE, REPORT = "note-11111111", "bilan-22222222"
#: A name of 300 signs, with what a page could mistake for its own.
HOSTILE = "<script>window.__xss=1</script> \u202eriova " + "très long " * 26 + "fin"
_PREFIXES = """@base <https://w3id.org/usagraph/> . @prefix ug: <ns#> . @prefix voc: <voc/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix oa: <http://www.w3.org/ns/oa#> . @prefix org: <http://www.w3.org/ns/org#> .
"""
#: Name, class, label, acronym.
THINGS = (
    ("legal-text/loi-a", "LegalText", "loi A", ""),
    ("obligation/conseil", "Obligation", "conseil des usagers (loi A)", ""),
    ("obligation/charte", "Obligation", "charte des usagers (loi A)", ""),
    ("governance-body/conseil", "GovernanceBody", "conseil des usagers de la route", ""),
    ("directorate/drm", "DepartmentalDirectorate", "direction des routes et des mobilités", "DRM"),
    ("directorate/dcj", "DepartmentalDirectorate", "direction des collèges", "DCJ"),
    ("action/car", "Action", "Écouter les voyageurs", ""),
    ("action/arret", "Action", "Dessiner les arrêts", ""),
    ("action/cour", "Action", "Dessiner la cour", ""),
    ("action/hostile", "Action", HOSTILE, ""),
    ("lever/temps", "Lever", "Du temps", ""),
    ("lever/du-temps", "Lever", "du temps", ""),
    ("obstacle/distance", "Obstacle", "la distance", ""),
)
#: Given by reference data alone.
GIVEN = (
    ("legal-text/loi-b", "LegalText", "loi B", ""),
    ("obligation/guichet", "Obligation", "guichet (loi B)", ""),
)
#: Where it is said, and what.
SAID = (
    (NOTE, "legal-text/loi-a", "imposes", "obligation/conseil"),
    (NOTE, "legal-text/loi-a", "imposes", "obligation/charte"),
    (NOTE, "governance-body/conseil", "underObligation", "obligation/conseil"),
    (NOTE, "governance-body/conseil", "unitOf", "directorate/drm"),
    (NOTE, "action/car", "ledBy", "directorate/drm"),
    (NOTE, "action/car", "hasDegree", "degree/consultation"),
    (NOTE, "action/car", "inDomain", "policy/routes"),
    (NOTE, "action/car", "hasFactor", "lever/temps"),
    (NOTE, "action/arret", "ledBy", "directorate/drm"),
    (NOTE, "action/arret", "hasFactor", "obstacle/distance"),
    (REPORT, "action/cour", "ledBy", "directorate/dcj"),
    (REPORT, "action/cour", "hasDegree", "degree/consultation"),
    (REPORT, "action/cour", "hasDegree", "degree/co-construction"),
    (REPORT, "action/cour", "inDomain", "policy/college"),
    (REPORT, "action/cour", "hasFactor", "lever/du-temps"),
    (REPORT, "action/hostile", "ledBy", "directorate/dcj"),
)
CONCEPTS = (
    ("degree/information", "information", "information"),
    ("degree/consultation", "consultation", "consultation"),
    ("degree/concertation", "concertation", "concertation"),
    ("degree/co-construction", "co-construction", "co-construction"),
    ("policy/routes", "Routes", "Roads"),
    ("policy/college", "Collège", "Lower secondary education"),
)


def valley(folder: Path) -> Workspace:
    """The workspace of the valley, in an empty folder."""
    (folder / "store" / "generations").mkdir(parents=True)
    workspace, store = Workspace(folder), ox.Store(str(folder / "store" / "live"))
    for document, title in ((NOTE, "Note de la vallée"), (REPORT, "Bilan des collèges")):
        lines = list(_lines(document))
        text = "".join(f"{line}\n" for _, line in lines)
        workspace.add_bundle(document, partial(_fill, text=text, title=title))
        store.load(_told(document, title, lines).encode(), ox.RdfFormat.TRIG)
    store.load(f"{_PREFIXES} <graph/reference> {{ {_reference()} }}".encode(), ox.RdfFormat.TRIG)
    store.load(f"{_PREFIXES} <graph/vocabularies> {{ {_concepts()} }}".encode(), ox.RdfFormat.TRIG)
    for quad in list(store):
        if not quad.graph_name.value.endswith("/evidence"):
            store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    store.flush()
    store.backup(str(folder / "store" / "generations" / "1"))
    return workspace


def _fill(to: Path, *, text: str, title: str) -> None:
    (to / "text.txt").write_bytes(text.encode())
    run = {"title": title, "file_name": f"{title}.txt", "format": "text/plain", "sha256": "1" * 64}
    (to / "run.json").write_text(json.dumps(run), encoding="utf-8")
    (to / "claims.jsonl").write_text("", encoding="utf-8")
    (to / "blocks.jsonl").write_text("", encoding="utf-8")


def _lines(document: str) -> Iterator[tuple[tuple[str, str, str], str]]:
    """The statements of a document, classes first, each with the line that says it."""
    said = [one[1:] for one in SAID if one[0] == document]
    named = {end for subject, _, object_ in said for end in (subject, object_)}
    for name, kind, label, _ in THINGS:
        if name in named:
            yield (name, "a", kind), f"{label} figure ici."
    for subject, predicate, object_ in said:
        yield (subject, predicate, object_), f"Il est dit ici : {_label(subject)}, {predicate}, {_label(object_)}."


def _told(document: str, title: str, lines: list[tuple[tuple[str, str, str], str]]) -> str:
    about = f"<id/document/{document}>"
    facts, evidence, start = [f'{about} a ug:SourceDocument ; dct:title "{title}"@fr .'], [], 0
    for number, ((subject, predicate, object_), line) in enumerate(lines):
        end = start + len(line)
        passage, claim = f"<id/document/{document}/passage/{start}-{end}>", f"<id/claim/{document[-8:]}-{number}>"
        end_of = f"ug:{object_}" if predicate == "a" else _iri(object_)
        link = "rdf:type" if predicate == "a" else "org:unitOf" if predicate == "unitOf" else f"ug:{predicate}"
        facts.append(f"{_iri(subject)} {link} {end_of} .")
        evidence.append(
            f"{claim} a ug:Claim ; rdf:subject {_iri(subject)} ; rdf:predicate {link} ; rdf:object {end_of} ; "
            f'ug:passage {passage} ; ug:rule "test@1" ; ug:confidence 0.9 ; ug:status <voc/claim-status/proposed> . '
            f"{passage} a ug:Passage ; ug:inDocument {about} ; oa:exact {json.dumps(line)} ; oa:start {start} ; oa:end {end} ."
        )
        start = end + 1
    facts += [_named(one) for one in THINGS if any(one[0] in said for said, _ in lines)]
    return (
        f"{_PREFIXES} <graph/{document}> {{ {' '.join(facts)} }} <graph/{document}/evidence> {{ {' '.join(evidence)} }}"
    )


def _named(thing: tuple[str, str, str, str]) -> str:
    name, _, label, acronym = thing
    short = f' ; ug:acronym "{acronym}"' if acronym else ""
    return f"{_iri(name)} skos:prefLabel {json.dumps(label)}@fr{short} ."


def _reference() -> str:
    given = " ".join(f"{_iri(name)} a ug:{kind} . {_named((name, kind, label, ''))}" for name, kind, label, _ in GIVEN)
    return f"{given} {_iri('legal-text/loi-b')} ug:imposes {_iri('obligation/guichet')} ."


def _concepts() -> str:
    return " ".join(
        f'<voc/{name}> a skos:Concept ; skos:prefLabel "{fr}"@fr , "{en}"@en ; skos:inScheme <voc/{name.partition("/")[0]}> .'
        for name, fr, en in CONCEPTS
    )


def _iri(name: str) -> str:
    scheme = name.partition("/")[0]
    return f"<{BASE}/voc/{name}>" if scheme in ("degree", "policy") else f"<{BASE}/id/{name}>"


def _label(name: str) -> str:
    labels = {thing: label for thing, _, label, _ in THINGS} | {one: fr for one, fr, _ in CONCEPTS}
    return labels[name]
