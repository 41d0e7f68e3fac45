"""The `rules` command: which rules there are, whether they pass their examples, and what each found in a document."""

import argparse
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from usagraph.asking import print_table, say
from usagraph.errors import BrokenRule, WrongUse
from usagraph.messages import sentence
from usagraph.settings import Settings
from usagraph.workspace import Workspace

if TYPE_CHECKING:
    from usagraph.ingest.rulebook import Checked
    from usagraph.records import Claim, Term

__all__ = ["rules"]

#: Code points of a passage that are shown.
SHOWN = 90


def rules(arguments: argparse.Namespace, settings: Settings) -> int:
    """Lists or tests the rules, or explains a document by them."""
    from usagraph.ingest import rulebook

    workspace = Workspace(settings.workspace, settings.server)
    rulebook.use(workspace.root)
    if arguments.action == "explain":
        if arguments.document is None:
            raise WrongUse(detail=sentence("say.rules_document", settings.lang))
        return _explain(arguments, workspace, settings.lang)
    return _test(arguments, settings.lang)


def _test(arguments: argparse.Namespace, lang: str) -> int:
    """Runs the examples of every rule; 1 where one fails."""
    from usagraph.ingest import rulebook

    checked = [found for name in rulebook.names() for found in rulebook.check(name)]
    checked += rulebook.check_profiles()
    broken = [found for found in checked if found.error]
    if arguments.json:
        print(json.dumps([_as_json(found, lang) for found in checked], ensure_ascii=False, indent=1))
    else:
        titles = [sentence(f"say.rules_{name}", lang) for name in ("rule", "version", "examples", "counterexamples")]
        print_table(
            titles, [[c.rule, c.version, str(c.examples), str(c.counterexamples)] for c in checked if not c.error]
        )
        for found in broken:
            print(found.error.say(lang) if found.error else "")
        say("rules_tested", lang, count=len(checked), broken=len(broken))
    return 1 if broken else 0


def _as_json(found: "Checked", lang: str) -> dict[str, object]:
    return {
        "rule": found.rule,
        "version": found.version,
        "examples": found.examples,
        "counterexamples": found.counterexamples,
        "error": found.error.say(lang) if isinstance(found.error, BrokenRule) else None,
    }


def _explain(arguments: argparse.Namespace, workspace: Workspace, lang: str) -> int:
    """Says which rule fired where in a document of the workspace, or in a file that is read for it alone."""
    from usagraph.ingest.explained import explained

    found = explained(arguments.document, workspace)
    kept = [c for c in found.claims if c.rule.startswith(arguments.rule or "")]
    lines = list(_lines(found.document.text, kept))
    if arguments.json:
        print(json.dumps(lines, ensure_ascii=False, indent=1))
        return 0
    for rule, fired in _by_rule(lines).items():
        print(f"{rule}  ({len(fired)})")
        for line in fired:
            print(f"  {line['line']:>6}  « {line['quote']} »\n          → {line['fact']}")
    say("rules_fired", lang, claims=len(kept), rules=len({c.rule for c in kept}))
    if found.unread:
        say("rules_unread", lang, headings=", ".join(f"« {heading['words']} »" for heading in found.unread))
    return 0


def _lines(text: str, claims: "Iterable[Claim]") -> Iterator[dict[str, object]]:
    """Each claim as a line: its rule, the line of its first passage, the words of it, and the fact."""
    for claim in sorted(claims, key=lambda c: (c.rule, c.passages[0].start)):
        first = claim.passages[0]
        yield {
            "rule": f"{claim.rule}@{claim.rule_version}",
            "start": first.start,
            "end": first.end,
            "line": text.count("\n", 0, first.start) + 1,
            "quote": _short(claim.words or first.exact),
            "fact": f"{_shown(claim.subject)} {_local(claim.predicate)} {_shown(claim.object)}",
            "confidence": float(claim.confidence),
        }


def _by_rule(lines: list[dict[str, object]]) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for line in lines:
        found.setdefault(str(line["rule"]), []).append(line)
    return found


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= SHOWN else flat[: SHOWN - 1] + "…"


def _shown(term: "Term") -> str:
    return _short(term.key or term.value or _local(term.iri or ""))


def _local(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]
