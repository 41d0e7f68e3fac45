"""How two things are linked."""

from typing import Annotated

from fastapi import APIRouter, Query

from usagraph.api.deps import Fresh, ServiceDep, WorkspaceDep
from usagraph.api.parameters import Include, Language
from usagraph.api.rest.filters import Documents, Types, documents_named, thing_named, types_named
from usagraph.api.rest.networks import PathList, PathOut
from usagraph.graph.reading.paths import paths
from usagraph.graph.reading.relabelling import labelled

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/paths", tags=["Networks"], dependencies=[Fresh])

Source = Annotated[
    str,
    Query(
        max_length=300,
        title="Source",
        description="Where the paths begin: IRI, or type/name",
        examples=["directorate/valserine-drm"],
    ),
]
Target = Annotated[
    str,
    Query(
        max_length=300,
        title="Target",
        description="Where the paths end: IRI, or type/name",
        examples=["degree/concertation"],
    ),
]


@router.get("", summary="The shortest paths between two entities")
def shortest_paths(
    service: ServiceDep,
    workspace: WorkspaceDep,
    lang: Language,
    source: Source,
    target: Target,
    longest: Annotated[
        int, Query(ge=1, le=8, title="Longest", description="Most statements on a path", examples=[4])
    ] = 6,
    limit: Annotated[int, Query(ge=1, le=50, title="Limit", description="Most paths in the answer", examples=[3])] = 5,
    type: Types = None,
    document: Documents = None,
    include: Include = "evidence",
) -> PathList:
    """The shortest ways from one to the other, by statements that passages say, each with its passages.

    They go through concepts and documents only where there is no other way. None where nothing links the two.
    """
    ends = (
        thing_named(service, workspace, "source", source),
        thing_named(service, workspace, "target", target),
    )
    documents = documents_named(service, document)
    kinds = types_named(service, type)
    found = paths(service, *ends, longest=longest, most=limit, kinds=kinds, documents=documents)
    shown = [PathOut.of(path, told=include == "evidence") for path in labelled(service, found, lang)]
    return PathList(items=shown, total=len(shown), length=shown[0].length if shown else None)
