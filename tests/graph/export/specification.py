"""GraphML and GEXF as their specifications tell: the schemas beside this file, and the types of values, which they leave open.

Sources: graphml.graphdrawing.org, "GraphML specification" and the attributes extension; gexf.net, "GEXF 1.2 draft primer".
"""

from pathlib import Path

from lxml import etree

__all__ = ["check_gexf", "check_graphml"]

GRAPHML, GEXF = "http://graphml.graphdrawing.org/xmlns", "http://www.gexf.net/1.2draft"


def check_graphml(path: Path) -> tuple[int, int]:
    """How many nodes and edges; fails where the file breaks a rule."""
    root = _valid(path, "graphml.xsd")
    keys = {one.get("id"): one for one in root.iter(f"{{{GRAPHML}}}key")}
    for data in root.iter(f"{{{GRAPHML}}}data"):
        key = keys[data.get("key")]
        assert key.get("for") == etree.QName(data.getparent()).localname
        _check_value(key.get("attr.type"), data.text or "")
    return _count(root, GRAPHML)


def check_gexf(path: Path) -> tuple[int, int]:
    """How many nodes and edges; fails where the file breaks a rule."""
    root = _valid(path, "gexf.xsd")
    declared = {
        kind.get("class"): {one.get("id"): one.get("type") for one in kind}
        for kind in root.iter(f"{{{GEXF}}}attributes")
    }
    for value in root.iter(f"{{{GEXF}}}attvalue"):
        owner = etree.QName(value.getparent().getparent()).localname
        _check_value(declared[owner][value.get("for")], value.get("value"))
    nodes, edges = _count(root, GEXF)
    for kind, count in (("nodes", nodes), ("edges", edges)):
        assert root.find(f".//{{{GEXF}}}{kind}").get("count") == str(count)
    return nodes, edges


def _valid(path: Path, schema: str) -> "etree._Element":
    tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    etree.XMLSchema(file=Path(__file__).parent / schema).assertValid(tree)
    return tree.getroot()


def _count(root: "etree._Element", namespace: str) -> tuple[int, int]:
    nodes, edges = (sum(1 for _ in root.iter(f"{{{namespace}}}{kind}")) for kind in ("node", "edge"))
    return nodes, edges


def _check_value(type_: str, value: str) -> None:
    if type_ in ("int", "integer", "long"):
        int(value)
    elif type_ in ("float", "double"):
        float(value)
    elif type_ == "boolean":
        assert value in ("true", "false")
