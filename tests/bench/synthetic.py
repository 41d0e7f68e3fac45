"""Invented documents, laid out on disk as those that were read are: real claims, without the reading.

    python tests/bench/synthetic.py FOLDER COUNT

writes a workspace of COUNT documents, which `usagraph rebuild` would read anew: `consolidated` puts them in the graph as they
are. A sheet makes some 300 quads, so 3,300 documents make a million.
"""

import hashlib
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from usagraph.ingest.session import rebuilding
from usagraph.ontology.terms import BASE, DCT, FOAF, ORG, RDF, SKOS, concept, ug
from usagraph.records import Claim, Passage, Term, iri, key, text_value, write_lines
from usagraph.textview import slug
from usagraph.workspace import Bundle, Workspace

__all__ = ["consolidated", "file_of", "write_bundle", "write_bundles"]

DEGREES = ("information", "consultation", "concertation", "co-construction")
STAGES = ("diagnostic", "conception", "mise-en-oeuvre", "evaluation")
POLICIES = ("social", "mobilites", "education", "culture", "numerique")
_VOCABULARY = (
    "atelier comité réunion parcours accueil démarche enquête panel forum jury visite guide carnet plateforme permanence "
    "rencontre conseil journal café marche usagers familles aidants jeunes seniors agents bénévoles assistants voisins "
    "locataires collégiens résidents quartier vallée plateau bourg maison relais centre pôle réseau médiathèque"
)
WORDS = _VOCABULARY.split()
#: Names that many documents share, and that some call otherwise.
AUTHORITIES, DIRECTORATES = 12, 60


@dataclass
class _Writer:
    """The text of a document while its claims are written: each names a passage of it."""

    text: str = ""

    def passage(self, words: str) -> Passage:
        start = len(self.text)
        self.text += words + ".\n"
        return Passage(start, start + len(words), words, section="Fiche action")

    def claim(self, subject: Term, predicate: str, thing: Term, words: str) -> Claim:
        name = hashlib.sha256(f"{subject}{predicate}{thing}".encode()).hexdigest()[:16]
        place = self.passage(words)
        return Claim(name, subject, predicate, thing, (place,), "sheets.invented", "1", Decimal("0.9"), words[:40])


def _claims(number: int, version: int, writer: _Writer) -> Iterator[Claim]:
    """What a sheet says: an action, who leads it, its steps, its issue and what it is part of."""
    chance = random.Random(f"{number} {version}")  # noqa: S311 - invented, and the same each time
    title = " ".join(chance.sample(WORDS, 4)) + f" {number}"
    authority, directorate = chance.randrange(AUTHORITIES), chance.randrange(DIRECTORATES)
    local, leader = key(f"local-authority||valmont-{authority}"), key(f"directorate|valmont-{authority}|d{directorate}")
    action, sheet = (key(f"{kind}|valmont-{authority}|{slug(title)}") for kind in ("action", "action-sheet"))
    step = key(f"participation-step|valmont-{authority}|{slug(title)}-etape")
    issue = key(f"issue|valmont-{authority}|{slug(title)}-enjeu")
    yield writer.claim(local, RDF + "type", iri(ug("LocalAuthority")), f"Département de Valmont {authority}")
    yield writer.claim(
        local, SKOS + "prefLabel", text_value(f"Département de Valmont {authority}"), f"Valmont {authority}"
    )
    yield writer.claim(leader, RDF + "type", iri(ug("Directorate")), f"direction {directorate}")
    name = f"D{directorate}A" if number % 3 else f"direction des {WORDS[directorate % len(WORDS)]} {directorate}"
    yield writer.claim(leader, SKOS + "prefLabel", text_value(name), name)
    yield writer.claim(leader, ORG + "unitOf", local, f"{name} du Département")
    yield writer.claim(sheet, RDF + "type", iri(ug("ActionSheet")), f"Fiche action {number}")
    yield writer.claim(sheet, ug("sheetNumber"), text_value(str(number), None), f"Fiche {number}")
    yield writer.claim(sheet, FOAF + "primaryTopic", action, title)
    yield writer.claim(action, RDF + "type", iri(ug("Action")), title)
    yield writer.claim(action, SKOS + "prefLabel", text_value(title), title)
    yield writer.claim(action, ug("ledBy"), leader, f"Pilotage : {name}")
    yield writer.claim(action, ug("inDomain"), iri(concept("policy", chance.choice(POLICIES))), "Politique publique")
    yield writer.claim(action, ug("hasStep"), step, "Étape")
    yield writer.claim(step, RDF + "type", iri(ug("ParticipationStep")), "Étape de participation")
    yield writer.claim(step, ug("degree"), iri(concept("degree", chance.choice(DEGREES))), "Degré")
    yield writer.claim(step, ug("stage"), iri(concept("stage", chance.choice(STAGES))), "Moment")
    yield writer.claim(action, ug("hasIssue"), issue, "Enjeu")
    yield writer.claim(issue, SKOS + "prefLabel", text_value(" ".join(chance.sample(WORDS, 9))), "Enjeu de l'action")
    yield writer.claim(
        key("document"), DCT + "subject", iri(concept("concept", "association-des-usagers")), "association"
    )


def write_bundle(workspace: Workspace, number: int, version: int = 1) -> Bundle:
    """The folder of an invented document, as `usagraph ingest` would leave it; another version has other content."""
    writer = _Writer()
    claims = list(_claims(number, version, writer))
    digest = hashlib.sha256(writer.text.encode()).hexdigest()
    folder = workspace.documents / f"fiche-{number:05}-{digest[:8]}"
    folder.mkdir(parents=True)
    (folder / "original.txt").write_text(writer.text, encoding="utf-8")
    (folder / "text.txt").write_bytes(writer.text.encode())
    write_lines(folder / "blocks.jsonl", ())
    write_lines(folder / "claims.jsonl", claims)
    run = {
        "file_name": f"fiche-{number:05}.txt",
        "path": str((workspace.root / "sources" / f"fiche-{number:05}.txt").resolve()),
        "sha256": digest,
        "text_sha256": digest,
        "format": "text/plain",
        "title": f"Fiche action {number}",
        "metadata": {},
        "version": "1",
        "characters": len(writer.text),
        "claims": len(claims),
        "unread": [],
        "time": f"2026-01-01T00:00:{version:02}+00:00",
    }
    (folder / "run.json").write_text(json.dumps(run, ensure_ascii=False, indent=1), encoding="utf-8")
    return Bundle(folder)


def write_bundles(workspace: Workspace, count: int) -> None:
    """Writes that many documents."""
    for number in range(count):
        write_bundle(workspace, number)


def consolidated(workspace: Workspace, base: str = BASE) -> None:
    """Puts the documents in the graph as they are, and publishes it."""
    with rebuilding(workspace, base) as opened:
        opened.receive_all(workspace.bundles())


def file_of(workspace: Workspace, number: int, words: str = "") -> Path:
    """A file that `usagraph ingest` can read, where the invented document says that it comes from."""
    path = workspace.root / "sources" / f"fiche-{number:05}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f"Fiche action {number}\n\nAction : Café des aidants {number}\nDirection pilote : DAS\n"
        f"Politique publique : social\nEnjeux : entendre les aidants {words}\nDegré : consultation\n",
        encoding="utf-8",
    )
    return path


if __name__ == "__main__":
    made = Workspace(Path(sys.argv[1]))
    write_bundles(made, int(sys.argv[2]))
    consolidated(made)
