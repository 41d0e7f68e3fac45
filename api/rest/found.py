"""What the search answers with: things and passages, and where the words stand in them."""

from pydantic import Field

from usagraph.api.rest.models import Model, NodeOut
from usagraph.graph.reading.things import Found, Hit, PassageHit

__all__ = ["HitList", "HitOut", "MarkOut", "PassageHitOut", "SuggestionList"]


class MarkOut(Model):
    """Where words that were looked for stand, in code points of the text beside it."""

    start: int = Field(title="Start", description="First code point", examples=[4])
    end: int = Field(title="End", description="Code point after the last", examples=[16])


class HitOut(Model):
    """A thing that was found."""

    node: NodeOut = Field(title="Thing", description="The thing itself")
    matched: str = Field(title="Matched", description="The name that matched", examples=["Atelier des covoitureurs"])
    marks: list[MarkOut] = Field([], title="Marks", description="Where the words stand in the name that matched")

    @classmethod
    def of(cls, hit: Hit) -> "HitOut":
        """The wire form of a search result."""
        return cls(node=NodeOut.of(hit.node), matched=hit.matched, marks=_marks(hit.marks))


class PassageHitOut(Model):
    """A piece of a document where the words were found. Offsets are code points of the document's canonical text."""

    document: str = Field(
        title="Document", description="Id of the document", examples=["fiche-11-covoitureurs-ec6b3c4e"]
    )
    document_title: str = Field(title="Title", description="Title of the document", examples=["Fiche action 11"])
    start: int = Field(title="Start", description="First code point", examples=[1204])
    end: int = Field(title="End", description="Code point after the last", examples=[1291])
    exact: str = Field(
        title="Words", description="The piece, as it stands in the text", examples=["La DRM pilote l'atelier."]
    )
    marks: list[MarkOut] = Field(title="Marks", description="Where the words stand in `exact`")
    section: str | None = Field(None, title="Section", description="Heading above it", examples=["Gouvernance"])
    page: int | None = Field(None, title="Page", description="Page, where the format has pages", examples=[3])
    url: str = Field(
        title="Page of the piece",
        description="Page of the document, opened at the piece",
        examples=["/documents/fiche-11-covoitureurs-ec6b3c4e?passage=1204-1291#passage"],
    )
    passage: str = Field(
        title="Address of the piece",
        description="Where this interface gives the piece, with all that it supports",
        examples=["/api/v1/documents/fiche-11-covoitureurs-ec6b3c4e/passages/1204-1291"],
    )

    @classmethod
    def of(cls, hit: PassageHit) -> "PassageHitOut":
        """The wire form of a passage that was found."""
        place = f"{hit.start}-{hit.end}"
        return cls(
            **{**vars(hit), "marks": _marks(hit.marks)},
            url=f"/documents/{hit.document}?passage={place}#passage",
            passage=f"/api/v1/documents/{hit.document}/passages/{place}",
        )


class HitList(Model):
    """What a search found, best first."""

    items: list[HitOut] = Field(title="Things", description="The things whose names hold the words")
    passages: list[PassageHitOut] = Field([], title="Passages", description="Pieces of documents that hold the words")
    kinds: dict[str, int] = Field(
        {}, title="Types", description="How many things of each class, or scheme", examples=[{"Action": 3}]
    )
    total: int = Field(0, title="Total", description="Things found in all", examples=[3])
    more: bool = Field(False, title="More", description="True where there are more than were counted", examples=[False])
    begun: bool = Field(
        False,
        title="Begun",
        description="True where nothing holds the last word: it is taken for the beginning of one",
        examples=[False],
    )
    left_out: list[str] = Field(
        [], title="Left out", description="Words given up, because nothing holds them all", examples=[["introuvable"]]
    )

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

    items: list[HitOut] = Field(title="Things", description="The things whose names may begin so")


def _marks(marks: tuple[tuple[int, int], ...]) -> list[MarkOut]:
    return [MarkOut(start=start, end=end) for start, end in marks]
