"""What can be wrong with a reference table: a sentence for each cell, and all of them together."""

from collections.abc import Sequence

from usagraph.errors import BrokenRule
from usagraph.messages import sentence

__all__ = ["BadCell", "BrokenTable"]


class BadCell(BrokenRule):
    """A cell, a line or a header refused for a `reason` that the catalogues put into words under `reference`.

    `file`, `line` and `column` say where; `expected`, a key of `reference.expected`, says what was wanted there.
    """

    def __init__(self, **values: object) -> None:
        found = {"where": f"{values['file']}:{values['line']}", "detail": _detail(values)}
        super().__init__(**(found | values))

    def say(self, lang: str) -> str:
        """Where, what was found and what to write instead, in `lang`."""
        wanted = sentence(f"reference.expected.{self.values.get('expected')}", lang, **self.values)
        detail = sentence(f"reference.{self.values['reason']}", lang, **(self.values | {"expected": wanted}))
        place = "cell" if self.values.get("column") else "line"
        return sentence(f"reference.{place}", lang, **(self.values | {"detail": detail}))


class BrokenTable(BrokenRule):
    """Everything that is wrong with a table (`problems`); nothing of it is kept."""

    @classmethod
    def of(cls, problems: Sequence[BadCell]) -> "BrokenTable":
        """The error that holds `problems`, in the order of the lines."""
        return cls(where=problems[0].values["where"], detail=problems[0].values["detail"], problems=tuple(problems))

    @property
    def problems(self) -> tuple[BadCell, ...]:
        """What is wrong, one error a cell."""
        found = self.values["problems"]
        return found if isinstance(found, tuple) else ()

    def say(self, lang: str) -> str:
        """What is wrong, one line a cell, in `lang`."""
        return "\n".join(problem.say(lang) for problem in self.problems)


def _detail(values: dict[str, object]) -> str:
    return f"{values['column']} = {values.get('value')!r}" if values.get("column") else str(values["reason"])
