"""The `profile` command: proposes from a file's headers a profile that staff can edit, and shows its first facts."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from usagraph.asking import print_table, say
from usagraph.messages import sentence
from usagraph.settings import Settings
from usagraph.workspace import Workspace

if TYPE_CHECKING:
    from usagraph.ingest.sheets.suggest import Suggestion

__all__ = ["profile"]


def profile(arguments: argparse.Namespace, settings: Settings) -> int:
    """Proposes a profile for `arguments.file`: printed, or written to `arguments.output`; always 0."""
    from usagraph.ingest import rulebook
    from usagraph.ingest.sheets.suggest import suggest

    rulebook.use(Workspace(settings.workspace, settings.server).root)
    found = suggest(arguments.file)
    if arguments.json:
        print(json.dumps(_as_json(found), ensure_ascii=False, indent=1))
    elif arguments.output:
        _show(found, settings.lang)
    else:
        print(found.text)
        _show_preview(found, settings.lang)
    if arguments.output:
        _write(found, arguments.output, settings)
    return 0


def _write(found: "Suggestion", output: Path, settings: Settings) -> None:
    output.write_text(found.text, encoding="utf-8")
    say("profile_written", settings.lang, file=str(output), folder=str(Path(settings.workspace) / "profiles"))


def _show(found: "Suggestion", lang: str) -> None:
    """What each header may mean, how sure it is, and why; then the first facts."""
    titles = [sentence(f"say.profile_{name}", lang) for name in ("header", "meaning", "score", "reason")]
    print_table(titles, [[g.header, _meaning(g.rule), f"{g.score:.2f}", g.reason] for g in found.guesses])
    _show_preview(found, lang)


def _show_preview(found: "Suggestion", lang: str) -> None:
    say("profile_preview", lang, count=len(found.preview))
    for subject, predicate, value in found.preview:
        print(f"  {subject} · {predicate} · {value}")


def _meaning(rule: dict[str, object] | None) -> str:
    if rule is None:
        return "-"
    return str(rule.get("property") or rule.get("role") or rule.get("takes"))


def _as_json(found: "Suggestion") -> dict[str, object]:
    return {
        "profile": found.profile,
        "headers": [vars(guess) for guess in found.guesses],
        "preview": [list(fact) for fact in found.preview],
    }
