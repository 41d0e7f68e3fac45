"""The timeline: what stands in it, where, and who gives the date."""

from usagraph.graph.listing.milestones import Date, Milestone
from usagraph.graph.reading.entities import Node
from usagraph.ontology.terms import BASE
from usagraph.visualisations.pictures.timeline import Asked, Timeline, place, timeline


def milestone(
    name: str,
    kind: str = "LegalText",
    verified: str = "",
    printed: tuple[tuple[str, str], ...] = (),
    documents: tuple[str, ...] = ("note",),
) -> Milestone:
    """A milestone of an invented name, its printed dates with their words."""
    node = Node(f"{BASE}/id/thing/{name.replace(' ', '-')}", kind, name)
    dates = tuple(Date(value, words, ((node.iri, "p", words),), documents) for value, words in printed)
    return Milestone(node, Date(verified, verified, ()) if verified else None, dates, documents)


SOME = (
    milestone("loi A", verified="2002-01-02", printed=(("2002", "loi de 2002"),)),
    milestone("charte B", "Charter", printed=(("1998", "charte de 1998"),)),
    milestone("plan C", "Plan", verified="2004", printed=(("2005", "plan de 2005"),), documents=("bilan",)),
    milestone("agence D", "PublicBody", verified="2019-11"),
    milestone("comité E", "GovernanceBody"),
    milestone("loi F", verified="1950-05-01", documents=()),
)


def shown(figure: Timeline) -> list[tuple[str, str, str]]:
    return [(lane.key, one.date, one.name) for lane in figure.lanes for one in lane.entries]


def test_each_kind_has_its_lane_and_each_its_date() -> None:
    figure = timeline(SOME, Asked(), "fr")
    assert shown(figure) == [
        ("texts", "2 janvier 2002", "loi A"),
        ("plans", "1998", "charte B"),
        ("plans", "2004", "plan C"),
        ("bodies", "novembre 2019", "agence D"),
    ]
    assert [(lane.key, one.name) for lane in figure.lanes for one in lane.undated] == [("bodies", "comité E")]
    assert (figure.since, figure.until, figure.unmentioned, figure.outside) == (1998, 2019, 1, 0)


def test_a_printed_date_is_told_from_a_verified_one() -> None:
    told = {one.name: (one.verified, one.printed, one.differs) for one in timeline(SOME, Asked(), "fr").entries}
    assert told == {
        "loi A": (True, ("loi de 2002",), False),
        "charte B": (False, ("charte de 1998",), False),
        "plan C": (True, ("plan de 2005",), True),
        "agence D": (True, (), False),
    }


def test_what_only_tables_know_is_shown_when_asked() -> None:
    figure = timeline(SOME, Asked(tables=True, lanes=("texts",)), "fr")
    assert [(one.name, one.known) for one in figure.entries] == [("loi F", False), ("loi A", True)]


def test_a_period_leaves_the_others_out_and_counts_them() -> None:
    figure = timeline(SOME, Asked(since=2000, until=2010), "fr")
    assert [one.name for one in figure.entries] == ["loi A", "plan C"]
    assert (figure.since, figure.until, figure.outside) == (2000, 2010, 2)
    assert figure.periods == ((1990, 1999, 1), (2000, 2009, 2), (2010, 2019, 1))


def test_documents_that_do_not_count_say_nothing() -> None:
    figure = timeline(SOME, Asked(documents=("bilan",)), "fr")
    assert [one.name for one in figure.entries] == ["plan C"]
    assert figure.unmentioned == 3


def test_a_date_that_only_another_document_prints_is_none() -> None:
    one = milestone("charte", "Charter", printed=(("1998", "charte de 1998"),))
    other = Milestone(one.node, None, one.printed, ("note", "bilan"))
    assert timeline([other], Asked(documents=("bilan",)), "fr").lanes[0].undated[0].name == "charte"


def test_of_two_printed_dates_the_more_precise_is_said() -> None:
    one = milestone("loi", printed=(("1983", "loi de 1983"), ("1983-07-22", "loi du 22 juillet 1983")))
    entry = timeline([one], Asked(), "fr").entries[0]
    assert (entry.date, entry.printed) == ("22 juillet 1983", ("loi de 1983", "loi du 22 juillet 1983"))


def test_the_table_says_who_gives_each_date() -> None:
    assert timeline(SOME[:2], Asked(), "en").rows("en") == [
        ["Date", "Milestone", "Sort", "Who gives the date"],
        ["1998", "charte B", "charter", "printed: “charte de 1998”"],
        ["2 January 2002", "loi A", "legal text", "verified: reference tables ; printed: “loi de 2002”"],
    ]


def test_the_first_of_a_month_is_said_as_french_says_it() -> None:
    one = milestone("loi", verified="2009-01-01")
    assert [timeline([one], Asked(), lang).entries[0].date for lang in ("fr", "en")] == [
        "1er janvier 2009",
        "1 January 2009",
    ]


def test_the_sentence_names_the_first_and_the_last() -> None:
    expected = "4\u00a0repères, de «\u00a0charte B\u00a0» (1998) à «\u00a0agence D\u00a0» (2019)."
    assert timeline(SOME, Asked(), "fr").sentence == expected
    assert timeline(SOME[:1], Asked(), "fr").sentence == "1\u00a0repère\u00a0: «\u00a0loi A\u00a0», 2002."
    assert timeline([], Asked(), "fr").sentence == ""


def test_dates_stand_in_order_within_their_year() -> None:
    assert sorted(("2004-12-31", "2004", "2004-01-01", "2004-07-15", "2005"), key=place) == [
        "2004-01-01",
        "2004",
        "2004-07-15",
        "2004-12-31",
        "2005",
    ]
    assert place("2004-12-31") < 2005
