"""The page of the ontology, made from the Turtle files, the rules and the shapes: served, or as one file."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from markupsafe import Markup

from usagraph.ontology.load import files, ontology_files
from usagraph.ontology.shacl.shape import shape_files
from usagraph.ontology.terms import DCT, NS, OWL, SKOS
from usagraph.textview import fold
from usagraph.visualisations.links import address
from usagraph.visualisations.ontology.checks import RuleEntry, ShapeEntry, rule_entries, shape_entries
from usagraph.visualisations.ontology.drawing import Drawing, Link, drawings, links
from usagraph.visualisations.ontology.entry import DEFINITIONS, NOTES, Entry, other
from usagraph.visualisations.ontology.schemes import DegreeTable, Scheme, Schemes
from usagraph.visualisations.ontology.term_names import LABELS, ONTOLOGY, Names
from usagraph.visualisations.ontology.terms import Branch, Terms
from usagraph.visualisations.ontology.triples import Triples
from usagraph.visualisations.policy import policy
from usagraph.visualisations.templating import STATIC, TEMPLATES, render
from usagraph.visualisations.words import words

__all__ = ["FILES", "OntologyPage", "file_html", "ontology_page", "served_html"]

VANN = "http://purl.org/vocab/vann/"
#: The page as files, in `docs/`, by language.
FILES = {"fr": "ontology.html", "en": "ontology.en.html"}
#: What the page can be downloaded as: the end of the address, and the name of the format.
FORMATS = (("ttl", "Turtle"), ("jsonld", "JSON-LD"), ("nt", "N-Triples"), ("rdf", "RDF/XML"))
STYLES = ("usagraph.css", "ontology.css")
SCRIPTS = ("ontology.js",)


@dataclass(frozen=True)
class About:
    """What the ontology says of itself."""

    iri: str
    namespace: str
    prefix: str
    title: str
    description: str
    version: str
    version_iri: str
    licence: str
    creator: str
    date: str
    citation: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class OntologyPage:
    """All that the page shows, in the language `lang`."""

    lang: str
    about: About
    drawings: tuple[Drawing, Drawing]
    links: tuple[Link, ...]
    tree: tuple[Branch, ...]
    classes: tuple[Entry, ...]
    relations: tuple[Entry, ...]
    attributes: tuple[Entry, ...]
    degrees: DegreeTable
    schemes: tuple[Scheme, ...]
    rules: tuple[RuleEntry, ...]
    shapes: tuple[ShapeEntry, ...]
    deprecated: tuple[Entry, ...]
    index: tuple[tuple[str, tuple[tuple[Entry, str], ...]], ...]

    @property
    def concepts(self) -> int:
        """How many concepts the vocabularies hold."""
        return sum(len(scheme.concepts) for scheme in self.schemes)


@cache
def ontology_page(lang: str) -> OntologyPage:
    """The page in `lang`, from the files of the ontology as they are."""
    triples = Triples(files())
    names = Names(triples, lang)
    terms, schemes = Terms(triples, names), Schemes(triples, names)
    classes, relations, attributes = terms.classes(), terms.properties("relation"), terms.properties("attribute")
    vocabularies = schemes.all()
    entries = [*classes, *relations, *attributes, *(one for scheme in vocabularies for one in scheme.concepts)]
    return OntologyPage(
        lang=lang,
        about=_about(triples, lang),
        drawings=drawings(names),
        links=tuple(links(names)),
        tree=terms.tree(),
        classes=tuple(classes),
        relations=tuple(relations),
        attributes=tuple(attributes),
        degrees=schemes.degrees(),
        schemes=tuple(vocabularies),
        rules=tuple(rule_entries(names, [*terms.class_iris, *terms.property_iris])),
        shapes=tuple(shape_entries(shape_files(), names)),
        deprecated=tuple(one for one in entries if one.deprecated),
        index=_index(
            entries, {each.anchor: one.entry.ref.label for one in vocabularies for each in one.concepts}, lang
        ),
    )


@cache
def served_html(lang: str) -> str:
    """The page of the service."""
    away = other(lang)
    downloads = [(name, f"/ontologie.{end}") for end, name in FORMATS]
    return render(
        "ontology.html",
        lang,
        frame="base.html",
        served=True,
        here="ontology",
        other_language=address("/ontologie", away),
        **_content(lang, downloads),
    )


def file_html(lang: str) -> str:
    """The page as one file, which makes no request."""
    styles, scripts = _texts(STYLES), _texts(SCRIPTS)
    downloads = [(path.name, f"../ontology/{path.name}") for path in ontology_files()]
    return render(
        "ontology.html",
        lang,
        frame="ontology_file.html",
        served=False,
        other_language=FILES[other(lang)],
        styles=[Markup(text) for text in styles],  # noqa: S704 our own files
        scripts=[Markup(text) for text in scripts],  # noqa: S704 the same
        policy=policy(scripts, styles),
        **_content(lang, downloads),
    )


def _content(lang: str, downloads: list[tuple[str, str]]) -> dict[str, object]:
    example = (TEMPLATES / "ontology_example.trig").read_text(encoding="utf-8")
    return {"page": ontology_page(lang), "away": other(lang), "downloads": downloads, "example": example.strip()}


def _about(triples: Triples, lang: str) -> About:
    licences = triples.resources(ONTOLOGY, DCT + "license")
    versions = triples.resources(ONTOLOGY, OWL + "versionIRI")
    return About(
        iri=ONTOLOGY,
        namespace=NS,
        prefix=triples.text(ONTOLOGY, lang, VANN + "preferredNamespacePrefix"),
        title=triples.text(ONTOLOGY, lang, *LABELS),
        description=triples.text(ONTOLOGY, lang, *DEFINITIONS),
        version=triples.text(ONTOLOGY, lang, OWL + "versionInfo"),
        version_iri=versions[0] if versions else ONTOLOGY,
        licence=licences[0] if licences else "",
        creator=_creator(triples, lang),
        date=triples.text(ONTOLOGY, lang, DCT + "modified", DCT + "issued", DCT + "created"),
        citation=triples.text(ONTOLOGY, lang, DCT + "bibliographicCitation"),
        notes=tuple(triples.texts(ONTOLOGY, lang, *NOTES, SKOS + "historyNote")),
    )


def _creator(triples: Triples, lang: str) -> str:
    named = [triples.text(one, lang, *LABELS) for one in triples.resources(ONTOLOGY, DCT + "creator")]
    return triples.text(ONTOLOGY, lang, DCT + "creator") or ", ".join(filter(None, named)) or words(lang)("site.name")


def _index(
    entries: Iterable[Entry], schemes: dict[str, str], lang: str
) -> tuple[tuple[str, tuple[tuple[Entry, str], ...]], ...]:
    """The terms under the letters that their labels begin with, each with its kind, or the vocabulary it is in."""
    ranked = sorted(entries, key=lambda one: (fold(one.ref.label), one.ref.iri))
    say = words(lang)
    placed = [(one, schemes.get(one.anchor) or say(f"ontology.kind_{one.kind}")) for one in ranked]
    return tuple((letter, tuple(run)) for letter, run in groupby(placed, key=lambda pair: _letter(pair[0])))


def _letter(entry: Entry) -> str:
    first = fold(entry.ref.label)[:1].upper()
    return first if first.isalpha() else "#"


def _texts(names: Iterable[str]) -> list[str]:
    return [(STATIC / name).read_text(encoding="utf-8") for name in names]
