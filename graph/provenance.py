"""A document's claims as quads: what it says, and the evidence that it says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from usagraph.graph.deciding.pending import MODEL
from usagraph.graph.identity import Names
from usagraph.messages import LANGUAGES, sentence
from usagraph.ontology.terms import DCT, OA, PROV, RDF, RDFS, XSD, concept, ug
from usagraph.records import Claim, Passage, Term
from usagraph.textview import slug

__all__ = ["DocumentGraphs", "claim_name", "document_iri", "graph_iri", "to_ox"]

_TYPE = ox.NamedNode(RDF + "type")


def document_iri(base: str, document: str) -> str:
    """The IRI of the document of that id."""
    return f"{base}/id/document/{document}"


def graph_iri(base: str, name: str) -> str:
    """The IRI of a named graph: a document id, `<id>/evidence`, reference, inferred, ontology or vocabularies."""
    return f"{base}/graph/{name}"


def claim_name(document: str, claim: str) -> str:
    """The end of the IRI of a claim: no two documents share one."""
    return f"{document.rsplit('-', 1)[-1]}-{claim}"


@dataclass(frozen=True)
class DocumentGraphs:
    """The quads of one document; keys become IRIs through `names`. `questions`: the version of those asked of a model."""

    document: str
    run: dict[str, object]
    names: Names
    questions: str = ""

    def said(self, claims: Iterable[Claim]) -> Iterator[ox.Triple]:
        """What the document says: its description and every claim of its rules, or of a person: what a model proposes waits."""
        yield from self._description()
        for claim in claims:
            if claim.status in ("proposed", "accepted"):
                yield ox.Triple(self._resource(claim.subject), ox.NamedNode(claim.predicate), self._term(claim.object))

    def evidence(self, claims: Iterable[Claim]) -> Iterator[ox.Triple]:
        """The claims with their passages, rule, confidence and status."""
        yield from self._pass(self._rules_run, str(self.run.get("version", "")))
        for claim in claims:
            if claim.rule.startswith(MODEL):
                yield from self._asking(claim.rule_version)
            yield from self._claim(claim)
            for passage in claim.passages:
                yield from self._passage(passage)

    @property
    def _document(self) -> ox.NamedNode:
        return ox.NamedNode(document_iri(self.names.base, self.document))

    @property
    def _rules_run(self) -> ox.NamedNode:
        return ox.NamedNode(f"{self.names.base}/id/ingestion-run/{self.document}")

    def _run_of(self, claim: Claim) -> ox.NamedNode:
        """The run that made a claim: that of the rules, or that of a model."""
        return self._model_run(claim.rule_version) if claim.rule.startswith(MODEL) else self._rules_run

    def _model_run(self, model: str) -> ox.NamedNode:
        return ox.NamedNode(f"{self._rules_run.value}/{MODEL}{slug(model)}")

    def _asking(self, model: str) -> Iterator[ox.Triple]:
        """The run of a model, and the model: an agent of its own, which no host names."""
        run, agent = self._model_run(model), ox.NamedNode(f"{self.names.base}/id/software-agent/{slug(model)}")
        yield from self._pass(run, self.questions)
        yield ox.Triple(run, ox.NamedNode(PROV + "wasAssociatedWith"), agent)
        yield ox.Triple(agent, _TYPE, ox.NamedNode(PROV + "SoftwareAgent"))
        for lang in LANGUAGES:
            label = ox.Literal(sentence("propose.agent", lang, model=model), language=lang)
            yield ox.Triple(agent, ox.NamedNode(RDFS + "label"), label)

    def _pass(self, run: ox.NamedNode, version: str) -> Iterator[ox.Triple]:
        yield ox.Triple(run, _TYPE, ox.NamedNode(ug("IngestionRun")))
        yield ox.Triple(run, ox.NamedNode(PROV + "used"), self._document)
        if version:
            yield ox.Triple(run, ox.NamedNode(DCT + "hasVersion"), ox.Literal(version))

    def _description(self) -> Iterator[ox.Triple]:
        yield ox.Triple(self._document, _TYPE, ox.NamedNode(ug("SourceDocument")))
        described = [
            (DCT + "title", ox.Literal(str(self.run["title"]), language="fr")),
            (DCT + "format", ox.Literal(str(self.run["format"]))),
            (DCT + "language", ox.Literal("fr")),
            (ug("fileName"), ox.Literal(str(self.run["file_name"]))),
            (ug("sha256"), ox.Literal(str(self.run["sha256"]))),
        ]
        for predicate, value in described:
            yield ox.Triple(self._document, ox.NamedNode(predicate), value)

    def _claim(self, claim: Claim) -> Iterator[ox.Triple]:
        node = ox.NamedNode(f"{self.names.base}/id/claim/{claim_name(self.document, claim.id)}")
        yield ox.Triple(node, _TYPE, ox.NamedNode(ug("Claim")))
        yield ox.Triple(node, ox.NamedNode(RDF + "subject"), self._resource(claim.subject))
        yield ox.Triple(node, ox.NamedNode(RDF + "predicate"), ox.NamedNode(claim.predicate))
        yield ox.Triple(node, ox.NamedNode(RDF + "object"), self._term(claim.object))
        if claim.words:
            yield ox.Triple(node, ox.NamedNode(ug("words")), ox.Literal(claim.words))
        yield ox.Triple(node, ox.NamedNode(ug("rule")), ox.Literal(f"{claim.rule}@{claim.rule_version}"))
        yield ox.Triple(
            node,
            ox.NamedNode(ug("confidence")),
            ox.Literal(str(claim.confidence), datatype=ox.NamedNode(XSD + "decimal")),
        )
        yield ox.Triple(node, ox.NamedNode(ug("status")), ox.NamedNode(concept("claim-status", claim.status)))
        yield ox.Triple(node, ox.NamedNode(PROV + "wasGeneratedBy"), self._run_of(claim))
        for passage in claim.passages:
            yield ox.Triple(node, ox.NamedNode(ug("passage")), self._passage_node(passage))

    def _passage_node(self, passage: Passage) -> ox.NamedNode:
        return ox.NamedNode(f"{self._document.value}/passage/{passage.start}-{passage.end}")

    def _passage(self, passage: Passage) -> Iterator[ox.Triple]:
        node = self._passage_node(passage)
        yield ox.Triple(node, _TYPE, ox.NamedNode(ug("Passage")))
        yield ox.Triple(node, ox.NamedNode(ug("inDocument")), self._document)
        yield ox.Triple(node, ox.NamedNode(OA + "exact"), ox.Literal(passage.exact))
        yield ox.Triple(node, ox.NamedNode(OA + "start"), ox.Literal(passage.start))
        yield ox.Triple(node, ox.NamedNode(OA + "end"), ox.Literal(passage.end))
        if passage.section:
            yield ox.Triple(node, ox.NamedNode(ug("section")), ox.Literal(passage.section))
        if passage.page:
            yield ox.Triple(node, ox.NamedNode(ug("page")), ox.Literal(passage.page))

    def _resource(self, term: Term) -> ox.NamedNode:
        if term.key == "document":
            return self._document
        if term.key:
            return ox.NamedNode(self.names.iri(term.key))
        return ox.NamedNode(str(term.iri))

    def _term(self, term: Term) -> ox.NamedNode | ox.Literal:
        return self._resource(term) if term.key == "document" else to_ox(term, self.names)


def to_ox(term: Term, names: Names) -> ox.NamedNode | ox.Literal:
    """The term as the engine wants it; a key gets its IRI."""
    if term.value is None:
        return ox.NamedNode(names.iri(term.key) if term.key else str(term.iri))
    if term.lang:
        return ox.Literal(term.value, language=term.lang)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype) if term.datatype else None)
