"""What is written beside boxes to tick."""

import re

from usagraph.ingest.draft import Draft
from usagraph.ingest.sheets.values import Value
from usagraph.textview import tidy

__all__ = ["beside"]

_REST = re.compile(
    r"(?:non|oui)\s*(?:[-–:,(]|préciser|lequel|par)+\s*(?:si oui[^:]*:)?\s*(?P<rest>[^☐☒☑\s].*)$",
    re.DOTALL | re.IGNORECASE,
)


def beside(draft: Draft, value: Value) -> Value:
    """What follows boxes after a dash or a colon: "☒ oui : le réseau"; no words where nothing does."""
    start, end = value.spans[0]
    match = _REST.search(draft.document.text[start:end])
    if match is None:
        return Value("", ())
    return Value(tidy(match["rest"]), ((start + match.start("rest"), start + match.end("rest")),))
