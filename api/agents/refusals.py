"""Errors in words: what was asked, why it cannot be, and what to do."""

from collections.abc import Mapping

from pydantic import ValidationError

from usagraph.api.agents.texts import catalogue, text
from usagraph.errors import UnknownName, UsagraphError

__all__ = ["invalid", "refused"]

#: Of what was sent, that is said again.
_SHOWN = 80


def refused(error: UsagraphError, lang: str) -> str:
    """The sentence of an error, and where to look for a name that is not known."""
    said = error.say(lang)
    return f"{said} {text('errors.remedy', lang)}" if isinstance(error, UnknownName) else said


def invalid(tool: str, error: ValidationError, lang: str) -> str:
    """What is wrong with the arguments of a tool, the first few of them, and what each is for."""
    return "\n".join(_sentence(tool, one, lang) for one in error.errors(include_url=False)[:5])


def _sentence(tool: str, error: Mapping[str, object], lang: str) -> str:
    place = error["loc"]
    name = str(place[0])[:_SHOWN] if isinstance(place, tuple) and place else "arguments"
    known, context = catalogue(lang), error.get("ctx")
    key = f"invalid.{error['type']}"
    values = context if isinstance(context, dict) else {}
    why = text(key if key in known else "invalid.other", lang, **values)
    help_ = known.get(f"arguments.{name}", "")
    return text(
        "errors.argument", lang, tool=tool, name=name, found=repr(error.get("input"))[:_SHOWN], why=why, help=help_
    )
