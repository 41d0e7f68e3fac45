"""A graph that is hard to take away: signs that formats cannot hold, formulas, details, people who must not be named.

The two documents: an interview note, that names everybody, and a charter, that is not for everybody.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.graph.export.contents import Contents
from usagraph.graph.export.exporting import Export, opened_export
from usagraph.graph.export.sieve import Sieve
from usagraph.graph.export.snapshot import Snapshot, opened_snapshot
from usagraph.workspace import Workspace

BASE = "https://w3id.org/usagraph"
SAMPLE = Path(__file__).parent.parent / "sample.trig"
PREFIXES = """@base <https://w3id.org/usagraph/> .
@prefix ug: <https://w3id.org/usagraph/ns#> .
@prefix voc: <https://w3id.org/usagraph/voc/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
TEXT = "« On nous écoute enfin » (directrice de la mobilité, Zoé Exemple), tél. 04 76 00 00 00."
#: What the note states; `{…}` are the places of its passage.
SAID = """
<id/document/entretien-22222222> a ug:SourceDocument ; dct:title "Entretien" ; ug:fileName "Entretien Zoé Exemple.txt" .
<id/verbatim/ecoute> a ug:Verbatim ; skos:prefLabel "On nous écoute enfin"@fr ; ug:containsPersonalData true ;
  ug:attributedTo <id/post/directrice-mobilite> , <id/person/zoe-exemple> .
<id/verbatim/seul> a ug:Verbatim ; skos:prefLabel "Seul"@fr ; ug:attributedTo <id/post/sans-attache> .
<id/verbatim/elus> a ug:Verbatim ; skos:prefLabel "Nous"@fr ; ug:attributedTo <id/post/elus> .
<id/post/directrice-mobilite> a org:Post ; skos:prefLabel "directrice de la mobilité"@fr ; org:postIn <id/directorate/valdore-dmo> .
<id/post/sans-attache> a org:Post ; skos:prefLabel "médiatrice"@fr .
<id/post/elus> a org:Post ; skos:prefLabel "élus délégués"@fr .
<id/person/zoe-exemple> a ug:Person ; skos:prefLabel "Zoé Exemple" .
<id/person/autrice-publiee> a ug:Person ; skos:prefLabel "Une Autrice" .
<id/concept/notion> a skos:Concept ; skos:prefLabel "notion"@fr ; ug:defendedBy <id/person/autrice-publiee> .
<id/person/maire-en-charge> a ug:Person ; skos:prefLabel "Maire Fictive" ; org:holds <id/post/maire> .
<id/person/secrete-holder> a ug:Person ; skos:prefLabel "Charge Secrète" .
<id/action/piege> a ug:Action ; skos:prefLabel "=HYPERLINK(\\"http://x\\")"@fr ; skos:altLabel "+ de bus"@fr , "avec | barre"@fr , "a;b\\nc\\"d"@fr ;
  dct:description "signe \\u0001 interdit, écrire à accueil@example.org"@fr ; ug:ledBy <id/directorate/valdore-dmo> ;
  ug:value -3.5 ; ug:count 12 ; foaf:mbox <mailto:accueil@example.org> .
"""
CLAIMS = """
<id/claim/22222222-0001> a ug:Claim ; rdf:subject <id/verbatim/ecoute> ; rdf:predicate ug:attributedTo ; rdf:object <id/post/directrice-mobilite> ;
  ug:words "directrice" ; ug:passage <id/document/entretien-22222222/passage/0-{end}> ; ug:rule "v@1" ; ug:confidence 0.9 ; ug:status <voc/claim-status/proposed> .
<id/claim/22222222-0002> a ug:Claim ; rdf:subject <id/verbatim/ecoute> ; rdf:predicate ug:attributedTo ; rdf:object <id/person/zoe-exemple> ;
  ug:words "Zoé" ; ug:passage <id/document/entretien-22222222/passage/0-{end}> ; ug:rule "v@1" ; ug:confidence 0.9 ; ug:status <voc/claim-status/proposed> .
<id/claim/22222222-0003> a ug:Claim ; rdf:subject <id/person/zoe-exemple> ; rdf:predicate skos:prefLabel ; rdf:object "Zoé Exemple" ;
  ug:passage <id/document/entretien-22222222/passage/0-{end}> ; ug:rule "v@1" ; ug:confidence 0.9 ; ug:status <voc/claim-status/proposed> .
<id/claim/22222222-0004> a ug:Claim ; rdf:subject <id/action/piege> ; rdf:predicate ug:ledBy ; rdf:object <id/directorate/valdore-dmo> ;
  ug:passage <id/document/entretien-22222222/passage/24-{end}> ; ug:rule "t@1" ; ug:confidence 0.95 ; ug:status <voc/claim-status/accepted> .
<id/decision/22222222-a> a prov:Activity ; prov:used <id/claim/22222222-0004> ; prov:wasAssociatedWith <id/reviewer/relecteur-fictif> .
<id/reviewer/relecteur-fictif> a prov:Agent ; rdfs:label "Relecteur Fictif" .
<id/document/entretien-22222222/passage/0-{end}> a ug:Passage ; ug:inDocument <id/document/entretien-22222222> ; oa:exact "{whole}" ; oa:start 0 ; oa:end {end} .
<id/document/entretien-22222222/passage/24-{end}> a ug:Passage ; ug:inDocument <id/document/entretien-22222222> ; oa:exact "{part}" ; oa:start 24 ; oa:end {end} ;
  ug:section "Entretien avec Mme Exemple" .
"""
CLOSED = """
<id/document/charte-33333333> a ug:SourceDocument ; dct:title "Charte interne" ; ug:accessLevel <voc/access/internal> .
<id/action/reservee> a ug:Action ; skos:prefLabel "Action réservée"@fr ; ug:ledBy <id/directorate/valdore-dmo> .
<id/post/chef> org:heldBy <id/person/secrete-holder> .
"""
CLOSED_CLAIM = """
<id/claim/33333333-0001> a ug:Claim ; rdf:subject <id/action/reservee> ; rdf:predicate ug:ledBy ; rdf:object <id/directorate/valdore-dmo> ;
  ug:passage <id/document/charte-33333333/passage/0-6> ; ug:rule "t@1" ; ug:confidence 0.5 ; ug:status <voc/claim-status/proposed> .
<id/document/charte-33333333/passage/0-6> a ug:Passage ; ug:inDocument <id/document/charte-33333333> ; oa:exact "Charte" ; oa:start 0 ; oa:end 6 .
"""

