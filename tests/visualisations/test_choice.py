"""Which documents count: what the form offers, and what it keeps of the address."""

import pytest

from usagraph.visualisations.choice import LISTED, Choice, Document, choice

NOTE, CENSUS = (Document(f"{name}-1", name, f"{name}.pdf", "application/pdf") for name in ("Note", "Recensement"))
ASKED = [("degre", "concertation"), ("documents", "Note-1"), ("types", "a"), ("types", "b"), ("lang", "en")]


def test_the_form_keeps_what_the_address_asks_beside_the_documents() -> None:
    made = choice([NOTE, CENSUS], ["Note-1"], "/flux", ASKED, "fr")
    kept = (("degre", "concertation"), ("types", "a"), ("types", "b"), ("lang", "en"))
    assert made == Choice((NOTE, CENSUS), ("Note-1",), 2, "/flux", kept, "«\u00a0Note\u00a0»")
    assert made.state == {"degre": ["concertation"], "types": ["a", "b"]}


@pytest.mark.parametrize(
    ("chosen", "lang", "sentence"),
    [
        ([], "fr", "tous (2)"),
        ([], "en", "all (2)"),
        (["Note-1"], "en", "“Note”"),
        (["Note-1", "Recensement-1"], "fr", "2 sur 2"),
        (["Note-1", "Recensement-1"], "en", "2 of 2"),
    ],
)
def test_a_sentence_says_which_count(chosen: list[str], lang: str, sentence: str) -> None:
    assert choice([NOTE, CENSUS], chosen, "/", [], lang).sentence.replace("\u00a0", " ") == sentence


def test_a_document_whose_title_others_have_is_named_with_its_file() -> None:
    one, other = (Document(f"n-{k}", "Note", f"{k}.pdf", "application/pdf", beside=f"{k}.pdf") for k in "ab")
    assert choice([one, other], ["n-b"], "/", [], "fr").sentence == "«\u00a0Note (b.pdf)\u00a0»"


def test_of_very_many_documents_those_chosen_alone_are_listed() -> None:
    many = [Document(f"d-{n}", f"d {n}", "d.txt", "text/plain") for n in range(LISTED + 1)]
    made = choice(many, ["d-7"], "/", [], "fr")
    assert (made.documents, made.count) == ((many[7],), LISTED + 1)
