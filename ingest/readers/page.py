"""An HTML file: its characters by mark, declaration or trial, then its elements."""

import codecs
import re
from pathlib import Path

from usagraph.ingest.gate import Kind
from usagraph.ingest.readers.html import read_html
from usagraph.ingest.readers.text import decode
from usagraph.records import Document

__all__ = ["declared", "read"]

#: How far into a file a declaration may stand.
HEAD = 4_096
_CHARSET = re.compile(rb"<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_PROLOG = re.compile(r"\s*<\?xml[^>]*\?>")
#: What browsers read instead of what is declared.
INSTEAD = {"iso8859-1": "cp1252", "ascii": "cp1252"}


def read(path: Path) -> Document:
    """The document of an HTML file."""
    with path.open("rb") as file:
        name = declared(file.read(HEAD))
    text, encoding = decode(path, name)
    prolog = _PROLOG.match(text)
    return read_html(text.removeprefix(prolog[0]) if prolog else text, Kind.HTML.value, {"encoding": encoding})


def declared(head: bytes) -> str:
    """The encoding that a page declares, empty where it declares none that is known.

    >>> declared(b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">')
    'cp1252'
    """
    found = _CHARSET.search(head)
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else ""
        b"a".decode(name or "utf-8")
    except (LookupError, UnicodeError):
        return ""
    # A page that says UTF-16 in plain letters is not UTF-16.
    return "" if name.startswith(("utf-16", "utf-32")) else INSTEAD.get(name, name)
