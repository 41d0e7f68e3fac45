"""Text and attributes that any XML 1.0 reader takes."""

import re
from xml.sax.saxutils import escape

__all__ = ["attributes", "legible", "text"]

#: What XML 1.0 cannot hold, even escaped (2.2), and what stands for it.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"
#: Readers make one space of these in an attribute, where they are not escaped.
_SPACES = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def legible(words: str) -> str:
    """Words with a sign of replacement for each that XML cannot hold.

    >>> legible("a\\x01b")
    'a\\ufffdb'
    """
    return _FORBIDDEN.sub(REPLACEMENT, words)


def text(words: str) -> str:
    """Words as the content of an element."""
    return escape(legible(words), {"\r": "&#13;"})


def attributes(**values: object) -> str:
    """Attributes, each after a space; those without a value are left out.

    >>> attributes(id="a", label='L\\'"état"', weight=None)
    ' id="a" label="L\\'&quot;état&quot;"'
    """
    told = {name.rstrip("_"): value for name, value in values.items() if value is not None}
    return "".join(f' {name}="{escape(legible(str(value)), _SPACES)}"' for name, value in told.items())
