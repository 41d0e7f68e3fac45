"""What is looked at in a text once it is read: whether there is any, and whether it is language rather than noise."""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from usagraph.errors import NoText, Unreadable
from usagraph.ingest.gate import Kind
from usagraph.records import Document

__all__ = ["check_quality", "share_of_known"]

#: Share of characters that no text has, beyond which a file is taken for damaged.
MOST_NOISE = 0.005
_NOISE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffd-\uffff\U000f0000-\U0010ffff]")
#: Fewer words than this say nothing about the language.
FEWEST_WORDS = 60
#: Characters that tell the language.
SAMPLE = 200_000
#: In French prose four or five words of ten are on the list; in lists and tables fewer.
DOUBTFUL = 0.15
#: Below this share, words without any vowel show a font whose letters are not those that it draws.
ABSURD = 0.01
UNSPEAKABLE = 0.4
_SAYS = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile("[aeiouyàâäéèêëîïôöùûüœæ]")


def check_quality(document: Document, path: Path) -> dict[str, str]:
    """What is doubtful in the text of `path`, as metadata; raises NoText or Unreadable."""
    content = (document.words(block) for block in document.blocks if block.kind != "furniture")
    if not any(map(_SAYS.search, content)):
        raise NoText(file=path.name)
    noise = len(_NOISE.findall(document.text))
    if noise > MOST_NOISE * len(document.text) + 1:
        raise Unreadable(file=path.name, detail=f"{noise} / {len(document.text)} U+FFFD, U+0000…")
    words = _WORD.findall(document.text[:SAMPLE].casefold())
    if len(words) < FEWEST_WORDS:
        return {}
    share = share_of_known(words)
    if document.format == Kind.PDF and share < ABSURD and _unspeakable(words) > UNSPEAKABLE:
        raise Unreadable(file=path.name, detail=f"{' '.join(words[:4])[:40]} ?")
    return {"french": f"{share:.2f}"} if share < DOUBTFUL else {}


def share_of_known(words: list[str]) -> float:
    """The share of `words` that are among the most frequent of French."""
    known = _frequent()
    return sum(word in known for word in words) / max(len(words), 1)


@cache
def _frequent() -> frozenset[str]:
    return frozenset((files("usagraph.ingest") / "rules" / "frequent-words.txt").read_text(encoding="utf-8").split())


def _unspeakable(words: list[str]) -> float:
    """The share of longer words without a vowel, among those in Latin letters."""
    long = [word for word in words if len(word) > 2 and word.isascii()]
    return sum(_VOWEL.search(word) is None for word in long) / max(len(long), 1)
