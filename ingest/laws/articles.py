"""The articles that a text cites, each a text of its own, with the code or the law it is part of."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from usagraph.ingest.laws.citation import Citation
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.records import Block, Term, key
from usagraph.textview import slug

__all__ = ["article_name", "articles", "by_last_code", "part_of"]

_CODE = re.compile(r"^(?:l\.?\s?o|[lrda])\b", re.IGNORECASE)
_LETTERED = re.compile(r"^\s*(?P<letter>l\.?\s?o|[lrda])[.\s*]*(?P<number>.*)$", re.IGNORECASE)
_NUMBERED = re.compile(r"[lrdo][. *]{0,3}\d{2,4}-\d|[lrd][. *]{0,3}\d{3}")
_BEFORE_CODE = re.compile(r"\s?[,(]\s?(?:le\s)?")
_BETWEEN = 90  # code points of "et l'article L. 300-2" between articles of one text
_AROUND = 12  # citations looked at on each side of an article
_LISTED = 300  # code points before "the second" in which the texts it is one of are told
_RANKS = {"premier": 0, "premiere": 0, "second": 1, "seconde": 1, "deuxieme": 1, "troisieme": 2}
_STOP = re.compile(r"(?<![lrd])[.!?]\s")  # the end of a sentence: "L. 112-3" has a dot too
_FAR = 1_500  # code points after which an article without a code is no longer one of the last code cited


def articles(block: Block, shown: str, words: str, found: list[Citation]) -> list[Citation]:
    """The articles cited in a block, whose view is `shown`, `words` where it is flat; `found`: its texts, resolved."""
    if not _may_hold(words):
        return []
    places = [c.start for c in found]
    matches = compiled("legal", "articles").all_in(words)
    lists = [m for m in matches if _is_list(m, _near(m, places, found))]
    cited: list[Citation] = []
    chained = -1
    for number, match in enumerate(lists):
        near = _near(match, places, found)
        text = _text_after(match, words, near) or _text_before(match, words, near) or _code_after(match, words, near)
        text = text or _text_ranked(match, words, near)
        if text is None and number + 1 < len(lists):
            after = lists[number + 1]
            text = _text_of_next(match, after, words, _near(after, places, found))
        said = match.group().startswith("art") or (chained >= 0 and not _STOP.search(words, chained, match.start()))
        chained = match.end() if said else -1
        cited += _listed(block, shown, match, text, said=said)
    return cited


def article_name(words: str) -> str:
    """An article as official texts print it.

    >>> article_name("L.311-6"), article_name("1ER"), article_name("l.o. 1112-1")
    ('L. 311-6', '1er', 'LO 1112-1')
    """
    match = _LETTERED.match(words)
    if match is None:
        return " ".join(words.lower().split())
    letter = re.sub(r"[.\s]", "", match["letter"]).upper()
    return f"{letter} {match['number'].lower()}" if letter == "LO" else f"{letter}. {match['number'].lower()}"


def _may_hold(words: str) -> bool:
    return "art" in words or bool(_NUMBERED.search(words))


def _near(match: re.Match[str], places: list[int], found: list[Citation]) -> list[Citation]:
    """The citations around the articles: a few before, a few after."""
    at = bisect_left(places, match.start())
    return found[max(0, at - _AROUND) : at + _AROUND]


def _is_list(match: re.Match[str], found: list[Citation]) -> bool:
    """Whether it is one: after the word "article", or with the letter of a code; not the number of a text."""
    said = match.group().startswith("art")
    if any(c.start < match.start("list") < c.end for c in found):
        return False
    return said or bool(_CODE.match(match["list"]) and re.search(r"\d-\d|\d{3}", match["list"]))


def _text_after(match: re.Match[str], words: str, found: list[Citation]) -> Citation | None:
    """The text named after the articles: "article 2 de la loi…", "L. 311-3 CASF"."""
    link = compiled("legal", "of_text").regex.match(words[match.end() : match.end() + _BETWEEN])
    if link is None:
        return next(
            (c for c in found if c.start == match.end() + 1 and words[match.end()] == " " and _is_code(c)), None
        )
    at = match.end() + link.end()
    return next((c for c in found if at <= c.start <= at + 4), None)


def _text_before(match: re.Match[str], words: str, found: list[Citation]) -> Citation | None:
    """The text named before: "le CASF, notamment ses articles L. 116-1", "CASF L. 113-1-3", "… à son article 3"."""
    before = [c for c in found if c.end <= match.start() and c.nature != "article"]
    if not before:
        return None
    last = before[-1]
    if bool(_CODE.match(match["list"])) and last.nature not in ("code", "article"):
        return None  # "(art. D. 311-21)" after a decree is of the code that the decree changes
    link = compiled("legal", "then_articles").regex.match(words[last.end : match.start() + 10])
    if link and last.end + link.end() == match.start():
        return last
    own = compiled("legal", "own_article").find(words, max(0, match.start() - 6), match.start())
    between = words[last.end : match.start()]
    if own and ". " not in between:
        return last
    if not _CODE.match(match["list"]) and last.nature == "code":
        # "Son article 34" is of the law: those of the code that stands between have a letter.
        before = [c for c in before if c.nature != "code"] or before
        last, between = before[-1], words[before[-1].end : match.start()]
    after = compiled("legal", "own_article_after").find(words, max(last.end, match.start() - 14), match.start())
    alone = len({c.term for c in before if c.start > last.start - _FAR}) == 1 and between.count(". ") == 1
    return last if after and alone else None


def _code_after(match: re.Match[str], words: str, found: list[Citation]) -> Citation | None:
    """The code after a comma or in brackets: "art. L. 1413-1, code général des collectivités territoriales"."""
    link = _BEFORE_CODE.match(words, match.end())
    return next((c for c in found if link and c.start == link.end() and c.nature == "code"), None)


def _is_code(citation: Citation) -> bool:
    return citation.nature in ("code", "constitution", "convention", "charte", "traite", "reglement")


def _text_of_next(match: re.Match[str], following: re.Match[str], words: str, found: list[Citation]) -> Citation | None:
    """The text of the articles that follow: "l'article L. 103-2 et l'article L. 300-2 du code de l'urbanisme"."""
    between = words[match.end() : following.start()]
    linked = re.fullmatch(r"(?:,|,?\s(?:et|ou|a|ainsi que))\s(?:a\s|de\s)?(?:l'|les\s)?", between)
    return _text_after(following, words, found) if linked else None


def _text_ranked(match: re.Match[str], words: str, found: list[Citation]) -> Citation | None:
    """The text that "the second" stands for, among those that the sentence before names: "l'article 7 de la seconde"."""
    link = compiled("legal", "of_text").regex.match(words[match.end() : match.end() + _BETWEEN])
    ranked = compiled("legal", "ranked").regex.match(words, match.end() + link.end()) if link else None
    before = [c for c in found if c.term and not c.article and match.start() - _LISTED < c.start < match.start()]
    told = list({c.term: c for c in before if c.nature == before[-1].nature}.values())
    if ranked is None or len(told) < len(("first", "second")):
        return None
    rank = _RANKS.get(ranked["which"], -1)
    return told[rank] if rank < len(told) else None


def _listed(block: Block, shown: str, match: re.Match[str], text: Citation | None, *, said: bool) -> Iterator[Citation]:
    end = max(match.end(), text.end) if text and text.start >= match.end() else match.end("list")
    items = list(compiled("legal", "article").all_in(match["list"]))
    for number, item in enumerate(items):
        name = article_name(shown[match.start("list") + item.start() : match.start("list") + item.end()])
        start = match.start() if number == 0 else match.start("list") + item.start()
        stop = end if number == len(items) - 1 else match.start("list") + item.end()
        lettered = bool(_CODE.match(item.group())) or bool(_CODE.match(match["list"]) and number > 0)
        rule = Rule.of("legal.article")
        made = Citation(block, start, stop, rule, 0.95, "article", article=name)
        if text is not None and text.term is not None:
            yield part_of(made, text.term)
        elif text is None and lettered and said:
            yield made


def part_of(article: Citation, text: Term) -> Citation:
    """The article as a part of that text."""
    _, scope, name = (text.key or "legal-text||x").split("|", 2)
    term = key(f"legal-text|{scope}|{slug(f'{name} {article.article}')}")
    return replace(article, term=term, whole=text)


def by_last_code(article: Citation, earlier: list[Citation]) -> Citation:
    """An article of a code that does not say which: the only code the document cites, or the last one, just before."""
    codes = [c for c in earlier if c.nature == "code" and c.term]
    if not codes:
        return article
    last = codes[-1]
    near = article.block.start + article.start - (last.block.start + last.end) < _FAR
    if len({c.term for c in codes}) > 1 and not near:
        return article
    return replace(part_of(article, last.term), confidence=0.7) if last.term else article
