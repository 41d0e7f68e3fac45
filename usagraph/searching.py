"""The `search` command: things by their names, and passages of documents, best first."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from usagraph.asking import open_service, say
from usagraph.messages import sentence
from usagraph.settings import Settings

if TYPE_CHECKING:
    from usagraph.graph.reading.things import Found, Hit, PassageHit

__all__ = ["search"]

#: How a terminal sets words off, and back.
_BOLD, _PLAIN = "\x1b[1m", "\x1b[22m"


def search(arguments: argparse.Namespace, settings: Settings) -> int:
    """Says what the words find."""
    from usagraph.graph.reading.names import search as searched

    words = " ".join(arguments.words)
    with open_service(settings) as service:
        if service.generation == 0:
            say("empty", settings.lang)
        found = searched(
            service,
            words,
            kind=arguments.kind,
            limit=arguments.limit,
            passages=0 if arguments.kind else arguments.limit,
        )
    if arguments.json:
        print(json.dumps(asdict(found), ensure_ascii=False, indent=1))
    else:
        _print(found, words, settings.lang)
    return 0


def _print(found: "Found", words: str, lang: str) -> None:
    if found.left_out:
        say("search_left_out", lang, words=", ".join(found.left_out))
    if not found.hits and not found.passages:
        say("search_none", lang, words=words)
    for hit in found.hits:
        print(_thing(hit))
    if found.passages:
        print(sentence("say.search_passages", lang), file=sys.stderr)
    for passage in found.passages:
        print(_passage(passage))
    if len(found.hits) < found.total:
        say("search_more", lang, shown=len(found.hits), total=f"{found.total}{'+' if found.more else ''}")


def _thing(hit: "Hit") -> str:
    node = hit.node
    label = _marked(node.label, hit.marks) if hit.matched == node.label else _printable(node.label)
    if node.acronym and node.acronym != node.label:
        label += f" ({_printable(node.acronym)})"
    matched = "" if hit.matched in (node.label, node.acronym) else f" « {_marked(hit.matched, hit.marks)} »"
    return f"{label}{matched}\t{node.kind}\t{node.iri}"


def _passage(passage: "PassageHit") -> str:
    return f"{_marked(passage.exact, passage.marks)}\t{passage.document}\t{passage.start}-{passage.end}"


def _marked(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    """The text on one line, the marks set off where a person reads it."""
    if not sys.stdout.isatty():
        return _printable(text)
    pieces, at = [], 0
    for start, end in marks:
        pieces += [_printable(text[at:start]), _BOLD, _printable(text[start:end]), _PLAIN]
        at = end
    return "".join([*pieces, _printable(text[at:])])


def _printable(text: str) -> str:
    # What a document holds is never an order to the terminal.
    return "".join(sign if sign.isprintable() else " " for sign in text)
