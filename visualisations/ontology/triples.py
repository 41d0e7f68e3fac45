"""Turtle files as an index whose answers keep the order of the files."""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode

from usagraph.ontology.statement import read_turtle
from usagraph.ontology.terms import PREFIXES, RDF

__all__ = ["Resource", "Triples"]

#: An IRI, or `_:` and the name of a blank node; blank names change at each reading, so they are never shown.
Resource = str

PREFIX = re.compile(r"^@?prefix\s+([\w-]+):\s*<([^>]+)>", re.IGNORECASE | re.MULTILINE)


class Triples:
    """What some Turtle files say; raises BadTurtle, with file and line, where one does not parse."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._objects: dict[tuple[Resource, str], list[Resource | Literal]] = defaultdict(list)
        self._subjects: dict[tuple[str, Resource], list[Resource]] = defaultdict(list)
        #: Prefixes by namespace: the shared ones, then those that a file adds.
        self.prefixes = {namespace: prefix for prefix, namespace in PREFIXES.items()}
        for path in paths:
            self._read(path)

    def objects(self, subject: Resource, predicate: str) -> list[Resource | Literal]:
        """What `subject` is linked to by `predicate`."""
        return self._objects.get((subject, predicate), [])

    def resources(self, subject: Resource, *predicates: str) -> list[Resource]:
        """The things, literals left out, that `subject` is linked to by one of `predicates`."""
        return [found for name in predicates for found in self.objects(subject, name) if isinstance(found, Resource)]

    def subjects(self, predicate: str, object: Resource) -> list[Resource]:
        """What is linked to `object` by `predicate`."""
        return self._subjects.get((predicate, object), [])

    def instances(self, *kinds: str) -> list[str]:
        """The named things of one of `kinds`, each once."""
        found = (one for kind in kinds for one in self.subjects(RDF + "type", kind))
        return [one for one in dict.fromkeys(found) if not one.startswith("_:")]

    def text(self, subject: Resource, lang: str, *predicates: str) -> str:
        """The first literal of `predicates` in `lang`, or of no language, or nothing."""
        found = self.texts(subject, lang, *predicates)
        return found[0] if found else ""

    def texts(self, subject: Resource, lang: str, *predicates: str) -> list[str]:
        """The literals of `predicates` in `lang` or of no language."""
        said = (one for name in predicates for one in self.objects(subject, name))
        return [one.value for one in said if isinstance(one, Literal) and one.language in (lang, None)]

    def members(self, head: Resource) -> list[Resource]:
        """The things in the RDF list that starts at `head`."""
        found: list[Resource] = []
        while rest := self.resources(head, RDF + "rest"):
            found.extend(self.resources(head, RDF + "first"))
            head = rest[0]
        return found

    def describes(self, subject: Resource) -> bool:
        """Whether a file says of what class `subject` is."""
        return (subject, RDF + "type") in self._objects

    def compact(self, iri: str) -> str:
        """The prefixed name of `iri`, or `iri` itself where no prefix fits."""
        for namespace, prefix in self.prefixes.items():
            if iri.startswith(namespace):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def _read(self, path: Path) -> None:
        content = path.read_bytes()
        for triple in read_turtle(content, path.name):
            subject, predicate = _resource(triple.subject), triple.predicate.value
            object = triple.object if isinstance(triple.object, Literal) else _resource(triple.object)
            self._objects[subject, predicate].append(object)
            if isinstance(object, Resource):
                self._subjects[predicate, object].append(subject)
        # The empty prefix stands for another namespace in each file, so it is not one to write with.
        for prefix, namespace in PREFIX.findall(content.decode("utf-8")):
            self.prefixes.setdefault(namespace, prefix)


def _resource(term: object) -> Resource:
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    raise ValueError(f"Unexpected term: {term!r}")
