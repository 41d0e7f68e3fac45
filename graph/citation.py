"""A citation of what somebody saw: a query, a figure or a view, with the generation of the graph that it was seen in.

Written as text, BibTeX, CSL-JSON and RIS. A query is cited with a fingerprint of its result, so that a later reader learns
whether the graph, which has moved on, still gives the same.
"""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from usagraph.errors import BadCitation
from usagraph.graph.querying.service import QueryService
from usagraph.graph.querying.syntax import read_query
from usagraph.messages import sentence

__all__ = ["FORMS", "KINDS", "Citation", "as_bibtex", "as_csl", "as_ris", "as_text", "checked", "fingerprint"]

#: What can be cited.
KINDS = ("query", "figure", "view")
#: What no work is without: nobody in particular wrote it.
AUTHOR = "usagraph"
#: The longest address on this service that is taken for a view.
_LONGEST = 4_000
#: Characters of a wrong value that are said again.
_SHOWN = 80
_VIEW = re.compile(r"/(?!/)[^\s\\<>\"'`{}|^\x00-\x20\x7f]*")
#: What LaTeX takes for its own.
_LATEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    c: f"\\{c}" for c in "&%$#_{}"
}


@dataclass(frozen=True)
class Citation:
    """What is cited: its `kind`, its `title`, the `query` or the `view` (an address on this service), and when.

    `made` is the day of the generation, `seen` that of the reader; `root` the address of the service; `result` the
    fingerprint of what a query gave.
    """

    kind: str
    title: str
    generation: int
    made: date
    seen: date
    licence: str
    root: str
    query: str = ""
    view: str = ""
    result: str = ""

    @property
    def address(self) -> str:
        """Where the citation leads: it tells what was cited, and draws it again."""
        told = {"kind": self.kind, "title": self.title, "query": self.query, "view": self.view}
        told |= {"generation": str(self.generation), "made": self.made.isoformat(), "result": self.result}
        return f"{self.root}/cite?{urlencode({name: value for name, value in told.items() if value})}"

    @property
    def redrawn(self) -> str:
        """The page of this service that asks the same again."""
        return self.view or f"/questions?{urlencode({'sparql': self.query})}"

    @property
    def key(self) -> str:
        """A short name for it: the same for the same thing cited."""
        content = f"{self.kind}\n{self.query}\n{self.view}\n{self.title}"
        return f"usagraph-{self.generation}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"


def checked(citation: Citation) -> Citation:
    """The citation, which can be made; raises BadCitation, or BadQuery for a query that cannot be run."""
    if citation.kind not in KINDS:
        raise BadCitation(reason="kind", parameter="kind", found=citation.kind[:_SHOWN], known=", ".join(KINDS))
    if citation.query and citation.view:
        raise BadCitation(reason="both", parameter="view")
    if not (citation.query.strip() or citation.view):
        raise BadCitation(reason="nothing", parameter="query")
    if citation.query:
        read_query(citation.query)
    elif len(citation.view) > _LONGEST or not _VIEW.fullmatch(citation.view):
        raise BadCitation(reason="view", parameter="view", found=citation.view[:_SHOWN])
    return citation


def fingerprint(service: QueryService, query: str) -> str:
    """Sixteen digits that are the same for the same rows, in whatever order; empty where the result is over the cap."""
    reading = read_query(query)
    media_type = "text/tab-separated-values" if reading.form in ("SELECT", "ASK") else "application/n-triples"
    if reading.form == "ASK":
        media_type = "application/sparql-results+json"
    answer = service.answer(reading, media_type=media_type, partial=reading.form != "ASK")
    if answer.truncated:
        return ""
    return hashlib.sha256(b"\n".join(sorted(answer.body.splitlines()))).hexdigest()[:16]


def as_text(citation: Citation, lang: str) -> str:
    """The citation in a sentence."""
    return sentence("citation.text", lang, **_told(citation, lang))


def as_bibtex(citation: Citation, lang: str) -> str:
    """An entry for BibTeX and BibLaTeX."""
    fields = {
        "author": f"{{{AUTHOR}}}",
        "title": _latex(_title(citation, lang)),
        "year": str(citation.made.year),
        "month": str(citation.made.month),
        "version": str(citation.generation),
        "url": citation.address,
        "urldate": citation.seen.isoformat(),
        "note": _latex(_note(citation, lang)),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{citation.key},\n{lines}\n}}\n"


def as_csl(citation: Citation, lang: str) -> str:
    """An item of CSL-JSON, for Zotero and the like."""
    item = {
        "id": citation.key,
        "type": "dataset",
        "author": [{"literal": AUTHOR}],
        "title": _title(citation, lang),
        "version": str(citation.generation),
        "issued": {"date-parts": [[citation.made.year, citation.made.month, citation.made.day]]},
        "accessed": {"date-parts": [[citation.seen.year, citation.seen.month, citation.seen.day]]},
        "URL": citation.address,
        "note": _note(citation, lang),
        "language": lang,
    }
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def as_ris(citation: Citation, lang: str) -> str:
    """A record of RIS, for Zotero, EndNote and Mendeley."""
    fields = (
        ("TY", "DATA"),
        ("AU", AUTHOR),
        ("TI", _title(citation, lang)),
        ("PY", str(citation.made.year)),
        ("DA", citation.made.strftime("%Y/%m/%d")),
        ("ET", str(citation.generation)),
        ("UR", citation.address),
        ("Y2", citation.seen.strftime("%Y/%m/%d")),
        ("N1", _note(citation, lang)),
        ("LA", lang),
        ("ID", citation.key),
        ("ER", ""),
    )
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields)


#: How a citation is written, with the media type and the ending of its file.
FORMS: dict[str, tuple[Callable[[Citation, str], str], str, str]] = {
    "text": (as_text, "text/plain", "txt"),
    "bibtex": (as_bibtex, "application/x-bibtex", "bib"),
    "csl": (as_csl, "application/vnd.citationstyles.csl+json", "json"),
    "ris": (as_ris, "application/x-research-info-systems", "ris"),
}


def _told(citation: Citation, lang: str) -> dict[str, object]:
    return {
        "title": _title(citation, lang),
        "generation": citation.generation,
        "date": citation.made.isoformat(),
        "accessed": citation.seen.isoformat(),
        "address": citation.address,
        "licence": citation.licence,
    }


def _title(citation: Citation, lang: str) -> str:
    """One line: a citation has no other."""
    return " ".join(citation.title.split()) or sentence(f"citation.{citation.kind}", lang)


def _note(citation: Citation, lang: str) -> str:
    said = [sentence("citation.licence", lang, licence=citation.licence)]
    if citation.query:
        said.append(sentence("citation.asked", lang, query=" ".join(citation.query.split())))
    if citation.result:
        said.append(sentence("citation.result", lang, result=citation.result))
    return " ".join(said)


def _latex(words: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in words)
