"""What the search answers with: things and passages, and where the words stand in them."""

from pydantic import Field

from usagraph.api.rest.models import Model, NodeOut
from usagraph.graph.things import Found, Hit, PassageHit

__all__ = ["HitList", "HitOut", "MarkOut", "PassageHitOut", "SuggestionList"]


class MarkOut(Model):
    """Where words that were looked for stand, in code points of the text beside it."""

    start: int = Field(title="First code point", examples=[4])
    end: int = Field(title="Code point after the last", examples=[16])


class HitOut(Model):
    """A thing that was found."""

    node: NodeOut
    matched: str = Field(title="The name that matched")
    marks: list[MarkOut] = Field([], title="Where the words stand in it")

    @classmethod
    def of(cls, hit: Hit) -> "HitOut":
        """The wire form of a search result."""
        return cls(node=NodeOut.of(hit.node), matched=hit.matched, marks=_marks(hit.marks))


class PassageHitOut(Model):
    """A piece of a document where the words were found. Offsets are code points of the document's canonical text."""

    document: str = Field(title="Id of the document", examples=["fiche-12-ab12cd34"])
    document_title: str = Field(title="Title of the document")
    start: int = Field(title="First code point", examples=[1204])
    end: int = Field(title="Code point after the last", examples=[1291])
    exact: str = Field(title="The piece, as it stands in the text")
    marks: list[MarkOut] = Field(title="Where the words stand in `exact`, from its first code point")
    section: str | None = Field(None, title="Heading above it")
    page: int | None = Field(None, title="Page, where the format has pages")
    url: str = Field(title="Page of the document, opened at the piece")

    @classmethod
    def of(cls, hit: PassageHit) -> "PassageHitOut":
        """The wire form of a passage that was found."""
        url = f"/documents/{hit.document}?passage={hit.start}-{hit.end}#passage"
        return cls(**{**vars(hit), "marks": _marks(hit.marks)}, url=url)


class HitList(Model):
    """What a search found, best first."""

    items: list[HitOut]
    passages: list[PassageHitOut] = Field([], title="Passages of documents that hold the words")
    kinds: dict[str, int] = Field({}, title="How many things of each class, or scheme", examples=[{"Action": 3}])
    total: int = Field(0, title="Things found in all")
    more: bool = Field(False, title="True where there are more than were counted")
    begun: bool = Field(False, title="True where nothing holds the last word: it is taken for the beginning of one")
    left_out: list[str] = Field([], title="Words given up, because nothing holds them all")

    @classmethod
    def of(cls, found: Found) -> "HitList":
        """The wire form of what was found."""
        return cls(
            items=[HitOut.of(hit) for hit in found.hits],
            passages=[PassageHitOut.of(hit) for hit in found.passages],
            kinds=dict(found.kinds),
            total=found.total,
            more=found.more,
            begun=found.begun,
            left_out=list(found.left_out),
        )


class SuggestionList(Model):
    """Things that what is typed may be the beginning of, best first."""

    items: list[HitOut]


def _marks(marks: tuple[tuple[int, int], ...]) -> list[MarkOut]:
    return [MarkOut(start=start, end=end) for start, end in marks]
