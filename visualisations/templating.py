"""Templates: one Jinja environment, autoescape on, and the few filters that pages share."""

import json
import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from usagraph.graph.reading.entities import Evidence, Node
from usagraph.visualisations.links import address, chosen_documents, document_id, evidence_page, page_of, statement_page
from usagraph.visualisations.marked import pieces
from usagraph.visualisations.menu import menu
from usagraph.visualisations.said import once
from usagraph.visualisations.style import fill, local_name, style
from usagraph.visualisations.words import catalogue, clean, shorten, thousands, unbroken, words

__all__ = ["STATIC", "TEMPLATES", "macro", "render", "safe_json"]

#: Control characters but for tabs and line breaks; and how the tab between two cells of a row is shown.
_UNWRITTEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_TAB = Markup('<span class="tab">\t</span>')

#: Passages kept as they are written.
_PASSAGES = 4_096

HERE = Path(__file__).parent
STATIC = HERE / "static"
TEMPLATES = HERE / "templates"


def render(template: str, lang: str, **context: object) -> str:
    """The page made from `template`, in `lang`."""
    shared: dict[str, object] = {"lang": lang, "t": words(lang), "here": "", "query": ""}
    shared |= {
        "other_language": None,
        "cited_view": None,
        "choice": None,
        "menu": menu(),
        "framed": False,
        "take": None,
    }
    return _environment().get_template(template).render(**(shared | context))


def macro(template: str, name: str) -> Callable[..., Markup]:
    """A macro of `template`, that other code calls by itself: it knows what it is given, and no language."""
    made: Callable[..., Markup] = getattr(_environment().get_template(template).module, name)
    return made


def safe_json(value: object) -> Markup:
    r"""`value` as JSON that nothing in it can end: it may stand in a script element.

    >>> str(safe_json("</script>"))
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    for mark, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(mark, code)
    return Markup(text)  # noqa: S704 every character that HTML reads is escaped above


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(clean=clean, quoted=_quoted, name=_name, local=local_name, document_id=document_id, fill=fill)
    made.filters.update(format_name=_format_name, pieces=pieces, shorten=shorten, once=once)
    made.filters.update(thousands=thousands, unbroken=unbroken)
    made.globals.update(
        style=style(),
        address=address,
        page_of=page_of,
        evidence_page=evidence_page,
        statement_page=statement_page,
        written_passage=_written_passage,
        chosen_documents=chosen_documents,
    )
    return made


def _written_passage(evidence: Evidence, lang: str, linked: bool = True) -> Markup:
    """A passage as pages show it: a sheet shows the same ones many times."""
    return _passage(evidence, lang, linked, chosen_documents())


@lru_cache(maxsize=_PASSAGES)
def _passage(evidence: Evidence, lang: str, linked: bool, documents: tuple[str, ...]) -> Markup:
    # `documents` is in every address that is written: without it, another choice would be shown these.
    return macro("parts.html", "passage")(evidence, words(lang), lang, linked)


def _format_name(media_type: str, lang: str) -> str:
    """What people call a format; the media type itself where it has no such name."""
    return catalogue(lang).get(f"formats.{media_type}", media_type)


def _name(node: Node) -> str:
    """How a thing is called in a sentence: its acronym beside its label where it has both."""
    label = clean(node.label) or local_name(node.iri)
    if node.acronym and clean(node.acronym) != label:
        return f"{label} ({clean(node.acronym)})" if label else clean(node.acronym)
    return label


def _quoted(exact: str) -> Markup:
    """The words of a passage, untouched, the tabs between the cells of a row made visible."""
    # HTML has no way to write these; one mark in place of one sign keeps the length.
    words = escape(_UNWRITTEN.sub("\ufffd", exact))
    return words.replace("\t", _TAB) if "\t" in words else words
