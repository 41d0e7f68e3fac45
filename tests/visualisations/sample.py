"""An invented county, for the tests of pages and pictures: a document, its blocks, and the graph drawn from it."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

import networkx as nx

from usagraph.errors import UnknownName
from usagraph.graph.listing.practices import Practice
from usagraph.graph.reading.entities import Entity, Evidence, Found, Hit, Node, PassageHit, Relation
from usagraph.graph.reading.sayings import Mention, Saying, Sayings
from usagraph.graph.reading.statements import Statement, Triple
from usagraph.ontology.terms import BASE, concept, ug
from usagraph.records import Block, Cell, write_lines

DOCUMENT = "val-doré-0a1b2c3d"
TITLE = "Associer les usagers dans le Val-Doré : état des lieux"

_TOLD = tomllib.loads((Path(__file__).parent / "county.toml").read_text(encoding="utf-8"))
DIRECTORATES: dict[str, tuple[str, str]] = _TOLD["directorates"]
POLICIES: list[str] = _TOLD["policies"]
FOCUS = f"{BASE}/id/directorate/val-dore-def"
DEGREES = ("information", "consultation", "concertation", "co-construction")
#: Directorate, policy, title, degree.
ACTIONS: list[tuple[str, int, str, int]] = _TOLD["actions"]
LAWS: dict[str, tuple[str, list[str]]] = _TOLD["laws"]
BODIES: dict[str, tuple[str, str]] = _TOLD["bodies"]


def thing(kind: str, slug: str, name: str, label: str, acronym: str | None = None) -> Node:
    """A node of the invented county."""
    return Node(f"{BASE}/id/{kind}/{slug}", name, label, acronym)


def _wanted(node: Node, kinds: tuple[str, ...]) -> bool:
    return node.kind in kinds or f"/{node.iri.split('/id/')[-1]}".split("/")[1] in kinds


class County:
    """The invented county: `text` and `blocks` of its document, `graph` drawn from it."""

    def __init__(self) -> None:
        self.text = ""
        self.focus = FOCUS
        self.blocks: list[Block] = []
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self._write("heading", "Associer les usagers", level=1)
        self._write(
            "paragraph", "Ce relevé présente les actions des directions du département, politique par politique."
        )
        self._bodies()
        self._write("heading", "Tableau des actions", level=2)
        self._actions()
        self._write("paragraph", "Les chiffres de ce relevé sont inventés.")

    def save(self, workspace: Path) -> None:
        """Writes the document where a workspace would hold it."""
        folder = workspace / "documents" / DOCUMENT
        folder.mkdir(parents=True)
        (folder / "text.txt").write_bytes(self.text.encode("utf-8"))
        write_lines(folder / "blocks.jsonl", self.blocks)
        (folder / "run.json").write_text(
            f'{{"title": "{TITLE}", "file_name": "releve.txt", "format": "text/plain"}}', encoding="utf-8"
        )

    def shown_of(self, service: object, kinds: tuple[str, ...] = (), documents: tuple[str, ...] = ()) -> list[Node]:
        """What `usagraph.graph.reading.network.shown_of` would give."""
        return [data["node"] for _, data in self.network(service, kinds=kinds).nodes(data=True)]

    def network(
        self,
        service: object,
        *,
        focus: str | None = None,
        depth: int = 1,
        kinds: tuple[str, ...] = (),
        documents: tuple[str, ...] = (),
        apart: tuple[str, ...] = (),
    ) -> "nx.MultiDiGraph[str]":
        """What `usagraph.graph.reading.entities.network` would give."""
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(self.graph)
        if focus:
            if focus not in graph:
                raise UnknownName(name=focus, known="∅")
            graph = nx.MultiDiGraph(nx.ego_graph(graph, focus, radius=depth, undirected=True))
        if kinds:
            wanted = [n for n, data in graph.nodes(data=True) if _wanted(data["node"], kinds) or n == focus]
            graph = nx.MultiDiGraph(graph.subgraph(wanted))
        return graph

    def find(self, service: object, words: str, *, kind: str | None = None, limit: int = 50) -> list[Hit]:
        """What `usagraph.graph.reading.entities.find` would give, nearly."""
        nodes = [data["node"] for _, data in self.graph.nodes(data=True)]
        return [Hit(n, n.label) for n in nodes if words.casefold() in f"{n.label} {n.acronym}".casefold()][:limit]

    def search(
        self, service: object, words: str, *, kind: str | None = None, limit: int = 50, passages: int = 0
    ) -> Found:
        """What `usagraph.graph.reading.entities.search` would give, nearly."""
        hits = [hit for hit in self.find(service, words, limit=1000) if kind in (None, hit.node.kind)]
        kinds = {hit.node.kind: sum(one.node.kind == hit.node.kind for one in hits) for hit in hits}
        start = self.text.casefold().find(words.casefold()) if passages else -1
        place = (0, len(words))
        told = PassageHit(DOCUMENT, TITLE, start, start + len(words), self.text[start : start + len(words)], (place,))
        return Found(tuple(hits[:limit]), (told,) if start >= 0 else (), tuple(kinds.items()), len(hits))

    def describe(self, service: object, iri: str, *, unread: bool = False) -> Entity:
        """What `usagraph.graph.reading.entities.describe` would give."""
        if iri not in self.graph:
            raise UnknownName(name=iri, known="∅")
        out = [(t, d, False) for _, t, d in self.graph.out_edges(iri, data=True)]
        out += [(s, d, True) for s, _, d in self.graph.in_edges(iri, data=True)]
        told = [
            Relation(d["predicate"], self.graph.nodes[o]["node"], inverse, d["inferred"], d["evidence"])
            for o, d, inverse in out
        ]
        return Entity(self.graph.nodes[iri]["node"], ("autre nom",), tuple(told))

    def practices(self, service: object, documents: tuple[str, ...] = ()) -> tuple[Practice, ...]:
        """What `usagraph.graph.listing.practices.practices` would give."""
        found = []
        for iri, data in self.graph.nodes(data=True):
            ends = {
                name: tuple(
                    self.graph.nodes[o]["node"]
                    for _, o, d in self.graph.out_edges(iri, data=True)
                    if d["predicate"] == ug(name)
                )
                for name in ("hasDegree", "inDomain", "ledBy")
            }
            if data["node"].kind == "Action":
                leaders = ends["ledBy"]
                found.append(
                    Practice(
                        data["node"],
                        None,
                        ends["hasDegree"],
                        (),
                        ends["inDomain"],
                        leaders,
                        (),
                        (),
                        (),
                        (),
                        (),
                        (DOCUMENT,),
                        reviewed=False,
                    )
                )
        return tuple(found)

    def evidence_of(
        self, service: object, triples: Iterable[tuple[str, str, str]]
    ) -> dict[tuple[str, str, str], tuple[Evidence, ...]]:
        """What `usagraph.graph.reading.evidence.evidence_of` would give."""
        edges = self.graph.edges(data=True)
        held = {(s, d["predicate"], o): d["evidence"] for s, o, d in edges}
        return {triple: held.get(triple, ()) for triple in triples}

    def sayings(self, service: object, document: str) -> Sayings:
        """What `usagraph.graph.reading.sayings.sayings` would give."""
        said = [
            Saying(e.claim, s, d["predicate"], o, e.status, e.start, e.end)
            for s, o, d in self.graph.edges(data=True)
            for e in d["evidence"]
        ]
        return Sayings(tuple(sorted(said, key=lambda one: (one.start, one.end))))

    def mentions(self, service: object, document: str, text: str) -> tuple[Mention, ...]:
        """What `usagraph.graph.reading.sayings.mentions` would give, for actions alone."""
        nodes = [data["node"] for _, data in self.graph.nodes(data=True) if data["node"].kind == "Action"]
        places = sorted((text.index(node.label), node) for node in nodes)
        return tuple(Mention(start, start + len(node.label), node.iri) for start, node in places)

    def names(self, service: object) -> "County":
        """What gives the things by their IRIs."""
        return self

    def node(self, iri: str) -> Node:
        """The thing of that IRI."""
        found: Node = self.graph.nodes[iri]["node"]
        return found

    def __contains__(self, iri: str) -> bool:
        """Whether there is a thing of that IRI."""
        return iri in self.graph

    def stated(self, service: object, triples: Iterable[Triple]) -> dict[Triple, Statement]:
        """What `usagraph.graph.reading.statements.stated` would give."""
        held = self.evidence_of(service, triples)
        return {one: Statement(one, True, not evidence, evidence) for one, evidence in held.items()}

    def add(self, node: Node) -> str:
        """Adds a thing; gives its IRI."""
        self.graph.add_node(node.iri, node=node)
        return node.iri

    def say(
        self,
        source: str,
        predicate: str,
        target: str,
        place: tuple[int, int] | None,
        section: str = "Tableau des actions",
    ) -> None:
        """Adds a relation, with its passage where the document says it."""
        self.graph.add_edge(
            source,
            target,
            predicate=ug(predicate),
            inferred=place is None,
            evidence=(self._evidence(place, section),) if place else (),
        )

    def _evidence(self, place: tuple[int, int], section: str) -> Evidence:
        start, end = place
        return Evidence(
            f"{BASE}/id/claim/{start}",
            DOCUMENT,
            TITLE,
            start,
            end,
            self.text[start:end],
            section,
            3,
            "tables.action@1",
            0.95,
            "proposed",
        )

    def _write(
        self, kind: str, words: str, *, level: int | None = None, cell: Cell | None = None, end: str = "\n"
    ) -> tuple[int, int]:
        start = len(self.text)
        self.text += words + end
        self.blocks.append(Block(kind, start, start + len(words), level=level, cell=cell))
        return start, start + len(words)

    def _bodies(self) -> None:
        for slug, (label, kind) in BODIES.items():
            self.add(thing("public-body", slug, kind, label))
        for slug, (label, _) in LAWS.items():
            self.add(thing("legal-text", slug, "LegalText", label))
        for acronym, (label, kind) in DIRECTORATES.items():
            self.add(thing("directorate", f"val-dore-{acronym.lower()}", kind, label, acronym))
        for policy in POLICIES:
            self.add(Node(concept("policy", policy.lower()), "policy", policy))
        for degree in DEGREES:
            self.add(Node(concept("degree", degree), "degree", degree))

    def _actions(self) -> None:
        for row, (acronym, policy, title, degree) in enumerate(ACTIONS):
            cells = (acronym, POLICIES[policy], title, DEGREES[degree])
            places = [
                self._write("cell", words, cell=Cell(0, row, i), end="\n" if i == 3 else "\t")
                for i, words in enumerate(cells)
            ]
            place = places[0][0], places[3][1]
            action = self.add(thing("action", f"val-dore-{row}", "Action", title))
            self.say(action, "ledBy", f"{BASE}/id/directorate/val-dore-{acronym.lower()}", place)
            self.say(action, "inDomain", concept("policy", POLICIES[policy].lower()), place)
            self.say(action, "hasDegree", concept("degree", DEGREES[degree]), None)
        self._duties()

    def _duties(self) -> None:
        start, end = self._write(
            "paragraph", "Le Conseil national de l'écoute pilote l'Agence de la simplicité administrative."
        )
        body = f"{BASE}/id/public-body/"
        self.say(
            f"{body}conseil-national-de-l-ecoute",
            "steers",
            f"{body}agence-de-la-simplicite",
            (start, end),
            "Institutions",
        )
        for acronym in DIRECTORATES:
            self.say(
                f"{BASE}/id/directorate/val-dore-{acronym.lower()}", "unitOf", f"{body}departement-du-val-dore", None
            )
        for slug, (label, directorates) in LAWS.items():
            for acronym in directorates:
                place = self._write("paragraph", f"{label} s'applique à la direction {acronym}.")
                self.say(
                    f"{BASE}/id/legal-text/{slug}",
                    "appliesTo",
                    f"{BASE}/id/directorate/val-dore-{acronym.lower()}",
                    place,
                    "Textes",
                )
