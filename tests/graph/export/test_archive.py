"""The tables: what a French spreadsheet, pandas and a CSVW reader find in them."""

import csv
import importlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from usagraph.graph.export.readme import FILES

from .conftest import BASE

Exported = Callable[..., Path]
#: Terms of the sample that no vocabulary has.
UNKNOWN = {"ug:count", "ug:value"}
#: It publishes no types of its own.
pd: Any = importlib.import_module("pandas")


@pytest.fixture
def tables(exported: Exported) -> dict[str, bytes]:
    """The files of the public edition, by name."""
    with zipfile.ZipFile(exported("csv")) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def whole(exported: Exported) -> dict[str, bytes]:
    """The files of the internal edition, by name."""
    with zipfile.ZipFile(exported("csv", edition="internal")) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def frame(content: bytes) -> Any:
    """A table as the README tells to read it."""
    return pd.read_csv(io.BytesIO(content), sep=";", decimal=",", encoding="utf-8-sig")


def test_every_table_is_as_a_french_spreadsheet_wants_it(tables: dict[str, bytes]) -> None:
    for name, content in tables.items():
        if name.endswith(".csv"):
            assert content.startswith(b"\xef\xbb\xbf"), name
            text = content.decode("utf-8-sig")
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
            assert {len(row) for row in rows} == {len(rows[0])}, name
            assert text.endswith("\r\n")
            assert text.count("\r\n") == len(rows), name
            assert len(set(rows[0])) == len(rows[0]), name


def test_no_cell_is_a_formula_and_none_holds_a_control_character(whole: dict[str, bytes]) -> None:
    for name, content in whole.items():
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"):
                for value in row:
                    assert not value.lstrip().startswith(("=", "+", "@")), (name, value)
                    assert not value.startswith("-") or value[1:].replace(",", "").isdigit(), (name, value)
                    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in value), (name, value)


def test_pandas_reads_things_numbers_and_several_values(whole: dict[str, bytes]) -> None:
    actions = frame(whole["classes/Action.csv"]).set_index("iri")
    trap = actions.loc[f"{BASE}/id/action/piege"]
    assert trap["prefLabel_fr"] == '\'=HYPERLINK("http://x")'
    assert trap["altLabel_fr"].split(" | ") == ["'+ de bus", 'a;b\nc"d', "avec ¦ barre"]
    assert trap["value"] == pytest.approx(-3.5)
    assert trap["count"] == 12
    assert trap["ledBy"] == f"{BASE}/id/directorate/valdore-dmo"
    assert trap["ledBy_label"] == "Direction des mobilités"
    assert "\ufffd interdit" in trap["description_fr"]
    claims = frame(whole["claims.csv"])
    assert claims["confidence"].max() == pytest.approx(0.95)
    assert {"proposed", "accepted", "rejected"} == set(claims["status"])


def test_tables_of_evidence_join(whole: dict[str, bytes]) -> None:
    claims, passages = frame(whole["claims.csv"]), frame(whole["passages.csv"])
    named = {place for places in claims["passages"] for place in places.split(" | ")}
    assert named == set(passages["passage"])
    assert (passages["exact"].str.len() == passages["end"] - passages["start"]).all()
    relations = frame(whole["relations.csv"])
    assert set(relations["predicate"]) >= {"ug:ledBy", "ug:hasDegree", "ug:imposes"}


def test_dictionary_and_metadata_tell_of_every_column(tables: dict[str, bytes]) -> None:
    dictionary = frame(tables["dictionary.csv"])
    told = {(row["table"], row["column"]) for _, row in dictionary.iterrows()}
    metadata = {one["url"]: one for one in json.loads(tables["csv-metadata.json"])["tables"]}
    files = {name for name in tables if name.endswith(".csv")}
    assert set(metadata) == files
    for name in files:
        header = tables[name].decode("utf-8-sig").split("\r\n")[0].split(";")
        columns = metadata[name]["tableSchema"]["columns"]
        assert [one["titles"] for one in columns] == header
        assert name == "dictionary.csv" or {(name, column) for column in header} <= told
        for one in columns:
            assert set(one["dc:title"]) == {"fr", "en"}
            assert all(one["dc:title"].values()), one
    for name in ("title_fr", "title_en", "meaning_fr", "meaning_en"):
        assert set(dictionary[dictionary[name].isna()]["term"]) <= UNKNOWN
    own = dictionary.set_index(["table", "column"])
    assert own.loc[("claims.csv", "subject"), "meaning_en"] == "the thing that the claim tells of"


def test_metadata_is_csvw(tables: dict[str, bytes]) -> None:
    content = json.loads(tables["csv-metadata.json"])
    assert content["@context"][0] == "http://www.w3.org/ns/csvw"
    assert content["dialect"]["delimiter"] == ";"
    actions = next(one for one in content["tables"] if one["url"] == "classes/Action.csv")
    for one in content["tables"]:
        key = one["tableSchema"].get("primaryKey")
        assert key or one["url"] in ("relations.csv", "dictionary.csv")
        assert not key or frame(tables[one["url"]])[key].is_unique
    assert actions["tableSchema"]["primaryKey"] == "iri"
    columns = {one["name"]: one for one in actions["tableSchema"]["columns"]}
    assert columns["value"]["datatype"] == {"base": "decimal", "format": {"decimalChar": ","}}
    assert columns["altLabel_fr"]["separator"] == " | "
    assert columns["prefLabel_fr"]["lang"] == "fr"
    assert columns["prefLabel_fr"]["propertyUrl"] == "http://www.w3.org/2004/02/skos/core#prefLabel"


def test_readme_tells_the_files_the_licence_and_what_is_left_out(tables: dict[str, bytes]) -> None:
    for lang, (persons, posts) in {
        "fr": (
            "ni autrices publiées, ni titulaires d'une charge publique) : 2",
            "un seul titulaire laissés de côté : 2",
        ),
        "en": ("nor holders of a public office): 2", "one holder left out: 2"),
    }.items():
        words = tables[FILES[lang]].decode()
        assert persons in words
        assert posts in words
        assert "https://opensource.org/license/mit" in words
        assert all(f"`{name}`" in words for name in tables if name.endswith(".csv"))
        assert "{" not in words


def test_public_tables_name_nobody(tables: dict[str, bytes]) -> None:
    whole = b"\n".join(tables.values()).decode()
    assert not [
        one for one in ("Zoé", "zoe", "directrice", "Fictif", "relecteur-fictif", "76 00", "@example") if one in whole
    ]


def test_same_generation_gives_the_same_archive(exported: Exported) -> None:
    assert exported("csv").read_bytes() == exported("csv").read_bytes()
