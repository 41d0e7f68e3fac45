"""The tool `search`: things by their names, and passages by their words."""

from usagraph.api.agents.answers import FoundPassage, FoundThing, SearchAnswer
from usagraph.api.agents.arguments import SearchArguments
from usagraph.api.agents.cutting import Budget, cuts, short
from usagraph.api.agents.facts import Call
from usagraph.api.agents.house import House, thing_of
from usagraph.api.agents.sourcing import passage_address
from usagraph.graph.reading.names import search
from usagraph.graph.reading.things import Hit, PassageHit

__all__ = ["found"]


def found(house: House, asked: SearchArguments) -> SearchAnswer:
    """What the words find, best first."""
    result = search(house.service, asked.words, kind=asked.kind, limit=asked.limit, passages=asked.passages)
    budget = Budget()
    things = budget.first(map(_thing, result.hits))
    passages = budget.first(map(_passage, result.passages))
    # How many passages hold the words is not counted: as many as were asked for may not be all.
    all_passages = None if len(result.passages) >= asked.passages > 0 else len(result.passages)
    total = max(result.total, len(result.hits) + (result.more and result.total <= len(result.hits)))
    return SearchAnswer(
        generation=house.service.generation,
        things=things,
        passages=passages,
        total=result.total,
        given_up=result.left_out,
        note=None if things or passages else house.say("note.nothing"),
        cut=cuts(house, "things", things, total) + cuts(house, "passages", passages, all_passages),
    )


def _thing(hit: Hit) -> FoundThing:
    call = Call(tool="entity", arguments={"thing": hit.node.iri})
    return FoundThing(thing=thing_of(hit.node), matched=hit.matched, evidence=call)


def _passage(hit: PassageHit) -> FoundPassage:
    exact, shortened = short(hit.exact)
    resource, link = passage_address(hit.document, hit.start, hit.end)
    return FoundPassage(
        document=hit.document,
        title=hit.document_title,
        exact=exact,
        start=hit.start,
        end=hit.end,
        shortened=shortened,
        section=hit.section,
        page=hit.page,
        resource=resource,
        link=link,
    )
