"""Profiles proposed from the headers of a file, put in a workspace and used."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from usagraph.ingest import masking, readers, rulebook
from usagraph.ingest.pipeline import claims_of
from usagraph.ingest.sheets.suggest import suggest
from usagraph.records import Claim, Document

Law = Callable[[Document, tuple[Claim, ...]], None]

CENSUS = """Intitulé;Svc;Domaine;Amont;Pendant;Conduite;Météo
Le comptoir;SEAU;Eau;2;1;P;beau
Le verger;SEAU;Eau;4;4;C;gris
Le comptoir;SHAB;Habitat;1;1;P;beau
"""
SHEETS = "# Le verger\n\n## Public\n\nLes voisins\n\n## Partenaires\n\nLa Ville\n\n## Météo du jour\n\nDouce\n\n## Objectifs\n\n- Planter\n"


@pytest.fixture(autouse=True)
def _no_workspace() -> Iterator[None]:
    yield
    rulebook.use(None)


@pytest.fixture
def census(tmp_path: Path) -> Path:
    path = tmp_path / "recensement.csv"
    path.write_text(CENSUS, encoding="utf-8")
    return path


def test_the_meaning_of_each_column_with_its_reason(census: Path) -> None:
    found = {guess.header: guess for guess in suggest(census).guesses}
    assert found["Domaine"].rule == {"role": "policy"}
    assert found["Domaine"].reason == "tables.policy"
    assert found["Météo"].rule is None
    assert found["Météo"].score == 0


def test_codes_and_what_identifies_a_row(census: Path) -> None:
    profile = suggest(census).profile
    assert profile["row"] == ["action", "direction"]
    assert profile["codes"]["degree"] == {"1": None, "2": None, "4": None}
    assert profile["codes"]["mode"] == {"C": None, "P": None}


def test_a_preview_of_the_facts(census: Path) -> None:
    assert ("Le comptoir", "ledBy", "SEAU") in suggest(census).preview


def test_the_profile_works_as_it_is_and_as_staff_complete_it(census: Path, tmp_path: Path, keep_the_law: Law) -> None:
    content = yaml.safe_load(suggest(census).text)
    content["codes"]["degree"] = {"1": "information", "2": "consultation", "4": "co-construction"}
    content["codes"]["mode"] = {"P": "projet", "C": "activite-courante"}
    folder = tmp_path / "workspace" / "profiles"
    folder.mkdir(parents=True)
    (folder / "recensement.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    rulebook.use(folder.parent)
    document = masking.mask(readers.read(census))
    claims = claims_of(document, census.stem)
    keep_the_law(document, claims)
    modes = {c.object.iri.rsplit("/", 1)[-1] for c in claims if c.predicate.endswith("#mode") and c.object.iri}
    degrees = {c.object.iri.rsplit("/", 1)[-1] for c in claims if c.predicate.endswith("#degree") and c.object.iri}
    assert modes == {"projet", "activite-courante"}
    assert degrees == {"information", "consultation", "co-construction"}


def test_a_profile_of_the_headings_of_sheets(tmp_path: Path) -> None:
    path = tmp_path / "fiche.md"
    path.write_text(SHEETS, encoding="utf-8")
    found = suggest(path)
    headings = found.profile["headings"]
    assert headings["public"]["property"] == "targets"
    assert headings["meteo_du_jour"]["takes"] == "nothing"
    assert ("Le verger", "targets", "Les voisins") in found.preview
    rulebook.use(None)
    folder = tmp_path / "workspace" / "profiles"
    folder.mkdir(parents=True)
    (folder / "fiche.yaml").write_text(found.text, encoding="utf-8")
    rulebook.use(folder.parent)
    assert "fiche" in [profile["id"] for profile in rulebook.profiles()]
