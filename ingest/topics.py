"""The policy an action belongs to: a concept of the vocabulary, or one of the document's own."""

from collections.abc import Sequence

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Rule
from usagraph.ontology.terms import RDF, SKOS, VOC, ug
from usagraph.records import Term, iri, text_value

__all__ = ["read_policies"]


def read_policies(
    draft: Draft, known: KnownNames, action: Term, words: str, spans: Sequence[Span], rule: Rule, confidence: float
) -> None:
    """Says which policies `words` put the action in; several may be parted by slashes."""
    whole = known.concept("policy", words) is not None
    for part in [words] if whole else [p.strip() for p in words.split("/")]:
        if part:
            policy = known.concept("policy", part) or _mint(draft, part, spans, rule)
            draft.say(action, ug("inDomain"), policy, spans, rule, confidence, words=part)


def _mint(draft: Draft, words: str, spans: Sequence[Span], rule: Rule) -> Term:
    """A concept for words that the vocabulary does not have: kept as the source says them."""
    policy = draft.name("policy", words)
    draft.say(policy, RDF + "type", iri(SKOS + "Concept"), spans, rule, 0.9, words=words)
    draft.say(policy, SKOS + "prefLabel", text_value(words), spans, rule, 0.9, words=words)
    draft.say(policy, SKOS + "inScheme", iri(VOC + "policy"), spans, rule, 0.9, words=words)
    return policy
