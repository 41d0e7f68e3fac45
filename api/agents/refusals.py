"""Errors in words: what was asked, why it cannot be, and what to do."""

from collections.abc import Mapping

from pydantic import ValidationError

from usagraph.api.agents.arguments import names_of
from usagraph.api.agents.texts import catalogue, text
from usagraph.errors import UnknownName, UsagraphError

__all__ = ["invalid", "refused"]

#: Of what was sent, that is said again.
_SHOWN = 80
#: What an error lists where nothing is close to a name.
_NONE = "∅"


def refused(error: UsagraphError, lang: str) -> str:
    """The sentence of an error, and where to look for a name that is not known."""
    if not isinstance(error, UnknownName):
        return error.say(lang)
    if error.values.get("known") in ("", _NONE):
        return text("errors.unknown", lang, name=error.values.get("name", ""))
    return f"{error.say(lang)} {text('errors.remedy', lang)}"


def invalid(tool: str, error: ValidationError, lang: str) -> str:
    """What is wrong with the arguments of a tool, the first few of them, and what each is for."""
    known = names_of(error.title)
    return "\n".join(_sentence(tool, one, known, lang) for one in error.errors(include_url=False)[:5])


def _sentence(tool: str, error: Mapping[str, object], arguments: str, lang: str) -> str:
    place = error["loc"]
    name = str(place[0])[:_SHOWN] if isinstance(place, tuple) and place else "arguments"
    known, context = catalogue(lang), error.get("ctx")
    key = f"invalid.{error['type']}"
    values = context if isinstance(context, dict) else {}
    why = text(key if key in known else "invalid.other", lang, **values)
    strange = error["type"] == "extra_forbidden" or f"arguments.{name}" not in known
    help_ = arguments if strange else known[f"arguments.{name}"]
    return text(
        "errors.argument", lang, tool=tool, name=name, found=repr(error.get("input"))[:_SHOWN], why=why, help=help_
    )
