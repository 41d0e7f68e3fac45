"""What values tell by themselves, in whole sheets."""

from collections.abc import Callable

from usagraph.records import Document

Facts = Callable[..., list[tuple[str, str, str]]]
Html = Callable[[str], Document]

SHEET = "<h2>FA-03 – Le four commun</h2><table>{}</table><h2>FA-04 – Le car du soir</h2><table>{}</table>"


def _form(**fields: str) -> str:
    told = {
        "Pilote": "Service voirie",
        "Enjeu": "Cuire ensemble",
        "Objectif": "Un four par hameau",
        "Domaine": "Habitat",
        **fields,
    }
    return "".join(f"<tr><td>{label.replace('_', ' ')}</td><td>{value}</td></tr>" for label, value in told.items())


def _told(facts: Facts, document: Document, *predicates: str) -> set[tuple[str, str]]:
    return {(p, o.rpartition("|")[2].rpartition("/")[2]) for _, p, o in facts(document, "sheets.") if p in predicates}


def test_the_code_is_no_part_of_the_title(html: Html, facts: Facts) -> None:
    told = _told(facts, html(SHEET.format(_form(), _form())), "sheetNumber", "prefLabel")
    assert {("sheetNumber", "FA-03"), ("prefLabel", "Le four commun"), ("sheetNumber", "FA-04")} <= told


def test_each_line_of_a_cell_is_a_thing(html: Html, facts: Facts) -> None:
    form = _form(
        Pour_qui="Les aînés<br>Les écoliers du bourg", Partenaires="<p>la régie du gaz</p><p>le club du lac</p>"
    )
    told = _told(facts, html(SHEET.format(form, _form())), "targets", "hasPartner")
    assert told == {
        ("targets", "les-aines"),
        ("targets", "les-ecoliers-du-bourg"),
        ("hasPartner", "la-regie-du-gaz"),
        ("hasPartner", "le-club-du-lac"),
    }


def test_a_mode_is_one_whatever_its_label(html: Html, facts: Facts) -> None:
    form = _form(Façon_de_faire="Mode projet, jusqu'en juin")
    assert _told(facts, html(SHEET.format(form, _form())), "mode") == {("mode", "projet")}


def test_people_who_are_counted_lead_nothing(html: Html, facts: Facts) -> None:
    form = _form(Pilote="").replace("Pilote", "Équipe").replace("<td></td>", "<td>deux agents et un cuisinier</td>")
    assert _told(facts, html(SHEET.format(form, form)), "ledBy") == set()
