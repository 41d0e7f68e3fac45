"""Words cut at a line end are made whole with what the document itself shows, then with what French joins."""

import pytest

from usagraph.ingest.readers.hyphens import Words, join_lines, join_words


@pytest.mark.parametrize(
    ("lines", "known", "expected"),
    [
        (["un", "deux"], (), "un deux"),
        (["une démar-", "che d'aide"], (), "une démarche d'aide"),
        (["non-", "recours"], (), "non-recours"),
        (["d’aller-", "vers, puis"], ("aller-vers",), "d’aller-vers, puis"),
        (["la co-", "opération"], ("coopération",), "la coopération"),
        (["Saint-", "Clair"], (), "Saint-Clair"),
        (["INSTI-", "TUTION"], (), "INSTITUTION"),
        (["Clair-", "du-Lac)"], (), "Clair-du-Lac)"),
        (["2002-", "2"], (), "2002-2"),
        (["la loi -", "qui dit"], (), "la loi - qui dit"),
        (["le mi-", "lieu"], (), "le milieu"),
        (["le mi-", "temps"], (), "le mi-temps"),
        (["par-", "ce que"], (), "parce que"),
        (["par-", "delà"], (), "par-delà"),
        (["l'au-", "torité"], (), "l'autorité"),
        (["ce-", "la"], (), "cela"),
        (["celui-", "ci."], (), "celui-ci."),
        (["la co-", "construction"], (), "la co-construction"),
        (["le co-", "ordonnateur"], (), "le coordonnateur"),
        (["est-", "ce vrai"], (), "est-ce vrai"),
        (["sous-", "direction"], (), "sous-direction"),
        (["sous-", "crire"], (), "souscrire"),
        (["a-", "t-il"], (), "a-t-il"),
        (["re-", "pré-", "sente"], (), "représente"),
        (["voir https://a.-", "b/x-", "Y fin"], (), "voir https://a.b/xY fin"),
        (["fin-"], (), "fin-"),
        (["fin-", " "], (), "fin-  "),
        ([], (), ""),
    ],
)
def test_join_words(lines: list[str], known: tuple[str, ...], expected: str) -> None:
    assert join_words(lines, known) == expected


def test_a_whole_word_stays_on_its_first_line() -> None:
    assert (
        join_lines(["une démar-", "che d'aide et de sou-", "tien.", "Fin."])
        == "une démarche\nd'aide et de soutien.\nFin."
    )


def test_a_document_that_cuts_no_words_keeps_the_hyphens_of_its_names() -> None:
    known = Words({"accueil"})
    known.cuts = False
    assert join_words(["le centre-", "ville"], known) == "le centre-ville"
    assert join_words(["l'ac-", "cueil"], known) == "l'accueil"
