"""Tables of decisions: who sees to each, where the first row says that they hold decisions."""

from collections.abc import Callable
from pathlib import Path

from usagraph.ingest.readers.markdown import read

Facts = Callable[..., list[tuple[str, str, str]]]

TABLE = """# Réunion

| {0} | {1} |
| --- | --- |
| Ouvrir un guichet le samedi | la direction de l'accueil |
| À revoir | à définir |
"""


def test_each_decision_has_who_sees_to_it(facts: Facts, tmp_path: Path) -> None:
    found = {}
    for heads in (("Décision", "Qui s'en charge"), ("Couleur", "Ville")):
        path = tmp_path / "minutes.md"
        path.write_text(TABLE.format(*heads), encoding="utf-8")
        found[heads[0]] = facts(read(path), "steering.decided")
    decided = "governance-body|reunion|ouvrir-un-guichet-le-samedi"
    assert found["Couleur"] == []
    assert found["Décision"] == [
        ("directorate|reunion|direction-de-l-accueil", "steers", decided),
        (decided, "prefLabel", "Ouvrir un guichet le samedi"),
        (decided, "type", "http://www.w3.org/ns/org#OrganizationalCollaboration"),
    ]
