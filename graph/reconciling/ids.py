"""The id that this service gives a thing: its IRI without what all IRIs begin with."""

from usagraph.ontology.terms import VOC

__all__ = ["id_of", "iri_of"]


def id_of(iri: str, base: str) -> str:
    """The end of the IRI; the whole of it where it does not begin as the others do.

    >>> id_of("https://w3id.org/usagraph/id/policy/x", "https://w3id.org/usagraph")
    'id/policy/x'
    """
    return iri.removeprefix(f"{base}/")


def iri_of(id: str, base: str) -> str:
    """The IRI of an id: `id/type/slug`, `voc/scheme/slug`, `type/slug`, or an IRI already.

    >>> iri_of("legal-text/loi-2002-2", "https://example.org"), iri_of("voc/degree/x", "https://example.org")
    ('https://example.org/id/legal-text/loi-2002-2', 'https://w3id.org/usagraph/voc/degree/x')
    """
    id = id.strip()
    if "://" in id:
        return id
    if id.startswith("voc/"):
        return VOC + id.removeprefix("voc/")
    return f"{base}/id/{id.removeprefix('id/')}"
