"""Conditions on one value, as SPARQL expressions that are true where the value breaks them."""

from collections.abc import Callable

from pyoxigraph import Literal, NamedNode

from usagraph.ontology.shacl.condition import Constraint
from usagraph.ontology.terms import XSD

__all__ = ["value_test"]

#: Datatypes whose values the engine can tell from words that only claim to be such.
_CAST = frozenset(("boolean", "date", "dateTime", "decimal", "double", "float", "gYear", "integer", "time"))
_SIGNS = {"MinInclusive": ">=", "MinExclusive": ">", "MaxInclusive": "<=", "MaxExclusive": "<"}
_KINDS = {
    "IRI": "isIRI({0})",
    "BlankNode": "isBlank({0})",
    "Literal": "isLiteral({0})",
    "BlankNodeOrIRI": "!isLiteral({0})",
    "BlankNodeOrLiteral": "!isIRI({0})",
    "IRIOrLiteral": "!isBlank({0})",
}


def value_test(constraint: Constraint, var: str) -> str:
    """The expression that is true of `var` where it breaks the constraint, and never an error."""
    component = constraint.component.removesuffix("ConstraintComponent")
    return f"!({_TESTS[component](constraint, var)})"


def _datatype(constraint: Constraint, var: str) -> str:
    wanted = constraint.terms[0]
    test = f"isLiteral({var}) && DATATYPE({var}) = {wanted}"
    name = wanted.value.removeprefix(XSD) if isinstance(wanted, NamedNode) else ""
    return f"{test} && COALESCE(isLiteral({wanted}(STR({var}))), false)" if name in _CAST else test


def _node_kind(constraint: Constraint, var: str) -> str:
    return _KINDS[constraint.flag].format(var)


def _min_length(constraint: Constraint, var: str) -> str:
    return f"{constraint.number} = 0 || (!isBlank({var}) && STRLEN(STR({var})) >= {constraint.number})"


def _max_length(constraint: Constraint, var: str) -> str:
    return f"!isBlank({var}) && STRLEN(STR({var})) <= {constraint.number}"


def _pattern(constraint: Constraint, var: str) -> str:
    return f"!isBlank({var}) && REGEX(STR({var}), {constraint.terms[0]}, {Literal(constraint.flag)})"


def _language_in(constraint: Constraint, var: str) -> str:
    ranges = " || ".join(f"LANGMATCHES(LANG({var}), {term})" for term in constraint.terms)
    return f"isLiteral({var}) && LANG({var}) != '' && ({ranges or 'false'})"


def _compared(constraint: Constraint, var: str) -> str:
    sign = _SIGNS[constraint.component.removesuffix("ConstraintComponent")]
    return f"COALESCE({var} {sign} {constraint.terms[0]}, false)"


_TESTS: dict[str, Callable[[Constraint, str], str]] = {
    "Datatype": _datatype,
    "NodeKind": _node_kind,
    "MinLength": _min_length,
    "MaxLength": _max_length,
    "Pattern": _pattern,
    "LanguageIn": _language_in,
    **dict.fromkeys(_SIGNS, _compared),
}
