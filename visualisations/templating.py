"""Templates: one Jinja environment, autoescape on, and the few filters that pages share."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from usagraph.graph.reading.entities import Node
from usagraph.visualisations.links import address, chosen_documents, document_id, evidence_page, page_of, statement_page
from usagraph.visualisations.marked import pieces
from usagraph.visualisations.menu import menu
from usagraph.visualisations.style import fill, local_name, style
from usagraph.visualisations.words import catalogue, clean, words

__all__ = ["STATIC", "TEMPLATES", "macro", "render", "safe_json"]

HERE = Path(__file__).parent
STATIC = HERE / "static"
TEMPLATES = HERE / "templates"


def render(template: str, lang: str, **context: object) -> str:
    """The page made from `template`, in `lang`."""
    shared: dict[str, object] = {"lang": lang, "t": words(lang), "here": "", "query": ""}
    shared |= {"other_language": None, "cited_view": None, "choice": None, "menu": menu(), "framed": False}
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
    made.filters.update(format_name=_format_name, pieces=pieces)
    made.globals.update(
        style=style(),
        address=address,
        page_of=page_of,
        evidence_page=evidence_page,
        statement_page=statement_page,
        chosen_documents=chosen_documents,
    )
    return made


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
    return Markup('<span class="tab">\t</span>').join(escape(cell) for cell in _printable(exact).split("\t"))


def _printable(text: str) -> str:
    # HTML has no way to write these; one mark in place of one sign keeps the length.
    return "".join("\ufffd" if ord(c) < 32 and c not in "\t\n\r" else c for c in text)
