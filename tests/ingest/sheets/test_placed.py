"""The action that a place of a document is about."""

from collections.abc import Callable

from usagraph.ingest.draft import Draft
from usagraph.ingest.rulebook import Rule
from usagraph.ingest.sections import outline
from usagraph.ingest.sheets.placed import PlacedActions
from usagraph.ontology.terms import ug
from usagraph.records import Document, key

RULE = Rule("essai", "1")


def test_the_only_action_that_a_section_names(html: Callable[[str], Document]) -> None:
    document = html(
        "<h2>Le four</h2><p>Il cuit.</p><h2>Deux autres</h2><p>Le lac et le pré.</p><h2>Fin</h2><p>Merci.</p>"
    )
    draft = Draft(document, outline(document))
    leader = key("directorate|x|dgx")
    for label in ("Le four", "Le lac", "le pré"):
        at = document.text.index(label)
        draft.thing(key(f"action|x|{label}"), "Action", label, [(at, at + len(label))], RULE, 0.9)
    draft.say(key("action|x|Le four"), ug("ledBy"), leader, [(0, 7)], RULE, 0.9, words="Le four")
    placed = PlacedActions(draft)
    found = [placed.at(document.text.index(words)) for words in ("Il cuit", "Le lac", "Merci")]
    assert found == [key("action|x|Le four"), None, None]
    assert [claim.object for claim in placed.leaders(key("action|x|Le four"))] == [leader]
