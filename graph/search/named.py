"""How things are called in the graph: every name of each, with its classes and its acronyms."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice

from usagraph.graph.reading.kinds import is_shown, kind_of, local_part
from usagraph.graph.reading.things import Node
from usagraph.ontology.terms import DCT, NS, RDFS, SKOS, VOC
from usagraph.textview import fold

__all__ = ["Name", "Row", "Select", "Thing", "rows_of", "thing_of"]

#: The rows of a SELECT, as lexical forms by variable; an unbound variable is absent.
Select = Callable[[str], Iterable[Mapping[str, str]]]
#: IRI, what is told of it, the words, and their language or their graph.
Row = tuple[str, str, str, str]

#: What is told of a thing, beside the relations that name it.
TYPE, STEP, SCOPE = "type", "step", "scope"
ACRONYM = NS + "acronym"
PREFERRED = (STEP, SKOS + "prefLabel", DCT + "title", RDFS + "label")
#: Things looked up in one query.
_TOGETHER = 1_000

_LABELS = """SELECT ?thing ?told ?words (LANG(?words) AS ?more) {{
  {some} VALUES ?told {{ skos:prefLabel dct:title rdfs:label skos:altLabel ug:acronym }} ?thing ?told ?words {ours}
}}"""
_TYPES = 'SELECT ?thing ("type" AS ?told) (STR(?class) AS ?words) {{ {some} ?thing a ?class {ours} }}'
# A step has no name of its own in any document: its stage and degree say which it is.
_STEPS = """SELECT ?thing ("step" AS ?told) (IF(BOUND(?stage), CONCAT(?stage, " : ", ?degree), STR(?degree)) AS ?words) {{
  {some} ?thing a ug:ParticipationStep ; ug:degree/skos:prefLabel ?degree FILTER(LANG(?degree) = "fr")
  OPTIONAL {{ ?thing ug:stage/skos:prefLabel ?stage FILTER(LANG(?stage) = "fr") }} {ours}
}}"""
_SCOPES = """SELECT ?thing ("scope" AS ?told) ?words (STR(?graph) AS ?more) {{
  {some} GRAPH ?graph {{ ?thing ug:acronym ?words }} {ours}
}}"""
_QUERIES = (_TYPES, _LABELS, _STEPS, _SCOPES)


@dataclass(frozen=True)
class Name:
    """One of the names of a thing; `searched` where a document or the reference data give it."""

    words: str
    searched: bool = True


@dataclass(frozen=True)
class Thing:
    """A thing with all its names, the label first; for each acronym, the documents that give it (empty where others do)."""

    node: Node
    names: tuple[Name, ...]
    acronyms: tuple[tuple[str, str], ...] = ()

    @property
    def sort(self) -> str:
        """What lists are sorted by."""
        return fold(self.node.label)


def rows_of(select: Select, base: str, things: Collection[str] | None = None) -> Iterator[Row]:
    """What is told of some things, of all where it is None, in no order."""
    for query in _QUERIES:
        for some, ours in _parts(base, things):
            for row in select(query.format(some=some, ours=ours)):
                if is_shown(row["thing"]) and row.get("words"):
                    yield row["thing"], row["told"], row["words"], row.get("more", "")


def thing_of(iri: str, rows: Iterable[Row]) -> Thing | None:
    """The thing that some rows tell of; None where nothing but its acronym stands anywhere."""
    told = {told: list(several) for told, several in groupby(sorted(rows, key=lambda row: row[1:]), lambda row: row[1])}
    if not told.keys() - {SCOPE}:
        return None
    types = [words for _, _, words, _ in told.pop(TYPE, [])]
    scopes = tuple(dict.fromkeys((words, _document(graph)) for _, _, words, graph in told.pop(SCOPE, [])))
    label = _label(iri, told)
    acronyms = sorted(row[2] for row in told.get(ACRONYM, []))
    others = sorted({row[2] for several in told.values() for row in several} - {label, *acronyms})
    node = Node(iri, kind_of(iri, types), label, acronyms[0] if acronyms else None)
    # What is a scheme of concepts, or has no name of its own, is not looked for.
    searched = bool(node.kind) and STEP not in told and any(told.values())
    return Thing(node, tuple(Name(words, searched) for words in dict.fromkeys((label, *acronyms, *others))), scopes)


def _parts(base: str, things: Collection[str] | None) -> Iterator[tuple[str, str]]:
    """The things looked up by each query, as what comes first in it, and what comes last."""
    if things is None:
        yield "", f'FILTER(STRSTARTS(STR(?thing), "{base}/id/") || STRSTARTS(STR(?thing), "{VOC}"))'
        return
    ours = iter(sorted(iri for iri in things if iri.startswith((f"{base}/id/", VOC)) and is_shown(iri)))
    while some := list(islice(ours, _TOGETHER)):
        yield f"VALUES ?thing {{ {' '.join(f'<{iri}>' for iri in some)} }}", ""


def _document(graph: str) -> str:
    """The id of the document whose graph this is; empty for reference data and vocabularies."""
    name = graph.rpartition("/graph/")[2]
    return "" if name in ("reference", "vocabularies", "inferred", "ontology") else name


def _label(iri: str, told: Mapping[str, list[Row]]) -> str:
    """The French label, else the English one, else any, else the end of the IRI."""
    order = {"fr": 0, "en": 1, "": 2}
    choices = [
        (PREFERRED.index(name), order.get(lang, 3), words)
        for name in PREFERRED
        for _, _, words, lang in told.get(name, [])
    ]
    return min(choices)[2] if choices else local_part(iri)
