"""The columns of the matrix of blanks: what is looked for, degree by degree, stage by stage or audience by audience."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from usagraph.graph.listing.practices import Practice
from usagraph.graph.reading.entities import Node
from usagraph.ontology.terms import VOC, concept
from usagraph.ontology.vocabulary import concepts
from usagraph.visualisations.spoken import spoken
from usagraph.visualisations.style import style
from usagraph.visualisations.words import clean, shorten, words

__all__ = ["COLUMNS", "OTHERS", "UNSAID", "Column", "columns_of", "offered", "tail", "within"]

#: What the address calls the columns, with their field and matter.
COLUMNS = {"degre": ("degrees", "degree"), "stade": ("stages", "stage"), "public": ("publics", "audience")}
#: Stands for no value: no document says it. And for the values that have no column of their own.
UNSAID, OTHERS = "-", "autres"
#: Audiences that have a column, and that a list offers.
AUDIENCES, OFFERED = 7, 200
_HEADING = 60


@dataclass(frozen=True)
class Column:
    """A value that is looked for; `degree` where it is one of the scale, `iri` empty for what no document says."""

    key: str
    label: str
    iri: str = ""
    degree: str = ""

    @property
    def place(self) -> str:
        """What tells it from the other columns."""
        return self.iri or self.key


def columns_of(practices: Sequence[Practice], against: str, lang: str) -> tuple[Column, ...]:
    """The columns of a key of COLUMNS: its values, those that have no column of their own, and what no document says."""
    own = _columns(practices, against, lang)
    rest = _rest(practices, against, {one.iri for one in own}, lang)
    return (*own, *rest, Column(UNSAID, words(lang)(f"gaps.unsaid_{against}")))


def offered(practices: Sequence[Practice], against: str, lang: str) -> Mapping[str, tuple[Column, ...]]:
    """The values that the matrix may be narrowed to, by key of COLUMNS: of what its columns are not."""
    return {
        key: tuple(_sorted(_audiences(practices, lang)[:OFFERED]))
        if key == "public"
        else _columns(practices, key, lang)
        for key in COLUMNS
        if key != against
    }


def within(practices: Iterable[Practice], only: Mapping[str, str]) -> list[Practice]:
    """The practices that have the value of each key of COLUMNS in `only`."""
    asked = {COLUMNS[key][0]: value for key, value in only.items()}
    return [one for one in practices if all(v in _keys(getattr(one, field)) for field, v in asked.items())]


def _keys(nodes: Iterable[Node]) -> set[str]:
    """How addresses call them: a concept by its name alone."""
    return {tail(node.iri) for node in nodes} | {tail(node.iri).rpartition("/")[2] for node in nodes}


def _sorted(columns: Iterable[Column]) -> list[Column]:
    return sorted(columns, key=lambda one: one.label.casefold())


def tail(iri: str) -> str:
    """What an address calls a thing: the end of its IRI, its kind first.

    >>> tail("https://w3id.org/usagraph/id/directorate/dau"), tail("https://w3id.org/usagraph/voc/degree/consultation")
    ('directorate/dau', 'degree/consultation')
    """
    return iri.removeprefix(VOC) if iri.startswith(VOC) else iri.partition("/id/")[2]


def _columns(practices: Sequence[Practice], against: str, lang: str) -> tuple[Column, ...]:
    if against == "degre":
        return tuple(
            Column(name, one.names[lang], concept("degree", name), name) for name, one in style().degrees.items()
        )
    if against == "stade":
        return tuple(Column(one.slug, one.pref[lang], one.iri) for one in concepts("stage"))
    return tuple(_audiences(practices, lang)[:AUDIENCES])


def _audiences(practices: Sequence[Practice], lang: str) -> list[Column]:
    """The audiences, those of most actions first."""
    counts = _publics(practices)
    first = sorted(counts, key=lambda node: (-len(counts[node]), node.label.casefold(), node.iri))
    return [Column(tail(n.iri), shorten(clean(spoken(n, lang).label), _HEADING), n.iri) for n in first]


def _publics(practices: Sequence[Practice]) -> dict[Node, set[str]]:
    """The actions of each audience."""
    found: dict[Node, set[str]] = defaultdict(set)
    for one in practices:
        for node in one.publics:
            found[node].add(one.action.iri)
    return found


def _rest(practices: Sequence[Practice], against: str, own: Collection[str], lang: str) -> Iterator[Column]:
    """The column of the audiences that have none of their own, where there are any."""
    left = sum(node.iri not in own for node in _publics(practices)) if against == "public" else 0
    if left:
        yield Column(OTHERS, words(lang)("gaps.other_publics", count=left))
