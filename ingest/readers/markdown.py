"""Markdown: rendered as CommonMark with tables, then read as HTML. Raw HTML inside it is kept as its words stand,
but for the ends of lines in cells.
"""

import re
from pathlib import Path

from markdown_it import MarkdownIt

from usagraph.ingest.gate import Kind
from usagraph.ingest.readers.html import read_html
from usagraph.ingest.readers.text import decode
from usagraph.records import Document

__all__ = ["read"]

_FRONT = re.compile(r"---[ \t]*\n(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
#: Tables of Markdown have no other way to end a line in a cell.
_CELL, _BREAK = re.compile(r"<t[dh]\b.*?</t[dh]>", re.DOTALL), re.compile(r"&lt;br ?/?&gt;", re.IGNORECASE)
_TITLE = re.compile(r"^title:(.*)$", re.MULTILINE)


def read(path: Path) -> Document:
    """The document of a Markdown file."""
    text, encoding = decode(path)
    title, body = _front(text)
    page = MarkdownIt("commonmark", {"html": False}).enable("table").render(body)
    return read_html(
        _CELL.sub(lambda cell: _BREAK.sub("<br>", cell.group()), page),
        Kind.MARKDOWN.value,
        {"encoding": encoding, "title": title},
    )


def _front(text: str) -> tuple[str, str]:
    """The title that the front matter gives, and the text after it."""
    front = _FRONT.match(text)
    if not front:
        return "", text
    title = _TITLE.search(front[0])
    return title[1].strip().strip("\"'") if title else "", text[front.end() :]
