"""What is read by address: the documents, their text, their passages, the saved questions and the terms of queries."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from usagraph.api.agents.house import House
from usagraph.api.agents.sourcing import passage_address
from usagraph.errors import WrongUse
from usagraph.graph.export.personal import without_details
from usagraph.graph.queries import names, saved
from usagraph.ontology.load import definitions, labels
from usagraph.ontology.terms import PREFIXES, compact
from usagraph.workspace import Bundle

__all__ = ["PAGE", "TEMPLATES", "Content", "Listed", "listed", "read"]

#: Documents on a page of the list, characters of a text that is read at once, and on each side of a passage.
PAGE, TEXT, AROUND = 100, 50_000, 300

#: The addresses of one of many.
TEMPLATES = (
    "document/{document}",
    "document/{document}/text/{start}-{end}",
    "document/{document}/passage/{start}-{end}",
)

_START = "usagraph://"
_PLACE = re.compile(r"document/(?P<id>[^/]+)(?:/(?P<what>text|passage)/(?P<start>\d{1,12})-(?P<end>\d{1,12}))?")


@dataclass(frozen=True)
class Content:
    """What is read at an address; `more` tells where it goes on, and how long it is in all."""

    text: str
    media_type: str
    more: dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """A resource as it is listed."""

    uri: str
    name: str
    title: str
    description: str
    media_type: str


def listed(house: House, after: str) -> tuple[list[Listed], str | None]:
    """Our own resources, then the documents, those that come after an id; and the id to go on from."""
    ids = [name for name in house.workspace.ids() if name > after]
    documents = [_document(house, Bundle(house.workspace.documents / name)) for name in islice(ids, PAGE)]
    ours = [] if after else [_ours(house, name) for name in ("questions", "terms")]
    return ours + documents, ids[PAGE - 1] if len(ids) > PAGE else None


def read(house: House, uri: str) -> Content:
    """What is at an address; raises UnknownName, or WrongUse where it is none of ours."""
    path = uri.removeprefix(_START)
    if path in _OURS:
        return Content(_OURS[path](house), "application/json", {})
    place = _PLACE.fullmatch(path)
    if not uri.startswith(_START) or place is None:
        raise WrongUse(detail=house.say("errors.resource", uri=uri[:200]))
    bundle = house.workspace.bundle(place["id"])
    whole = without_details(bundle.text)
    start, end = int(place["start"] or 0), int(place["end"] or len(whole))
    if not 0 <= start < end <= len(whole):
        raise WrongUse(detail=house.say("errors.place", uri=uri[:200], characters=len(whole)))
    return _passage(bundle, whole, start, end) if place["what"] == "passage" else _text(bundle, whole, start, end)


def _text(bundle: Bundle, whole: str, start: int, end: int) -> Content:
    until = min(end, start + TEXT)
    more: dict[str, Any] = {"start": start, "end": until, "characters": len(whole)}
    if until < end:
        more["next"] = f"{_START}document/{bundle.id}/text/{until}-{min(end, until + TEXT)}"
    return Content(whole[start:until], "text/plain", more)


def _passage(bundle: Bundle, whole: str, start: int, end: int) -> Content:
    """A passage with what stands around it."""
    until = min(end, start + TEXT)
    told = {
        "document": bundle.id,
        "title": str(bundle.run.get("title", bundle.id)),
        "start": start,
        "end": end,
        "exact": whole[start:until],
        "shortened": until < end,
        "before": whole[max(0, start - AROUND) : start],
        "after": whole[end : end + AROUND],
        "link": passage_address(bundle.id, start, end)[1],
    }
    return Content(json.dumps(told, ensure_ascii=False), "application/json", {})


def _questions(house: House) -> str:
    english = house.lang == "en"
    told = [
        {
            "name": name,
            "title": saved(name).title_en if english else saved(name).title_fr,
            "parameters": {key: words[english] for key, words in saved(name).parameters.items()},
            "query": saved(name).text,
        }
        for name in names()
    ]
    return json.dumps(told, ensure_ascii=False)


def _terms(house: House) -> str:
    """The prefixes, and the classes and properties with what each means."""
    meant = definitions(house.lang)
    terms = {
        compact(iri): {"label": label, **({"definition": meant[iri]} if iri in meant else {})}
        for iri, label in sorted(labels(house.lang).items())
    }
    return json.dumps({"prefixes": PREFIXES, "terms": terms}, ensure_ascii=False)


_OURS: dict[str, Callable[[House], str]] = {"questions": _questions, "terms": _terms}


def _ours(house: House, name: str) -> Listed:
    title, told = house.say(f"resources.{name}.title"), house.say(f"resources.{name}.description")
    return Listed(_START + name, name, title, told, "application/json")


def _document(house: House, bundle: Bundle) -> Listed:
    title = str(bundle.run.get("title", bundle.id))
    told = house.say("resources.document.description", file=str(bundle.run.get("file_name", "")))
    return Listed(f"{_START}document/{bundle.id}", bundle.id, title, told, "text/plain")
