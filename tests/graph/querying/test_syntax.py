import contextlib
import time

import pytest

from usagraph.errors import BadQuery
from usagraph.graph.querying.syntax import DEPTH, TOKENS, RefusedQuery, read_query, syntax_error


def spent(text: str) -> float:
    """Seconds of the processor that reading a query takes, the least of three: what else the machine does must not count."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        with contextlib.suppress(RefusedQuery):
            read_query(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("# a comment\nprefix a: <http://a/#> \n base <http://b/> aSk {}", "ASK"),
        ("PREFIX select: <http://a/> CONSTRUCT {} {}", "CONSTRUCT"),
        ("DESCRIBE <http://a/>", "DESCRIBE"),
        (r"\u0053ELECT * {}", "SELECT"),
    ],
)
def test_form_is_the_first_word_after_the_prologue(text: str, form: str) -> None:
    assert read_query(text).form == form


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { } }",
        r"SELECT * { \u0053ERVICE <http://a/> { } }",
        r"SELECT * { \U00000053ERVICE <http://a/> { } }",
        "SELECT * { ?s ?p trueSERVICE<http://a/>{} }",
        "SELECT * { SERVICEex:a{} }",
        "SELECT * { FILTER(?a<1)SERVICE<http://a/>{} }",
        r"SELECT * { ?s ?p <http://a/\u003E#b> SERVICE <http://a/> {} }",
        "INSERT DATA { <http://a> <http://b> <http://c> }",
        "PREFIX a: <http://a/> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://a/>",
        "CLEAR ALL",
        "SELECT * {} ; DROP ALL",
        "WITH <http://a/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "",
        "# nothing else",
        "hello",
    ],
)
def test_what_reaches_outside_writes_or_is_no_query_is_refused(text: str) -> None:
    with pytest.raises(BadQuery):
        read_query(text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE public, INSERT, LOAD" }',
        "SELECT * { ?s ?p '''a ' SERVICE <http://a/> {''' }",
        r'SELECT * { ?s ?p "say \"SERVICE <http://a/> {}\"" }',
        r'SELECT * { ?s ?p "\u0022 SERVICE" }',
        "SELECT * { ?s ?p <http://a/SERVICE/INSERT> }",
        "SELECT * { ?service ?insert ?load } # SERVICE <http://a/>",
        "SELECT * { ?s ug:load ?o ; service:delete _:clear }",
        "SELECT * { GRAPH service:a { ?s ?p ?o } }",
        'SELECT * { ?s ?p "x"@add }',
    ],
)
def test_strings_iris_names_and_comments_hold_no_keyword(text: str) -> None:
    assert read_query(text).form == "SELECT"


@pytest.mark.parametrize(("opening", "closing"), [("{", "}"), ("(", ")"), ("[", "]")])
def test_nesting_is_limited(opening: str, closing: str) -> None:
    read_query("SELECT * " + opening * DEPTH + closing * DEPTH)
    with pytest.raises(BadQuery):
        read_query("SELECT * " + opening * (DEPTH + 1) + closing * (DEPTH + 1))


def test_long_chains_of_one_operator_are_refused() -> None:
    with pytest.raises(BadQuery):
        read_query("SELECT * { " + " UNION ".join(["{}"] * 3000) + " }")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * {}", "SELECT * {} LIMIT 5 "),
        ("SELECT * {} # end", "SELECT * {} LIMIT 5  # end"),
        ("SELECT * {} LIMIT 3", "SELECT * {} LIMIT 3"),
        ("SELECT * {} LIMIT 30 OFFSET 2", "SELECT * {} LIMIT 5 OFFSET 2"),
        ("SELECT * {{ SELECT * {} LIMIT 30 }}", "SELECT * {{ SELECT * {} LIMIT 30 }} LIMIT 5 "),
        ("SELECT * {} VALUES ?a { 1 }", "SELECT * {} LIMIT 5  VALUES ?a { 1 }"),
        ("ASK {}", "ASK {}"),
    ],
)
def test_limit_is_added_or_lowered_on_the_outer_query_only(text: str, expected: str) -> None:
    assert read_query(text).limited(5) == expected


def test_only_the_variables_of_the_outer_select_are_projected() -> None:
    reading = read_query("SELECT ?a (COUNT(?b) AS ?n) { SELECT ?a ?b ?c { ?a ?b ?c } }")
    assert reading.projected == frozenset(("a", "n"))
    assert read_query("SELECT * { ?a ?b ?c }").projected is None


def test_inlined_replaces_variables_and_nothing_that_looks_like_one() -> None:
    reading = read_query('SELECT ?x { ?x ?p ?doc . ?x ?p "?doc" . ?x ?p ?document . ?x ?p $doc }')
    assert (
        reading.inlined({"doc": "<u:a>"}) == 'SELECT ?x { ?x ?p <u:a> . ?x ?p "?doc" . ?x ?p ?document . ?x ?p <u:a> }'
    )


def test_a_variable_is_private_where_a_sub_select_keeps_it() -> None:
    reading = read_query("SELECT ?a ?b { ?a ?b ?c { SELECT ?a { ?a ?p ?b { SELECT * { ?b ?q 1 } } } } }")
    assert reading.inlined({"b": "<u:b>", "a": "<u:a>"}) == (
        "SELECT ?a ?b { ?a ?b ?c { SELECT ?a { ?a ?p <u:b> { SELECT * { <u:b> ?q 1 } } } } }"
    )


@pytest.mark.parametrize(
    "row", ["<https://w3id.org/usagraph/id/action/a-name-of-some-length-{0}>", "(a:{0} b:{0} c:{0} d:{0})"]
)
def test_a_long_list_of_values_is_read(row: str) -> None:
    listed = " ".join(row.format(number) for number in range(5_000))
    assert read_query(f"SELECT * {{ VALUES ?a {{ {listed} }} ?a ?b ?c }}").form == "SELECT"


@pytest.mark.parametrize(
    ("piece", "reason"),
    [
        ("ASK{", "deep"),
        ("([{", "deep"),
        ("a ", "long"),
        ("{}", "long"),
        ("}", "long"),
        ("\\u0041", "long"),
        ("\\\\", "long"),
        ('""', "long"),
    ],
)
def test_a_text_is_refused_where_it_is_too_much(piece: str, reason: str) -> None:
    """What follows is not looked at: a text ten times longer costs the same."""
    with pytest.raises(RefusedQuery) as caught:
        read_query("ASK {} " + piece * (800_000 // len(piece)))
    assert caught.value.values["reason"] == reason
    pieces = 2 * TOKENS if reason == "long" else 200
    short, long = (spent(f"ASK {{}} {piece * pieces * times}") for times in (1, 10))
    assert long < 4 * max(short, 0.002)


@pytest.mark.parametrize(("lang", "limit"), [("fr", f"au plus {TOKENS} "), ("en", f"at most {TOKENS} ")])
def test_a_text_that_is_too_long_is_told_the_limit(lang: str, limit: str) -> None:
    read_query("ASK {" + "a " * (TOKENS - 3) + "}")
    with pytest.raises(RefusedQuery) as caught:
        read_query("ASK {" + "a " * (TOKENS - 2) + "}")
    assert limit in caught.value.say(lang)


def test_what_is_private_is_found_below_many_sub_selects() -> None:
    def text(times: int) -> str:
        return "SELECT ?a {" + "{ SELECT ?a " * 60 + "{" + "?b " * times + "}" * 62

    assert len(read_query(text(40_000)).private["b"]) == 40_000
    assert spent(text(40_000)) < 40 * max(spent(text(4_000)), 0.002)


def test_syntax_error_says_where_and_before_what() -> None:
    error = syntax_error(read_query("SELECT *\n { ?s ?p }"), "error at 2:10: expected one of LATERAL, [_]")
    assert (error.values["line"], error.values["column"], error.values["near"]) == (2, 10, "}")
    assert "ligne 2, colonne 10" in error.say("fr")
    assert "line 2, column 10" in error.say("en")


@pytest.mark.parametrize(
    "piece", ["é", "a.", "a-", "a·", '"\\', "'", "<a", "_", "·", "a:", "\\u0041", "1a", "?a", '""', "@a", "?a ?a ?a. "]
)
def test_a_long_repetition_costs_what_it_is_long(piece: str) -> None:
    """Each is cut in a time that grows as the text does: 16 times longer, far from 256 times slower."""

    spent("ASK {} " + piece * 1_000)
    short, long = (spent("ASK {} " + piece * times) for times in (4_000, 64_000))
    assert long < 80 * max(short, 0.002)


def test_an_unclosed_string_is_refused_where_it_begins() -> None:
    with pytest.raises(RefusedQuery) as caught:
        read_query('ASK {\n ?a ?b "open }')
    assert (caught.value.values["line"], caught.value.values["column"]) == (2, 8)


@pytest.mark.parametrize("limit", ["9" * 5000, "0" * 5000 + "7", "7"])
def test_a_limit_of_any_length_is_kept_under_the_cap(limit: str) -> None:
    text = read_query(f"SELECT * {{ ?a ?b ?c }} LIMIT {limit}").limited(10)
    assert text.endswith("LIMIT 10") == limit.startswith("9")


@pytest.mark.parametrize("escape", [r"\u0070", r"\U00000070"])
def test_places_are_those_of_the_text_with_its_escapes(escape: str) -> None:
    """The escapes are replaced before the text is read."""
    reading = read_query("SELECT *\n { ?s ?" + escape + " ?o . ?s ?p }")
    assert reading.text == "SELECT *\n { ?s ?p ?o . ?s ?p }"
    error = syntax_error(reading, f"error at 2:{reading.text.splitlines()[1].index('}') + 1}: expected [_]")
    assert (error.values["line"], error.values["column"]) == (2, len(reading.sent.splitlines()[1]))


def test_a_string_without_an_end_is_found_behind_escapes() -> None:
    with pytest.raises(RefusedQuery) as caught:
        read_query('SELECT ?\\u0061 { ?\\u0061 ?b "c }')
    assert (caught.value.values["line"], caught.value.values["column"]) == (1, 29)


@pytest.mark.parametrize(("text", "steady"), [("ASK { ?now ?p 'RAND()' }", True), ("SELECT (now() AS ?n) {}", False)])
def test_functions_that_give_another_value_each_time_are_seen(text: str, steady: bool) -> None:
    assert read_query(text).steady is steady
