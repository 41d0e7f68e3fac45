"""The sentences of the pages: a folder of TOML catalogues for each language, a file a page, same keys in both."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from usagraph.messages import read_catalogue

__all__ = ["Words", "catalogue", "clean", "shorten", "thousands", "unbroken", "words", "wrap"]

FOLDER = Path(__file__).parent / "catalogues"

#: `t(key, **values)`: the sentence under `key`; with `count`, its `.one` or `.many` form.
Words = Callable[..., str]


@cache
def catalogue(lang: str) -> dict[str, str]:
    """The sentences of `lang` by dotted key."""
    sentences = {
        key: text for path in sorted((FOLDER / lang).glob("*.toml")) for key, text in read_catalogue(path).items()
    }
    return {key: unbroken(text) for key, text in sentences.items()} if lang == "fr" else sentences


@cache
def words(lang: str) -> Words:
    """The function that says a sentence in `lang`; a missing key raises KeyError."""
    sentences = catalogue(lang)

    def say(key: str, **values: object) -> str:
        count = values.get("count")
        if isinstance(count, int):
            key = f"{key}.{'many' if count > 1 else 'one'}"
        return sentences[key].format(**values)

    return say


def clean(text: str) -> str:
    """`text` without what would change the writing around it: control characters and direction marks.

    >>> clean("a\\x07b\\u202ec")
    'a bc'
    """
    # Most names are one line of signs that are seen: asked first, for pages clean thousands of them.
    kept = text if text.isprintable() else "".join(map(_seen, text))
    return (re.sub(r" {2,}", " ", kept) if "  " in kept else kept).strip()


@lru_cache(maxsize=4096)
def _seen(sign: str) -> str:
    match unicodedata.category(sign):
        case "Cc":
            return " "
        case "Cf" | "Cs":
            return ""
        case _:
            return sign


def shorten(text: str, limit: int) -> str:
    """`text`, cut at a word with an ellipsis where it is longer than `limit`.

    >>> shorten("une longue phrase", 12)
    'une longue…'
    """
    if len(text) <= limit:
        return text
    head = text[:limit].rsplit(" ", 1)[0] if " " in text[:limit] else text[: limit - 1]
    return head.rstrip(" ,;:") + "…"


def wrap(text: str, width: int = 20, lines: int = 3) -> str:
    """`text` on at most `lines` lines of about `width` signs, for a label drawn in a picture.

    >>> wrap("Un atelier mensuel avec les habitants", 16, 2)
    'Un atelier\\nmensuel avec les…'
    """
    rows = [""]
    for word in text.split():
        word = shorten(word, width)
        if rows[-1] and len(rows[-1]) + 1 + len(word) > width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    if len(rows) > lines:
        rows = [*rows[: lines - 1], rows[lines - 1].rstrip(".,;: ") + "…"]
    return "\n".join(rows)


def thousands(number: int, lang: str) -> str:
    """A number as people write it in `lang`.

    >>> thousands(1663, "en")
    '1,663'
    """
    return f"{number:,}".replace(",", "\u202f" if lang == "fr" else ",")


def unbroken(text: str) -> str:
    """French typography: no line break inside guillemets, before double signs, nor after a number."""
    text = re.sub(r" (?=[:;!?%»])", "\u00a0", text)
    return re.sub(r"(?<=«) |(?<=\{count\}) ", "\u00a0", text)
