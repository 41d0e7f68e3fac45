"""A thing in one line, that tells it from others of the same name."""

from collections.abc import Mapping, Sequence

from usagraph.graph.reading.things import Node
from usagraph.graph.reconciling.facts import Fact
from usagraph.graph.reconciling.kinds import lineage
from usagraph.graph.reconciling.likeness import is_acronym
from usagraph.graph.reconciling.properties import Property, properties

__all__ = ["TOLD", "in_a_line", "shown_properties", "type_name"]

#: The properties that say which thing it is.
TOLD = (
    "ug:officialNumber",
    "dct:issued",
    "ug:inseeCode",
    "org:unitOf",
    "ug:covers",
    "ug:within",
    "dct:isPartOf",
    "ug:inPole",
)
#: Of these, those that are shown as the things they lead to; and the others, with their names.
_LINKS, _WRITTEN = ("org:unitOf", "ug:within", "dct:isPartOf"), ("dct:issued", "ug:inseeCode")
#: Characters of an alternative name that are shown.
_SHOWN = 90


def shown_properties() -> list[Property]:
    """The properties that are read of every candidate."""
    return [properties()[id] for id in TOLD]


def in_a_line(node: Node, names: Sequence[str], said: Mapping[str, Sequence[Fact]], lang: str) -> str:
    """Its type, its acronym or another of its names, its date or code, and what it is a part of."""
    also = node.acronym if node.acronym and node.acronym != node.label else _other(node, names)
    written = [f"{properties()[id].name(lang)} {fact.words}" for id in _WRITTEN for fact in said.get(id, ())[:1]]
    links = [fact.node.label for id in _LINKS for fact in said.get(id, ())[:2] if fact.node]
    return " · ".join(part for part in dict.fromkeys([type_name(node.kind, lang), also, *written, *links]) if part)


def type_name(kind: str, lang: str) -> str:
    """What people call the kind of a thing; the kind itself where it is none of ours."""
    found = lineage(kind)
    return found[0].name(lang) if found else kind


def _other(node: Node, names: Sequence[str]) -> str:
    """The longest of the other names in words: it says most."""
    others = [name for name in names if name != node.label and not is_acronym(name) and len(name) <= _SHOWN]
    return max(others, key=lambda name: (len(name), name), default="")
