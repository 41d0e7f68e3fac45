"""Names are found as whole words, each where a search from every letter finds it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from usagraph.ingest.lexicon import Lexicon

NAMES = "(?P<a>port|pont)|(?P<b>port de|pont-levis)|(?P<c>la ville)"


@given(st.lists(st.sampled_from(["port", "pont", "-levis", "la", "ville", " ", "-", ".", "de", "é", "_", "\n"])))
def test_the_names_are_those_of_a_plain_search(pieces: list[str]) -> None:
    words = "".join(pieces)
    plain = list(re.compile(rf"(?<![\w-])(?:{NAMES})(?![\w-])").finditer(words))
    lexicon = Lexicon(NAMES)
    assert list(lexicon.spans(words)) == [(*m.span(), m.lastgroup) for m in plain]
    assert [(m.span(), m.group()) for m in lexicon.matches(words)] == [(m.span(), m.group()) for m in plain]
