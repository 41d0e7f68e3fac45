"""Names of the ontology as plain strings: namespaces, and the ways to build a name in each.

No RDF library is imported here, so that every part can name a term at no cost.
"""

import re

__all__ = [
    "BASE",
    "CITO",
    "DCT",
    "ELI",
    "FOAF",
    "NS",
    "OA",
    "ORG",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SDO",
    "SKOS",
    "VOC",
    "XSD",
    "compact",
    "concept",
    "expand",
    "is_iri",
    "ug",
]

NS = "https://w3id.org/usagraph/ns#"
VOC = "https://w3id.org/usagraph/voc/"
BASE = "https://w3id.org/usagraph"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
ELI = "http://data.europa.eu/eli/ontology#"
CITO = "http://purl.org/spar/cito/"
SDO = "https://schema.org/"

#: Prefixes offered to every query, in the order a reader would look for them.
PREFIXES = {
    "ug": NS,
    "voc": VOC,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dct": DCT,
    "foaf": FOAF,
    "org": ORG,
    "prov": PROV,
    "oa": OA,
    "eli": ELI,
    "cito": CITO,
    "sdo": SDO,
}

#: RFC 3987, as far as the grammar of SPARQL checks it.
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*')


def ug(name: str) -> str:
    """The IRI of a class or property of the ontology.

    >>> ug("hasStep")
    'https://w3id.org/usagraph/ns#hasStep'
    """
    return NS + name


def concept(scheme: str, slug: str) -> str:
    """The IRI of a concept of one of the schemes.

    >>> concept("degree", "consultation")
    'https://w3id.org/usagraph/voc/degree/consultation'
    """
    return f"{VOC}{scheme}/{slug}"


def compact(iri: str) -> str:
    """The prefixed name of `iri`, or `iri` itself where no prefix fits.

    >>> compact("https://w3id.org/usagraph/ns#Action")
    'ug:Action'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(name: str) -> str:
    """The IRI of a prefixed name; what is none, as it is.

    >>> expand("ug:ledBy"), expand("urn:x"), expand("http://one.org")
    ('https://w3id.org/usagraph/ns#ledBy', 'urn:x', 'http://one.org')
    """
    prefix, colon, rest = name.partition(":")
    return PREFIXES[prefix] + rest if colon and rest and not rest.startswith("//") and prefix in PREFIXES else name


def is_iri(text: str) -> bool:
    """Whether `text` may stand between < and > in SPARQL: a scheme, then no sign that an IRI cannot hold.

    >>> is_iri("urn:x"), is_iri("x"), is_iri('http://one.org/"}')
    (True, False, False)
    """
    return _IRI.fullmatch(text) is not None
