"""The part of `check` that is about the model: the ontology alone, or with the facts of a file or of a document."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from usagraph.asking import say
from usagraph.errors import MissingFile, StoreError
from usagraph.graph.provenance import graph_iri
from usagraph.graph.store.embedded import newest_generation
from usagraph.messages import LANGUAGES, sentence
from usagraph.ontology.model import ModelReport, check_triples
from usagraph.ontology.reasoning.explanation import Explanation, explain, explain_class
from usagraph.ontology.reasoning.knowledge import Knowledge, knowledge
from usagraph.ontology.reasoning.telling import NAMES, Telling
from usagraph.ontology.statement import TYPE, read_turtle
from usagraph.settings import Settings
from usagraph.workspace import Workspace

__all__ = ["Found", "check_model", "document_of", "open_store"]

#: Explanations given, unless all are asked for.
FEW = 3


@dataclass(frozen=True)
class Found:
    """What a part of the check found wrong: in `lines` for a person, in `data` for a program."""

    wrong: int
    lines: tuple[str, ...]
    data: object


@dataclass(frozen=True)
class _Why:
    """Why the facts contradict one another; or, where it has a `name`, why a class can have no member."""

    name: str
    explanation: Explanation
    lines: Mapping[str, list[str]]


def check_model(arguments: argparse.Namespace, settings: Settings) -> Found:
    """What is wrong with the ontology, with the facts of `arguments.facts` where some are given."""
    facts = _facts(arguments.facts, settings) if arguments.facts else {}
    report = check_triples(facts, things=False, seconds=arguments.timeout)
    _say_state(report, settings.lang, with_facts=bool(facts))
    telling = {lang: Telling(lang, facts, facts) for lang in LANGUAGES}
    known = knowledge(fact for fact in facts if fact not in report.misplaced)
    reasons = _reasons(report, known, telling, arguments, settings.lang)
    shown = [line for why in reasons for line in (*why.lines[settings.lang], "")]
    misplaced = {lang: [teller.misplaced(fact) for fact in report.misplaced] for lang, teller in telling.items()}
    lines = (*shown, *misplaced[settings.lang], *_about_terms(report, telling[settings.lang]))
    return Found(int(not report.sound), lines, _data(report, reasons, misplaced))


def _facts(name: str, settings: Settings) -> Mapping[ox.Triple, str]:
    """What a Turtle file or a document says, each triple with its `file:line`, nothing where it comes from no file."""
    path = Path(name)
    if path.is_file():
        return {triple: f"{path.name}:{line}" for triple, line in read_turtle(path.read_bytes(), path.name).items()}
    document = document_of(name, settings)
    if document is None:
        raise MissingFile(file=name)
    return dict.fromkeys(_said(document, settings), "")


def document_of(name: str, settings: Settings) -> str | None:
    """The id of the document that `name` begins, None where it names a file; raises UnknownName, AmbiguousName."""
    if Path(name).suffix or "/" in name:
        return None
    return Workspace(settings.workspace, settings.server).bundle(name).id


def open_store(settings: Settings) -> ox.Store | None:
    """The newest generation of the graph; None before the first."""
    path = newest_generation(Workspace(settings.workspace, settings.server).store)
    return ox.Store.read_only(str(path)) if path else None


def _said(document: str, settings: Settings) -> Iterator[ox.Triple]:
    """What a document says, and of the things it speaks of: what tables and vocabularies say they are, their names."""

    def graph(name: str) -> ox.NamedNode:
        return ox.NamedNode(graph_iri(settings.base, name))

    store = open_store(settings)
    own = list(store.quads_for_pattern(None, None, None, graph(document))) if store else []
    if store is None or not own:
        raise StoreError(detail=document)
    yield from (quad.triple for quad in own)
    wanted = [(TYPE, graph("reference")), (TYPE, graph("vocabularies"))]
    wanted += [(ox.NamedNode(name), ox.DefaultGraph()) for name in NAMES]  # type: ignore[misc]
    things = {node for quad in own for node in (quad.subject, quad.object) if isinstance(node, ox.NamedNode)}
    for thing in things:
        for predicate, where in wanted:
            yield from (quad.triple for quad in store.quads_for_pattern(thing, predicate, None, where))


def _say_state(report: ModelReport, lang: str, *, with_facts: bool) -> None:
    if report.reasoner is None:
        say("no_java", lang)
    if report.misplaced:
        say("misplaced", lang, count=len(report.misplaced))
    if report.consistent is False:
        say("inconsistent_facts" if with_facts else "inconsistent", lang)
    elif report.unsatisfiable:
        say("memberless", lang, count=len(report.unsatisfiable))
    elif not report.misplaced:
        say(_sound(report, with_facts), lang, reasoner=report.reasoner)


def _sound(report: ModelReport, with_facts: bool) -> str:
    if not report.consistent:
        return "no_clash"
    return "consistent_facts" if with_facts else "consistent"


def _reasons(
    report: ModelReport, known: Knowledge, telling: Mapping[str, Telling], arguments: argparse.Namespace, lang: str
) -> list[_Why]:
    """The contradictions one by one, or the classes without members, each with why."""
    if report.consistent is not False and not report.unsatisfiable:
        return []
    with _progress(lang) as asked:
        found = _explanations(report, known, asked, arguments.timeout)
        shown = found if arguments.all else islice(found, FEW)
        reasons = [_Why(name, why, _lines(name, why, telling)) for name, why in shown]
    if len(reasons) == FEW and not arguments.all:
        say("perhaps_more", lang, count=FEW)
    return reasons


def _lines(name: str, why: Explanation, telling: Mapping[str, Telling]) -> dict[str, list[str]]:
    lines = {lang: teller.explain(why) for lang, teller in telling.items()}
    return {lang: [_memberless(lang, telling[lang], name), *told] for lang, told in lines.items()} if name else lines


def _explanations(
    report: ModelReport, known: Knowledge, asked: Callable[[], object], seconds: float
) -> Iterator[tuple[str, Explanation]]:
    if report.consistent is False:
        yield from (("", why) for why in explain(known, asked=asked, seconds=seconds))
    for name in report.unsatisfiable:
        why = explain_class(known, name, asked=asked, seconds=seconds)
        if why:
            yield name, why


def _memberless(lang: str, telling: Telling, name: str) -> str:
    return sentence("say.memberless_class", lang, name=telling.name(ox.NamedNode(name)))


@contextmanager
def _progress(lang: str) -> Iterator[Callable[[], object]]:
    from tqdm import tqdm

    label, unit = sentence("say.explaining", lang), " " + sentence("say.calls", lang)
    with tqdm(desc=label, unit=unit, disable=not sys.stderr.isatty()) as bar:
        yield lambda: bar.update(1)


def _about_terms(report: ModelReport, telling: Telling) -> Iterator[str]:
    for term, used_by in report.undefined:
        user = telling.name(ox.NamedNode(used_by)) if used_by else "?"
        yield sentence("say.undefined_term", telling.lang, term=telling.name(ox.NamedNode(term)), user=user)
    for cycle in report.cycles:
        names = " = ".join(telling.name(ox.NamedNode(name)) for name in cycle)
        yield sentence("say.class_cycle", telling.lang, names=names)


def _data(report: ModelReport, reasons: list[_Why], misplaced: Mapping[str, list[str]]) -> dict[str, object]:
    return {
        "reasoner": report.reasoner,
        "consistent": report.consistent,
        "unsatisfiable": report.unsatisfiable,
        "undefined": [{"term": term, "used_by": user} for term, user in report.undefined],
        "cycles": report.cycles,
        "misplaced": [
            {"fact": str(fact), "told": {lang: told[number] for lang, told in misplaced.items()}}
            for number, fact in enumerate(report.misplaced)
        ],
        "contradictions": [
            {
                "class": why.name or None,
                "facts": [str(statement.head) for statement in why.explanation.facts],
                "axioms": [str(statement.head) for statement in why.explanation.axioms],
                "minimal": why.explanation.reasoner is not None,
                "told": why.lines,
            }
            for why in reasons
        ],
    }
