"""The claims that a language model proposes for a document: kept beside those of its rules, and which of them stand."""

import json
from collections.abc import Collection, Iterable

from usagraph.errors import DamagedDocument
from usagraph.ontology.terms import NS, RDF, SKOS
from usagraph.records import Claim, Term, read_claims
from usagraph.textview import fold
from usagraph.workspace import Bundle

__all__ = ["FILE", "MODEL", "RECORD", "count", "proposed", "questions", "record", "standing"]

#: In the folder of a document: the claims of a model, and how they were asked for.
FILE, RECORD = "proposals.jsonl", "proposals.json"
#: What the rule of a claim of a model begins with; its version is the name of the model.
MODEL = "llm."


def proposed(bundle: Bundle) -> tuple[Claim, ...]:
    """The claims that a model proposed for a document; none where none was asked. Raises DamagedDocument."""
    path = bundle.folder / FILE
    try:
        return tuple(read_claims(path)) if path.is_file() else ()
    except (ValueError, KeyError, TypeError):
        raise DamagedDocument(document=bundle.id, detail=FILE) from None


def count(bundle: Bundle) -> int:
    """How many claims of a model are kept for a document."""
    path = bundle.folder / FILE
    return path.read_bytes().count(b"\n") if path.is_file() else 0


def record(bundle: Bundle) -> dict[str, object]:
    """How the model was asked: its name, the version of the questions, the text, and what came; empty where it is not known."""
    path = bundle.folder / RECORD
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except ValueError:
        found = {}
    return found if isinstance(found, dict) else {}


def questions(bundle: Bundle) -> str:
    """The version of the questions that were asked; empty where it is not known."""
    asked = record(bundle).get("asked_of")
    return str(asked.get("version", "")) if isinstance(asked, dict) else ""


def standing(proposals: Collection[Claim], claims: Collection[Claim]) -> tuple[Claim, ...]:
    """The proposals that the rules, by their `claims`, do not say themselves, and that are about things there are."""
    if not proposals:
        return ()
    said, named = {claim.id for claim in claims}, _named(claims)
    repeated = {subject for subject, names in _names(proposals).items() if names & named}
    there = {_key(c.subject) for c in (*claims, *proposals) if c.predicate == RDF + "type"} | {"", "document"}
    return tuple(
        claim
        for claim in proposals
        if claim.id not in said
        and repeated.isdisjoint((claim.subject, claim.object))
        and there.issuperset((_key(claim.subject), _key(claim.object)))
    )


def _named(claims: Iterable[Claim]) -> set[tuple[str, str]]:
    return {name for names in _names(claims).values() for name in names}


def _names(claims: Iterable[Claim]) -> dict[Term, set[tuple[str, str]]]:
    """Each thing of a class of ours, by its classes and what it is called."""
    kinds: dict[Term, set[str]] = {}
    labels: dict[Term, set[str]] = {}
    for claim in claims:
        if claim.predicate == RDF + "type" and (claim.object.iri or "").startswith(NS):
            kinds.setdefault(claim.subject, set()).add(str(claim.object.iri))
        elif claim.predicate == SKOS + "prefLabel":
            labels.setdefault(claim.subject, set()).add(fold(claim.object.value or ""))
    return {one: {(kind, label) for kind in found for label in labels.get(one, ())} for one, found in kinds.items()}


def _key(term: Term) -> str:
    return term.key or ""
