"""What office packages have in common: XML read without entities, the title, the mark of macros."""

import zipfile
from typing import Any

from lxml import etree

__all__ = ["core_metadata", "parsed"]

# lxml publishes no types.
Element = Any

CORE = "docProps/core.xml"
TITLE = "{http://purl.org/dc/elements/1.1/}title"


def parsed(content: bytes) -> Element:
    """The root of an XML member: no entity is resolved, nothing is fetched."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def core_metadata(archive: zipfile.ZipFile) -> dict[str, str]:
    """The title of an Office file, and whether it holds macros, which nothing here runs."""
    names = archive.namelist()
    found = {"title": (parsed(archive.read(CORE)).findtext(f".//{TITLE}") or "")} if CORE in names else {}
    return found | ({"macros": "yes"} if any(name.endswith("vbaProject.bin") for name in names) else {})
