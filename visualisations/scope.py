"""What a network was asked to show, as it stands in the address of its page."""

from dataclasses import dataclass

from usagraph.visualisations.links import address

__all__ = ["OVERVIEW", "Scope"]

#: What the overview shows: obligations link the laws with what they ask for.
OVERVIEW = (
    "LegalText",
    "Charter",
    "Obligation",
    "PublicBody",
    "LocalAuthority",
    "Association",
    "Organisation",
    "GovernanceBody",
    "directorate",
    "Action",
    "policy",
    "degree",
)


@dataclass(frozen=True)
class Scope:
    """What was asked for, as it stands in the address of the page; an empty focus is the overview."""

    focus: str = ""
    depth: int = 1
    kinds: tuple[str, ...] = ()
    unfolded: str = ""
    chosen: str = ""

    def address(self, lang: str, *, anchor: str = "", **changes: object) -> str:
        """The address that redraws this view, with `changes`."""
        state: dict[str, object] = {
            "focus": self.focus,
            "profondeur": self.depth if self.depth != 1 else "",
            "types": self.kinds,
            "deplier": self.unfolded,
        }
        return address("/reseau", lang, anchor, **(state | changes))
