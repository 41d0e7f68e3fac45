"""The reader of documents in a browser: the table of contents, what a passage says, and a report without scripts."""

import json
from pathlib import Path
from typing import Any

DOCUMENT = "/documents/val-doré-0a1b2c3d"


def test_the_number_beside_a_row_tells_what_it_says(page: Any, address: str) -> None:
    page.goto(address + DOCUMENT)
    page.locator("tr", has_text="Comité des aidants").locator("a.says").click()
    page.wait_for_url("**#passage")
    told = page.get_by_role("region", name="Ce que dit ce passage")
    assert told.is_visible()
    assert "est portée par" in told.inner_text()
    told.get_by_role("link", name="Comité des aidants").first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Comité des aidants")
    page.get_by_role("link", name="voir le passage").first.click()
    assert "Comité des aidants" in page.locator(".told q").inner_text()


def test_the_same_with_a_keyboard(page: Any, address: str) -> None:
    page.goto(address + DOCUMENT)
    page.locator("tr", has_text="Comité des aidants").locator("a.says").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#passage")
    page.get_by_role("link", name="Fermer").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "passage" not in url)
    assert page.locator("mark").count() == 0


def test_the_table_of_contents_follows_the_text(page: Any, address: str) -> None:
    page.goto(address + DOCUMENT)
    contents = page.get_by_role("navigation", name="Plan du document")
    if page.viewport_size["width"] < 990:
        contents.locator("summary").first.click()
    link = contents.get_by_role("link", name="Tableau des actions")
    link.focus()
    page.keyboard.press("Enter")
    contents.locator("[aria-current]", has_text="Tableau des actions").wait_for(state="attached")
    assert "#s" in page.url


def test_a_report_is_sent_without_scripts(browser: Any, address: str, workspace: Path) -> None:
    """The whole way, from the passage to the file: a browser says by itself where the form comes from."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{DOCUMENT}?passage=500-520#passage")
    page.get_by_role("link", name="signaler une erreur").click()
    page.get_by_label("Qu'est-ce qui ne va pas ?").select_option("missing")
    page.get_by_label("Expliquez en quelques mots (facultatif)").fill("il manque un partenaire")
    page.get_by_role("button", name="Envoyer").press("Enter")
    assert page.get_by_role("heading", level=1).inner_text() == "Merci, votre signalement est noté"
    page.get_by_role("link", name="Revenir au passage").click()
    assert page.locator("mark#passage").first.is_visible()
    context.close()
    (line,) = (workspace / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    assert {"kind": "missing", "start": 500, "words": "il manque un partenaire"}.items() <= json.loads(line).items()
