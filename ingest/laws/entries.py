"""Lines about one instrument: its name at the head, the texts after it, and somewhere that it is compulsory."""

from collections.abc import Iterator

from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames
from usagraph.ingest.laws.citation import Citation
from usagraph.ingest.laws.duties import Duty
from usagraph.ingest.laws.legal import Laws
from usagraph.ingest.rulebook import compiled
from usagraph.records import Block
from usagraph.textview import sentences

__all__ = ["read_entry"]

_HEAD = 80  # code points in which the name of the instrument stands at the head of the line
_TITLE_ENDS = (".", ":", " :", " (", ",", " –", " -", " —", ";", " ;")


def read_entry(
    draft: Draft, block: Block, words: str, laws: Laws, known: KnownNames
) -> Iterator[tuple[Citation, Duty, tuple[int, int]]]:
    """The text that imposes the instrument of a line, the duty, and the sentence that says so."""
    if not compiled("obligations", "demanded").find(words):
        return
    head = _headed(words, known)
    for start, end in sentences(draft.view(block)) if head else ():
        told = compiled("obligations", "demanded").find(words, start, end)
        law = _imposing(laws, block, words, told.start()) if told and head and told.start() > head[1] else None
        if told and law and head and not _names_another(words, (start, end), head, known):
            duty = Duty(*head, draft.words(block, *head[:2]), kind=not head[2])
            yield law, duty, (start, end)
            return


def _headed(words: str, known: KnownNames) -> tuple[int, int, str] | None:
    """The instrument that a line begins with, as its title: followed by a stop, a colon or a bracket; "" for one that
    the vocabulary does not hold."""
    for start, end, instrument in known.mentions("instrument", words[:_HEAD])[:1]:
        titled = words[end : end + 2].startswith(_TITLE_ENDS)
        if titled and compiled("obligations", "entry").regex.match(words[:start]):
            return start, end, instrument
    other = compiled("obligations", "titled").regex.match(words)
    return (other.start("np"), other.end("np"), "") if other and " " in other["np"] else None


def _imposing(laws: Laws, block: Block, words: str, before: int) -> Citation | None:
    """The text of a line that imposes: the last article of a code, else the first text that is no decree."""
    aside = compiled("obligations", "aside").regex.search
    cited = laws.within(block, 0, before)
    main = [c for c in cited if not c.anaphora and not aside(words, max(0, c.start - 40), c.start)]
    said = next((c for c in reversed(cited) if c.anaphora and before - c.end < len(" la rend obligatoire")), None)
    articles = [c for c in main if c.article and not c.article[:1].isdigit()]
    laws_only = [c for c in main if c.nature not in ("decret", "arrete", "circulaire")]
    return said or (articles[-1] if articles else next(iter(laws_only or main), None))


def _names_another(words: str, place: tuple[int, int], head: tuple[int, int, str], known: KnownNames) -> bool:
    """Whether the sentence speaks of another instrument than that of the head."""
    start, end = max(place[0], head[1]), place[1]
    return any(instrument != head[2] for _, _, instrument in known.mentions("instrument", words[start:end]))
