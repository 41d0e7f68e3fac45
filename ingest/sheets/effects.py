"""What is an effect among the lines under a heading of effects, and from whose point of view it is told."""

from collections.abc import Iterable

from usagraph.ingest.measures.measures import figures_in
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.sheets.headings import people_of
from usagraph.ingest.sheets.sheets import Field
from usagraph.textview import flat

__all__ = ["is_told", "viewpoint_of"]

_SURE, _GUESSED = 0.9, 0.7


def is_told(field: Field, words: str, start: int) -> bool:
    """Whether words under a heading tell what it announces: neither a figure of a result nor what somebody said.

    `start`: where the words stand; an item of a list is told whatever it says.
    """
    plain = flat(words)
    if compiled("headings", "quoted").regex.match(plain):
        return False
    item = any(line.start <= start < line.end and line.block.kind == "item" for line in field.lines)
    if item or field.rule.get("makes") != "Effect":
        return True
    return not (compiled("headings", "measured").find(plain) or figures_in(plain))


def viewpoint_of(field: Field, groups: Iterable[str]) -> tuple[str, float] | None:
    """From whose point of view the effects of a field are told, and how sure that is; None where nothing says it.

    `groups`: those whom the action is for: the user that a heading names without saying which.
    """
    if told := field.rule.get("viewpoint"):
        return str(told), _SURE
    if field.rule.get("affects") == "interne":
        return "professionnels", _GUESSED
    if field.rule.get("affects") == "externe":
        seen = (people_of(group) for group in groups)
        return next(
            (name for name in seen if name in ("habitants", "professionnels")), "personnes-accompagnees"
        ), _GUESSED
    return None
