"""An invented county, any number of things large: what is said of it, and how many statements must follow.

The same seed gives the same county. The numbers are counted from the records below, by no rule and no reasoner.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

BASE = "https://example.org/"
UG = "https://w3id.org/usagraph/ns#"
VOC = "https://w3id.org/usagraph/voc/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
DCT = "http://purl.org/dc/terms/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

DEGREES = ("information", "consultation", "concertation", "co-construction")
#: Policies with the one above, which is itself under no other.
POLICIES = {"social": "solidarites", "autonomie": "solidarites", "solidarites": None, "culture": None, "logement": None}
POSITIONS = ("interne", "externe")
MODES = ("projet", "glissant", "activite-courante")
METHODS = ("atelier", "enquete", "entretien")
DIRECTORATES = ("Directorate", "TerritorialDirectorate", "DepartmentalDirectorate", "ResourceDirectorate")
TEXTS = ("LegalText", "Plan", "Charter", "Report")
FACTORS = ("Factor", "Lever", "Obstacle", "VigilancePoint", "SuccessFactor")
#: Out of a hundred things.
SHARES = {"territory": 6, "directorate": 8, "pole": 1, "text": 4, "obligation": 6, "group": 8, "body": 4, "factor": 6}

Statement = tuple[str, str, str]


@dataclass
class Step:
    """A step: `told` where the action names it, else it names the action."""

    iri: str
    degree: str
    method: str | None
    groups: list[str]
    told: bool


@dataclass
class Action:
    """An action with all that is said of it; `social` where it is only said to be a social co-construction."""

    iri: str
    leader: str
    partners: list[str]
    helpers: list[str]
    policies: list[str]
    places: list[str]
    mode: str | None
    obligations: list[str]
    part_of: str | None
    factors: list[str]
    social: bool
    steps: list[Step] = field(default_factory=list)


class County:
    """A county of about `size` things."""

    def __init__(self, size: int, seed: int = 1) -> None:
        self.dice = random.Random(seed)  # noqa: S311
        many = {
            kind: [f"{BASE}{kind}/{n}" for n in range(max(1, size * share // 100))] for kind, share in SHARES.items()
        }
        self.territories, self.poles, self.groups, self.bodies = (
            many[kind] for kind in ("territory", "pole", "group", "body")
        )
        self.within = {t: self.territories[(n - 1) // 3] for n, t in enumerate(self.territories) if n}
        self.directorates = {
            d: (self.dice.choice(DIRECTORATES), self.dice.choice(self.poles)) for d in many["directorate"]
        }
        self.texts = {text: self.dice.choice(TEXTS) for text in many["text"]}
        #: The texts that impose an obligation, each with whether the text says so.
        self.obligations = {o: self._some(list(self.texts), 2) for o in many["obligation"]}
        self.positions = {group: self.dice.choice((*POSITIONS, None)) for group in self.groups}
        self.bound = {body: self._some(list(self.obligations), 1) for body in self.bodies}
        self.factors = {factor: self.dice.choice(FACTORS) for factor in many["factor"]}
        self.actions: list[Action] = []
        left = size - sum(map(len, many.values()))
        while left > 0:
            action = self._action(len(self.actions))
            self.actions.append(action)
            left -= 1 + len(action.steps)

    def _some(self, among: list[str], most: int) -> list[str]:
        return self.dice.sample(among, min(len(among), self.dice.randint(0, most)))

    def _maybe(self, among: tuple[str, ...]) -> str | None:
        return self.dice.choice(among) if self.dice.random() < 0.4 else None

    def _action(self, number: int) -> Action:
        parent = f"{BASE}action/{number // 4}" if number and self.dice.random() < 0.3 else None
        action = Action(
            iri=f"{BASE}action/{number}",
            leader=self.dice.choice(list(self.directorates)),
            partners=self._some(self.bodies, 1),
            helpers=self._some(list(self.directorates), 1),
            policies=self._some(list(POLICIES), 2),
            places=self._some(self.territories, 2),
            mode=self._maybe(MODES),
            obligations=self._some(list(self.obligations), 1) if self.dice.random() < 0.3 else [],
            part_of=parent,
            factors=self._some(list(self.factors), 1),
            social=self.dice.random() < 0.02,
        )
        action.steps = [self._step(action, n) for n in range(self.dice.choice((0, 1, 1, 2)))]
        return action

    def _step(self, action: Action, number: int) -> Step:
        degree = self.dice.choice(DEGREES)
        told = self.dice.random() < 0.7
        return Step(f"{action.iri}/step/{number}", degree, self._maybe(METHODS), self._some(self.groups, 2), told)

    # What is said

    def facts(self) -> Iterator[Statement]:
        """All that is said of the county, things and no words."""
        yield from self._vocabulary()
        for iri, kind in self._kinds():
            yield iri, TYPE, UG + kind
        for place, larger in self.within.items():
            yield place, UG + "within", larger
        for unit, (_, pole) in self.directorates.items():
            yield unit, UG + "inPole", pole
        for number, (obligation, texts) in enumerate(self.obligations.items()):
            for text in texts:
                yield (text, UG + "imposes", obligation) if number % 2 else (obligation, UG + "imposedBy", text)
        for group, position in self.positions.items():
            if position:
                yield group, UG + "userPosition", f"{VOC}user-position/{position}"
        for body, obligations in self.bound.items():
            yield from ((body, UG + "underObligation", obligation) for obligation in obligations)
        for action in self.actions:
            yield from self._said_of(action)

    def labels(self) -> Iterator[tuple[str, str, str]]:
        """The name of each thing, in French."""
        for iri, kind in dict(self._kinds()).items():
            yield iri, SKOS + "prefLabel", f"{kind} {iri.removeprefix(BASE).replace('/', ' ')}"

    def ntriples(self, *, named: bool = False) -> str:
        """What is said as N-Triples, with the names where they are asked for."""
        lines = [f"<{s}> <{p}> <{o}> .\n" for s, p, o in self.facts()]
        return "".join(lines + [f'<{s}> <{p}> "{words}"@fr .\n' for s, p, words in self.labels() if named])

    def _vocabulary(self) -> Iterator[Statement]:
        schemes = {"degree": DEGREES, "policy": POLICIES, "user-position": POSITIONS, "mode": MODES, "method": METHODS}
        for scheme, slugs in schemes.items():
            yield from ((f"{VOC}{scheme}/{slug}", TYPE, SKOS + "Concept") for slug in slugs)
        for policy, broader in POLICIES.items():
            if broader:
                yield f"{VOC}policy/{policy}", SKOS + "broader", f"{VOC}policy/{broader}"

    def _kinds(self) -> Iterator[tuple[str, str]]:
        for kind, things in (("Territory", self.territories), ("Pole", self.poles), ("UserGroup", self.groups)):
            yield from ((thing, kind) for thing in things)
        yield from ((unit, kind) for unit, (kind, _) in self.directorates.items())
        yield from self.texts.items()
        yield from ((obligation, "Obligation") for obligation in self.obligations)
        yield from ((body, "GovernanceBody") for body in self.bodies)
        yield from self.factors.items()
        for action in self.actions:
            yield action.iri, "SocialCoConstruction" if action.social else "Action"
            yield from ((step.iri, "ParticipationStep") for step in action.steps)

    def _said_of(self, action: Action) -> Iterator[Statement]:
        links = {
            "ledBy": [action.leader],
            "hasPartner": action.partners,
            "supportedBy": action.helpers,
            "inDomain": [f"{VOC}policy/{policy}" for policy in action.policies],
            "takesPlaceIn": action.places,
            "mode": [f"{VOC}mode/{action.mode}"] if action.mode else [],
            "underObligation": action.obligations,
            "subActionOf": [action.part_of] if action.part_of else [],
            "hasFactor": action.factors,
        }
        for name, others in links.items():
            yield from ((action.iri, UG + name, other) for other in others)
        for step in action.steps:
            yield (action.iri, UG + "hasStep", step.iri) if step.told else (step.iri, UG + "stepOf", action.iri)
            yield step.iri, UG + "degree", f"{VOC}degree/{step.degree}"
            yield from ((step.iri, UG + "involves", group) for group in step.groups)
            if step.method:
                yield step.iri, UG + "usesMethod", f"{VOC}method/{step.method}"

    # What must follow

    def classes(self) -> dict[str, int]:
        """How many things each class must have, said or not."""
        kinds = Counter(kind for _, kind in self._kinds())
        units = sum(kinds[kind] for kind in DIRECTORATES)
        steps = kinds["ParticipationStep"]
        agents = units + kinds["Pole"] + kinds["GovernanceBody"]
        counts = {
            UG + "Action": len(self.actions),
            UG + "Directorate": units,
            UG + "DepartmentalDirectorate": kinds["DepartmentalDirectorate"] + kinds["ResourceDirectorate"],
            UG + "ReferenceText": len(self.texts),
            UG + "Factor": len(self.factors),
            ORG + "OrganizationalUnit": units + kinds["Pole"],
            ORG + "Organization": agents,
            PROV + "Agent": agents + kinds["UserGroup"],
            PROV + "Activity": len(self.actions) + steps,
            PROV + "Entity": len(self.texts) + len(self.obligations) + len(self.factors),
            UG + "StatutoryParticipation": sum(map(bool, self.bound.values())),
        }
        for action in self.actions:
            for name in self._defined(action):
                counts[UG + name] = counts.get(UG + name, 0) + 1
        return counts

    def _defined(self, action: Action) -> Iterator[str]:
        degrees = self._degrees(action)
        if action.steps:
            yield "UserAssociatingAction"
        if "co-construction" in degrees:
            yield "CoConstructionAction"
            if action.social or "social" in action.policies:
                yield "SocialCoConstruction"
        if degrees & {"concertation", "co-construction"}:
            yield "HighDegreeAction"
        if action.obligations:
            yield "StatutoryParticipation"
        if any(self.positions[group] == "interne" for step in action.steps for group in step.groups):
            yield "InternalUserAction"
        if action.mode == "projet":
            yield "ProjectModeAction"

    def _degrees(self, action: Action) -> set[str]:
        return {step.degree for step in action.steps} | ({"co-construction"} if action.social else set())

    def relations(self) -> dict[str, int]:
        """How many pairs each relation must hold between, said or not."""
        of_texts = sum(map(len, self.obligations.values()))
        steps = sum(len(action.steps) for action in self.actions)
        inside = sum(len(self._around(place)) for place in self.territories)
        leaders, helped, associated, methods = self._people()
        return {
            UG + "hasStep": steps,
            UG + "stepOf": steps,
            UG + "imposes": of_texts,
            UG + "imposedBy": of_texts,
            UG + "ledBy": leaders,
            UG + "leads": leaders,
            UG + "hasPartner": helped,
            PROV + "wasAssociatedWith": associated,
            ORG + "unitOf": len(self.directorates),
            UG + "within": inside,
            DCT + "isPartOf": inside,
            UG + "takesPlaceIn": sum(len(self._places(action)) for action in self.actions),
            PROV + "atLocation": sum(len(self._places(action)) for action in self.actions),
            UG + "hasDegree": sum(len(self._degrees(action)) for action in self.actions),
            UG + "associates": sum(len({g for s in action.steps for g in s.groups}) for action in self.actions),
            UG + "usesMethod": methods,
            UG + "inDomain": sum(len(self._domains(action)) for action in self.actions),
            UG + "mandatedBy": self._mandates(),
            UG + "subActionOf": sum(len(self._wholes(action)) for action in self.actions),
        }

    def _people(self) -> tuple[int, int, int, int]:
        """Pairs of an action and its leader, its partners of any sort, any of them; and uses of methods."""
        helped = sum(len({*action.partners, *action.helpers}) for action in self.actions)
        any_of_them = sum(len({action.leader, *action.partners, *action.helpers}) for action in self.actions)
        methods = [[step.method for step in action.steps if step.method] for action in self.actions]
        return len(self.actions), helped, any_of_them, sum(len(used) + len(set(used)) for used in methods)

    def _around(self, place: str) -> set[str]:
        found: set[str] = set()
        while place in self.within:
            place = self.within[place]
            found.add(place)
        return found

    def _places(self, action: Action) -> set[str]:
        return set(action.places).union(*(self._around(place) for place in action.places))

    def _domains(self, action: Action) -> set[str]:
        told = [*action.policies, "social"] if action.social else action.policies
        return set(told) | {broader for policy in told if (broader := POLICIES[policy])}

    def _mandates(self) -> int:
        bound = [*self.bound.values(), *(action.obligations for action in self.actions)]
        return sum(len({text for one in several for text in self.obligations[one]}) for several in bound)

    def _wholes(self, action: Action) -> set[str]:
        found: set[str] = set()
        whole = action.part_of
        while whole:
            found.add(whole)
            whole = self.actions[int(whole.rpartition("/")[2])].part_of
        return found
