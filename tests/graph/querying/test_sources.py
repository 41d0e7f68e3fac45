import pytest

from usagraph.graph.querying.syntax import read_query


@pytest.mark.parametrize(
    ("text", "graphs"),
    [
        ("SELECT * { ?s ?p ?o }", ()),
        ("SELECT * FROM <http://a/> FROM NAMED <http://b/> FROM <http://a/> {}", ("http://a/", "http://b/")),
        (
            "prefix x: <http://x/> ask from x:a\\-b from named ug:c {}",
            ("http://x/a-b", "https://w3id.org/usagraph/ns#c"),
        ),
        ("BASE <http://b/x/> SELECT * FROM <../d> FROM <z> {}", ("http://b/d", "http://b/x/z")),
        (r"SELECT*FROM<http://a/\u0062>{}", ("http://a/b",)),
        ("CONSTRUCT { ?s ?p ?o } FROM <http://a/> WHERE { ?s ?p ?o }", ("http://a/",)),
        ("DESCRIBE <http://x/> FROM <http://a/>", ("http://a/",)),
        ('SELECT * { ?s ?p "FROM <http://a/>" } # FROM <http://b/>', ()),
        ("SELECT * FROM nothere:a FROM <relative> {}", ()),
    ],
)
def test_the_graphs_after_from_are_iris(text: str, graphs: tuple[str, ...]) -> None:
    assert read_query(text).graphs == graphs
