"""The measures of the network of things: what each says, with what caution, and what it finds, in words and with passages."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from usagraph.api.deps import ServiceDep, check_tag
from usagraph.api.parameters import Include, Language, Limit
from usagraph.api.rest.filters import Documents, documents_named, types_named
from usagraph.api.rest.models import Model, NodeOut
from usagraph.api.rest.networks import EdgeOut
from usagraph.errors import MeasureUnderway
from usagraph.graph.measures.explanations import MEASURES, Explanation, explained
from usagraph.graph.measures.measuring import Asked, Measured, Standing, asked, measured_soon, told
from usagraph.graph.querying.service import QueryService

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/measures", tags=["Measures"])

Name = Annotated[
    str,
    Path(
        max_length=40,
        title="Measure",
        description="degree, pagerank, betweenness, communities or bridges",
        examples=["betweenness"],
    ),
]
Types = Annotated[
    list[Annotated[str, Field(max_length=100)]] | None,
    Query(
        max_length=40,
        title="Types",
        description="Only the network of the things of these classes or schemes; repeat it for several, two at least make "
        "a network. By default laws, bodies, directorates, actions, policies and degrees",
        examples=[["action", "directorate"]],
    ),
]


class MeasureOut(Model):
    """A measure, with what it says and what it does not say."""

    name: str = Field(title="Name", description="Name of the measure in addresses", examples=["betweenness"])
    title: str = Field(
        title="Title", description="In the language asked for", examples=["Betweenness: where ways must pass"]
    )
    says: str = Field(
        title="What it says",
        description="In a sentence",
        examples=["Gives, for each thing, the share of the shortest paths between two others that go through it."],
    )
    caution: str = Field(
        title="What it does not say",
        description="To be shown wherever the measure is",
        examples=["The corpus decides who is central."],
    )
    value: str = Field(
        title="Value", description="What its values are", examples=["share of the shortest paths, 0 to 1"]
    )
    url: str = Field(title="Address", description="Where its results are", examples=["/api/v1/measures/betweenness"])

    @classmethod
    def of(cls, one: Explanation) -> "MeasureOut":
        """The wire form of an explanation."""
        return cls(**vars(one), url=f"/api/v1/measures/{one.name}")


class MeasureList(Model):
    """The measures that there are."""

    items: list[MeasureOut] = Field(title="Measures", description="The measures, the plainest first")


class StandingOut(Model):
    """A result of a measure."""

    rank: int = Field(title="Rank", description="From 1; the same for equal values", examples=[1])
    value: float = Field(title="Value", description="As the measure says", examples=[0.5733125])
    sentence: str = Field(
        title="In words",
        description="The result in the language asked for",
        examples=["“DRM” is the only way between “Atelier des covoitureurs” and “Valserine” (4 things on that side)."],
    )
    nodes: list[NodeOut] = Field(
        title="Things",
        description="What the result is about: a thing; both ends of a bridge; the ten most linked of a community. "
        "The address of each gives all its relations with their passages",
    )
    size: int = Field(title="Size", description="How many things it is about, named or not", examples=[1])
    edges: list[EdgeOut] = Field(
        title="Statements",
        description="The statements that it rests on: those of a bridge, or of a thing to the two largest pieces that "
        "it alone holds together",
    )

    @classmethod
    def of(cls, one: Standing, *, with_passages: bool) -> "StandingOut":
        """The wire form of a result."""
        return cls(
            rank=one.rank,
            value=one.value,
            sentence=one.sentence,
            nodes=[NodeOut.of(node) for node in one.nodes],
            size=one.size,
            edges=[EdgeOut.of(edge, told=with_passages) for edge in one.edges],
        )


class MeasureResult(Model):
    """What a measure finds in the network, what stands out most first."""

    measure: MeasureOut = Field(title="Measure", description="What it says, and what it does not say")
    generation: int = Field(title="Generation", description="Number of the generation of the graph", examples=[12])
    types: list[str] = Field(
        title="Types", description="Classes and schemes of the things measured", examples=[["action", "directorate"]]
    )
    documents: list[str] = Field(
        title="Documents",
        description="Ids of the documents; none: all of them",
        examples=[["fiche-11-covoitureurs-ec6b3c4e"]],
    )
    things: int = Field(title="Things", description="Things of the network", examples=[134])
    links: int = Field(title="Links", description="Pairs of things that statements link", examples=[185])
    total: int = Field(title="Total", description="Results in all", examples=[134])
    items: list[StandingOut] = Field(title="Results", description="The first results")


@router.get("", summary="Measures of the network")
def measures(request: Request, response: Response, service: ServiceDep, lang: Language) -> MeasureList:
    """The measures, with what each says and what it does not say."""
    _tagged(response, check_tag(request, service, "measures", lang))
    return MeasureList(items=[MeasureOut.of(explained(name, lang)) for name in MEASURES])


@router.get("/{name}", summary="What a measure finds")
async def measure(
    request: Request,
    response: Response,
    service: ServiceDep,
    lang: Language,
    name: Name,
    type: Types = None,
    document: Documents = None,
    limit: Limit = 20,
    include: Include = "none",
) -> MeasureResult:
    """The results of a measure, in words, with the statements that they rest on.

    It is made once for each generation of the graph, in a process of its own. Where it takes longer than a query may,
    the answer is 503: it goes on, and the same request finds it later. A network that is too large is refused (413).
    """
    kinds = await run_in_threadpool(types_named, service, type)
    documents = await run_in_threadpool(documents_named, service, document)
    wanted = await run_in_threadpool(asked, service, name, kinds, documents)
    _tagged(response, check_tag(request, service, "measure", lang, wanted, limit, include))
    result = await _waited(service, wanted)
    standings = await run_in_threadpool(told, service, result, lang, limit)
    return MeasureResult(
        measure=MeasureOut.of(explained(name, lang)),
        generation=result.generation,
        types=list(wanted.kinds),
        documents=list(wanted.documents),
        things=len(result.web.things),
        links=len(result.web.shape.links),
        total=len(result.found),
        items=[StandingOut.of(one, with_passages=include == "evidence") for one in standings],
    )


async def _waited(service: QueryService, wanted: Asked) -> Measured:
    """The measure; raises MeasureUnderway where it takes longer than a query may, and goes on."""
    future = asyncio.wrap_future(measured_soon(service, wanted))
    try:
        return await asyncio.wait_for(future, service.timeout)
    except TimeoutError:
        raise MeasureUnderway(seconds=f"{service.timeout:g}") from None


def _tagged(response: Response, tag: str) -> None:
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"
