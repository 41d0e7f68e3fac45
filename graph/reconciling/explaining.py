"""What the features of a score mean, in words."""

from functools import cache

from usagraph.graph.reconciling.kinds import data
from usagraph.graph.reconciling.properties import property_named

__all__ = ["explained", "features_known"]

#: What the features of single properties are called before their names.
_PROPERTY = "property:"


@cache
def features_known() -> dict[str, dict[str, str]]:
    """What is said of each feature, by its id."""
    return {row["id"]: row for row in data("features")["feature"]}


def explained(id: str, lang: str) -> tuple[str, str] | None:
    """The name of a feature and what it means; None where it is none of ours.

    >>> explained("property:ug:inseeCode", "en")[0], explained("luck", "en")
    ('property: Insee code', None)
    """
    of = property_named(id.removeprefix(_PROPERTY)) if id.startswith(_PROPERTY) else None
    row = features_known().get("property" if of else id)
    if row is None:
        return None
    return f"{row[lang]}: {of.name(lang)}" if of else row[lang], row[f"about_{lang}"]
