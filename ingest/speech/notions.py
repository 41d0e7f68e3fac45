"""Notions: what a word of a text stands for, and the entries of a list of notions."""

from collections.abc import Iterator

from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.speech.definition import Definition, Holder, Notion
from usagraph.ingest.speech.speakers import Speakers
from usagraph.textview import flat

__all__ = ["FEWEST", "MOST", "concept_of", "listed", "singular"]

#: Schemes whose concepts are defined in texts.
SCHEMES = ("degree", "concept", "user-type", "user-position", "user-role", "method", "instrument", "stage")
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
    for block in draft.blocks if own else ():
        if block.kind not in _KINDS:
            continue
        heading = draft.outline.at(block.start)
        text = draft.view(block).text
        match = compiled("definitions", "entry").regex.search(flat(text[:120])) if heading else None
        if heading is None or match is None or heading.start == block.start or own is None:
            continue
        words = text[slice(*match.span("term"))].strip(" «»")
        found = concept_of(known, words)
        headed = compiled("definitions", "notions").regex.search(flat(heading.title))
        if headed and (found or _is_notion(words, text[match.end() :])):
            holder = Holder(own[0], None, "", own[1])
            notion = Notion(found, words)
            told = (match.end(), match.end() + len(text[match.end() :].rstrip(" .;")))
            yield Definition(block, notion, holder, 0, len(text), told, "definitions.entry")


def _is_notion(words: str, told: str) -> bool:
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
