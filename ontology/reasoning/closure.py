"""What can be found wrong without a reasoner: the plain consequences of the statements, and where they clash.

Sound: a clash found here is one. Incomplete: nothing found proves nothing; classes described by negation, by number or
by "all values", and reasoning by cases beyond unions, are left to HermiT. It takes milliseconds and needs no Java, and
each consequence remembers what it was drawn from.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from usagraph.ontology.reasoning.axioms import Schema, owl, rdfs
from usagraph.ontology.statement import NUMBERS, TYPE, Node, Statement, ill_formed
from usagraph.ontology.terms import OWL, RDF, RDFS, XSD

__all__ = ["Clash", "Closure"]


_SUBPROPERTY, _DOMAIN, _RANGE = map(rdfs, ("subPropertyOf", "domain", "range"))
_SAME_PROPERTY, _SAME, _DIFFERENT = map(owl, ("equivalentProperty", "sameAs", "differentFrom"))
_DISJOINT, _INVERSE, _NOTHING = map(owl, ("disjointWith", "inverseOf", "Nothing"))
_ALL_OF, _ONE_OF, _ON, _HAS = map(owl, ("intersectionOf", "unionOf", "onProperty", "hasValue"))
_SYMMETRIC, _FUNCTIONAL = map(owl, ("SymmetricProperty", "FunctionalProperty"))
_LANGUAGE = tuple(f"<{namespace}" for namespace in (OWL, RDF, RDFS))
#: Datatypes that share no value; two numbers of different datatypes may be the same.
_FAMILIES = {XSD + name: name for name in ("string", "boolean", "dateTime", "double", "float")} | dict.fromkeys(
    NUMBERS, "number"
)
_FAMILIES[RDF + "langString"] = "langString"


@dataclass(frozen=True)
class Step:
    """How something is known: the consequences it is drawn from, and the statements that draw it."""

    premises: tuple[ox.Triple, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Clash:
    """A contradiction about `thing`. `kind`: disjoint (with the two `classes`), nothing, union, values or datatype.

    `statements` are those it follows from, the ones a reader needs first coming first.
    """

    kind: str
    thing: Node
    classes: tuple[Node, ...]
    statements: tuple[Statement, ...]


class Closure:
    """The consequences of `statements`, and the clashes among them."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        given = list(statements)
        self.clashes: list[Clash] = []
        self._told: set[tuple[Node, frozenset[Statement]]] = set()
        self._schema = Schema(given)
        self._proof: dict[ox.Triple, Step] = {}
        self._rank: dict[ox.Triple, int] = {}
        self._todo: deque[ox.Triple] = deque()
        self._out: dict[tuple[object, object], list[ox.Triple]] = defaultdict(list)
        self._into: dict[tuple[object, object], list[ox.Triple]] = defaultdict(list)
        for statement in given:
            for triple in statement.triples:
                if _is_fact(triple):
                    self._add(triple, (), statement)
        self._run()

    def _run(self) -> None:
        self._drain()
        while self._open_unions():
            self._drain()

    def _drain(self) -> None:
        while self._todo:
            triple = self._todo.popleft()
            if triple.predicate == TYPE:
                self._member(triple)
            else:
                self._link(triple)

    def _add(self, triple: ox.Triple, premises: tuple[ox.Triple, ...], *statements: Statement) -> None:
        if triple not in self._proof:
            self._rank[triple] = len(self._proof)
            self._proof[triple] = Step(premises, statements)
            self._out[triple.subject, triple.predicate].append(triple)
            self._into[triple.object, triple.predicate].append(triple)
            self._todo.append(triple)

    def _put(self, s: object, p: object, o: object, premises: tuple[ox.Triple, ...], *by: Statement) -> None:
        if isinstance(s, ox.NamedNode | ox.BlankNode) and isinstance(p, ox.NamedNode):
            self._add(ox.Triple(s, p, o), premises, *by)  # type: ignore[arg-type]

    def _clash(self, kind: str, thing: object, classes: Iterable[Node], step: Step) -> None:
        assert isinstance(thing, ox.NamedNode | ox.BlankNode)  # noqa: S101 - a literal is the object of nothing
        support = self._support(step)
        # Two disjoint classes meet twice, once from each side.
        if (thing, frozenset(support)) not in self._told:
            self._told.add((thing, frozenset(support)))
            self.clashes.append(Clash(kind, thing, tuple(classes), support))

    def _support(self, step: Step) -> tuple[Statement, ...]:
        """The statements a step rests on, those of a premise before what is drawn from it."""
        needed: set[ox.Triple] = set()
        todo = list(step.premises)
        while todo:
            premise = todo.pop()
            if premise not in needed:
                needed.add(premise)
                todo.extend(self._proof[premise].premises)
        # What was drawn later was drawn from what came before.
        steps = [*(self._proof[premise] for premise in sorted(needed, key=self._rank.__getitem__)), step]
        return tuple(dict.fromkeys(statement for here in steps for statement in here.statements))

    def _member(self, triple: ox.Triple) -> None:
        thing, kind = triple.subject, triple.object
        if not isinstance(kind, ox.NamedNode | ox.BlankNode):
            return
        for parent, statement in self._schema.supers(kind):
            self._put(thing, TYPE, parent, (triple,), statement)
        for part in self._schema.listed(kind, _ALL_OF):
            self._put(thing, TYPE, part, (triple,))
        value = self._schema.part(kind, _HAS)
        if value is not None:
            self._put(thing, self._schema.part(kind, _ON), value, (triple,))
        for same in self._out[thing, _SAME]:
            self._put(same.object, TYPE, kind, (triple, same))
        self._exclude(triple, kind)

    def _exclude(self, triple: ox.Triple, kind: Node) -> None:
        if kind == _NOTHING:
            self._clash("nothing", triple.subject, (kind,), Step((triple,), ()))
        for other, statement in self._schema.find(_DISJOINT, kind):
            also = ox.Triple(triple.subject, TYPE, other)
            if also in self._proof:
                self._clash("disjoint", triple.subject, (other, kind), Step((also, triple), (statement,)))

    def _link(self, triple: ox.Triple) -> None:
        subject, name, value = triple.subject, triple.predicate, triple.object
        for axiom in (_SUBPROPERTY, _SAME_PROPERTY):
            for wider, statement in self._schema.find(axiom, name):
                self._put(subject, wider, value, (triple,), statement)
        for kind, statement in self._schema.find(_DOMAIN, name):
            self._put(subject, TYPE, kind, (triple,), statement)
        for kind, statement in self._schema.find(_RANGE, name):
            if isinstance(value, ox.Literal):
                self._value(triple, kind, statement)
            else:
                self._put(value, TYPE, kind, (triple,), statement)
        self._turn(triple)
        self._chain(triple)
        self._one_value(triple)
        if name == _SAME:
            self._share(triple)

    def _turn(self, triple: ox.Triple) -> None:
        for inverse, statement in self._schema.find(_INVERSE, triple.predicate):
            self._put(triple.object, inverse, triple.subject, (triple,), statement)
        symmetric = self._schema.is_a(triple.predicate, _SYMMETRIC)
        if symmetric:
            self._put(triple.object, triple.predicate, triple.subject, (triple,), symmetric)

    def _chain(self, triple: ox.Triple) -> None:
        for place, chain, given, statement in self._schema.chains.get(triple.predicate, ()):
            for start, before in self._walk(triple.subject, chain[:place][::-1], back=True):
                for end, after in self._walk(triple.object, chain[place + 1 :], back=False):
                    self._put(start, given, end, (*before, triple, *after), statement)

    def _walk(self, node: object, chain: list[Node], *, back: bool) -> Iterator[tuple[object, tuple[ox.Triple, ...]]]:
        if not chain:
            yield node, ()
            return
        for triple in list((self._into if back else self._out)[node, chain[0]]):
            for end, path in self._walk(triple.subject if back else triple.object, chain[1:], back=back):
                yield end, ((*path, triple) if back else (triple, *path))

    def _one_value(self, triple: ox.Triple) -> None:
        functional = self._schema.is_a(triple.predicate, _FUNCTIONAL)
        if functional is None:
            return
        for other in list(self._out[triple.subject, triple.predicate]):
            if _surely_different(other.object, triple.object):
                step = Step((other, triple), (functional,))
                self._clash("values", triple.subject, (triple.predicate,), step)
            elif other != triple and isinstance(other.object, ox.NamedNode | ox.BlankNode):
                self._put(other.object, _SAME, triple.object, (other, triple), functional)

    def _share(self, same: ox.Triple) -> None:
        """What is the same thing has the same classes, and is not said to be another."""
        self._put(same.object, _SAME, same.subject, (same,))
        for kind in list(self._out[same.subject, TYPE]):
            self._put(same.object, TYPE, kind.object, (kind, same))
        for different in (
            ox.Triple(same.subject, _DIFFERENT, same.object),
            ox.Triple(same.object, _DIFFERENT, same.subject),  # type: ignore[arg-type]
        ):
            if different in self._proof:
                self._clash("values", same.subject, (), Step((same, different), ()))

    def _value(self, triple: ox.Triple, kind: Node, statement: Statement) -> None:
        assert isinstance(triple.object, ox.Literal)  # noqa: S101 - the caller looked
        wanted = _FAMILIES.get(kind.value)
        found = _FAMILIES.get(triple.object.datatype.value)
        if wanted and found and (wanted != found or ill_formed(triple.object)):
            self._clash("datatype", triple.subject, (kind,), Step((triple,), (statement,)))

    def _open_unions(self) -> bool:
        """Draws from "one of these" what the other classes of each thing leave of it; whether anything came of it."""
        before = len(self._proof)
        for triple in [t for t in self._proof if t.predicate == TYPE and isinstance(t.object, ox.BlankNode)]:
            choices = self._schema.listed(triple.object, _ONE_OF)
            if choices and not any(ox.Triple(triple.subject, TYPE, choice) in self._proof for choice in choices):
                self._choose(triple, choices)
        return len(self._proof) > before

    def _choose(self, triple: ox.Triple, choices: list[Node]) -> None:
        against = {choice: self._against(triple.subject, choice) for choice in choices}
        left = [choice for choice, step in against.items() if step is None]
        steps = [step for step in against.values() if step is not None]
        premises = tuple(p for step in steps for p in step.premises)
        statements = tuple(s for step in steps for s in step.statements)
        if not left:
            self._clash("union", triple.subject, choices, Step((triple, *premises), statements))
        elif len(left) == 1:
            self._put(triple.subject, TYPE, left[0], (triple, *premises), *statements)

    def _against(self, thing: object, kind: Node) -> Step | None:
        """Why `thing` cannot be of that class; None where nothing says so."""
        for over, path in self._schema.over(kind).items():
            for other, statement in self._schema.find(_DISJOINT, over):
                also = ox.Triple(thing, TYPE, other)  # type: ignore[arg-type]
                if also in self._proof:
                    return Step((also,), (*path, statement))
        return None


def _is_fact(triple: ox.Triple) -> bool:
    """Whether a triple is about things: the others are about classes, relations and lists."""
    told = triple.object if triple.predicate == TYPE else triple.predicate
    return told in (_SAME, _DIFFERENT, _NOTHING) or not str(told).startswith(_LANGUAGE)


def _surely_different(one: object, other: object) -> bool:
    if not isinstance(one, ox.Literal) or not isinstance(other, ox.Literal):
        return False
    families = {_FAMILIES.get(value.datatype.value) for value in (one, other)}
    if families == {"number"} and not ill_formed(one) and not ill_formed(other):
        return Decimal(one.value) != Decimal(other.value)
    if families == {"string"} or families == {"langString"}:
        return one != other
    return len(families) == 2 and None not in families
