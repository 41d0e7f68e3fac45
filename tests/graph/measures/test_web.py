"""The network by numbers: each link once, in an order that nothing changes."""

from usagraph.graph.measures.web import shape_of, web_of

TRIPLES = [("b", "p", "a"), ("a", "q", "b"), ("c", "p", "a"), ("a", "p", "a"), ("b", "p", "a")]


def test_things_are_numbered_in_the_order_of_their_iris() -> None:
    web = web_of(TRIPLES)
    assert web.things == ("a", "b", "c")
    assert web == web_of(reversed(TRIPLES))


def test_a_link_is_one_whatever_its_statements_and_never_to_itself() -> None:
    web = web_of(TRIPLES)
    assert web.shape.arcs == ((0, 1), (1, 0), (2, 0))
    assert web.shape.links == ((0, 1), (0, 2))
    assert web.statements[0, 1] == (("a", "q", "b"), ("b", "p", "a"))
    assert web.shape.neighbours == ((1, 2), (0,), (0,))


def test_the_most_linked_come_first_then_the_first_in_order() -> None:
    assert shape_of(4, [(3, 0), (3, 1)]).first([0, 1, 2, 3]) == [3, 0, 1, 2]
