"""Notions: what a word of a text stands for, and the entries of a list of notions."""

from collections.abc import Iterator

from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.speech.definition import Definition, Holder, Notion
from usagraph.ingest.speech.speakers import Speakers
from usagraph.records import Block
from usagraph.textview import flat, sentences

__all__ = ["FEWEST", "MOST", "concept_of", "is_notion", "listed", "singular"]

#: Schemes whose concepts are defined in texts.
SCHEMES = ("degree", "concept", "user-type", "user-position", "user-role", "method", "instrument", "stage")
_ENTRY = 120  # code points in which the word of an entry stands
FEWEST = 3  # words of a definition
MOST = 4  # words of a notion that no vocabulary has
_LINKS = ("de", "du", "des", "à", "au", "aux", "pour", "en")
_INVARIABLE = ("relais", "accès", "parcours", "avis", "temps", "bus", "corps", "tiers", "repas", "secours", "concours")
_KINDS = ("paragraph", "item", "box")


def concept_of(known: KnownNames, words: str) -> str | None:
    """The concept of the vocabularies that `words` name; None where they name none."""
    found = (known.concept(scheme, words) for scheme in SCHEMES)
    return next((term.iri for term in found if term), None)


def listed(draft: Draft, speakers: Speakers, known: KnownNames) -> Iterator[Definition]:
    """The entries under a heading of notions, which the authority of the document holds."""
    own = speakers.writer
    for block in draft.blocks:
        if block.kind not in _KINDS:
            continue
        heading = draft.outline.at(block.start)
        if heading is None or heading.start == block.start:
            continue
        if compiled("definitions", "notions").find(flat(heading.title)):
            holder = Holder(own[0], None, "", own[1]) if own else Holder(None, None, "", ())
            yield from _entries(draft, known, holder, block)


def _entries(draft: Draft, known: KnownNames, holder: Holder, block: Block) -> Iterator[Definition]:
    """The entries of one block: one, or several a line each."""
    text = draft.view(block).text
    spans = sentences(draft.view(block))
    begins = [
        (start, match)
        for start, _ in spans
        if (match := compiled("definitions", "entry").find(flat(text[start : start + _ENTRY])))
    ]
    if not begins or begins[0][0] != spans[0][0]:
        return
    for number, (start, match) in enumerate(begins):
        end = begins[number + 1][0] if number + 1 < len(begins) else len(text)
        words = text[start:end][slice(*match.span("term2" if match["term2"] else "term"))].strip(" «»")
        found, told = concept_of(known, words), text[start + match.end() : end].rstrip(" .;")
        if found or is_notion(words, told):
            at = start + match.end()
            span = (at, at + len(told))
            yield Definition(block, Notion(found, words), holder, start, end, span, "definitions.entry")


def is_notion(words: str, told: str) -> bool:
    """Whether an entry of a glossary defines a notion, and spells no acronym out."""
    acronym = any(sum(c.isupper() for c in word) > 1 for word in words.split())
    return not acronym and len(words.split()) <= MOST and len(told.split()) > FEWEST


def singular(words: str) -> str:
    """A noun phrase in the singular, up to its complement.

    >>> singular("points sociaux d'accueil"), singular("maison des parents")
    ("point social d'accueil", 'maison des parents')
    """
    parts = words.split()
    if not parts or not parts[0].endswith(("s", "x")):
        return words
    end = next((n for n, part in enumerate(parts) if part in _LINKS or part.startswith(("d'", "d’"))), len(parts))
    return " ".join([*map(_one, parts[:end]), *parts[end:]])


def _one(word: str) -> str:
    if word in _INVARIABLE:
        return word
    return word.removesuffix("aux") + "al" if word.endswith("aux") and len(word) > 4 else word.removesuffix("s")
