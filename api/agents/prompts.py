"""Beginnings of conversations: each in French and in English, under a name of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from usagraph.api.agents.texts import catalogue, text
from usagraph.errors import UnknownName, WrongUse
from usagraph.messages import LANGUAGES

__all__ = ["PROMPTS", "Prompt", "filled", "prompts"]

#: What each is filled with.
PROMPTS: Mapping[str, tuple[str, ...]] = {
    "sourced": ("question",),
    "sheet": ("thing",),
    "link": ("source", "target"),
    "degrees": ("policy",),
    "check": ("sentence",),
}
#: Characters of an argument.
_LONGEST = 4_000


@dataclass(frozen=True)
class Prompt:
    """A beginning in a language: `arguments` gives, by name, what each is for."""

    key: str
    lang: str
    name: str
    title: str
    description: str
    arguments: Mapping[str, str]


def prompts() -> list[Prompt]:
    """All of them, in French then in English."""
    return [_prompt(key, lang) for lang in LANGUAGES for key in PROMPTS]


def filled(name: str, arguments: Mapping[str, str], lang: str) -> tuple[Prompt, str]:
    """The prompt of a name and its text; raises UnknownName, or WrongUse for an argument that is missing or too long."""
    known = {prompt.name: prompt for prompt in prompts()}
    if name not in known:
        raise UnknownName(name=name[:80], known=", ".join(known))
    prompt = known[name]
    given = {key: arguments.get(key, "").strip() for key in prompt.arguments}
    if bad := [key for key, value in given.items() if not 0 < len(value) <= _LONGEST]:
        raise WrongUse(detail=text("errors.prompt", lang, names=", ".join(bad), limit=_LONGEST))
    return prompt, text(f"prompts.{prompt.key}.text", prompt.lang, **given)


def _prompt(key: str, lang: str) -> Prompt:
    said = catalogue(lang)
    arguments = {name: said[f"prompts.{key}.{name}"] for name in PROMPTS[key]}
    name, title, told = (said[f"prompts.{key}.{part}"] for part in ("name", "title", "description"))
    return Prompt(key, lang, name, title, told, arguments)
