"""The published figures of reliability: what a report says as data without a date, as a file, and as a table."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from usagraph.ingest import rulebook
from usagraph.ingest.evaluation.scoring import Score, interval

if TYPE_CHECKING:
    # The pages read what is published, and need none of the rules that are measured.
    from usagraph.ingest.evaluation.evaluating import Report

__all__ = ["HELD_OUT", "PUBLISHED", "figures", "overall", "published", "table", "written"]

_FOLDER = Path(__file__).parents[1] / "reliability"
#: The figures that travel with the package: on the gold that rules are written with, and on documents kept unread.
PUBLISHED = _FOLDER / "figures.json"
HELD_OUT = _FOLDER / "held-out.json"
_COUNTED = ("labels", "recalled", "facts", "right")
#: The head of a table; numbers stand to the right.
_HEAD = "| {} | true | retrieved | found | right | precision | recall | F1 |\n|---|---:|---:|---:|---:|---|---|---:|"


def figures(report: "Report") -> dict[str, Any]:
    """The figures of a report: the same rules on the same gold give the same figures."""
    rules = {name: str(rulebook.load(name)["version"]) for name in rulebook.names()}
    profiles = {str(profile["id"]): str(profile["version"]) for profile in rulebook.profiles()}
    families = {}
    for name, formats in report.families.items():
        counts = {kind: _counts(found) for kind, found in sorted(formats.items())}
        families[name] = _figures(report.total(name)) | {"formats": counts}
    return {
        "gold": report.gold,
        "documents": report.documents,
        "rules": rules,
        "profiles": profiles,
        "formats": {kind: _figures(found) for kind, found in report.formats().items()},
        "families": families,
    }


def written(found: dict[str, Any]) -> str:
    """The figures as a file: one line for each family and for each format, so that a change can be seen."""
    parts = []
    for name, value in found.items():
        if name in ("formats", "families"):
            lines = [f"  {json.dumps(key)}: {json.dumps(row)}" for key, row in value.items()]
            parts.append(f' "{name}": {{\n' + ",\n".join(lines) + "\n }")
        else:
            parts.append(f' "{name}": {json.dumps(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def published(path: Path = PUBLISHED) -> dict[str, Any]:
    """The figures that travel with the package; empty where none were published."""
    if not path.exists():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def overall(found: dict[str, Any]) -> dict[str, Any]:
    """The figures of all families together, as those of one; what is said of a thing (`action.policy`) is left out."""
    total = Score(**{count: sum(row[count] for row in found["formats"].values()) for count in _COUNTED})
    return _figures(total)


def table(found: dict[str, Any]) -> str:
    """The figures as Markdown: by family, by format, then the passages in which nothing is to be found."""
    rows: dict[str, dict[str, Any]] = found["families"]
    families = (_row(name, row) for name, row in rows.items() if "facts" in row)
    formats = (_row(name, row) for name, row in found["formats"].items())
    nothing = ("| nothing to be found in | passages | fired wrongly |", "|---|---:|---:|", *_negatives(rows))
    parts = ([_HEAD.format("family"), *families], [_HEAD.format("format"), *formats], nothing)
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _negatives(rows: dict[str, dict[str, Any]]) -> Iterator[str]:
    for name, row in rows.items():
        if "negatives" in row:
            yield f"| {name} | {row['negatives']} | {row['fired']} |"


def _row(name: str, row: dict[str, Any]) -> str:
    counts = " | ".join(str(row[count]) for count in _COUNTED)
    rates = " | ".join(_sure(row[rate], row[f"{rate}_interval"]) for rate in ("precision", "recall"))
    return f"| {name} | {counts} | {rates} | {'' if row['f1'] is None else format(row['f1'], '.3f')} |"


def _sure(rate: float | None, ends: list[float] | None) -> str:
    return "" if rate is None or ends is None else f"{rate:.3f} ({ends[0]:.2f}-{ends[1]:.2f})"


def _counts(found: Score) -> dict[str, int]:
    names = ("negatives", "fired") if found.negatives else _COUNTED
    return {name: getattr(found, name) for name in names}


def _figures(found: Score) -> dict[str, Any]:
    if found.negatives:
        return _counts(found)
    rates = {name: _rounded(getattr(found, name)) for name in ("precision", "recall", "f1")}
    sure = {
        "precision_interval": _ends(interval(found.right, found.facts)),
        "recall_interval": _ends(interval(found.recalled, found.labels)),
    }
    return _counts(found) | rates | sure


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 3)


def _ends(found: tuple[float, float] | None) -> list[float] | None:
    return [round(end, 4) for end in found] if found else None
