"""Each parameter of each address, sent what it never takes: refused by its name, in the language asked for."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

#: What no parameter takes, as it stands in an address.
NEVER = {
    "long": "a" * 10_000,
    "nothing": "%00",
    "bell": "a%07b",
    "surrogate": "%ED%A0%80",
    "bytes": "%FF",
}
#: What no number is.
NO_NUMBER = {"negative": "-1", "huge": "9" * 40, "longer": "9" * 5000, "exponent": "1e9", "nan": "NaN", "empty": ""}
#: What may be words, and never a query.
WORDS = (
    "%22%7D",
    "%22%7D%20DROP%20ALL%20%23",
    "%5C",
    "%3Cscript%3E",
    "%7B%7B",
    "..%2F..%2Fetc%2Fpasswd",
    "%24%28id%29",
)
#: Told in its own words, with the place in the query where it is wrong.
OWN = {("/sparql", "query"), ("/api/v1/exports/rows", "query"), ("/api/v1/citations", "query")}
#: A page as well, which is in French where it does not know the language.
PAGES = {("/reliability", "lang")}


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("hostile", NEVER)
def test_what_no_parameter_takes_is_refused_by_its_name(
    client: TestClient, reads: list[Any], hostile: str, lang: str
) -> None:
    wrong = {}
    for read, name, _ in _parameters(reads):
        # Where the address says the language, that is the one asked for.
        said = {"lang": lang} if "{lang}" in read.path else {}
        told = _refused(client, read.address(**said | {name: NEVER[hostile]}), lang)
        if told != name and not (told is None and (read.path, name) in OWN):
            wrong[read.path, name] = told
    assert wrong == {}


@pytest.mark.parametrize("hostile", NO_NUMBER)
def test_what_is_no_number_is_refused_by_its_name(client: TestClient, reads: list[Any], hostile: str) -> None:
    named = [(read, name) for read, name, kinds in _parameters(reads) if kinds & {"integer", "number"}]
    # In a path, what is no number is another address.
    numbers = [(read, name) for read, name in named if f"{{{name}}}" not in read.path]
    assert len(numbers) > 10
    for read, name in numbers:
        if (read.path, hostile) == ("/sparql", "empty"):
            continue  # A form sends what was left empty.
        told = _refused(client, read.address(**{name: NO_NUMBER[hostile]}), "fr")
        assert told == name, read.path


@pytest.mark.parametrize("words", WORDS)
def test_words_are_looked_for_or_refused_and_never_run(client: TestClient, reads: list[Any], words: str) -> None:
    for read, name, _ in _parameters(reads):
        answer = client.get(read.address(**{name: words}))
        assert answer.status_code < 500, (read.path, name)
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json", (read.path, name)


def test_what_is_refused_is_not_repeated_at_length(client: TestClient, reads: list[Any]) -> None:
    for read, name, _ in _parameters(reads):
        answer = client.get(read.address(**{name: NEVER["long"]}))
        assert len(answer.json()["detail"]) < 3_000, (read.path, name)


def _parameters(reads: list[Any]) -> Iterator[tuple[Any, str, set[str]]]:
    """Each parameter of each address, with the types that it may be of."""
    for read in reads:
        for one in read.parameters:
            if (read.path, one["name"]) in PAGES:
                continue
            forms = (one["schema"], *one["schema"].get("anyOf", ()))
            yield read, one["name"], {form["type"] for form in forms if "type" in form}


def _refused(client: TestClient, address: str, lang: str) -> object:
    """The parameter that a refusal names; what was answered where it is none in the language asked for."""
    answer = client.get(address, headers={"Accept-Language": lang})
    kind = answer.headers.get("content-type")
    if answer.status_code not in (400, 404, 406) or kind != "application/problem+json":
        return f"{answer.status_code} {kind}"
    if answer.headers["content-language"] != lang:
        return f"in {answer.headers['content-language']}"
    return answer.json().get("parameter")
