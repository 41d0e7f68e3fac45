"""Writes the pieces of a source as plain text, Markdown, HTML or CSV, and prints HTML to PDF."""

import csv
import io
import re
import subprocess
import tempfile
import textwrap
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from gold_source import Piece, Source, unmarked

CHROMIUM = "chromium"
TAGS = {"text": "p", "box": "p", "quote": "p", "caption": "p", "item": "li", "number": "li", "sheet": "h2"}
WRAPS = {"box": ('<aside class="box">', "</aside>"), "quote": ('<div class="quote">', "</div>")} | {
    "item": ("<ul>", "</ul>"),
    "number": ("<ol>", "</ol>"),
}


def plain(raw: str) -> str:
    """`raw` without its labels."""
    return unmarked(raw, {})[0]


def write_txt(source: Source, target: Path) -> None:
    """Writes plain text, folded at the width the source asks for."""
    width = int(source.settings.get("wrap", "0"))
    parts = [_txt(piece, width, source.settings.get("bullet", "-")) for piece in source.pieces]
    text = "\n\n".join(part for part in parts if part)
    target.write_text(
        re.sub(r"(?<=\n)\n(?=[-•–] )", "", text) + "\n", encoding=source.settings.get("encoding", "utf-8")
    )


def _txt(piece: Piece, width: int, bullet: str) -> str:
    if piece.kind == "table":
        return "\n".join("\t".join(plain(cell) for cell in row) for row in piece.rows)
    words = {"item": f"{bullet} ", "page": "\f"}.get(piece.kind, "") + piece.text.lstrip("# ")
    return textwrap.fill(words, width, break_on_hyphens=False, break_long_words=False) if width else words


def write_md(source: Source, target: Path) -> None:
    """Writes Markdown."""
    text = "\n\n".join(_md(piece) for piece in source.pieces)
    target.write_text(re.sub(r"(?<=\n)\n(?=(- |\d+\. ))", "", text) + "\n", encoding="utf-8")


def _md(piece: Piece) -> str:
    if piece.kind == "table":
        rows = ["| " + " | ".join(plain(cell) for cell in row) + " |" for row in piece.rows]
        return "\n".join([rows[0], "|" + "---|" * len(piece.rows[0]), *rows[1:]])
    marks = {"heading": "#" * piece.level + " ", "item": "- ", "box": "> ", "quote": "> *", "page": "---"}
    return marks.get(piece.kind, "") + piece.text + ("*" if piece.kind == "quote" else "")


def write_html(source: Source, target: Path) -> None:
    """Writes a page with the style sheet the source names."""
    target.write_text(html_of(source), encoding="utf-8")


def html_of(source: Source) -> str:
    """The page of a source."""
    style = source.settings.get("css")
    css = (source.path.parent / style).read_text(encoding="utf-8") if style else ""
    title = escape(source.pieces[0].text)
    body = "\n".join(_html_groups(source.pieces))
    if "hyphens" in source.settings:
        body = re.sub(r"(?<![/.@])\b[a-zà-ÿ]{9,}\b", lambda word: _hyphenated(word.group()), body)
    head = f'<meta charset="utf-8"><title>{title}</title><style>\n{css}</style>'
    return f'<!DOCTYPE html>\n<html lang="fr"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'


def _hyphenated(word: str) -> str:
    """The word with the places where French lets a line cut it: before a consonant between two vowels."""
    return re.sub(r"(?<=\w\w[aeiouyéèêà])(?=[bcdfgjlmnpqrstv][aeiouyéèê]\w)", "&shy;", word)


def _html_groups(pieces: list[Piece]) -> Iterator[str]:
    for kind, group in groupby(pieces, key=lambda piece: piece.kind):
        before, after = WRAPS.get(kind, ("", ""))
        yield "\n".join([before, *(_html(piece) for piece in group), after]).strip()


def _html(piece: Piece) -> str:
    if piece.kind == "page":
        return '<div class="page"></div>'
    if piece.kind == "table":
        return "<table>\n" + "\n".join(html_rows(piece.rows)) + "\n</table>"
    words = re.sub(r"^\d+\. ", "", piece.text) if piece.kind == "number" else piece.text
    if piece.kind == "box" and words.startswith("#"):
        return f"<p><strong>{_lines(words.lstrip('# '))}</strong></p>"
    tag = f"h{piece.level}" if piece.kind == "heading" else TAGS[piece.kind]
    name = ' class="caption"' if piece.kind == "caption" else ""
    return f"<{tag}{name}>{_lines(words)}</{tag}>"


def _lines(words: str) -> str:
    return escape(words, quote=False).replace(" // ", "<br>")


def html_rows(rows: list[list[str]]) -> Iterator[str]:
    """The rows of a table, joined cells as spans."""
    for at, row in enumerate(rows):
        cells = [_cell(rows, at, column) for column in range(len(row)) if row[column] not in ("^^", "<<")]
        yield "<tr>" + "".join(cells) + "</tr>"


def _cell(rows: list[list[str]], at: int, column: int) -> str:
    across, down = spans(rows, at, column)
    size = (f' colspan="{across}"' if across > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
    tag = "th" if at == 0 else "td"
    return f"<{tag}{size}>{_lines(plain(rows[at][column]))}</{tag}>"


def spans(rows: list[list[str]], at: int, column: int) -> tuple[int, int]:
    """How many columns and rows the cell covers."""
    across = down = 1
    while column + across < len(rows[at]) and rows[at][column + across] == "<<":
        across += 1
    while at + down < len(rows) and column < len(rows[at + down]) and rows[at + down][column] == "^^":
        down += 1
    return across, down


def write_pdf(source: Source, target: Path) -> None:
    """Prints the page of a source; the clock leaves no trace in the file."""
    with tempfile.TemporaryDirectory() as folder:
        page, printed = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(html_of(source), encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command = [CHROMIUM, *options, f"--print-to-pdf={printed}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        target.write_bytes(
            re.sub(rb"(/(?:Creation|Mod)Date \(D:)\d{14}", rb"\g<1>20260302090000", printed.read_bytes())
        )


def write_csv(source: Source, target: Path) -> None:
    """Writes the rows of the tables, and any paragraph as a row of one cell."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=source.settings.get("delimiter", ";"), lineterminator="\r\n")
    for piece in source.pieces:
        writer.writerows([[plain(cell) for cell in row] for row in piece.rows] or [[piece.text]])
    target.write_bytes(text.getvalue().encode(source.settings.get("encoding", "utf-8")))
