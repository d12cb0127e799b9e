"""The measures of Decree 30/2020/NĐ-CP, annex I, and the pieces of Word that follow them.

A4, margins top and bottom 20-25 mm, left 30-35 mm, right 15-20 mm; Times New Roman, black; page
numbers in Arabic figures, size 13-14, centred in the top margin, not on the first page; body
size 13-14, justified, first line in by 1 or 1.27 cm, at least 6 pt between paragraphs.
"""

from __future__ import annotations

import re
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor

FONT = "Times New Roman"
BODY, SMALL, RECIPIENTS, RECIPIENT_LIST = Pt(14), Pt(13), Pt(12), Pt(11)
PAGE_WIDTH, PAGE_HEIGHT = Mm(210), Mm(297)
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(18)
HEADER_DISTANCE = Mm(10)
FIRST_LINE = Cm(1.27)
BETWEEN = Pt(6)
# Control characters and lone surrogates, which XML does not hold.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CENTRE, JUSTIFY, START = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
    WD_ALIGN_PARAGRAPH.LEFT,
)


def set_page(document: Any) -> None:
    """Paper, margins and page numbers of the document's only section."""
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance = HEADER_DISTANCE
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    _page_field(number)


def set_font(document: Any) -> None:
    """Times New Roman, size 14, black and single spacing as the default of everything."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, BODY
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0


def fit(text: str) -> str:
    """The text without the characters that a Word file cannot hold."""
    return _UNFIT.sub("", text)


def write(
    paragraph: Any,
    text: str,
    size: Any = BODY,
    *,
    bold: bool = False,
    italic: bool = False,
    alignment: Any = None,
) -> Any:
    """Text in one look at the end of a paragraph."""
    run = paragraph.add_run(text)
    run.font.size, run.font.name, run.bold, run.italic = size, FONT, bold, italic
    if alignment is not None:
        paragraph.alignment = alignment
    return run


def rule_below(cell: Any, width: Any) -> None:
    """The drawn line below a heading: a narrow, empty paragraph with a border of its own width."""
    paragraph = cell.add_paragraph()
    paragraph.alignment = CENTRE
    side = max(0, (cell.width - width) // 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    paragraph.paragraph_format.space_before = Pt(2)
    paragraph.paragraph_format.line_spacing = Pt(6)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def columns(document: Any, *widths: Any) -> Any:
    """An invisible table of one row, for two blocks beside each other."""
    table = document.add_table(rows=1, cols=len(widths))
    table.autofit = False
    for column, width in enumerate(widths):
        table.columns[column].width = width
        table.cell(0, column).width = width
    return table


def repeat_head(table: Any) -> None:
    """Have the first row of a table stand at the top of every page that the table runs over."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    properties.append(repeated)


def _page_field(paragraph: Any) -> None:
    """The field that Word fills with the page's number."""
    run = write(paragraph, "", SMALL)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind is None:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)
