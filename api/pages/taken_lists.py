"""What is taken away of the pages that are lists: their rows, and the passages that they open."""

from collections.abc import Iterable, Sequence
from typing import Any

from fastapi import Request

from usagraph.api.pages.taken_pictures import Context, filtered
from usagraph.graph.asking.answering import answered
from usagraph.graph.reading.evidence import support
from usagraph.graph.reading.things import PassageHit
from usagraph.visualisations.exporting.dossier import Sourced
from usagraph.visualisations.exporting.taken import Taken
from usagraph.visualisations.links import page_of
from usagraph.visualisations.method.glossary import Glossary, Meaning
from usagraph.visualisations.question.answer import PASSAGES, filed
from usagraph.visualisations.said import named
from usagraph.visualisations.style import style
from usagraph.visualisations.words import catalogue, clean, words

__all__ = ["card_taken", "documents_taken", "figures_taken", "glossary_taken", "question_taken", "search_taken"]

Rows = Sequence[Sequence[str]]


def figures_taken(request: Request, lang: str, context: Context) -> Taken:
    """The figures stated beside what is listed; those of one verdict where it is asked for."""
    say, figure, verdict = words(lang), context["figure"], context["verdict"]
    kept = [(key, one) for key, several in figure.groups for one in several if verdict in ("", key)]
    every = [one for _, several in figure.groups for one in several]
    chosen = next((one.verdict for _, one in kept), verdict) if verdict else ""
    table = figure.rows(lang)
    shown = {id(one) for _, one in kept}
    return Taken(
        say("figures.title"),
        filtered(figure.sentence, [(say("figures.head_verdict"), chosen)], lang),
        lambda: [table[0], *(row for one, row in zip(every, table[1:], strict=True) if id(one) in shown)],
        say("figures.standing_none"),
        sources=lambda: [
            Sourced(f"{one.verdict} : {one.stated}", (one.check.said, *one.check.listed)) for _, one in kept
        ],
    )


def search_taken(request: Request, lang: str, context: Context) -> Taken:
    """The things that were found, then the passages."""
    say, query, wanted = words(lang), context["query"], context["wanted"]
    filters = [
        (say("export.words"), query),
        (say("export.kind"), style().kind(wanted).named(lang, 2) if wanted else ""),
    ]
    none = say("search.none", query=query) if query else say("search.ask")
    return Taken(
        say("search.title"),
        filtered("", filters, lang) or say("search.ask"),
        lambda: _found(context, lang),
        none,
        sources=lambda: [Sourced(clean(one.document_title), (one,)) for one in context["passages"]],
    )


def _found(context: Context, lang: str) -> Rows:
    say = words(lang)
    names = ("thing", "kind", "document", "section", "page", "passage", "address")
    things = [
        (named(hit.node), style().kind(hit.node.kind).named(lang), "", "", "", "", page_of(hit.node.iri, lang) or "")
        for hit in context["hits"]
    ]
    return [[say(f"export.column_{name}") for name in names], *things, *(_quoted(one) for one in context["passages"])]


def _quoted(one: PassageHit) -> tuple[str, ...]:
    place = clean(one.document_title), clean(one.section or ""), str(one.page or "")
    return "", "", *place, one.exact, f"/documents/{one.document}?passage={one.start}-{one.end}"


def question_taken(request: Request, lang: str, context: Context) -> Taken:
    """The whole answer to a question, whatever page of it is shown; or how many answer."""
    say, asked, sentence = words(lang), context["asked"], context["sentence"]
    if context["count"]:
        count = context["count"]
        rows = count.rows() if count.shares else [[say("question.number")], [str(count.total)]]
        return Taken(sentence.text, sentence.text, lambda: rows, say("question.none"))
    if not context["answer"]:
        return Taken(say("question.title"), "", list, say("export.no_question"))
    service = request.app.state.service
    found = answered(service, asked)
    triples = {triple for one in found.things for triple in one.triples}
    held = support(service, triples, documents=asked.documents, most=PASSAGES)
    return Taken(
        sentence.text,
        sentence.text,
        lambda: filed(asked, found, held, lang),
        say("question.none"),
        sources=lambda: [
            Sourced(
                named(one.node), _once(e for triple in one.triples if triple in held for e in held[triple].evidence)
            )
            for one in found.things
        ],
    )


