"""What is found, and in which order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from usagraph.graph.reading.things import Found
from usagraph.graph.search.finding import found, named_so
from usagraph.graph.search.reader import Reader
from usagraph.graph.search.suggestions import suggestions
from usagraph.ontology.terms import BASE

ENGINE = st.text(alphabet=st.sampled_from("abcusager éè\"«»*()^:-+{}NEARANDORNOT.·'\\\x00%_;"), max_size=60)


def search(reader: Reader, asked: str, **how: int) -> Found:
    """What is found, with its passages."""
    return found(reader, BASE, asked, passages=how.get("passages", 10), limit=how.get("limit", 50))


def labels(reader: Reader, asked: str) -> list[str]:
    """The labels of the things that are found."""
    return [hit.node.label for hit in search(reader, asked).hits]


def test_the_same_words_come_first_then_what_begins_with_them(reader: Reader) -> None:
    assert labels(reader, "comité de lecture")[0] == "Comité de lecture"
    assert labels(reader, "évaluation") == ["Évaluation des loyers", "loi n° 2002-2"]
    assert labels(reader, "note") == ["Note une"]


def test_a_hit_says_by_which_name_and_where(reader: Reader) -> None:
    (hit,) = search(reader, "consultatif").hits
    assert (hit.node.label, hit.matched) == ("Comité des usager·ère·s de la MDPH", "comité consultatif")
    assert [hit.matched[start:end] for start, end in hit.marks] == ["consultatif"]


def test_every_word_counts_and_the_last_may_be_begun(reader: Reader) -> None:
    assert labels(reader, "usagère comité") == ["Comité des usager·ère·s de la MDPH"]
    assert labels(reader, "comité lect") == ["Comité de lecture"]
    assert search(reader, "lect comité").left_out == ("lect",)


@pytest.mark.parametrize("asked", ["loi", "LOIS", "loi 2002-2"])
def test_a_law_is_no_rent(reader: Reader, asked: str) -> None:
    assert labels(reader, asked) == ["loi n° 2002-2"]


def test_passages_are_found_with_their_place(reader: Reader) -> None:
    (one,) = search(reader, "élu").passages
    assert (one.document, one.document_title, one.section, one.page) == ("note-1", "Note une", "Section", 2)
    assert one.exact == "La DA écrit aux élues."
    assert [one.exact[start:end] for start, end in one.marks] == ["élues"]


def test_a_phrase_is_found_in_a_row(reader: Reader) -> None:
    assert len(search(reader, '"les usagers"').passages) == 2
    assert search(reader, '"usagers les"').passages == ()


def test_an_acronym_finds_what_it_stands_for_and_conversely(reader: Reader) -> None:
    for asked in (
        "MDPH",
        "mdph",
        "maison départementale des personnes handicapées",
        "maison departementale personne handicape",
    ):
        assert [one.document for one in search(reader, asked).passages] == ["note-1", "note-1"]
        assert labels(reader, asked) == [
            "maison départementale des personnes handicapées",
            "Comité des usager·ère·s de la MDPH",
        ]


def test_an_acronym_of_two_things_is_followed_in_the_documents_that_give_it(reader: Reader) -> None:
    texts = [one.exact for one in search(reader, "direction de l'autonomie").passages]
    assert texts == ["La DA écrit aux élues."]
    texts = [one.exact for one in search(reader, "direction de l'action culturelle").passages]
    assert sorted(texts) == [
        "La DA programme des spectacles pour les usagers.",
        "La direction de l'action culturelle programme.",
    ]
    assert len(search(reader, "DA").passages) == 3


def test_with_nothing_for_all_the_words_there_are_fewer_and_it_is_said(reader: Reader) -> None:
    result = search(reader, "comité introuvable lecture")
    assert [hit.node.label for hit in result.hits] == ["Comité de lecture"]
    assert result.left_out == ("introuvable",)
    apart = search(reader, "loyers spectacles")
    assert apart.left_out == ("loyers",)
    assert [one.document for one in apart.passages] == ["note-2"]
    assert search(reader, "introuvable") == Found()


def test_beginnings_are_followed_where_nothing_holds_the_word(reader: Reader) -> None:
    result = search(reader, "évalua")
    assert [hit.node.label for hit in result.hits] == ["Évaluation des loyers", "loi n° 2002-2"]
    assert result.begun
    assert [hit.matched[start:end] for hit in result.hits for start, end in hit.marks] == ["Évaluation", "évaluation"]
    assert not search(reader, "loyer").begun
    assert labels(reader, "direction") == labels(reader, "directions")


def test_things_are_listed_a_page_at_a_time(reader: Reader) -> None:
    nodes, total = named_so(reader, "comité", None, 1, 1)
    assert ([node.label for node in nodes], total) == (["Comité de lecture"], 2)
    assert named_so(reader, "comité lect", "action", 0, 5)[1] == 1
    assert named_so(reader, "comité introuvable", None, 0, 5) == ([], 0)
    assert named_so(reader, "!", None, 0, 5) == ([], 0)


def test_kinds_are_counted_and_one_can_be_kept(reader: Reader) -> None:
    assert dict(search(reader, "comité").kinds) == {"Action": 2}
    assert search(reader, "comité").total == 2
    only = found(reader, BASE, "évaluation", kind="legal-text")
    assert [hit.node.kind for hit in only.hits] == ["LegalText"]
    assert found(reader, BASE, "évaluation", kind="LegalText").total == 1


def test_what_is_more_than_is_counted_is_said(reader: Reader) -> None:
    result = found(reader, BASE, "comité", most=1)
    assert result.more
    assert len(result.hits) == 1


def test_suggestions_are_of_names_that_begin_so_then_of_words_in_them(reader: Reader) -> None:
    assert [hit.matched for hit in suggestions(reader, "com")] == [
        "Comité de lecture",
        "comité consultatif",
    ]
    assert [hit.matched for hit in suggestions(reader, "lectu")] == ["Comité de lecture"]
    assert suggestions(reader, "comité de l")[0].matched == "Comité de lecture"
    assert [hit.matched for hit in suggestions(reader, "md")] == ["MDPH"]
    assert suggestions(reader, " ") == []
    assert len(suggestions(reader, "d", limit=1)) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(ENGINE, st.text(max_size=60)))
def test_any_text_is_a_search(reader: Reader, asked: str) -> None:
    result = search(reader, asked)
    for hit in (*result.hits, *suggestions(reader, asked)):
        assert all(0 <= start < end <= len(hit.matched) for start, end in hit.marks)
    for one in result.passages:
        assert one.end - one.start == len(one.exact)
        assert all(0 <= start < end <= len(one.exact) for start, end in one.marks)


def test_a_very_long_text_is_a_search_too(reader: Reader) -> None:
    assert search(reader, "usager " * 100_000).hits
    assert search(reader, '"' * 10_000) == Found()
