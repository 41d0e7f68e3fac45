"""The `measures` command: what the measures of the network say, and what one finds."""

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from usagraph.asking import open_service, print_table, say
from usagraph.settings import Settings
from usagraph.workspace import Workspace

if TYPE_CHECKING:
    from usagraph.graph.measures.measuring import Measured, Standing

__all__ = ["measures"]


def measures(arguments: argparse.Namespace, settings: Settings) -> int:
    """Lists the measures, or says what one finds."""
    return _find(arguments, settings) if arguments.name else _list(arguments, settings.lang)


def _list(arguments: argparse.Namespace, lang: str) -> int:
    from usagraph.graph.measures.explanations import MEASURES, explained

    found = [explained(name, lang) for name in MEASURES]
    if arguments.json:
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
        return 0
    for one in found:
        print(f"{one.name}\t{one.title}\n  {one.says}\n  ⚠ {one.caution}")
    return 0


def _find(arguments: argparse.Namespace, settings: Settings) -> int:
    from usagraph.graph.measures.explanations import explained
    from usagraph.graph.measures.measuring import asked, measured, told

    held = Workspace(settings.workspace)
    documents = [held.bundle(name.rpartition("/")[2]).id for name in arguments.document]
    with open_service(settings) as service:
        if service.generation == 0:
            say("empty", settings.lang)
        result = measured(service, asked(service, arguments.name, arguments.type, documents))
        standings = told(service, result, settings.lang, arguments.limit)
    explanation = explained(arguments.name, settings.lang)
    if arguments.json:
        print(json.dumps({"measure": asdict(explanation)} | _as_json(result, standings), ensure_ascii=False, indent=1))
        return 0
    links, things = len(result.web.shape.links), len(result.web.things)
    say("measured", settings.lang, **asdict(explanation), things=things, links=links)
    print_table(["", explanation.name, ""], [[str(one.rank), f"{one.value:g}", one.sentence] for one in standings])
    if len(standings) < len(result.found):
        say("measured_more", settings.lang, shown=len(standings), total=len(result.found))
    return 0


def _as_json(result: "Measured", standings: "list[Standing]") -> dict[str, object]:
    return {
        "generation": result.generation,
        "types": list(result.asked.kinds),
        "documents": list(result.asked.documents),
        "things": len(result.web.things),
        "links": len(result.web.shape.links),
        "total": len(result.found),
        "items": [asdict(one) for one in standings],
    }
