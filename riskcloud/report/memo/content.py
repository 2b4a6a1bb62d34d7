"""What a memo says, before any format: sections of paragraphs, tables and pictures.

Every renderer shows these texts in this order, to the character, and takes each as data.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from riskcloud.report import style

_LONGEST = 120
"""Characters of a name from a scenario; a longer one would push the figures off the page."""


@dataclass(frozen=True)
class Paragraph:
    """Sentences.  is_lead: set larger, as the verdict is."""

    text: str
    is_lead: bool = False

    def texts(self) -> Iterator[str]:
        yield self.text


@dataclass(frozen=True)
class Items:
    """A list of sentences."""

    sentences: tuple[str, ...]

    def texts(self) -> Iterator[str]:
        yield from self.sentences


@dataclass(frozen=True)
class Table:
    """Headings and rows of as many cells.  figures: places of the columns set to the right."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...] = ()

    def texts(self) -> Iterator[str]:
        yield from self.headings
        for row in self.rows:
            yield from row


@dataclass(frozen=True)
class Figure:
    """A picture: its name, what it shows for those who cannot see it, and its contents."""

    name: str
    alternative: str
    png: bytes
    svg: bytes


@dataclass(frozen=True)
class Figures:
    """Pictures side by side, or below each other on a narrow screen."""

    pictures: tuple[Figure, ...]

    def texts(self) -> Iterator[str]:
        yield from ()


@dataclass(frozen=True)
class Command:
    """Lines to be typed."""

    lines: tuple[str, ...]

    def texts(self) -> Iterator[str]:
        yield from self.lines


Block = Paragraph | Items | Table | Figures | Command


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Memo:
    """A memo.  language: of its sentences, such as "en"."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    language: str

    def texts(self) -> Iterator[str]:
        """Every text in reading order: what each format must show."""
        yield self.title
        yield self.subtitle
        for section in self.sections:
            yield section.title
            for block in section.blocks:
                yield from block.texts()

    def pictures(self) -> Iterator[Figure]:
        """Every picture in reading order."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Figures):
                    yield from block.pictures


def one_line(text: str, longest: int = _LONGEST) -> str:
    """A name or path from outside as one line of visible characters, cut where it is too long."""
    kept = style.visible(text)
    return kept if len(kept) <= longest else f"{kept[: longest - 1].rstrip()}…"
