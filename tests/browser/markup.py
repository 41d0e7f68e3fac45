"""What is wrong with the tags of a page as it is sent, before a browser mends them."""

from html.parser import HTMLParser

__all__ = ["markup"]

#: Elements that have no end, and those that a paragraph cannot hold.
VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"))
BLOCKS = frozenset(
    (
        "div",
        "p",
        "ul",
        "ol",
        "dl",
        "table",
        "section",
        "article",
        "blockquote",
        "form",
        "details",
        "h1",
        "h2",
        "h3",
        "pre",
    )
)


def markup(text: str) -> list[str]:
    """What is wrong with the tags of a page: one that is not ended, that stands where it cannot, an attribute twice."""
    reader = _Tags()
    reader.feed(text)
    reader.close()
    return [
        f"8.2: {one}" for one in (*reader.wrong, *(f"{tag} has no end" for tag in reader.open if not reader.wrong))
    ][:3]


class _Tags(HTMLParser):
    """The tags that are open, and what is wrong with those met."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.wrong += [f"twice {name}" for name in dict.fromkeys(names) if names.count(name) > 1]
        if tag in BLOCKS and "p" in self.open:
            self.wrong.append(f"{tag} in p")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One that ends itself, as those of drawings do."""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"{tag} ends {self.open[-1] if self.open else 'nothing'}")
        elif tag not in VOID:
            self.open.pop()
