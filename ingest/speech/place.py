"""A quotation with what stands around it: what leads to it, what follows, and how its words read."""

import bisect
import re
from functools import cached_property

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.speech.quotations import Quotation
from usagraph.textview import flat

__all__ = ["COLON", "FEWEST", "Place"]

#: The colon that announces words.
COLON = re.compile(r":\s*[*_]{0,2}\s*$")
#: Words: fewer are a term, unless something says they are spoken.
FEWEST = 4
_WORD = re.compile(r"\w+")
_MANY = 8  # words: as many make a sentence
_CUT = re.compile(r"^[\s.,]*\([^()]{1,60}$")

_FOLLOWING = 200  # code points after a quotation that may say who speaks
_EARLIER = 12  # sentences above that may name who speaks
_LONGEST = 1_400  # code points of a passage
_NEAREST = 70  # code points before a quotation that may make a title of it


class Place:
    """A quotation with what stands around it."""

    def __init__(self, draft: Draft, told: list[Span], earlier: Quotation | None, quotation: Quotation) -> None:
        """`told`: the sentences of the block."""
        self.draft, self.quotation = draft, quotation
        self.text = draft.view(quotation.block).text
        self.ended = earlier.after if earlier and earlier.last is quotation.block else 0
        self.words = flat(quotation.read(draft))
        own = bisect.bisect_right(told, (quotation.before, len(self.text) + 1)) - 1
        start, self.sentence_end = told[own] if own >= 0 else (0, len(self.text))
        #: Where what leads to the quotation begins: its sentence, or the end of the quotation before.
        self.lead_start = max(start, self.ended)
        #: The last sentences of the paragraph that end before it.
        self.earlier = [span for span in told[max(0, own - _EARLIER) : own + 1] if span[1] <= self.lead_start + 1]

    @property
    def lead(self) -> str:
        """What leads to the quotation in its sentence."""
        return self.text[self.lead_start : self.quotation.before]

    @property
    def nearest(self) -> str:
        """The last words before it, flat."""
        return flat(self.text[max(self.lead_start, self.quotation.before - _NEAREST) : self.quotation.before])

    @cached_property
    def following(self) -> str:
        """What follows it; a parenthesis that the end of the block cuts is read on in the next one."""
        after = self.quotation.after
        text = self.draft.view(self.quotation.last).text[after : after + _FOLLOWING]
        return text + " " + self._next_words() if _CUT.match(text) else text

    def _next_words(self) -> str:
        blocks = self.draft.blocks
        number = next(n for n, block in enumerate(blocks) if block is self.quotation.last)
        later = (b for b in blocks[number + 1 : number + 4] if b.kind in ("paragraph", "item"))
        return next((self.draft.view(b).text[:90] for b in later), "")

    def around(self, length: int) -> tuple[Span, ...]:
        """The passages: the sentences that hold the quotation and the `length` signs after it."""
        quoted, last = self.quotation, self.quotation.last
        if last is not quoted.block:
            end = min(quoted.after + length, len(self.draft.view(last).text))
            return (*quoted.spans(self.draft), *self.draft.view(last).spans(max(quoted.after - 1, 0), end))
        end = min(quoted.after + length, len(self.text))
        if max(end, self.sentence_end) - self.lead_start < _LONGEST:
            return tuple(self.draft.sentence(quoted.block, quoted.before, end))
        return tuple(self.draft.view(quoted.block).spans(max(self.lead_start, end - _LONGEST), end))

    def is_title(self, who: str) -> bool:
        """Whether what is quoted is the name of something, and the parenthesis its acronym or who leads it."""
        words = _WORD.findall(self.words)
        initials = {"".join(w[0] for w in words if len(w) > least) for least in (0, 1, 2, 3)}
        if len(words) > 1 and flat(who) in initials:
            return True
        if compiled("verbatims", "work").find(self.nearest):
            return True
        return self.has_capital and self.is_titled and not self.is_spoken and not self.is_sentence

    @property
    def is_titled(self) -> bool:
        """Whether the words before make a name, a title or a term of what is quoted."""
        if compiled("verbatims", "termed").find(self.nearest):
            return True
        if not compiled("verbatims", "titled").find(self.nearest):
            return False
        return self.has_capital or not (self.is_spoken or compiled("verbatims", "judged").find(self.nearest))

    @property
    def may_be_signed(self) -> bool:
        """Whether its block begins with it, and it reads as words said: what follows may then be a signature."""
        alone = not self.text[: self.quotation.before].strip(" *_•-–—")
        return alone and self.count >= FEWEST and (self.is_spoken or self.is_sentence)

    @property
    def has_capital(self) -> bool:
        """Whether the words begin with a capital."""
        return self.quotation.read(self.draft)[:1].isupper()

    @property
    def is_reference(self) -> bool:
        """Whether a reference to a work follows: then a work is quoted."""
        ended = self.words.rstrip("*_ ")[-1:] in ".!?…" and self.following.lstrip()[:1].isupper()
        match = None if ended else re.match(r"[^«».;]{0,60}\((?P<who>[^()]*)\)", self.following)
        return bool(match and compiled("verbatims", "literature").find(flat(match["who"])))

    @property
    def is_spoken(self) -> bool:
        """Whether the words have the turns of speech."""
        return bool(compiled("verbatims", "spoken").find(self.words))

    @property
    def is_sentence(self) -> bool:
        """Whether the words hold a verb."""
        return bool(compiled("verbatims", "sentence").find(self.words))

    @property
    def count(self) -> int:
        """How many words are quoted."""
        return len(_WORD.findall(self.words))

    @property
    def may_be_spoken(self) -> bool:
        """Whether the words may be somebody's, when nothing beside them says so."""
        if self.is_titled and not (self.is_spoken and COLON.search(self.lead)):
            return False
        if self.is_spoken or COLON.search(self.lead):
            return self.count >= FEWEST
        return self.count >= _MANY and self.is_sentence

    @property
    def has_pronoun(self) -> bool:
        """Whether a pronoun stands for the one who speaks."""
        lead = flat(self.lead)
        by = compiled("verbatims", "said_by").find(lead)
        after = compiled("verbatims", "pronoun_after").find(flat(self.following))
        subject = compiled("verbatims", "pronoun_subject").find(lead)
        said = compiled("verbatims", "said_before").find(lead)
        return bool((by and by["pronoun"]) or after or (subject and said))
