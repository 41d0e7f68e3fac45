"""An invented county, for the tests of pages and pictures: a document, its blocks, and the graph drawn from it."""

from pathlib import Path

import networkx as nx

from usagraph.errors import UnknownName
from usagraph.graph.reading.entities import Entity, Evidence, Found, Hit, Node, PassageHit, Relation
from usagraph.ontology.terms import BASE, concept, ug
from usagraph.records import Block, Cell, write_lines

DOCUMENT = "val-doré-0a1b2c3d"
TITLE = "Associer les usagers dans le Val-Doré : état des lieux"

DIRECTORATES = {
    "DEF": ("Direction de l'enfance et des familles", "DepartmentalDirectorate"),
    "DAV": ("Direction de l'autonomie et du vieillissement", "DepartmentalDirectorate"),
    "DRO": ("Direction des routes et des ouvrages", "DepartmentalDirectorate"),
    "DCJ": ("Direction des collèges et de la jeunesse", "DepartmentalDirectorate"),
    "DLP": ("Direction de la lecture publique", "DepartmentalDirectorate"),
    "DHI": ("Direction de l'habitat et de l'insertion", "DepartmentalDirectorate"),
    "DNU": ("Direction du numérique", "ResourceDirectorate"),
    "DCM": ("Direction de la communication", "ResourceDirectorate"),
    "DJU": ("Direction juridique", "ResourceDirectorate"),
    "TNO": ("Direction territoriale du Nord", "TerritorialDirectorate"),
    "TSU": ("Direction territoriale du Sud", "TerritorialDirectorate"),
    "TVA": ("Direction territoriale des Vallées", "TerritorialDirectorate"),
    "TPL": ("Direction territoriale du Plateau", "TerritorialDirectorate"),
    "TRI": ("Direction territoriale de la Rivière", "TerritorialDirectorate"),
    "TCE": ("Direction territoriale du Centre", "TerritorialDirectorate"),
}
POLICIES = ("Enfance", "Autonomie", "Routes", "Collège", "Culture", "Logement")
FOCUS = f"{BASE}/id/directorate/val-dore-def"
DEGREES = ("information", "consultation", "concertation", "co-construction")
#: Directorate, policy, title, degree.
ACTIONS = (
    ("DEF", 0, "Conseil des jeunes accueillis", 3),
    ("DEF", 0, "Livret d'accueil relu par les familles", 3),
    ("TNO", 0, "Groupe de parole des parents du Nord", 3),
    ("TSU", 0, "Réunions d'information sur l'accueil familial", 0),
    ("DAV", 1, "Comité des aidants", 3),
    ("DAV", 1, "Enquête de satisfaction sur le portage de repas", 1),
    ("TVA", 1, "Visites croisées entre établissements des Vallées", 2),
    ("TPL", 1, "Café des aînés du Plateau", 3),
    ("TCE", 1, "Lettre trimestrielle aux bénéficiaires", 0),
    ("DRO", 2, "Concertation sur la déviation de Saint-Amand-des-Bois", 2),
    ("DRO", 2, "Carte en ligne des travaux", 0),
    ("TRI", 2, "Cahier de doléances des usagers de la route de la Rivière", 1),
    ("TSU", 2, "Alerte par message avant fermeture d'un pont", 0),
    ("DCJ", 3, "Budget participatif des collégiens", 3),
    ("DCJ", 3, "Questionnaire sur la cantine", 1),
    ("TNO", 3, "Atelier cour de récréation", 2),
    ("TVA", 3, "Information des parents sur la carte scolaire", 0),
    ("DLP", 4, "Comité de lecteurs", 2),
    ("DLP", 4, "Boîte à idées des bibliothèques", 1),
    ("TRI", 4, "Programmation partagée du festival de la Rivière", 3),
    ("DHI", 5, "Groupe ressource d'allocataires", 3),
    ("DHI", 5, "Relecture des courriers par des locataires", 2),
    ("DNU", 5, "Tests d'usage du portail des aides", 1),
    ("DCM", 5, "Guide des droits en langage clair", 0),
    ("TCE", 5, "Permanences chez l'habitant", 1),
)
LAWS = {
    "loi-2050-7": ("Loi n° 2050-7 sur l'écoute des personnes accueillies", ("DEF", "DAV")),
    "loi-2051-12": ("Loi n° 2051-12 pour le débat préalable aux grands travaux", ("DRO",)),
    "loi-2049-3": ("Loi n° 2049-3 relative aux relations avec l'administration", ()),
}
BODIES = {
    "departement-du-val-dore": ("Département du Val-Doré", "LocalAuthority"),
    "conseil-national-de-l-ecoute": ("Conseil national de l'écoute", "PublicBody"),
    "agence-de-la-simplicite": ("Agence de la simplicité administrative", "PublicBody"),
}


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

    def network(
        self,
        service: object,
        *,
        focus: str | None = None,
        depth: int = 1,
        kinds: tuple[str, ...] = (),
        documents: tuple[str, ...] = (),
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

    def describe(self, service: object, iri: str) -> Entity:
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
