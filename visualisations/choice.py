"""Which documents count for a page: what its reader chose, and the form that chooses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from usagraph.visualisations.words import words

__all__ = ["Choice", "Document", "choice"]

#: Documents listed in the form; where there are more, the page of documents lists them all.
LISTED = 30


@dataclass(frozen=True)
class Document:
    """A document as it is named in a list."""

    id: str
    title: str
    file: str
    format: str
    #: Its file, where others have the same title: told beside it.
    beside: str = ""


@dataclass(frozen=True)
class Choice:
    """The documents to choose from, those that are `chosen` (ids; none stands for all), and what else the address asks."""

    documents: tuple[Document, ...]
    chosen: tuple[str, ...]
    count: int
    path: str
    kept: tuple[tuple[str, str], ...]
    sentence: str

    @property
    def state(self) -> dict[str, list[str]]:
        """What the address asks beside the documents and the language."""
        found: dict[str, list[str]] = {}
        for name, value in self.kept:
            if name != "lang":
                found.setdefault(name, []).append(value)
        return found


def choice(
    documents: Sequence[Document], chosen: Sequence[str], path: str, asked: Iterable[tuple[str, str]], lang: str
) -> Choice:
    """The choice as a page offers it, `asked` being the parameters of its address."""
    listed = documents if len(documents) <= LISTED else [one for one in documents if one.id in chosen]
    kept = tuple((name, value) for name, value in asked if name != "documents")
    return Choice(tuple(listed), tuple(chosen), len(documents), path, kept, _sentence(documents, chosen, lang))


def _sentence(documents: Sequence[Document], chosen: Sequence[str], lang: str) -> str:
    say = words(lang)
    if not chosen:
        return say("choice.all", count=len(documents))
    titles = [f"{one.title} ({one.beside})" if one.beside else one.title for one in documents if one.id in chosen]
    return (
        say("choice.one", title=titles[0])
        if len(chosen) == 1 and titles
        else say("choice.some", count=len(chosen), of=len(documents))
    )
