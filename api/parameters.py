"""What is asked of every parameter of the interface for programs: that it is known, in UTF-8, and text that may be read.

A parameter that is not known is refused by its name: a filter that is misspelt would else be no filter at all.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Literal
from urllib.parse import unquote_to_bytes

from fastapi import Depends, Path, Query, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from usagraph.api.problems import Problem, language

__all__ = ["ANY", "Cursor", "DocumentId", "Include", "Kind", "Language", "Limit", "Readable", "Slug", "Strict"]

#: Said by a route (`openapi_extra`) whose parameters depend on what is asked of it, and that looks after them itself.
ANY = {"x-parameters": "any"}
#: Characters of the name of a parameter that are repeated, and of its value.
_SHOWN = 80
#: Characters of a part of an address: no name is longer.
_LONGEST = 2_000
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

AskedLanguage = Annotated[
    Literal["fr", "en"] | None,
    Query(
        title="Language",
        description="Language of the labels and of the problems; by default the Accept-Language header decides",
        examples=["en"],
    ),
]


async def strict(request: Request, lang: AskedLanguage = None) -> None:
    """Raises Problem for a parameter that the route does not know, or that is no text."""
    await readable(request)
    route = request.scope.get("route")
    if not request.scope["query_string"] or not isinstance(route, APIRoute):
        return
    known = _known(route)
    strange = next((name for name, _ in _pairs(request.scope["query_string"]) if known and name not in known), None)
    if strange is not None:
        raise Problem(400, "wrong-use", "unknown-parameter", name=strange[:_SHOWN], known=", ".join(sorted(known)))


async def readable(request: Request) -> None:
    """Raises Problem for a parameter, of the address or of its query, that is no text."""
    for name, value in request.path_params.items():
        if len(str(value)) > _LONGEST:
            raise Problem(400, "wrong-use", "too-long", name=name, limit=_LONGEST)
    for name, value in (*request.path_params.items(), *_pairs(request.scope["query_string"])):
        _check_text(name[:_SHOWN], str(value))


def asked_language(request: Request, response: Response) -> str:
    """The language of the answer, told in its headers."""
    default = request.app.state.settings.lang
    lang = language(request.query_params, request.headers.get("accept-language", ""), default)
    response.headers["Content-Language"] = lang
    response.headers["Vary"] = "Accept, Accept-Language"
    return lang


#: Dependency of every route of the interface for programs.
Strict = Depends(strict)
#: … of the routes of standards, which may be sent more than we know of.
Readable = Depends(readable)
Language = Annotated[str, Depends(asked_language)]
Limit = Annotated[
    int, Query(ge=1, le=1000, title="Limit", description="Most items in the answer, 1 to 1000", examples=[20])
]
Cursor = Annotated[
    str | None,
    Query(
        max_length=2000,
        title="Cursor",
        description="Where to go on: `next` of the page before, as it is. Left out: the first page",
    ),
]
Include = Annotated[
    Literal["evidence", "none"],
    Query(
        title="Include",
        description="evidence: each statement with its passages; none: only how many there are, and where",
        examples=["evidence"],
    ),
]
Kind = Annotated[
    str,
    Path(
        max_length=100,
        title="Type",
        description="Type in the IRI of the thing, or scheme of the concept",
        examples=["action"],
    ),
]
Slug = Annotated[
    str,
    Path(
        max_length=300, title="Name", description="End of the IRI", examples=["valserine-drm-atelier-des-covoitureurs"]
    ),
]
DocumentId = Annotated[
    str,
    Path(
        max_length=300,
        title="Document",
        description="Id of the document, or an unambiguous start of it",
        examples=["fiche-11"],
    ),
]


def _check_text(name: str, value: str) -> None:
    """Raises Problem for a value that is no text; a path comes with U+FFFD for what is not UTF-8 in it."""
    if "\ufffd" in value:
        raise Problem(400, "wrong-use", "parameter-encoding", name=name)
    if _CONTROLS.search(value):
        raise Problem(400, "wrong-use", "control-character", name=name)


def _known(route: APIRoute) -> frozenset[str]:
    """The names of the parameters of a route; none where any may be given."""
    if (route.openapi_extra or {}).get("x-parameters"):
        return frozenset()
    # What the application asks of all its routes is none of the route.
    return frozenset((*_names(route.dependant), "lang"))


def _names(dependant: Dependant) -> Iterator[str]:
    for field in dependant.query_params:
        yield field.alias
    for other in dependant.dependencies:
        yield from _names(other)


def _pairs(query: bytes) -> Iterator[tuple[str, str]]:
    """The names and values of the query of an address; raises Problem for what is not UTF-8."""
    for part in query.split(b"&"):
        if part:
            name, _, value = (unquote_to_bytes(one) for one in part.replace(b"+", b" ").partition(b"="))
            shown = name.decode("utf-8", "replace")
            try:
                yield name.decode(), value.decode()
            except UnicodeDecodeError:
                raise Problem(400, "wrong-use", "parameter-encoding", name=shown[:_SHOWN]) from None
