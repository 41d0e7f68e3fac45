"""The `check` command: the reference tables, the ontology and the graph, each asked what is wrong.

What is wrong goes to standard output, part by part; what was looked at goes to standard error.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from usagraph.asking import say
from usagraph.contradictions import Found, check_model, document_of, open_store
from usagraph.errors import MissingFile, WrongUse
from usagraph.graph.checks.shapes import Violation, violations
from usagraph.messages import LANGUAGES, sentence
from usagraph.ontology.known import known_terms
from usagraph.ontology.shacl.shape import read_shapes
from usagraph.ontology.tables import reference
from usagraph.settings import Settings

__all__ = ["check"]

#: Violations listed of each shape, unless all are asked for.
FIRST = 5
#: How grave a violation is; only the first makes the check fail.
SEVERITIES = ("violation", "warning", "info")
Groups = dict[tuple[str, str], list[Violation]]
#: The part that each option gives a file to.
OPTIONS = {"table": ("reference",), "facts": ("model", "shapes"), "shapes": ("shapes",)}


def check(arguments: argparse.Namespace, settings: Settings) -> int:
    """Says what is wrong with the reference tables, the ontology and the graph; 1 where something is."""
    _refuse_idle_options(arguments, settings.lang)
    parts = {"reference": _reference, "model": check_model, "shapes": _shapes}
    found: dict[str, Found] = {}
    for name in (arguments.what,) if arguments.what else parts:
        found[name] = parts[name](arguments, settings)
        if not arguments.json:
            print(*found[name].lines, sep="\n", end="\n" if found[name].lines else "")
    if arguments.json:
        print(json.dumps({name: part.data for name, part in found.items()}, ensure_ascii=False, indent=1))
    return 1 if any(part.wrong for part in found.values()) else 0


def _refuse_idle_options(arguments: argparse.Namespace, lang: str) -> None:
    """Raises WrongUse where a file is given for a part that is not checked, MissingFile where there is no such file."""
    for option, parts in OPTIONS.items():
        given = getattr(arguments, option)
        if given is not None and arguments.what not in (None, *parts):
            raise WrongUse(detail=sentence("say.idle_option", lang, option=option, part=parts[0]))
        if isinstance(given, Path) and not given.exists():
            raise MissingFile(file=given)


def _reference(arguments: argparse.Namespace, settings: Settings) -> Found:
    wrong = reference.problems(arguments.table or reference.FOLDER)
    say("tables_wrong" if wrong else "tables_right", settings.lang, count=len(wrong))
    data = [
        {"file": cell.values["file"], "line": cell.values["line"], "reason": {i: cell.say(i) for i in LANGUAGES}}
        for cell in wrong
    ]
    return Found(len(wrong), tuple(cell.say(settings.lang) for cell in wrong), data)


def _shapes(arguments: argparse.Namespace, settings: Settings) -> Found:
    own = read_shapes([arguments.shapes], known=known_terms()) if arguments.shapes else None
    store = open_store(settings)
    if store is None:
        say("empty", settings.lang)
        return Found(0, (), [])
    document = document_of(arguments.facts, settings) if arguments.facts else None
    if arguments.facts and document is None and arguments.what:
        raise WrongUse(detail=sentence("say.shapes_of_file", settings.lang, file=arguments.facts))
    found = violations(store, own, document=document, base=settings.base)
    wrong = sum(violation.severity == SEVERITIES[0] for violation in found)
    say("shapes_wrong" if found else "shapes_right", settings.lang, count=wrong, others=len(found) - wrong)
    limit = None if arguments.all else FIRST
    groups = _by_shape(found)
    return Found(wrong, tuple(_told(groups, limit, settings.lang)), _shapes_data(groups))


def _by_shape(found: list[Violation]) -> Groups:
    """The violations by severity and shape, the gravest first, then the shape with most of them."""
    groups: Groups = defaultdict(list)
    for violation in found:
        groups[violation.severity, violation.shape].append(violation)
    return dict(sorted(groups.items(), key=lambda g: (SEVERITIES.index(g[0][0]), -len(g[1]), g[0][1])))


def _told(groups: Groups, limit: int | None, lang: str) -> Iterator[str]:
    for (severity, shape), group in groups.items():
        yield sentence(f"say.shape_{severity}", lang, count=len(group), shape=shape.rpartition("#")[2] or shape)
        yield from (f"  - {violation.say(lang)}" for violation in group[:limit])
        if limit is not None and len(group) > limit:
            yield "  " + sentence("say.others", lang, count=len(group) - limit)


def _shapes_data(groups: Groups) -> list[dict[str, object]]:
    return [
        {
            "shape": shape,
            "severity": severity,
            "count": len(group),
            "violations": [_violation_data(violation) for violation in group],
        }
        for (severity, shape), group in groups.items()
    ]


def _violation_data(violation: Violation) -> dict[str, object]:
    return {
        "focus": violation.focus,
        "path": violation.path,
        "component": violation.component,
        "value": violation.value,
        "graphs": violation.graphs,
        "reason": {lang: violation.say(lang) for lang in LANGUAGES},
    }
