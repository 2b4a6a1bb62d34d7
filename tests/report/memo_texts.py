"""The text of a memo taken back out of each format, by readers that riskcloud does not use."""

import io
from html.parser import HTMLParser
from typing import Any

import pytest


def squeezed(text: str) -> str:
    """Without white space and bullets, which each format sets in its own way."""
    return "".join(text.replace("\N{BULLET}", "").split())


def of_html(content: bytes) -> str:
    reader = _Html()
    reader.feed(content.decode())
    return "".join(reader.found)


class _Html(HTMLParser):
    """The text of the body, and every tag and attribute that was met."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self._is_body = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [v or "" for k, v in attributes if k in ("src", "href", "action")]
        self._is_body |= tag == "body"

    def handle_data(self, data: str) -> None:
        if self._is_body:
            self.found.append(data)


def parsed_html(content: bytes) -> _Html:
    reader = _Html()
    reader.feed(content.decode())
    return reader


def of_markdown(content: bytes) -> str:
    from markdown_it import MarkdownIt

    page = MarkdownIt("commonmark").enable("table").render(content.decode())
    return of_html(f"<body>{page}".encode())


def of_docx(content: bytes) -> str:
    docx = pytest.importorskip("docx")
    found = []
    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        if hasattr(block, "rows"):
            found += [cell.text for row in block.rows for cell in row.cells]
        else:
            found.append(block.text)
    return "".join(found)


def of_pdf(content: bytes) -> str:
    return "".join(page.extract_text() for page in _pages(content))


def pages(content: bytes) -> int:
    """How many pages a PDF has."""
    return len(_pages(content))


def _pages(content: bytes) -> Any:
    pypdf = pytest.importorskip("pypdf")
    return pypdf.PdfReader(io.BytesIO(content)).pages
