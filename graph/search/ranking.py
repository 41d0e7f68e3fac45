"""What comes first among things that answer as well: the kinds that people look for."""

__all__ = ["rank_of"]

#: Families of things and schemes of concepts, the first looked for first; all others come before the last.
ORDER = (
    "directorate",
    "action",
    "legal-text",
    "local-authority",
    "public-body",
    "charter",
    "organisation",
    "association",
    "governance-body",
    "policy",
    "degree",
    "document",
    "method",
    "instrument",
)
#: What has no name of its own, or says little alone.
LAST = ("participation-step", "action-sheet", "figure", "measurement")
_PLACES = {name.replace("-", ""): place for place, name in enumerate(ORDER)} | {
    name.replace("-", ""): len(ORDER) + 1 for name in LAST
}


def rank_of(family: str) -> int:
    """The place of a family of things, from 0; its name may be written with hyphens or without."""
    return _PLACES.get(family.replace("-", ""), len(ORDER))
