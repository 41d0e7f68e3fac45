"""The documentation as a whole: every page is in the index, and every link leads somewhere, to its heading too."""

import re

import pytest

from .pages import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*DOCS.glob("*.md"), *ROOT.glob("*.md")))
LINK = re.compile(r"\]\(([^)\s]+)\)")


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in DOCS.glob("*.md")} | {
        f"notebooks/{one.name}" for one in DOCS.glob("notebooks/*.ipynb")
    }
    assert {page for page in pages - {"README.md"} if f"]({page})" not in index} == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    path = ROOT / page
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in LINK.findall(text):
        target, _, anchor = link.partition("#")
        if "://" in link:
            continue
        led = (path.parent / target).resolve() if target else path
        assert led.exists(), link
        if anchor and led.suffix == ".md":
            assert anchor in _headings(led.read_text(encoding="utf-8")), link


def _headings(text: str) -> set[str]:
    """The anchors of a page, as they are made of its headings."""
    said = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in said}
