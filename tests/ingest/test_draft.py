"""Claims are written once, with their passages, in order."""

from collections.abc import Callable

from usagraph.ingest.draft import Draft
from usagraph.ingest.readers.whole import make_whole
from usagraph.ingest.rulebook import Rule
from usagraph.ingest.sections import outline
from usagraph.records import Document, key, text_value

Read = Callable[[str], Document]

RULE = Rule("a.rule", "1")


def _draft(document: Document) -> Draft:
    return Draft(document, outline(document))


def test_a_claim_found_again_gains_a_passage(plain: Read) -> None:
    draft = _draft(plain("Un. Deux."))
    for span, rule in (((4, 9), RULE), ((0, 3), RULE), ((0, 3), RULE), ((1, 2), Rule("another.rule", "1"))):
        draft.say(key("a||b"), "p", text_value("c"), [span], rule, 0.5, words=" Deux\n. ")
        assert span in [(p.start, p.end) for claim in draft.claims_on("p") for p in claim.passages] or rule != RULE
    (claim,) = draft.claims
    assert [p.exact for p in claim.passages] == ["Deux.", "Un."]
    assert (claim.rule, str(claim.confidence), claim.words) == ("a.rule", "0.5", "Deux .")


def test_claims_come_in_order_of_the_text(plain: Read) -> None:
    draft = _draft(plain("Un. Deux."))
    for value, span in (("z", (4, 9)), ("b", (0, 3)), ("a", (0, 3))):
        draft.say(key("a||b"), "p", text_value(value), [span], RULE, 1)
    assert [claim.object.value for claim in draft.claims] == ["a", "b", "z"]


def test_long_names_that_begin_alike_stay_two(plain: Read) -> None:
    draft = _draft(plain(""))
    first, second = (draft.name("action", "", "mot " * 40 + end) for end in ("un", "deux"))
    assert first != second
    assert draft.name("action", "", "Créer  un LIEU") == key("action||creer-un-lieu")


def test_a_passage_says_its_section_and_page(markdown: Read, plain: Read) -> None:
    document = markdown("# Un\n\nTexte\n")
    start = document.text.index("Texte")
    passage = _draft(document).passage(start, start + 5)
    assert (passage.exact, passage.section, passage.page) == ("Texte", "Un", None)
    pages = plain("un\fdeux")
    assert [_draft(pages).passage(block.start, block.end).page for block in pages.blocks] == [
        block.page for block in pages.blocks
    ]


def test_the_sentences_that_hold_words(plain: Read) -> None:
    document = plain("Une phrase. La deu-\nxième phrase. La fin.")
    draft = _draft(document)
    (block,) = draft.blocks
    start = draft.view(block).text.index("deuxième")
    (span,) = draft.sentence(block, start, start + 5)
    assert document.text[slice(*span)] == "La deu-\nxième phrase."
    (span,) = draft.sentence(block, 5, start)
    assert document.text[slice(*span)] == "Une phrase. La deu-\nxième phrase."


def test_a_sentence_that_a_pull_quote_cuts_is_one_sentence_in_two_places(plain: Read) -> None:
    document = make_whole(
        plain(
            "Un début. Les habitant.e.s disent du lieu qu'il est à eux et le font savoir : « on y vient pour\n\n"
            "C'est notre maison\n\nla chaleur et le café ». Une fin.\n"
        )
    )
    draft = _draft(document)
    first, quote = draft.blocks
    assert (first.kind, quote.kind, document.words(quote)) == ("paragraph", "box", "C'est notre maison")
    start = draft.view(first).text.index("chaleur")
    assert [document.text[slice(*span)] for span in draft.sentence(first, start, start + 7)] == [
        "Les habitant.e.s disent du lieu qu'il est à eux et le font savoir : « on y vient pour",
        "la chaleur et le café ».",
    ]
    assert draft.words(first, start - 8, start + 7) == "pour la chaleur"
    habitants = draft.view(first).text.index("habitants")
    assert draft.words(first, habitants, habitants + 9) == "habitant.e.s"
