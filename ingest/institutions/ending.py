"""Where the name of a committee, a council or a group ends."""

import re

from usagraph.ingest.institutions.phrase import reach
from usagraph.ingest.rulebook import compiled
from usagraph.textview import flat

__all__ = ["name_end", "without_complement"]

# What tells no body from another: the name in quotation marks that follows does.
_PLAIN = (" de travail", " projet", " de suivi", " de pilotage", " thématique", " technique")
_STARTS = re.compile(r"(?:On|Nous|Je|J'|Il|Elle|Ils|Elles|Vous|C'est|Ce|Oui|Non|a|est|se|ne|qui|que)\b")
_QUOTED = re.compile(r"\s?[«“\"]\s?(?P<name>[^«»“”\".!?;:]{2,60}?)\s?[»”\"]")
_WORDS = 6  # of a name in quotation marks
_NEAR = 44  # code points after a head in which the noun beside it stands


def name_end(text: str, start: int) -> int:
    """The end of the name of a body whose head ends at `start`: a complement, a noun beside it, or a name in quotation marks."""
    quoted = _QUOTED.match(text, start)
    if quoted and len(quoted["name"].split()) <= _WORDS and not _STARTS.match(quoted["name"]):
        return quoted.end()
    beside = compiled("governance", "beside_head").regex.match(flat(text[start : start + _NEAR]))
    end = reach(text, start + (beside.end() if beside else 0)).plain
    then = _QUOTED.match(text, end) if text[start:end] in _PLAIN else None
    return then.end() if then and len(then["name"].split()) <= _WORDS else end


def without_complement(label: str, head: str) -> str:
    """The name that a noun beside its head makes, where more follows: "groupe miroir" of "groupe miroir d'usagers"."""
    beside = compiled("governance", "beside_head").regex.match(flat(label[len(head) :]))
    follows = beside and re.match(r"\s(?:d'|de |du |des )", label[len(head) + beside.end() :])
    return label[: len(head) + beside.end()] if beside and follows else ""