def _once(evidence: Iterable[Any]) -> tuple[Any, ...]:
    return tuple({(one.document, one.start, one.end): one for one in evidence}.values())


def documents_taken(request: Request, lang: str, context: Context) -> Taken:
    """The documents read."""
    say, documents = words(lang), context["documents"]
    names = catalogue(lang)
    head = [say("documents.document"), say("documents.file"), say("documents.format"), say("export.column_address")]
    rows = [
        [clean(one.title), clean(one.file), names.get(f"formats.{one.format}", one.format), f"/documents/{one.id}"]
        for one in documents
    ]
    sentence = say("documents.count", count=len(documents)) if documents else ""
    return Taken(say("documents.title"), sentence, lambda: [head, *rows], say("documents.none"))


def glossary_taken(request: Request, lang: str, context: Context) -> Taken:
    """Degrees and other notions, each meaning with who says it; then acronyms."""
    say, told = words(lang), context["glossary"]
    notions = [(style().degrees[step.name].names[lang], step.voices) for step in told.ladder]
    notions += [(named(one.node), one.voices) for one in told.notions]
    meanings = [(name, voice.holder, one) for name, voices in notions for voice in voices for one in voice.meanings]
    return Taken(
        say("glossary.title"),
        say("glossary.lead"),
        lambda: _meanings(told, meanings, lang),
        say("glossary.none"),
        sources=lambda: [
            Sourced(f"{name} : {named(holder) if holder else say('glossary.unknown_holder')}", one.definition.evidence)
            for name, holder, one in meanings
        ],
    )


def _meanings(told: Glossary, meanings: Sequence[tuple[str, Any, Meaning]], lang: str) -> Rows:
    say = words(lang)
    head = [say(f"export.column_{name}") for name in ("term", "means", "according", "document", "page", "passage")]
    defined = [
        (name, clean(one.words), named(holder) if holder else say("glossary.unknown_holder"), *_first(one, lang))
        for name, holder, one in meanings
    ]
    acronyms = [(clean(one.acronym or ""), clean(one.label), "", "", "", "") for one in told.acronyms]
    return [head, *defined, *acronyms]


def _first(one: Meaning, lang: str) -> tuple[str, str, str]:
    evidence = one.definition.evidence
    if not evidence:
        return clean(one.citation) or words(lang)("export.reference"), "", ""
    return clean(evidence[0].document_title), str(evidence[0].page or ""), evidence[0].exact


def card_taken(request: Request, lang: str, context: Context) -> Taken:
    """All that is said of a thing, or what one verb says of it, where it is asked for."""
    say, card, only = words(lang), context["card"], context["only"]
    name = named(card.node)
    kind = style().kind(card.node.kind).named(lang)
    groups = [only] if only else [*card.said, *card.given]
    return Taken(
        name,
        filtered(
            say("export.says_card", name=name, kind=kind), [(say("network.relation"), only.verb if only else "")], lang
        ),
        lambda: _of_card(card, only, lang),
        say("card.none"),
        sources=lambda: (
            [
                Sourced(f"{name} {group.verb} {_other(one.other)}", one.passages, one.inferred)
                for group in groups
                for one in group.told
            ]
            or [Sourced(name, card.named)]
        ),
    )


def _of_card(card: Any, only: Any, lang: str) -> Rows:
    rows: Rows = card.rows(lang)
    return rows if only is None else [rows[0], *(row for row in rows[1:] if row[1] == only.verb)]


def _other(other: Any) -> str:
    return clean(other) if isinstance(other, str) else named(other)