Opened = Callable[..., AbstractContextManager[Export]]


def trig(*, closed: bool) -> str:
    """The two documents, or the first alone, as TriG."""
    evidence = CLAIMS.format(end=len(TEXT), whole=TEXT, part=TEXT[24:])
    graphs = [("entretien-22222222", SAID), ("entretien-22222222/evidence", evidence)]
    if closed:
        graphs += [("charte-33333333", CLOSED), ("charte-33333333/evidence", CLOSED_CLAIM)]
    default = SAID + (CLOSED if closed else "")
    return PREFIXES + default + "".join(f"<graph/{name}> {{ {said} }}\n" for name, said in graphs)


def filled(root: Path, *texts: str) -> Workspace:
    """A workspace whose one generation holds the sample and some more."""
    (root / "store").mkdir()
    live = ox.Store(str(root / "store" / "live"))
    live.load(path=str(SAMPLE))
    for text in texts:
        live.load(text.encode(), format=ox.RdfFormat.TRIG)
    live.flush()
    (root / "store" / "generations").mkdir()
    live.backup(str(root / "store" / "generations" / "1"))
    return Workspace(root)


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The workspace of the two documents, beside the sample."""
    return filled(tmp_path_factory.mktemp("hard"), trig(closed=True))


@pytest.fixture(scope="session")
def open_hard(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The workspace of the interview alone, beside the sample: nothing in it is closed."""
    return filled(tmp_path_factory.mktemp("open"), trig(closed=False))


@pytest.fixture
def snapshot(hard: Workspace) -> Iterator[Snapshot]:
    """The snapshot of the two documents."""
    with opened_snapshot(hard, BASE) as made:
        yield made


@pytest.fixture
def public(snapshot: Snapshot) -> Contents:
    """The public edition of the two documents."""
    return Contents(snapshot, Sieve(snapshot, "public"))


@pytest.fixture
def internal(snapshot: Snapshot) -> Contents:
    """The internal edition of the two documents."""
    return Contents(snapshot, Sieve(snapshot, "internal"))


@pytest.fixture
def exported(open_hard: Workspace, tmp_path: Path) -> Callable[..., Path]:
    """Writes an export of the interview, and gives back its file."""
    from usagraph.graph.export.formats import format_named

    def write(name: str, **how: object) -> Path:
        form = format_named(name)
        path = tmp_path / f"export-{how.get('edition', 'public')}.{form.suffix}"
        with opened_export(open_hard, BASE, **how) as export, path.open("wb") as output:  # type: ignore[arg-type]
            export.write(form, output)
        return path

    return write
