"""The parts of a document written for its page, and kept: between two passages of a text, nearly all of it is the same."""

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

from usagraph.visualisations.document.reading import Part
from usagraph.visualisations.links import chosen_documents
from usagraph.visualisations.templating import macro
from usagraph.visualisations.words import words

__all__ = ["written"]

#: Parts kept, of whatever documents.
_KEPT = 16_384


def written(parts: Iterable[Part], path: str, lang: str) -> list[Markup]:
    """Each part as its page at `path` shows it, in words of `lang`."""
    documents = chosen_documents()
    return [_written(part, path, lang, documents) for part in parts]


@lru_cache(maxsize=_KEPT)
def _written(part: Part, path: str, lang: str, documents: tuple[str, ...]) -> Markup:
    # `documents` is in every address that is written: without it, another choice would be shown these.
    return macro("prose.html", "part")(part, path, words(lang), lang)
