"""Writes the pieces of a source as DOCX, ODT or XLSX: a few XML parts in a zip, with one date for all."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from gold_source import Piece, Source
from gold_text import plain, spans

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEETML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MIME = "application/vnd.openxmlformats-officedocument"
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
STYLES = {"item": "ListBullet", "caption": "Caption", "quote": "IntenseQuote", "sheet": "Heading1"}


def _zip(target: Path, parts: dict[str, str]) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, how)


def _types(parts: dict[str, str]) -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{MIME}.{kind}+xml"/>' for name, kind in parts.items()
    )
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{rels}{overrides}</Types>'


def _links(links: dict[str, str]) -> str:
    rows = enumerate(links.items(), 1)
    body = "".join(f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{to}"/>' for n, (to, kind) in rows)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def write_docx(source: Source, target: Path) -> None:
    """Writes a Word document with heading, list and caption styles, ruled tables and framed boxes."""
    body = "".join(_docx(piece) for piece in source.pieces)
    main = "wordprocessingml.document.main"
    parts = {
        "[Content_Types].xml": _types({"word/document.xml": main, "word/styles.xml": "wordprocessingml.styles"}),
        "_rels/.rels": _links({"word/document.xml": "officeDocument"}),
        "word/_rels/document.xml.rels": _links({"styles.xml": "styles"}),
        "word/styles.xml": _docx_styles(),
        "word/document.xml": f"{HEAD}<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>",
    }
    _zip(target, parts)


def _docx_styles() -> str:
    names = [(f"Heading{n}", f"heading {n}") for n in range(1, 5)]
    names += [("ListBullet", "List Bullet"), ("Caption", "caption"), ("IntenseQuote", "Intense Quote")]
    one = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/></w:style>'
    return f"{HEAD}<w:styles {W}>" + "".join(one.format(*name) for name in names) + "</w:styles>"


def _docx(piece: Piece) -> str:
    if piece.kind == "table":
        return _docx_table(piece.rows)
    if piece.kind == "page":
        return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    style = f"Heading{piece.level}" if piece.kind == "heading" else STYLES.get(piece.kind, "")
    frame = '<w:framePr w:w="3400" w:hSpace="141" w:wrap="around" w:hAnchor="margin" w:xAlign="right"/>'
    return _docx_paragraph(piece.text.lstrip("# "), style, frame if piece.kind == "box" else "")


def _docx_paragraph(words: str, style: str = "", frame: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split(" // "))
    return f"<w:p><w:pPr>{named}{frame}</w:pPr><w:r>{runs}</w:r></w:p>"


def _docx_table(rows: list[list[str]]) -> str:
    body = "".join(
        "<w:tr>" + "".join(_docx_cell(rows, at, column) for column in range(len(row))) + "</w:tr>"
        for at, row in enumerate(rows)
    )
    return f"<w:tbl><w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>{body}</w:tbl>"


def _docx_cell(rows: list[list[str]], at: int, column: int) -> str:
    raw = rows[at][column]
    if raw == "<<":
        return ""
    across, down = spans(rows, at, column)
    grid = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    merge = "<w:vMerge/>" if raw == "^^" else '<w:vMerge w:val="restart"/>' if down > 1 else ""
    words = "" if raw == "^^" else plain(raw)
    return f"<w:tc><w:tcPr>{grid}{merge}</w:tcPr>{_docx_paragraph(words)}</w:tc>"


def write_odt(source: Source, target: Path) -> None:
    """Writes an OpenDocument text."""
    body = "".join(_odt(piece) for piece in source.pieces)
    mime = "application/vnd.oasis.opendocument.text"
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    listed = entry.format("/", mime) + entry.format("content.xml", "text/xml")
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    text = f'<office:document-content {ODF} office:version="1.3"><office:body><office:text>{body}'
    parts = {
        "mimetype": mime,
        "META-INF/manifest.xml": f"{HEAD}<manifest:manifest {space}>{listed}</manifest:manifest>",
        "content.xml": f"{HEAD}{text}</office:text></office:body></office:document-content>",
    }
    _zip(target, parts)


def _odt(piece: Piece) -> str:
    if piece.kind == "table":
        return _odt_table(piece.rows)
    words = escape(piece.text.lstrip("# ")).replace(" // ", "<text:line-break/>")
    if piece.kind in ("heading", "sheet"):
        return f'<text:h text:outline-level="{piece.level or 1}">{words}</text:h>'
    paragraph = f"<text:p>{words}</text:p>"
    return f"<text:list><text:list-item>{paragraph}</text:list-item></text:list>" if piece.kind == "item" else paragraph


def _odt_table(rows: list[list[str]]) -> str:
    columns = f'<table:table-column table:number-columns-repeated="{max(map(len, rows))}"/>'
    body = "".join(
        "<table:table-row>" + "".join(_odt_cell(rows, at, column) for column in range(len(row))) + "</table:table-row>"
        for at, row in enumerate(rows)
    )
    return f"<table:table>{columns}{body}</table:table>"


def _odt_cell(rows: list[list[str]], at: int, column: int) -> str:
    if rows[at][column] in ("<<", "^^"):
        return "<table:covered-table-cell/>"
    across, down = spans(rows, at, column)
    size = (f' table:number-columns-spanned="{across}"' if across > 1 else "") + (
        f' table:number-rows-spanned="{down}"' if down > 1 else ""
    )
    words = escape(plain(rows[at][column])).replace(" // ", "</text:p><text:p>")
    return f'<table:table-cell office:value-type="string"{size}><text:p>{words}</text:p></table:table-cell>'


def write_xlsx(source: Source, target: Path) -> None:
    """Writes a workbook: a sheet for each `!sheet`, paragraphs as rows of one cell."""
    sheets: dict[str, list[list[str]]] = {}
    for piece in source.pieces:
        if piece.kind == "sheet":
            sheets[piece.text] = []
        else:
            list(sheets.values())[-1].extend(piece.rows or [[piece.raw]])
    files = {f"xl/worksheets/sheet{n}.xml": rows for n, rows in enumerate(sheets.values(), 1)}
    kinds = {"xl/workbook.xml": "spreadsheetml.sheet.main"} | dict.fromkeys(files, "spreadsheetml.worksheet")
    named = enumerate(sheets, 1)
    tabs = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in named)
    parts = {
        "[Content_Types].xml": _types(kinds),
        "_rels/.rels": _links({"xl/workbook.xml": "officeDocument"}),
        "xl/_rels/workbook.xml.rels": _links({name.removeprefix("xl/"): "worksheet" for name in files}),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{SHEETML}" xmlns:r="{RELATIONS}"><sheets>{tabs}</sheets></workbook>',
    }
    _zip(target, parts | {name: _worksheet(rows) for name, rows in files.items()})


def _worksheet(rows: list[list[str]]) -> str:
    body = "".join(f'<row r="{at}">{_xlsx_row(row, at)}</row>' for at, row in enumerate(rows, 1))
    merged = [_merge(rows, at, column) for at, row in enumerate(rows) for column in range(len(row))]
    refs = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged if ref)
    joined = f"<mergeCells>{refs}</mergeCells>" if refs else ""
    return f'{HEAD}<worksheet xmlns="{SHEETML}"><sheetData>{body}</sheetData>{joined}</worksheet>'


def _xlsx_row(row: list[str], at: int) -> str:
    return "".join(
        _xlsx_cell(plain(raw), f"{_letter(n)}{at}") for n, raw in enumerate(row) if raw not in ("<<", "^^", "")
    )


def _xlsx_cell(words: str, address: str) -> str:
    if words.isdecimal():
        return f'<c r="{address}"><v>{words}</v></c>'
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(words)}</t></is></c>'


def _letter(column: int) -> str:
    return chr(ord("A") + column)


def _merge(rows: list[list[str]], at: int, column: int) -> str:
    if rows[at][column] in ("<<", "^^"):
        return ""
    across, down = spans(rows, at, column)
    end = f"{_letter(column + across - 1)}{at + down}"
    return f"{_letter(column)}{at + 1}:{end}" if across > 1 or down > 1 else ""
