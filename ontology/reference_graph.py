"""The reference tables as triples, for `graph/reference`: laws live once, whatever documents say of them."""

from collections.abc import Iterable, Iterator

from usagraph.ontology.reference import (
    Departement,
    ImposedInstrument,
    LegalText,
    Region,
    StateBody,
    departements,
    imposed_instruments,
    legal_texts,
    regions,
    state_bodies,
)
from usagraph.ontology.terms import DCT, RDF, SDO, SKOS, XSD, concept, ug
from usagraph.ontology.vocabulary import concepts
from usagraph.records import Term, iri, text_value

__all__ = ["Triple", "legal_text_iri", "local_authority_iri", "public_body_iri", "reference_triples"]

Triple = tuple[str, str, Term]
#: The folder of each class in the IRIs of things.
_FOLDERS = {"Charter": "charter", "LegalText": "legal-text", "Plan": "plan"}
_DATATYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
#: French titles spell the month, whatever the language of the reader.
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def reference_triples(base: str) -> Iterator[Triple]:
    """The triples of all the tables, things named under `base`; the same ones in the same order each time."""
    for text in legal_texts():
        yield from _legal_text(base, text)
    for body in state_bodies():
        yield from _state_body(base, body)
    for departement in departements():
        yield from _departement(base, departement)
    for region in regions():
        yield from _region(base, region)
    texts = {text.slug: text for text in legal_texts()}
    for imposed in imposed_instruments():
        yield from _imposed(base, imposed, texts[imposed.legal_text])


def legal_text_iri(base: str, text: LegalText) -> str:
    """The IRI of a law, code, charter or plan of the table."""
    return f"{base}/id/{_FOLDERS[text.class_name]}/{text.slug}"


def public_body_iri(base: str, slug: str) -> str:
    """The IRI of a State body of the table."""
    return f"{base}/id/public-body/{slug}"


def local_authority_iri(base: str, slug: str) -> str:
    """The IRI of a local authority of the tables."""
    return f"{base}/id/local-authority/{slug}"


def official_name(text: LegalText) -> str:
    """The name with number and date, as official texts print it; empty where the table has no number.

    >>> official_name(legal_texts()[0])
    'loi n° 2002-2 du 2 janvier 2002'
    """
    if not text.number or len(text.date) != 10:
        return ""
    year, month, day = text.date.split("-")
    ordinal = "1er" if day == "01" else str(int(day))
    return f"{text.kind} n° {text.number} du {ordinal} {_MONTHS[int(month) - 1]} {year}"


def _legal_text(base: str, text: LegalText) -> Iterator[Triple]:
    subject = legal_text_iri(base, text)
    numbered = f"{text.kind} n° {text.number}" if text.number else ""
    others = (text.title, numbered, official_name(text), *text.usual_names)
    yield from _named(subject, text.class_name, text.short_label, others, text.source)
    if text.number:
        yield subject, ug("officialNumber"), text_value(text.number, None)
    if text.date:
        yield subject, DCT + "issued", _date(text.date)


def _state_body(base: str, body: StateBody) -> Iterator[Triple]:
    subject = public_body_iri(base, body.slug)
    yield from _named(subject, "PublicBody", body.label, body.alt_names, body.source)
    if body.acronym:
        yield subject, ug("acronym"), text_value(body.acronym, None)
    if body.created:
        yield subject, SDO + "foundingDate", _date(body.created)
    if body.replaces:
        yield subject, DCT + "replaces", iri(public_body_iri(base, body.replaces))


def _departement(base: str, row: Departement) -> Iterator[Triple]:
    subject = local_authority_iri(base, row.slug)
    others = (f"conseil départemental {row.with_article}", f"conseil général {row.with_article}")
    yield from _named(subject, "LocalAuthority", f"Département {row.with_article}", others, row.source)
    yield subject, ug("inseeCode"), text_value(row.insee, None)


def _region(base: str, row: Region) -> Iterator[Triple]:
    # No inseeCode: the code of a region (84) may be that of a département, and codes identify.
    subject = local_authority_iri(base, f"region-{row.slug}")
    others = (f"conseil régional {row.with_article}", f"Région {row.with_article}")
    yield from _named(subject, "LocalAuthority", f"Région {row.name}", others, row.source)


def _imposed(base: str, row: ImposedInstrument, text: LegalText) -> Iterator[Triple]:
    subject = f"{base}/id/obligation/{row.legal_text}-{row.instrument}"
    instrument = concept("instrument", row.instrument)
    name = next(found.pref["fr"] for found in concepts("instrument") if found.iri == instrument)
    yield from _named(subject, "Obligation", f"{name} ({text.short_label})", (), row.source)
    yield subject, ug("requiresInstrument"), iri(instrument)
    yield legal_text_iri(base, text), ug("imposes"), iri(subject)


def _named(subject: str, kind: str, label: str, others: Iterable[str], source: str) -> Iterator[Triple]:
    yield subject, RDF + "type", iri(ug(kind))
    yield subject, SKOS + "prefLabel", text_value(label)
    for other in dict.fromkeys(others):
        if other and other != label:
            yield subject, SKOS + "altLabel", text_value(other)
    yield subject, DCT + "source", text_value(source)


def _date(value: str) -> Term:
    return text_value(value, None, XSD + _DATATYPES[len(value)])
