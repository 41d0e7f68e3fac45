"""The `evaluate` command: how reliable the rules are, measured on labelled documents."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from usagraph.asking import print_table, say
from usagraph.messages import sentence
from usagraph.settings import Settings
from usagraph.workspace import Workspace

if TYPE_CHECKING:
    from usagraph.ingest.evaluation.evaluating import Report
    from usagraph.ingest.evaluation.scoring import Score

__all__ = ["evaluate"]

#: The columns of the table, by their key in the catalogue.
COLUMNS = ("name", "labels", "recalled", "facts", "right", "precision", "recall", "f1")


def evaluate(arguments: argparse.Namespace, settings: Settings) -> int:
    """Scores the rules on a folder of labelled documents, and says or writes the figures."""
    from usagraph.ingest import rulebook
    from usagraph.ingest.evaluation.published import figures, written

    rulebook.use(Workspace(settings.workspace, settings.server).root)
    report = _measured(arguments.gold, arguments.family or "", settings.lang)
    if arguments.output:
        arguments.output.write_text(written(figures(report)), encoding="utf-8")
        say("figures_written", settings.lang, path=arguments.output)
    if arguments.json:
        print(json.dumps(_as_json(report, errors=arguments.errors), ensure_ascii=False, indent=1))
    else:
        _tell(report, settings.lang, errors=arguments.errors)
    return 0


def _measured(folder: Path, family: str, lang: str) -> "Report":
    from tqdm import tqdm

    from usagraph.ingest.evaluation import evaluating, gold

    total, label = len(list(folder.glob(f"*{gold.ENDING}"))), sentence("say.evaluating", lang)
    with tqdm(total=total, unit="doc", desc=label, disable=not sys.stderr.isatty()) as bar:
        return evaluating.evaluate(folder, family, lambda _: bar.update(1))


def _as_json(report: "Report", *, errors: bool) -> dict[str, object]:
    from usagraph.ingest.evaluation.published import figures

    return figures(report) | ({"errors": list(_errors(report))} if errors else {})


def _errors(report: "Report") -> Iterator[dict[str, object]]:
    for document, family, line, mistake in report.mistakes:
        yield {
            "document": document,
            "family": family,
            "kind": mistake.kind,
            "line": line,
            "start": mistake.span[0],
            "end": mistake.span[1],
            "words": mistake.said,
            "value": mistake.value,
        }


def _tell(report: "Report", lang: str, *, errors: bool) -> None:
    """Prints the families, then the formats, then the mistakes by document where they are asked for."""
    titles = [sentence(f"say.figures_{name}", lang) for name in COLUMNS]
    totals = {name: report.total(name) for name in report.families}
    print_table(titles, [_row(name, found) for name, found in totals.items() if not found.negatives])
    for name, found in totals.items():
        if found.negatives:
            print(sentence("say.figures_negatives", lang, name=name, count=found.negatives, fired=found.fired))
    print()
    print_table(titles, [_row(kind, found) for kind, found in report.formats().items()])
    if errors:
        _tell_errors(report, lang)
    say("evaluated", lang, documents=report.documents, families=len(report.families))


def _row(name: str, found: "Score") -> list[str]:
    from usagraph.ingest.evaluation.scoring import interval

    counts = [str(getattr(found, column)) for column in COLUMNS[1:5]]
    sure = (interval(found.right, found.facts), interval(found.recalled, found.labels))
    rates = [_rate(rate, ends) for rate, ends in zip((found.precision, found.recall), sure, strict=True)]
    return [name, *counts, *rates, _rate(found.f1, None)]


def _rate(rate: float | None, ends: tuple[float, float] | None) -> str:
    if rate is None:
        return "-"
    return f"{rate:.3f}" + (f" [{ends[0]:.2f}-{ends[1]:.2f}]" if ends else "")


def _tell_errors(report: "Report", lang: str) -> None:
    shown = ""
    for error in _errors(report):
        title = f"{error['document']}  {error['family']}"
        if title != shown:
            print(f"\n{title}")
            shown = title
        kind = sentence(f"say.error_{error['kind']}", lang)
        print(f"  {error['line']:>6}  {kind} « {error['words']} »  →  {error['value']}")
