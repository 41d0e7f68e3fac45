"""The facts that the reference tables hold, each made from a line of its table."""

from dataclasses import dataclass
from typing import Self

from usagraph.ontology.tables.row import Row

__all__ = [
    "CLASSES",
    "KINDS",
    "Departement",
    "ImposedInstrument",
    "LegalText",
    "Region",
    "SpecialAuthority",
    "StateBody",
    "Succession",
]

#: Kinds of reference text, with the class of each.
KINDS = {
    "arrêté": "LegalText",
    "charte": "Charter",
    "circulaire": "LegalText",
    "code": "LegalText",
    "constitution": "LegalText",
    "convention": "LegalText",
    "déclaration": "LegalText",
    "décret": "LegalText",
    "directive": "LegalText",
    "instruction": "LegalText",
    "loi": "LegalText",
    "ordonnance": "LegalText",
    "plan": "Plan",
    "règlement": "LegalText",
    "traité": "LegalText",
}
#: Classes of what the table of State bodies holds: a body, an association that the law trusts with a service, a service.
CLASSES = ("PublicBody", "Association", "PublicService")
#: What may stand between "département" and its name.
_ARTICLES = ("de l'", "de la ", "du ", "des ", "de ", "d'")


@dataclass(frozen=True)
class LegalText:
    """A law, code, decree, treaty, charter or plan. `date` may be a year or a month; `number` and `acronym` may be empty.

    `usual_names` are what people call it; where two texts could be meant, `context_words` tell which.
    """

    slug: str
    kind: str
    number: str
    date: str
    short_label: str
    acronym: str
    title: str
    usual_names: tuple[str, ...]
    context_words: tuple[str, ...]
    source: str

    @property
    def class_name(self) -> str:
        """The local name of its class."""
        return KINDS[self.kind]

    @classmethod
    def of(cls, row: Row) -> Self:
        """The text of a line."""
        date = row.date("date")
        return cls(
            slug=row.need("slug", "slug"),
            kind=row.one_of("type", list(KINDS)),
            date=date,
            number=_number(row, date),
            short_label=row.need("short_label"),
            acronym=row["acronym"],
            title=row.need("title"),
            usual_names=row.many("usual_names"),
            context_words=row.many("context_words"),
            source=row.need("source"),
        )


@dataclass(frozen=True)
class Departement:
    """A French département; `with_article` follows "département" (« de l'Isère »), `region` is an INSEE code."""

    insee: str
    slug: str
    name: str
    with_article: str
    region: str
    source: str

    @classmethod
    def of(cls, row: Row) -> Self:
        """The département of a line."""
        return cls(
            insee=row.code("insee", "departement"),
            slug=row.need("slug", "slug"),
            name=row.need("name"),
            with_article=_with_article(row),
            region=row.code("region", "region"),
            source=row.need("source"),
        )


@dataclass(frozen=True)
class Region:
    """A French region; `with_article` follows "conseil régional"."""

    insee: str
    slug: str
    name: str
    with_article: str
    source: str

    @classmethod
    def of(cls, row: Row) -> Self:
        """The region of a line."""
        return cls(
            insee=row.code("insee", "region"),
            slug=row.need("slug", "slug"),
            name=row.need("name"),
            with_article=_with_article(row),
            source=row.need("source"),
        )


@dataclass(frozen=True)
class SpecialAuthority:
    """An authority with a status of its own; `departements` are the INSEE codes of those it covers whole."""

    slug: str
    insee: str
    label: str
    alt_names: tuple[str, ...]
    created: str
    departements: tuple[str, ...]
    source: str

    @classmethod
    def of(cls, row: Row) -> Self:
        """The authority of a line."""
        return cls(
            slug=row.need("slug", "slug"),
            insee=row["insee"],
            label=row.need("label"),
            alt_names=row.many("alt_names"),
            created=row.date("created"),
            departements=row.many("departements"),
            source=row.need("source"),
        )


@dataclass(frozen=True)
class StateBody:
    """A body of the State or of social security, or a service they run; `class_name` says which it is."""

    slug: str
    class_name: str
    acronym: str
    label: str
    alt_names: tuple[str, ...]
    created: str
    source: str

    @classmethod
    def of(cls, row: Row) -> Self:
        """The body of a line."""
        return cls(
            slug=row.need("slug", "slug"),
            class_name=row.one_of("class", list(CLASSES)),
            acronym=row["acronym"],
            label=row.need("label"),
            alt_names=row.many("alt_names"),
            created=row.date("created"),
            source=row.need("source"),
        )


@dataclass(frozen=True)
class Succession:
    """`after` took over from `before`, both by slug; `kind` says which tables they are in."""

    kind: str
    before: str
    after: str
    date: str
    source: str

    @classmethod
    def of(cls, row: Row) -> Self:
        """The succession of a line."""
        return cls(
            kind=row.one_of("kind", ["state-body", "authority"]),
            before=row.need("before", "slug"),
            after=row.need("after", "slug"),
            date=row.date("date"),
            source=row.need("source"),
        )


@dataclass(frozen=True)
class ImposedInstrument:
    """An instrument that a legal text makes compulsory, both by slug; `article` says where, and may be empty."""

    legal_text: str
    article: str
    instrument: str
    source: str

    @classmethod
    def of(cls, row: Row) -> Self:
        """The obligation of a line."""
        return cls(
            legal_text=row.need("legal_text", "slug"),
            article=row["article"],
            instrument=row.need("instrument", "slug"),
            source=row.need("source"),
        )


def _number(row: Row, date: str) -> str:
    """The official number, whose first part must be the year of the date where both are known."""
    number = row.fitting("number", "number")
    if number and date and not date[:4].endswith(number.replace("/", "-").split("-")[0]):
        row.refuse("number", "not_of_the_year", date=date)
    return number


def _with_article(row: Row) -> str:
    if row["with_article"] not in [article + row["name"] for article in _ARTICLES]:
        row.refuse("with_article", "wrong", expected="article", name=row["name"])
    return row["with_article"]
