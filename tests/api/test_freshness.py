"""All that reads: told when it changed, spared where it has not, smaller on the way."""

from typing import Any

from fastapi.testclient import TestClient


def test_every_read_has_a_tag_and_is_spared_to_who_holds_it(client: TestClient, reads: list[Any]) -> None:
    wrong = {}
    for read in reads:
        address = read.address()
        whole = client.get(address, follow_redirects=True)
        tag = whole.headers.get("etag", "")
        held = client.get(address, headers={"If-None-Match": f'"other", {tag}'}, follow_redirects=True)
        found = (whole.status_code, held.status_code, held.content, held.headers.get("etag"))
        if found != (200, 304, b"", tag):
            wrong[address] = found
    assert len(reads) > 40
    assert wrong == {}


def test_the_tag_of_another_language_spares_nothing(client: TestClient, reads: list[Any]) -> None:
    """Where the language changes the answer, it changes the tag."""
    for read in reads:
        french, english = (client.get(read.address(), headers={"Accept-Language": one}) for one in ("fr", "en"))
        if french.content != english.content:
            assert french.headers.get("etag") != english.headers.get("etag") or not french.headers.get("etag"), (
                read.path
            )
            assert "Accept-Language" in french.headers.get("vary", ""), read.path


def test_every_long_answer_is_compressed_for_who_takes_it(client: TestClient, reads: list[Any]) -> None:
    for read in reads:
        plain, small = (client.get(read.address(), headers={"Accept-Encoding": one}) for one in ("identity", "gzip"))
        assert "content-encoding" not in plain.headers, read.path
        if len(plain.content) > 1024:
            assert small.headers.get("content-encoding") == "gzip", read.path
            assert "Accept-Encoding" in small.headers["vary"], read.path
