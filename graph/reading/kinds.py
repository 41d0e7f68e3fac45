"""The kinds of things: the class that says most of each, and the family that its IRI tells."""

import re
from collections.abc import Iterable

from usagraph.ontology.terms import NS, SKOS, VOC

__all__ = ["family", "is_shown", "kind_name", "kind_of", "local_part", "most_telling"]

#: Types under {BASE}/id/ that are the plumbing of evidence and are not shown.
HIDDEN = frozenset(("claim", "passage", "ingestion-run", "software-agent"))
#: Classes that say less than another of the same thing, the least telling last.
GENERAL = ("Factor", "DepartmentalDirectorate", "Directorate", "ReferenceText", "PublicBody", "Organisation")
#: Classes that a reasoner finds by definition: what a thing shows, not what it is.
DEFINED = frozenset(
    (
        "CoConstructionAction",
        "HighDegreeAction",
        "InternalUserAction",
        "ProjectModeAction",
        "SocialCoConstruction",
        "StatutoryParticipation",
        "UserAssociatingAction",
    )
)


def family(iri: str) -> str:
    """The type that an IRI is minted under, or the scheme of a concept; empty where it is neither.

    >>> family("https://w3id.org/usagraph/id/legal-text/loi-2002-2"), family(VOC + "degree/consultation")
    ('legal-text', 'degree')
    """
    path = iri.removeprefix(VOC) if iri.startswith(VOC) else iri.partition("/id/")[2]
    return path.partition("/")[0] if "/" in path else ""


def is_shown(iri: str) -> bool:
    """Whether a thing is one that people look for: evidence is not."""
    return family(iri) not in HIDDEN and "/passage/" not in iri


def kind_name(kind: str) -> str:
    """A type as it is compared: `LegalText` and `legal-text` are one.

    >>> kind_name("LegalText"), kind_name("legal-text")
    ('legaltext', 'legaltext')
    """
    return kind.replace("-", "").lower()


def kind_of(iri: str, types: Iterable[str]) -> str:
    """The kind of a thing of some classes: the most telling of ours, or the scheme of a concept."""
    if iri.startswith(VOC):
        return family(iri)
    classes = set(types)
    own = {name.removeprefix(NS) for name in classes if name.startswith(NS)} - DEFINED
    if own:
        return most_telling(own)
    if SKOS + "Concept" in classes:
        return family(iri)  # a concept of a document's own, beside those of the scheme
    return "".join(part.capitalize() for part in family(iri).split("-")) or "Resource"


def most_telling(classes: Iterable[str]) -> str:
    """The class that says most of a thing, among those it has.

    >>> most_telling({"Directorate", "TerritorialDirectorate"})
    'TerritorialDirectorate'
    """
    return min(classes, key=lambda name: (GENERAL.index(name) + 1 if name in GENERAL else 0, name))


def local_part(iri: str) -> str:
    """The end of an IRI."""
    return re.split(r"[/#]", iri.rstrip("/#"))[-1] or iri
