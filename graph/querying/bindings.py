"""Values for the variables of a query: handed to the engine where it can bind them, written into the text elsewhere."""

import json
import re
from collections.abc import Mapping

from usagraph.graph.querying.syntax import Reading, RefusedQuery, read_query
from usagraph.ontology.terms import is_iri
from usagraph.records import Term

__all__ = ["Binding", "as_message", "bound", "written"]

#: A term, or the IRI of one.
Binding = Term | str

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


def bound(reading: Reading, bindings: Mapping[str, Binding]) -> tuple[Reading, dict[str, Binding]]:
    """The query and the bindings left to the engine.

    The engine binds what the outer SELECT projects, and not in a sub-select that keeps the variable to itself;
    there the variable is written over, token by token, with its term.
    """
    for name in bindings:
        if name not in reading.variables:
            raise RefusedQuery(reason="unused", name=f"?{name}")
    if not bindings:
        return reading, {}
    text = reading.inlined({name: written(value) for name, value in bindings.items()})
    left = {name: value for name, value in bindings.items() if reading.projected is None or name in reading.projected}
    return (reading if text == reading.text else read_query(text)), left


def written(value: Binding) -> str:
    """A term as SPARQL; raises RefusedQuery for an IRI that is none.

    >>> print(written(Term(value='un "mot"', lang="fr")), written("http://example.org/a"))
    "un \\"mot\\""@fr <http://example.org/a>
    """
    term = Term(iri=value) if isinstance(value, str) else value
    if term.value is None:
        if not is_iri(term.iri or ""):
            raise RefusedQuery(reason="iri", name=str(term.iri)[:200])
        return f"<{term.iri}>"
    quoted = json.dumps(term.value, ensure_ascii=False)
    if term.lang:
        if not _LANGUAGE.fullmatch(term.lang):
            raise RefusedQuery(reason="iri", name=term.lang[:200])
        return f"{quoted}@{term.lang}"
    return f"{quoted}^^{written(Term(iri=term.datatype))}" if term.datatype else quoted


def as_message(value: Binding) -> dict[str, str]:
    """The value as it is sent to a worker."""
    if isinstance(value, str):
        return {"iri": value}
    parts = {"iri": value.iri, "value": value.value, "lang": value.lang, "datatype": value.datatype}
    return {name: part for name, part in parts.items() if part is not None}
