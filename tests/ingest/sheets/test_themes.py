"""The themes of actions: numbered headings above them, or the list of contents."""

from collections.abc import Callable

from usagraph.records import Document

Read = Callable[[str], Document]
Facts = Callable[..., list[tuple[str, str, str]]]

SHEET = """Le contexte

{context}

Objectifs de l'action

- Planter

Public

Les voisins

Du point de vue des élus

- Ils viennent

"""


def _subjects(found: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    labels = {s: o for s, predicate, o in found if predicate == "prefLabel"}
    return sorted((s.split("|")[-1], labels[o]) for s, predicate, o in found if predicate == "subject")


def test_themes_beside_titles_in_a_list_of_contents(facts: Facts) -> None:
    contents = (
        "Action Page Thème\n\nLe verger partagé du \nquartier haut ........ 4\n\nFiche 1. Habiter la ville, \nensemble\n\n"
        "Fiche 2. Manger\n\nLe four à pain de la place ........ 9\n\nFiche 2. Manger\n\nLa suite du guide ........ 12\n\n"
    )
    text = "Une phrase de texte qui ne dit rien de plus. " * 60 + "\n\n"
    body = (
        f"Le verger partagé au quartier haut\n\n{SHEET.format(context='Un terrain vide.')}{text}"
        f"Le four à pain de la place\n\n{SHEET.format(context='Un four froid.')}{text}"
    )
    assert _subjects(facts(contents + body, "themes")) == [
        ("le-four-a-pain-de-la-place", "Fiche 2. Manger"),
        ("le-verger-partage-au-quartier-haut", "Fiche 1. Habiter la ville, ensemble"),
        ("le-verger-partage-au-quartier-haut", "Fiche 2. Manger"),
    ]


def test_a_numbered_heading_above_actions(markdown: Read, facts: Facts) -> None:
    sheet = "\n\n".join(
        f"### {line}" if n % 2 == 0 else line
        for n, line in enumerate(["Le contexte", "Un terrain.", "Objectifs de l'action", "- Planter", "Public", "Tous"])
    )
    document = markdown(
        f"# Axe 1. Habiter\n\n## Le verger\n\n{sheet}\n\n# Axe 2. Manger\n\n## Le four\n\n{sheet}\n\n## Le pain\n\n{sheet}\n"
    )
    assert _subjects(facts(document, "themes")) == [
        ("le-four", "Axe 2. Manger"),
        ("le-pain", "Axe 2. Manger"),
        ("le-verger", "Axe 1. Habiter"),
    ]


def test_sheets_without_themes(facts: Facts) -> None:
    assert facts(f"Le verger\n\n{SHEET.format(context='Un terrain.')}", "themes") == []
