"""The named graphs: which are documents', and which are nobody's."""

__all__ = ["NO_DOCUMENT", "document_of"]

_GRAPHS = "/graph/"
#: What is given, what follows, and what people decide: no document says it.
NO_DOCUMENT = frozenset(("reference", "inferred", "ontology", "vocabularies", "curation"))


def document_of(graph: str) -> str:
    """The id of the document whose statements a graph holds; empty where it is another, or holds evidence.

    >>> document_of("https://w3id.org/usagraph/graph/note-1234abcd"), document_of("https://w3id.org/usagraph/graph/reference")
    ('note-1234abcd', '')
    """
    name = graph.partition(_GRAPHS)[2]
    return "" if name in NO_DOCUMENT or "/" in name else name
