"""The question asked with a mouse and with the keyboard alone; the SPARQL page with its editor and without."""

from pathlib import Path
from typing import Any

import pytest

from usagraph.settings import Settings
from usagraph.visualisations.question import sparql_help
from usagraph.visualisations.question.sparql_help import editor_is_there


@pytest.fixture(scope="module")
def valley_address(valley: Settings, serving: Any) -> Any:
    """Where the pages of the valley are served."""
    with serving(valley) as address:
        yield address


def names(page: Any) -> list[str]:
    """What the lines of the answer are called."""
    return [str(one) for one in page.locator(".found tbody th").all_inner_texts()]


def test_a_question_in_four_gestures(page: Any, valley_address: str) -> None:
    """Another subject, a value, the answer, its passage."""
    page.goto(f"{valley_address}/question")
    page.get_by_label("Sujet de la question").select_option(label="obligations")
    page.wait_for_url("**/question?sur=obligations")
    page.get_by_label("imposées par").select_option(label="loi A")
    page.get_by_role("button", name="Répondre").click()
    page.wait_for_url("**/question?sur=obligations&avec=law%3Alegal-text%2Floi-a#reponse")
    assert names(page) == ["charte des usagers (loi A)", "conseil des usagers (loi A)"]
    page.locator(".proof summary").first.click()
    page.get_by_role("link", name="voir le passage").first.click()
    assert page.locator("mark").count() >= 1


def test_a_question_with_the_keyboard_alone(page: Any, valley_address: str) -> None:
    page.goto(f"{valley_address}/question?sur=obligations")
    page.get_by_label("imposées par").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    for _ in range(20):
        if page.evaluate("document.activeElement.textContent") == "Répondre":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**loi-b#reponse")
    assert names(page) == ["guichet (loi B)"]


def test_the_subject_keeps_the_focus(page: Any, valley_address: str) -> None:
    page.goto(f"{valley_address}/question")
    page.get_by_label("Sujet de la question").focus()
    page.get_by_label("Sujet de la question").select_option(label="instances")
    page.wait_for_url("**sur=bodies")
    assert page.evaluate("document.activeElement.name") == "sur"


def test_without_scripts_the_sentence_is_complete(browser: Any, valley_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{valley_address}/question")
    page.get_by_label("Sujet de la question").select_option(label="obligations")
    page.get_by_role("button", name="Changer de sujet").click()
    page.get_by_label("imposées par").select_option(label="loi A")
    page.get_by_role("button", name="Répondre").click()
    assert len(names(page)) == 2
    context.close()


def test_the_plain_form_inserts_our_terms(
    page: Any, valley_address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where the files of the editor are not there."""
    monkeypatch.setattr(sparql_help, "STATIC", tmp_path)
    page.goto(f"{valley_address}/questions")
    area = page.get_by_role("textbox", name="Requête")
    area.fill("")
    page.get_by_label("Insérer un terme").fill("ug:ledBy")
    page.keyboard.press("Enter")
    assert area.input_value() == "ug:ledBy "
    assert page.locator("#known option[value='ug:ledBy']").count() == 1


@pytest.mark.skipif(not editor_is_there(), reason="the editor is not installed: make assets")
def test_the_editor_completes_our_terms_and_lets_the_keyboard_go(page: Any, valley_address: str) -> None:
    page.goto(f"{valley_address}/questions")
    page.locator(".yasqe .CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?x { ?x ug:led")
    page.locator(".CodeMirror-hint").first.wait_for()
    assert page.locator(".CodeMirror-hint").first.inner_text().startswith("ug:ledBy")
    page.keyboard.press("Enter")
    page.keyboard.type(" ?y }")
    assert page.evaluate("document.getElementById('query').value") == "SELECT ?x { ?x ug:ledBy ?y }"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Demander"
    page.keyboard.press("Enter")
    page.wait_for_url("**sparql=**")
    assert page.locator("table.answer tbody tr").count() >= 2
