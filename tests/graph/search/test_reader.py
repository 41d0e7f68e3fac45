from pathlib import Path

import pytest

from usagraph.errors import QueryTimeout, StoreError
from usagraph.graph.search.database import Connections
from usagraph.graph.search.reader import Reader
from usagraph.ontology.terms import BASE


def test_things_are_read_by_iri(reader: Reader) -> None:
    iri = f"{BASE}/id/public-body/mdph"
    found = reader.nodes([iri, f"{BASE}/id/action/none", "' OR 1=1"])
    assert list(found) == [iri]
    assert (found[iri].kind, found[iri].acronym) == ("PublicBody", "MDPH")
    assert reader.nodes([]) == {}
    assert reader.alternatives(f"{BASE}/id/legal-text/x") == ("loi sur l'évaluation",)


def test_things_are_listed_by_label_and_counted_by_kind(reader: Reader) -> None:
    assert [node.label for node in reader.listed("action")] == [
        "Comité de lecture",
        "Comité des usager·ère·s de la MDPH",
        "Évaluation des loyers",
    ]
    assert reader.listed(None, 1, 2) == reader.listed()[1:3]
    assert (reader.count(), reader.count("Action"), reader.count("none")) == (8, 3, 0)
    assert reader.counts()["Directorate"] == 2
    assert len(reader.of_kinds(("Action", "legal-text"))) == 4
    assert reader.in_family("directorate", 1) == [f"{BASE}/id/directorate/x-dac"]


def test_a_reader_that_is_late_says_so(reader: Reader) -> None:
    late = Reader(reader.connections, 1, seconds=0)
    with pytest.raises(QueryTimeout), late.open() as base:
        base.execute("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT MAX(x) FROM n").fetchone()
    assert reader.count() == 8


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Reader(Connections(tmp_path / "none.sqlite"), 1).count()


def test_connections_are_used_again(reader: Reader) -> None:
    with reader.open() as one, reader.open() as two:
        assert one is not two
    with reader.open() as again:
        assert again in (one, two)
    reader.connections.close()
    assert reader.count() == 8
