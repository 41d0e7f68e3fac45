"""Definitions as claims: the notion, who holds it, what becomes of the final decision."""

from dataclasses import dataclass

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ingest.speech.definition import Definition, Holder, Notion, decision_in
from usagraph.ingest.speech.speakers import Speakers
from usagraph.ontology.terms import DCT, RDF, SKOS, XSD, concept, ug
from usagraph.records import Term, iri, key, text_value
from usagraph.textview import flat, fold, tidy

__all__ = ["DefinitionClaims"]

_SURE = {"explicit": 0.92, "chain": 0.7}
_LONGEST = 1_400  # code points of a passage


@dataclass(frozen=True)
class DefinitionClaims:
    """Says what was found: each definition with its notion, its holder and what it makes of the decision."""

    draft: Draft
    speakers: Speakers

    def write(self, found: Definition) -> None:
        """Adds the claims of one definition."""
        rule = Rule.of(found.rule)
        sure = _SURE["explicit" if found.rule in ("definitions.explicit", "definitions.held") else "chain"]
        spans = self._spans(found)
        words = self.draft.words(found.block, *found.told)
        notion = self._notion(found.notion, [*spans, *found.notion.spans], rule, sure)
        holder = self._holder(found.holder, spans, rule, sure)
        label = tidy(words.replace("*", "").strip(" «»"))
        term = self.draft.name("definition", (holder.key or holder.iri or "").rsplit("|", 1)[-1], label)
        piece = max((self.draft.document.text[slice(*s)] for s in self._told(found)), key=len)
        held = [*spans, *found.holder.spans]
        self.draft.say(term, RDF + "type", iri(ug("Definition")), spans, rule, sure, words=piece)
        self.draft.say(term, SKOS + "prefLabel", text_value(label), spans, rule, sure, words=piece)
        self.draft.say(term, ug("defines"), notion, [*spans, *found.notion.spans], rule, sure, words=self._shown(found))
        self.draft.say(term, ug("accordingTo"), holder, held, rule, sure, words=found.holder.words)
        self._decision(found, term, sure)

    def _shown(self, found: Definition) -> str:
        if found.notion.shown:
            return found.notion.shown
        held = fold(found.notion.words) in fold(self.draft.view(found.block).text[found.start : found.end])
        return found.notion.words if held else ""

    def _told(self, found: Definition) -> list[Span]:
        return self.draft.view(found.block).spans(*found.told)

    def _spans(self, found: Definition) -> list[Span]:
        end = found.also[-1][1] if found.also else found.end
        spans = self.draft.sentence(found.block, found.start, end)
        return spans if max(b - a for a, b in spans) <= _LONGEST else self._told(found)

    def _decision(self, found: Definition, term: Term, sure: float) -> None:
        seen = self.draft.view(found.block)
        for start, end in [(found.start, found.end), *found.also]:
            told = decision_in(flat(seen.text[start:end]))
            if told:
                match = compiled("definitions", "decision", told).find(flat(seen.text), start, end)
                words = self.draft.words(found.block, *match.span()) if match else ""
                spans, rule = seen.spans(start, end), Rule.of("definitions.decision")
                self.draft.say(term, ug("decision"), iri(concept("decision", told)), spans, rule, sure, words=words)

    def _notion(self, notion: Notion, spans: list[Span], rule: Rule, sure: float) -> Term:
        if notion.iri:
            return iri(notion.iri)
        term = self.draft.name("concept", self.speakers.bodies.scope, notion.words)
        return self.draft.notion(term, "concept", notion.words, spans, rule, sure, words=notion.shown)

    def _holder(self, holder: Holder, spans: list[Span], rule: Rule, sure: float) -> Term:
        if holder.speaker is not None:
            return self.speakers.term(holder.speaker, holder.spans or spans, rule, sure)
        if holder.work is None:
            return key("document")
        names, year = holder.work
        known = self.speakers.works.work(names, year) if year else self.speakers.works.author(names, spans[0][0])
        term = known or self.draft.name("work", f"{names} {year}")
        label = f"{names} ({year})" if year else names
        self.draft.say(term, RDF + "type", iri(ug("Work")), holder.spans, rule, sure, words=holder.words)
        self.draft.say(term, SKOS + "altLabel", text_value(label), holder.spans, rule, sure, words=holder.words)
        if not year:
            return term
        self.draft.say(
            term, DCT + "date", text_value(year, datatype=XSD + "gYear"), holder.spans, rule, sure, words=year
        )
        return term
