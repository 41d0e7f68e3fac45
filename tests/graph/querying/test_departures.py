from usagraph.graph.querying.departures import Departure, departing, departure


def test_what_is_under_way_is_stopped_and_nothing_after_it() -> None:
    stopped: list[str] = []
    gone = Departure()
    token = departure.set(gone)
    try:
        with departing(lambda: stopped.append("before")):
            pass
        with departing(lambda: stopped.append("meanwhile")):
            gone.happens()
        with departing(lambda: stopped.append("after")):
            pass
    finally:
        departure.reset(token)
    assert stopped == ["meanwhile", "after"]


def test_where_nobody_leaves_nothing_is_stopped() -> None:
    with departing(lambda: 1 / 0):
        pass
