"""The rules that derive statements from others: one SPARQL CONSTRUCT a file, in `rules/`.

Together they give what OWL gives for the axioms of the ontology, save those of `LEFT_OUT`. They always end: a rule
makes no term of its own, so what can be derived from a graph is finite, and a rule that would make one is refused.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from usagraph.errors import BrokenRule
from usagraph.ontology.known import UnknownTerm, is_unknown, known_terms
from usagraph.ontology.terms import RDFS, compact

__all__ = ["LEFT_OUT", "Pattern", "Rule", "read_rule", "rules"]

FOLDER = Path(__file__).parent / "rules"
#: Axioms of the ontology from which a reasoner draws types, and the rules draw nothing: one wrong relation in a document
#: would make its ends what they are not, and the shapes would find nothing to say of them.
LEFT_OUT = (RDFS + "domain", RDFS + "range")

#: Subject, predicate and object as SPARQL writes them: `?name`, `<iri>` or a literal.
Pattern = tuple[str, str, str]

_PARTS = re.compile(
    r"#(?P<french>[^\n]*)\n#(?P<english>[^\n]*)\n"
    r"(?P<prefixes>(?:PREFIX[^\n]*\n)*)"
    r"CONSTRUCT \{(?P<head>[^{}]*)\}\s*"
    r"WHERE \{\s*(?P<given>(?:(?:GRAPH \?ontology|VALUES \?\w+) \{[^{}]*\}\s*)*)(?P<body>[^{}]*)\}\s*"
)
_SHAPE = "# … # … PREFIX … CONSTRUCT { … } WHERE { GRAPH ?ontology { … } VALUES ?x { … } … }"
_PREFIX = re.compile(r"PREFIX\s+(?P<name>\w*):\s*<(?P<namespace>[^>]*)>")
_NAMED = re.compile(r"<(?P<iri>[^<>]*)>|(?P<prefix>\b\w+):(?P<name>\w[\w-]*)")
_VARIABLE = re.compile(r"\?(\w+)")
#: A pattern is read as Turtle, where a variable stands as an IRI of this scheme.
_SCHEME = "variable:"


@dataclass(frozen=True)
class Rule:
    """A CONSTRUCT query with its titles: the statement `head`, wherever all those of `body` hold.

    `given` is the query that gives some variables their values before any statement is read: from the axioms of the
    ontology, or a list. It is empty where every variable is found in the body.
    """

    name: str
    title_fr: str
    title_en: str
    query: str
    given: str
    head: Pattern
    body: tuple[Pattern, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in order of name; raises BrokenRule."""
    return tuple(read_rule(path) for path in sorted(FOLDER.glob("*.rq"), key=lambda path: path.stem))


def read_rule(path: Path) -> Rule:
    """The rule in a file; raises BrokenRule where it is more than patterns, makes a term that it did not find, or names
    one that no file defines."""
    query = path.read_text(encoding="utf-8")
    parts = _PARTS.fullmatch(query)
    if parts is None:
        raise BrokenRule(where=path.name, detail=f"≠ {_SHAPE}")
    heads, body = (_patterns(path, parts, name) for name in ("head", "body"))
    _refuse_unknown(path, query)
    made = _variables(heads) - _variables(body) - set(_VARIABLE.findall(parts["given"]))
    if made or len(heads) != 1 or not body:
        detail = " ".join(f"?{name} ∉ WHERE" for name in sorted(made)) or f"{len(heads)} ⇐ {len(body)}"
        raise BrokenRule(where=path.name, detail=detail)
    given = f"{parts['prefixes']}SELECT DISTINCT * {{ {parts['given']} }}" if parts["given"] else ""
    return Rule(path.stem, parts["french"].strip(), parts["english"].strip(), query, given, heads[0], body)


def _patterns(path: Path, parts: re.Match[str], name: str) -> tuple[Pattern, ...]:
    """The triple patterns in a part of a query."""
    text = parts[name].rstrip()
    stop = "" if text.endswith(".") or not text else " ."
    # Each line where it is in the file, for the errors.
    lines = parts.string.count("\n", parts.end("prefixes"), parts.start(name))
    turtle = "\n\n" + parts["prefixes"] + "\n" * lines + _VARIABLE.sub(rf"<{_SCHEME}\1>", text) + stop
    try:
        return tuple(_pattern(path, quad.triple) for quad in parse(turtle, format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise BrokenRule(where=f"{path.name}:{error.lineno}", detail=text.strip()) from None


def _refuse_unknown(path: Path, query: str) -> None:
    """Raises UnknownTerm for the first term that the ontology should know, and does not."""
    prefixes = {found["name"]: found["namespace"] for found in _PREFIX.finditer(query)}
    for number, line in enumerate(query.splitlines(), 1):
        if line.startswith(("#", "PREFIX")):
            continue
        for found in _NAMED.finditer(line):
            iri = found["iri"] or prefixes.get(found["prefix"], "") + (found["name"] or "")
            if is_unknown(iri, known_terms()):
                raise UnknownTerm(where=f"{path.name}:{number}", name=compact(iri), detail=compact(iri))


def _pattern(path: Path, triple: Triple) -> Pattern:
    if not isinstance(triple.subject, NamedNode):
        raise BrokenRule(where=path.name, detail=f"{triple.subject} ∉ ?x, <iri>")
    subject, predicate, object_ = (str(term).replace(f"<{_SCHEME}", "?") for term in triple)
    return _bare(subject), _bare(predicate), _bare(object_)


def _bare(term: str) -> str:
    return term.removesuffix(">") if term.startswith("?") else term


def _variables(patterns: Iterable[Pattern]) -> set[str]:
    return {term[1:] for pattern in patterns for term in pattern if term.startswith("?")}
