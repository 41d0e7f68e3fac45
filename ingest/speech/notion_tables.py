"""Tables of notions: a column of words, and one of what they are said to be."""

from collections.abc import Iterator

from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.speech.definition import Definition, Holder, Notion
from usagraph.ingest.speech.notions import concept_of, is_notion
from usagraph.ingest.speech.speakers import Speakers
from usagraph.textview import flat, tidy

__all__ = ["tabled"]

_WIDEST = 5  # columns


def tabled(draft: Draft, speakers: Speakers, known: KnownNames) -> Iterator[Definition]:
    """The definitions of the tables whose first row announces a word and what it means."""
    own = speakers.writer
    holder = Holder(own[0], None, "", own[1]) if own else Holder(None, None, "", ())
    for grid in draft.grids:
        head = grid[min(grid)]
        if len(grid) < 2 or not 1 < len(head) <= _WIDEST:
            continue
        named = {column: flat(tidy(draft.document.words(block))) for column, block in head.items()}
        term = next((c for c, words in named.items() if words in compiled("definitions", "tables", "term")), None)
        told = next((c for c, words in named.items() if words in compiled("definitions", "tables", "told")), None)
        for row in sorted(grid)[1:] if term is not None and told is not None else ():
            word, cell = grid[row].get(term or 0), grid[row].get(told or 0)
            if word and cell:
                words, text = tidy(draft.view(word).text).strip(" «»*"), draft.view(cell).text
                found = concept_of(known, words)
                if found or is_notion(words, text):
                    notion = Notion(found, words, spans=((word.start, word.end),))
                    end = len(text.rstrip(" .;"))
                    yield Definition(cell, notion, holder, 0, len(text), (0, end), "definitions.entry")
