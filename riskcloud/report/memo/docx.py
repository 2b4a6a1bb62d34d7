"""A memo as a Word document that a person can go on writing: headings, tables, pictures."""

import io
from typing import TYPE_CHECKING, Any

from riskcloud.report.memo.content import Block, Command, Figures, Items, Memo, Paragraph, Table

if TYPE_CHECKING:
    from docx.document import Document

_MARGIN_CM = 1.8
_TEXT_CM = 21.0 - 2 * _MARGIN_CM
_POINTS = 9.0
_STYLES = {"Normal": _POINTS, "Title": 16.0, "Heading 1": 11.5, "List Bullet": _POINTS}
"""Sizes in points by style."""
_EAST_ASIAN = "Noto Sans CJK SC"


def docx(memo: Memo) -> bytes:
    """The document; each text becomes a run of characters, never a field or a mark."""
    from docx import Document

    document = Document()
    _lay_out(document)
    document.core_properties.title = memo.title[:255]
    document.core_properties.author = "riskcloud"
    document.core_properties.language = memo.language
    _set_east_asian(document, memo.language)
    document.add_heading(memo.title, 0)
    document.add_paragraph(memo.subtitle)
    for section in memo.sections:
        document.add_heading(section.title, 1)
        for block in section.blocks:
            _add(document, block)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _lay_out(document: "Document") -> None:
    """A4 with small margins and type, so that two pages are enough."""
    from docx.shared import Cm, Pt

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(_MARGIN_CM)
    page.top_margin = page.bottom_margin = Cm(1.5)
    for name, points in _STYLES.items():
        style: Any = document.styles[name]
        style.font.size = Pt(points)
        style.paragraph_format.space_after = Pt(3.0)
        if name == "Heading 1":
            style.paragraph_format.space_before = Pt(8.0)


def _set_east_asian(document: "Document", language: str) -> None:
    """The font of Chinese letters; else each machine picks its own, often a Japanese one."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for name in _STYLES:
        style: Any = document.styles[name]
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        fonts.attrib.pop(qn("w:eastAsiaTheme"), None)  # it would win
        fonts.set(qn("w:eastAsia"), _EAST_ASIAN)
        told = OxmlElement("w:lang")
        is_chinese = language.startswith("zh")
        told.set(qn("w:eastAsia" if is_chinese else "w:val"), "zh-CN" if is_chinese else language)
        properties.append(told)


def _add(document: "Document", block: Block) -> None:
    match block:
        case Paragraph(text, is_lead):
            document.add_paragraph().add_run(text).bold = is_lead
        case Items(sentences):
            for sentence in sentences:
                document.add_paragraph(sentence, "List Bullet")
        case Table():
            _add_table(document, block)
        case Figures():
            _add_pictures(document, block)
        case Command(lines):
            for line in lines:
                document.add_paragraph().add_run(line).font.name = "Courier New"


def _add_table(document: "Document", table: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    made = document.add_table(0, len(table.headings), "Light List Accent 1")
    for row in (table.headings, *table.rows):
        for place, (cell, text) in enumerate(zip(made.add_row().cells, row, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.add_run(text).font.size = Pt(_POINTS - 1.0)
            paragraph.paragraph_format.space_after = Pt(0.0)
            if place in table.figures:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    # The first row is read out with each cell, and stands again on a new page.
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph().paragraph_format.space_after = Pt(0.0)


def _add_pictures(document: "Document", figures: Figures) -> None:
    from docx.shared import Cm

    paragraph = document.add_paragraph()
    width = Cm(0.98 * _TEXT_CM / len(figures.pictures))
    for picture in figures.pictures:
        shape = paragraph.add_run().add_picture(io.BytesIO(picture.png), width)
        shape._inline.docPr.set("descr", picture.alternative)
        shape._inline.docPr.set("title", picture.name)
