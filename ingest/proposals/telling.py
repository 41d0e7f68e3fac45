"""A proposal told to whoever must decide of it: what it says, in which words of the document, and what was decided."""

from collections.abc import Iterator
from functools import cache

from usagraph.ingest.proposals.deciding import Held
from usagraph.messages import sentence
from usagraph.ontology.load import labels
from usagraph.ontology.terms import RDF, SKOS
from usagraph.ontology.vocabulary import concepts, schemes
from usagraph.records import Claim, Passage, Term, read_claims

__all__ = ["as_json", "told"]

#: What says nothing more than the first line.
_NAMING = (RDF + "type", SKOS + "prefLabel", SKOS + "inScheme")
#: Code points of a label that are shown.
_SHOWN = 90


def told(one: Held, name: str, lang: str) -> str:
    """The lines about a proposal, which may be called `name`, in `lang`."""
    proposal = one.proposal
    status = sentence(f"proposals.status_{proposal.status}", lang)
    kind = _label(proposal.claims[0].object, {}, lang)
    first = f"{name}  {status}  {sentence('proposals.said', lang, kind=kind, words=proposal.words)}"
    return "\n    ".join((first, *_place(one, lang), *_details(one, lang), *_decision(one, lang)))


def _place(one: Held, lang: str) -> Iterator[str]:
    first = one.proposal.claims[0]
    passage: Passage = first.passages[0]
    parts = [str(one.bundle.run["file_name"])]
    parts += [sentence("proposals.page", lang, page=passage.page)] if passage.page else []
    parts += [sentence("proposals.section", lang, section=passage.section)] if passage.section else []
    yield ", ".join((*parts, sentence("proposals.model", lang, model=first.rule_version)))


def _details(one: Held, lang: str) -> Iterator[str]:
    """What else is said of the thing, and what it is linked to."""
    names = _names(one)
    for claim in one.proposal.claims:
        if claim.predicate not in _NAMING and one.proposal.thing in (claim.subject, claim.object):
            away = claim.subject if claim.object == one.proposal.thing else claim.object
            key = "proposals.of" if away is claim.subject else "proposals.with"
            verb = labels(lang).get(claim.predicate, claim.predicate.rpartition("#")[2])
            yield sentence(key, lang, verb=verb, other=_label(away, names, lang)[:_SHOWN])


def _decision(one: Held, lang: str) -> Iterator[str]:
    if one.decision:
        yield sentence(
            f"proposals.decided_{one.decision.action}", lang, by=one.decision.by, when=one.decision.when[:10]
        )
        if one.decision.why:
            yield sentence("proposals.why", lang, why=one.decision.why)


def _names(one: Held) -> dict[str, str]:
    """What the things that the proposal is about are called, by key."""
    wanted = {term.key for claim in one.proposal.claims for term in (claim.subject, claim.object) if term.key}
    claims = [*read_claims(one.bundle.claims_path), *one.proposal.claims]
    return {str(c.subject.key): c.object.value or "" for c in claims if _names_one_of(c, wanted)}


def _names_one_of(claim: Claim, wanted: set[str]) -> bool:
    return claim.predicate == SKOS + "prefLabel" and claim.subject.key in wanted


def _label(term: Term, names: dict[str, str], lang: str) -> str:
    if term.iri:
        return labels(lang).get(term.iri) or _concepts(lang).get(term.iri) or term.iri.rpartition("/")[2]
    return names.get(term.key or "") or term.value or str(term.key)


@cache
def _concepts(lang: str) -> dict[str, str]:
    found = [concept for scheme in schemes() for concept in concepts(scheme)]
    return {concept.iri: concept.names(lang)[0] for concept in found}


def as_json(one: Held) -> dict[str, object]:
    """All that is known of a proposal, as data."""
    proposal = one.proposal
    return {
        "id": one.name,
        "document": one.bundle.id,
        "file": one.bundle.run["file_name"],
        "status": proposal.status,
        "class": proposal.claims[0].object.iri,
        "words": proposal.words,
        "rule": proposal.claims[0].rule,
        "model": proposal.claims[0].rule_version,
        "passages": [vars(passage) for passage in proposal.claims[0].passages],
        "claims": [_claim(claim) for claim in proposal.claims],
        "decision": {k: v for k, v in vars(one.decision).items() if k != "claims"} if one.decision else None,
    }


def _claim(claim: Claim) -> dict[str, object]:
    ends = {name: _written(getattr(claim, name)) for name in ("subject", "object")}
    return {"id": claim.id, **ends, "predicate": claim.predicate, "words": claim.words, "status": claim.status}


def _written(term: Term) -> str:
    return term.iri or term.key or str(term.value)
