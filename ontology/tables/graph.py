"""The reference tables as triples, for `graph/reference`: laws live once, whatever documents say of them."""

from collections.abc import Callable, Iterable, Iterator

from usagraph.ontology.tables.records import (
    Departement,
    ImposedInstrument,
    LegalText,
    Region,
    SpecialAuthority,
    StateBody,
    Succession,
)
from usagraph.ontology.tables.reference import (
    departements,
    imposed_instruments,
    legal_texts,
    regions,
    special_authorities,
    state_bodies,
    successions,
)
from usagraph.ontology.terms import DCT, ORG, RDF, SDO, SKOS, XSD, concept, ug
from usagraph.ontology.vocabulary import concepts
from usagraph.records import Term, iri, text_value
from usagraph.textview import slug

__all__ = [
    "Triple",
    "article_iri",
    "legal_text_iri",
    "local_authority_iri",
    "official_name",
    "public_body_iri",
    "reference_triples",
    "territory_iri",
]

Triple = tuple[str, str, Term]
#: The folder of each class in the IRIs of things.
_FOLDERS = {"Charter": "charter", "LegalText": "legal-text", "Plan": "plan"}
_DATATYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
#: French titles spell the month, whatever the language of the reader.
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
#: What stands between an article and its text, "du" elsewhere: "article 7 de la loi 2014-173".
_OF = {"arrêté": "de l'", "charte": "de la ", "circulaire": "de la ", "constitution": "de la "}
_OF |= {"convention": "de la ", "déclaration": "de la ", "directive": "de la ", "instruction": "de l'"}
_OF |= {"loi": "de la ", "ordonnance": "de l'"}


def reference_triples(base: str) -> Iterator[Triple]:
    """The triples of all the tables, things named under `base`; the same ones in the same order each time."""
    yield from dict.fromkeys(_triples(base))


def legal_text_iri(base: str, text: LegalText) -> str:
    """The IRI of a law, code, charter or plan of the table."""
    return f"{base}/id/{_FOLDERS[text.class_name]}/{text.slug}"


def article_iri(base: str, text: LegalText, article: str) -> str:
    """The IRI of an article of a text: `legal-text/casf-l-311-6` for article "L. 311-6" of the CASF."""
    return f"{base}/id/legal-text/{slug(f'{text.slug} {article}')}"


def public_body_iri(base: str, name: str) -> str:
    """The IRI of a State body of the table, by slug."""
    return f"{base}/id/public-body/{name}"


def local_authority_iri(base: str, name: str) -> str:
    """The IRI of a local authority of the tables, by slug."""
    return f"{base}/id/local-authority/{name}"


def territory_iri(base: str, place: Departement | Region) -> str:
    """The IRI of the territory of a département or of a region."""
    level = "departement" if isinstance(place, Departement) else "region"
    return f"{base}/id/territory/{level}-{place.slug}"


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


def _triples(base: str) -> Iterator[Triple]:
    for text in legal_texts():
        yield from _legal_text(base, text)
    for body in state_bodies():
        yield from _state_body(base, body)
    yield from _places(base)
    yield from _successions(base)
    texts = {text.slug: text for text in legal_texts()}
    for imposed in imposed_instruments():
        yield from _imposed(base, imposed, texts[imposed.legal_text])


def _legal_text(base: str, text: LegalText) -> Iterator[Triple]:
    subject = legal_text_iri(base, text)
    numbered = f"{text.kind} n° {text.number}" if text.number else ""
    others = (text.title, numbered, official_name(text), *text.usual_names)
    yield from _named(subject, ug(text.class_name), text.short_label, others, text.source)
    yield from _stated(subject, ug("acronym"), text.acronym)
    yield from _stated(subject, ug("officialNumber"), text.number)
    if text.kind == "code":
        # Written over the years, a code has neither a date nor a number: it is told by its title.
        yield from _stated(subject, DCT + "identifier", text.title)
    yield from _dated(subject, DCT + "issued", text.date)


def _state_body(base: str, body: StateBody) -> Iterator[Triple]:
    subject = public_body_iri(base, body.slug)
    yield from _named(subject, ug(body.class_name), body.label, body.alt_names, body.source)
    yield from _stated(subject, ug("acronym"), body.acronym)
    yield from _dated(subject, SDO + "foundingDate" if _is_organisation(body) else DCT + "issued", body.created)


def _is_organisation(body: StateBody) -> bool:
    return body.class_name != "PublicService"


def _places(base: str) -> Iterator[Triple]:
    around = {region.insee: territory_iri(base, region) for region in regions()}
    within = {row.insee: territory_iri(base, row) for row in departements()}
    for departement in departements():
        yield from _departement(base, departement, around[departement.region])
    for region in regions():
        yield from _region(base, region)
    for authority in special_authorities():
        yield from _special_authority(base, authority, within)


def _departement(base: str, row: Departement, region: str) -> Iterator[Triple]:
    subject, territory = local_authority_iri(base, row.slug), territory_iri(base, row)
    others = (f"conseil départemental {row.with_article}", f"conseil général {row.with_article}")
    yield from _named(subject, ug("LocalAuthority"), f"Département {row.with_article}", others, row.source)
    yield from _stated(subject, ug("inseeCode"), row.insee)
    yield subject, ug("covers"), iri(territory)
    yield from _named(territory, ug("Territory"), f"{row.name} (département)", (), row.source)
    yield from _stated(territory, ug("inseeCode"), row.insee)
    yield territory, ug("within"), iri(region)


