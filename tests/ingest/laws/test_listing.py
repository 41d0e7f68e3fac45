"""Duties in rows, in lines with labels and in lists, and who answers to them there."""

from collections.abc import Callable

Facts = Callable[..., list[tuple[str, str, str]]]


def _imposed(facts: Facts, document: object) -> list[tuple[str, str]]:
    said = facts(document, "legal.obligation")
    return [(s.split("|")[-1], o.split("|")[-1]) for s, predicate, o in said if predicate == "imposes"]


def _bound(facts: Facts, document: object) -> list[str]:
    said = facts(document, "statutory.answer")
    return [s.split("|")[-1] for s, predicate, _ in said if predicate == "underObligation"]


def test_a_table_says_who_answers(html: Callable[[str], object], facts: Facts) -> None:
    rows = "<tr><td>Loi 2031-7</td><td>Peser les sacs</td><td>Service des quais</td><td>Depuis mai</td></tr>"
    head = "<tr><th>Texte</th><th>Obligation</th><th>Qui s'en charge</th><th>Remarque</th></tr>"
    document = html(f"<table>{head}{rows}</table>")
    assert _imposed(facts, document) == [("loi-2031-7", "peser-les-sacs")]
    assert _bound(facts, document) == ["service-des-quais"]


def test_what_is_no_body_answers_to_nothing(html: Callable[[str], object], facts: Facts) -> None:
    rows = "<tr><td>Loi 2031-7</td><td>Peser les sacs</td><td>Formulaire en ligne</td></tr>"
    document = html(f"<table><tr><th>Texte</th><th>Obligation</th><th>Réponse</th></tr>{rows}</table>")
    assert _bound(facts, document) == []


def test_lines_with_labels(facts: Facts) -> None:
    text = "Base légale : loi 2031-7\n\nObligation : tenir un registre des sacs\n\nRéponse : la régie des eaux (2019)"
    assert _imposed(facts, text) == [("loi-2031-7", "registre-des-sacs")]
    assert _bound(facts, text) == ["regie-des-eaux"]
    assert _imposed(facts, "Base légale : loi 2031-7\n\nDurée : tenir un registre des sacs") == []


def test_a_list_under_a_heading(markdown: Callable[[str], object], facts: Facts) -> None:
    items = "- Livret d'accueil (loi 2031-7)\n- Registre des sacs (loi 2031-7)\n"
    both = [("loi-2031-7", "livret-d-accueil"), ("loi-2031-7", "registre-des-sacs")]
    assert _imposed(facts, markdown(f"# Obligations\n\n{items}")) == both
    assert _imposed(facts, markdown(f"# Lectures\n\n{items}")) == []
