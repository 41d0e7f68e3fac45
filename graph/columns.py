"""Takes columns out of a serialised result.

The engine gives a variable a value only where the query projects it (`substitutions` of pyoxigraph 0.5), so a saved
question projects its parameters; the person who asks knows them and does not want them among the answers.
"""

import csv
import io
import json
from collections.abc import Collection

from lxml import etree

__all__ = ["without"]

_XML = "{http://www.w3.org/2005/sparql-results#}"


def without(body: bytes, media_type: str, names: Collection[str]) -> bytes:
    """The same result less the columns `names`; results that are no table come back as they are.

    >>> without(b"a,document\\r\\n1,x\\r\\n", "text/csv", ["document"])
    b'a\\r\\n1\\r\\n'
    """
    takers = {
        "application/sparql-results+json": _json,
        "application/sparql-results+xml": _xml,
        "text/csv": _csv,
        "text/tab-separated-values": _tsv,
    }
    taker = takers.get(media_type)
    return taker(body, set(names)) if taker and names else body


def _json(body: bytes, names: set[str]) -> bytes:
    result = json.loads(body)
    if "results" not in result:
        return body
    result["head"]["vars"] = [name for name in result["head"]["vars"] if name not in names]
    for row in result["results"]["bindings"]:
        for name in names & row.keys():
            del row[name]
    return json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode()


def _xml(body: bytes, names: set[str]) -> bytes:
    root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in [*root.iter(_XML + "variable"), *root.iter(_XML + "binding")]:
        if element.get("name") in names:
            element.getparent().remove(element)
    result: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return result


def _csv(body: bytes, names: set[str]) -> bytes:
    rows = list(csv.reader(io.StringIO(body.decode(), newline="")))
    kept = [place for place, name in enumerate(rows[0]) if name not in names]
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows([row[place] for place in kept] for row in rows if row)
    return written.getvalue().encode()


def _tsv(body: bytes, names: set[str]) -> bytes:
    # Tabs and line feeds inside values are escaped in this format: a plain split is exact.
    rows = [line.split("\t") for line in body.decode().splitlines()]
    kept = [place for place, name in enumerate(rows[0]) if name.lstrip("?") not in names]
    return "".join("\t".join(row[place] for place in kept) + "\n" for row in rows).encode()