def _region(base: str, row: Region) -> Iterator[Triple]:
    # No code on the authority: 84 is a region and a département, and only the territory says which.
    subject, territory = local_authority_iri(base, f"region-{row.slug}"), territory_iri(base, row)
    others = (f"conseil régional {row.with_article}", f"Région {row.with_article}")
    yield from _named(subject, ug("LocalAuthority"), f"Région {row.name}", others, row.source)
    yield subject, ug("covers"), iri(territory)
    yield from _named(territory, ug("Territory"), f"{row.name} (région)", (), row.source)
    yield from _stated(territory, ug("inseeCode"), row.insee)


def _special_authority(base: str, row: SpecialAuthority, territories: dict[str, str]) -> Iterator[Triple]:
    subject = local_authority_iri(base, row.slug)
    yield from _named(subject, ug("LocalAuthority"), row.label, row.alt_names, row.source)
    yield from _stated(subject, ug("inseeCode"), row.insee)
    yield from _dated(subject, SDO + "foundingDate", row.created)
    for departement in row.departements:
        yield subject, ug("covers"), iri(territories[departement])


def _successions(base: str) -> Iterator[Triple]:
    """One event for all the bodies that one took over from on the same day; none for services, which are no bodies."""
    services = {row.slug for row in state_bodies() if not _is_organisation(row)}
    names = {f"state-body/{row.slug}": row.acronym or row.label for row in state_bodies()}
    names |= {f"authority/{row.slug}": f"Département {row.with_article}" for row in departements()}
    names |= {f"authority/region-{row.slug}": f"Région {row.name}" for row in regions()}
    names |= {f"authority/{row.slug}": row.label for row in special_authorities()}
    events: dict[tuple[str, str, str], list[Succession]] = {}
    for row in successions():
        events.setdefault((row.kind, row.after, row.date), []).append(row)
    for rows in events.values():
        for row in rows:
            yield _named_as(row)(base, row.after), DCT + "replaces", iri(_named_as(row)(base, row.before))
        if rows[0].after not in services:
            yield from _succession(base, rows, names)


def _named_as(row: Succession) -> Callable[[str, str], str]:
    return public_body_iri if row.kind == "state-body" else local_authority_iri


def _succession(base: str, rows: list[Succession], names: dict[str, str]) -> Iterator[Triple]:
    first, named = rows[0], _named_as(rows[0])
    event, heir = f"{base}/id/change-event/{slug(f'{first.after} {first.date}')}", named(base, first.after)
    old = ", ".join(names[f"{row.kind}/{row.before}"] for row in rows)
    yield from _named(event, ORG + "ChangeEvent", f"{old} → {names[f'{first.kind}/{first.after}']}", (), first.source)
    yield event, ORG + "resultingOrganization", iri(heir)
    yield from _dated(event, DCT + "date", first.date)
    for row in rows:
        yield event, DCT + "source", text_value(row.source)
        yield event, ORG + "originalOrganization", iri(named(base, row.before))


def _imposed(base: str, row: ImposedInstrument, text: LegalText) -> Iterator[Triple]:
    subject = f"{base}/id/obligation/{row.legal_text}-{row.instrument}"
    instrument = concept("instrument", row.instrument)
    name = next(found.pref["fr"] for found in concepts("instrument") if found.iri == instrument)
    yield from _named(subject, ug("Obligation"), f"{name} ({text.short_label})", (), row.source)
    yield subject, ug("requiresInstrument"), iri(instrument)
    if row.article:
        yield from _article(base, row, text)
    source = article_iri(base, text, row.article) if row.article else legal_text_iri(base, text)
    yield source, ug("imposes"), iri(subject)


def _article(base: str, row: ImposedInstrument, text: LegalText) -> Iterator[Triple]:
    subject, of = article_iri(base, text, row.article), _OF.get(text.kind, "du ")
    names = [f"article {row.article} {of}{name}" for name in (text.short_label, text.title)]
    others = names[1:] if text.kind == "code" else []
    yield from _named(subject, ug("LegalText"), names[0], others, row.source)
    yield subject, DCT + "isPartOf", iri(legal_text_iri(base, text))


def _named(subject: str, kind: str, label: str, others: Iterable[str], source: str) -> Iterator[Triple]:
    yield subject, RDF + "type", iri(kind)
    yield subject, SKOS + "prefLabel", text_value(label)
    for other in dict.fromkeys(others):
        if other and other != label:
            yield subject, SKOS + "altLabel", text_value(other)
    yield subject, DCT + "source", text_value(source)


def _stated(subject: str, predicate: str, value: str) -> Iterator[Triple]:
    if value:
        yield subject, predicate, text_value(value, None)


def _dated(subject: str, predicate: str, value: str) -> Iterator[Triple]:
    if value:
        yield subject, predicate, text_value(value, None, XSD + _DATATYPES[len(value)])
