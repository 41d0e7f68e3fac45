"""Documents made from a few lines, and what the rules say of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from usagraph.ingest.masking import mask
from usagraph.ingest.pipeline import claims_of
from usagraph.ingest.readers.html import read_html
from usagraph.ingest.readers.markdown import read as read_markdown
from usagraph.ingest.readers.text import lay_out
from usagraph.ontology.terms import BASE
from usagraph.records import Claim, Document, Term
from usagraph.textview import fold

#: The longest passage of one sentence or one row that a test may find.
LONGEST = 1_500


@pytest.fixture(scope="session")
def plain() -> Callable[[str], Document]:
    """Reads plain text."""
    return lambda text: Document(text, tuple(lay_out(text)), "text/plain")


@pytest.fixture(scope="session")
def html() -> Callable[[str], Document]:
    """Reads a fragment of HTML: what DOCX becomes."""
    return lambda text: read_html(text, "text/html")


@pytest.fixture
def markdown(tmp_path: Path) -> Callable[[str], Document]:
    """Reads Markdown."""

    def read(text: str) -> Document:
        path = tmp_path / "a.md"
        path.write_text(text, encoding="utf-8")
        return read_markdown(path)

    return read


@pytest.fixture(scope="session")
def keep_the_law() -> Callable[[Document, tuple[Claim, ...]], None]:
    """Checks the law of evidence: passages re-read equal, short, and hold the words of their claim."""

    def check(document: Document, claims: tuple[Claim, ...]) -> None:
        for claim in claims:
            assert claim.passages
            assert [p.exact for p in claim.passages] == [document.text[p.start : p.end] for p in claim.passages]
            assert max(len(p.exact) for p in claim.passages) < LONGEST
            # A sentence that something cuts in two is in several passages.
            told = [*(p.exact for p in claim.passages), " ".join(p.exact for p in claim.passages)]
            assert any(fold(claim.words) in fold(words) for words in told), claim

    return check


@pytest.fixture(scope="session")
def facts(
    plain: Callable[[str], Document], keep_the_law: Callable[[Document, tuple[Claim, ...]], None]
) -> Callable[..., list[tuple[str, str, str]]]:
    """What the rules whose ids begin with one of the given names say of a document (or of plain text), short and sorted.

    Every call checks the law of evidence.
    """

    def read(source: Document | str, *rules: str, title: str = "essai") -> list[tuple[str, str, str]]:
        document = mask(plain(source) if isinstance(source, str) else source)
        claims = claims_of(document, title)
        keep_the_law(document, claims)
        return sorted(
            (_short(c.subject), c.predicate.replace("#", "/").rsplit("/", 1)[-1], _short(c.object))
            for c in claims
            if c.rule.startswith(rules or "")
        )

    return read


def _short(term: Term) -> str:
    """A key, a value, or an IRI without what all of ours begin with."""
    return term.key or term.value or (term.iri or "").replace(BASE, "").replace("/ns#", "ug:").replace("/voc/", "")
