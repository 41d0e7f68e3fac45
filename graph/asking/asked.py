"""A question: a form with what is chosen in its blanks, and what is lacking."""

from dataclasses import dataclass

from usagraph.errors import UnknownName
from usagraph.graph.asking.forms import Form, form
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import resolve
from usagraph.ontology.terms import VOC

__all__ = ["ANY", "Asked", "Condition", "ask", "short"]

#: Stands for a value that is said, whichever it is; and follows the one that others are to reach.
ANY, AT_LEAST = "*", "+"


@dataclass(frozen=True)
class Condition:
    """What a link leads to: an IRI, or anything where it is empty; `at_least`: that value, or one that comes after."""

    link: str
    value: str = ""
    at_least: bool = False

    def __str__(self) -> str:
        value = f"{short(self.value)}{AT_LEAST if self.at_least else ''}" if self.value else ANY
        return f"{self.link}:{value}"


@dataclass(frozen=True)
class Asked:
    """A question: things of a form that have some links and lack others, whose name holds `words`, said by `documents` (ids).

    `by` is the link that counts are split by.
    """

    form: Form
    having: tuple[Condition, ...] = ()
    lacking: tuple[Condition, ...] = ()
    words: str = ""
    by: str = ""
    documents: tuple[str, ...] = ()

    def of(self, link: str) -> Condition | None:
        """What is asked of a link."""
        return next((one for one in self.having if one.link == link), None)


def ask(
    service: QueryService,
    name: str,
    *,
    having: tuple[str, ...] = (),
    lacking: tuple[str, ...] = (),
    words: str = "",
    by: str = "",
    documents: tuple[str, ...] = (),
) -> Asked:
    """The question of a form as an address writes it: `link:type/slug`, `link:*`, `link:type/slug+`; raises UnknownName.

    What the form does not ask is left out, for it may have been chosen in the sentence of another.
    """
    asked = form(name)
    found = {one.link: one for one in (_condition(service, text) for text in having if text) if one.link in asked.asks}
    lacks = tuple(dict.fromkeys(_condition(service, text) for text in lacking if text))
    return Asked(
        asked,
        tuple(found[link] for link in asked.asks if link in found),
        tuple(one for one in lacks if one.link in asked.lacks and (not one.value or one.link in asked.each)),
        words.strip(),
        by if by in asked.groups else "",
        documents,
    )


def short(iri: str) -> str:
    """The end of an IRI that tells it from others: its type, or its scheme, and its slug.

    >>> short("https://w3id.org/usagraph/voc/degree/concertation"), short("https://w3id.org/usagraph/id/directorate/x-dau")
    ('degree/concertation', 'directorate/x-dau')
    """
    return iri.removeprefix(VOC) if iri.startswith(VOC) else iri.partition("/id/")[2] or iri


def _condition(service: QueryService, text: str) -> Condition:
    link, colon, value = text.partition(":")
    if not colon or not value:
        raise UnknownName(name=text, known=f"{link}:{ANY}")
    if value == ANY:
        return Condition(link)
    plain = value.removesuffix(AT_LEAST)
    kind, slash, slug = plain.partition("/")
    if not slash:
        return Condition(link, _scheme(service, plain), plain != value)
    return Condition(link, resolve(service, kind, slug), plain != value)


def _scheme(service: QueryService, slug: str) -> str:
    """The IRI of a vocabulary, which has no type in its address; raises UnknownName."""
    iri = VOC + slug
    if not service.select("SELECT ?scheme { ?scheme a skos:ConceptScheme } LIMIT 1", scheme=iri):
        raise UnknownName(name=slug, known="")
    return iri
