"""The page of the question: a sentence with blanks, its answer in a table with passages, its query."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request

from usagraph.api.pages.asked_number import asked_number
from usagraph.api.pages.frame import Documents, Lang, page, render_page
from usagraph.graph.asking.answering import Told, answered, counted
from usagraph.graph.asking.asked import Asked, ask
from usagraph.graph.asking.forms import forms
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.chains import Triple
from usagraph.graph.reading.evidence import Support, support
from usagraph.visualisations.question.answer import PAGE, PASSAGES, Answer, Count, answer, count
from usagraph.visualisations.question.examples import examples
from usagraph.visualisations.question.form import sentence

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

#: Conditions that are read of an address, and signs of the words.
MOST, LONGEST = 40, 200

Kind = Annotated[str, Query(title="What is asked for: actions, directions, texts…")]
Having = Annotated[list[str] | None, Query(title="What they have: link:type/slug, link:*, or link:type/slug+")]
Lacking = Annotated[list[str] | None, Query(title="What they lack: link:*, or link:type/slug")]
Mots = Annotated[str, Query(title="Words that their name holds")]
Par = Annotated[str, Query(title="What counts are split by")]


@router.get("/question")
@page
def question_page(
    request: Request,
    sur: Kind = "",
    avec: Having = None,
    sans: Lacking = None,
    mots: Mots = "",
    forme: Annotated[str, Query(title="« combien » to count")] = "",
    par: Par = "",
    suite: Annotated[str, Query(title="Page of the answer, from 1")] = "1",
    documents: Documents = None,
    lang: Lang = "fr",
) -> str:
    """The sentence, and the answer where something is asked."""
    service = request.app.state.service
    counts = forme == "combien"
    asked = _asked(service, sur, avec, sans, mots, par if counts else "", documents)
    number = asked_number(suite)
    return render_page(
        "question.html",
        request,
        lang,
        here="question",
        asked=asked,
        sentence=sentence(service, asked, lang, count=counts),
        counts=counts,
        answer=_found(service, asked, number, lang) if sur and not counts else None,
        count=_count(service, asked, lang) if sur and counts else None,
        state={"sur": sur, "avec": list(map(str, asked.having)), "sans": list(map(str, asked.lacking)), "mots": mots},
        shown=PASSAGES,
        shares_of=lambda condition: _with(asked, condition),
        examples=examples(service, lang),
    )


def _asked(
    service: QueryService,
    sur: str,
    avec: list[str] | None,
    sans: list[str] | None,
    mots: str,
    par: str,
    documents: list[str] | None,
) -> Asked:
    return ask(
        service,
        sur or next(iter(forms())),
        having=tuple(avec or ())[:MOST],
        lacking=tuple(sans or ())[:MOST],
        words=mots[:LONGEST],
        by=par,
        documents=tuple(documents or ()),
    )


def _found(service: QueryService, asked: Asked, number: int, lang: str) -> Answer:
    found = answered(service, asked)
    number = min(max(1, number), max(1, -(-len(found.things) // PAGE)))
    shown = found.things[(number - 1) * PAGE : number * PAGE]
    held = _held(service, asked, shown)
    return answer(asked, found, held, number, lang)


def _held(service: QueryService, asked: Asked, things: Iterable[Told]) -> dict[Triple, Support]:
    """What the statements of some things rest on."""
    triples = {triple for one in things for triple in one.triples}
    return support(service, triples, documents=asked.documents, most=PASSAGES)


def _count(service: QueryService, asked: Asked, lang: str) -> Count:
    total = sum(one.count for one in counted(service, replace(asked, by="")).groups)
    return count(asked, counted(service, asked), total, lang)


def _with(asked: Asked, condition: str) -> list[str]:
    """What is asked, with one condition in place of what was asked of the same link."""
    link = condition.partition(":")[0]
    return [*(str(one) for one in asked.having if one.link != link), condition]
