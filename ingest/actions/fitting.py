"""What the words of a cell may be: a degree, a stage, a mode, a nature, a method; and whether a column's most are."""

from collections import Counter
from collections.abc import Callable

from usagraph.ingest.actions import degrees
from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.actions.meanings import degrees_of, is_called, level_of, terms
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import compiled

__all__ = ["TESTS", "Test", "fit", "is_stage"]

#: The longest degree or stage, in words.
_LONGEST = 6
#: As many of the values of a column as this tell what it holds.
_SHARE = 2 / 3

Test = Callable[[str, Legend], bool]


def fit(values: list[str], test: Test, legend: Legend) -> bool:
    """Whether most values are of a kind: one of them at least, and all where they are few."""
    fitting = len(values)
    least = _SHARE * len(values) if len(values) > 2 else len(values)
    for value, times in Counter(values).items():
        fitting -= 0 if test(value, legend) else times
        if fitting < max(least, 1):
            return False
    return fitting > 0


def _is_degree(words: str, legend: Legend) -> bool:
    if legend.has("degree") and level_of(words) is None and legend.of("degree", words):
        return True
    if len(words.split()) > _LONGEST or not any(c.isalpha() for c in words):
        return False
    return bool(degrees_of(words, legend)) and words not in compiled("tables", "meeting")


def is_stage(words: str, legend: Legend) -> bool:
    """Whether the words name a stage, by the legend or by themselves."""
    if legend.of("stage", words):
        return True
    return (
        len(words.split()) <= _LONGEST and bool(degrees.stages(words)) and words not in compiled("tables", "progress")
    )


def _is_mode(words: str, legend: Legend) -> bool:
    return is_called(KnownNames(), "mode", words, legend)


def _is_nature(words: str, legend: Legend) -> bool:
    return is_called(KnownNames(), "nature", words, legend)


def _is_method(words: str, legend: Legend) -> bool:
    return bool(terms(KnownNames(), "method", words, legend))


#: By role, whether the words of a cell fit it.
TESTS: dict[str, Test] = {
    "degree": _is_degree,
    "stage": is_stage,
    "mode": _is_mode,
    "nature": _is_nature,
    "method": _is_method,
}
