"""A picture: axes on a page of a memo, with a footer that says which run it shows."""

import base64
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from riskcloud.report import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Draw = Callable[["Axes"], None]

_NO_STAMP: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
}
"""What matplotlib writes by itself, and would differ from day to day."""

_PNG_LEVEL = 3
"""A sixth less time a picture than at zlib's own level 6, for 4 % more bytes."""

_GAP = 0.105
_FOOT_LEFT, _FOOT = 0.728, 0.072
"""Inches from the corner to the footer."""


@dataclass(frozen=True)
class Page:
    """Size of a picture and the margins around its axes, in inches.

    left: room for the labels of the upright axis.
    """

    width: float = style.SIZE[0]
    height: float = style.SIZE[1]
    left: float = 0.728
    bottom: float = 1.04
    right: float = 0.143
    top: float = 0.76


@dataclass(frozen=True)
class Picture:
    """One picture of a run; a notebook shows it.

    name: of its files.  title: for those who cannot see it.  panels: side by side.
    footer: which run it shows.  page: its size and margins.
    """

    name: str
    title: str
    panels: tuple[Draw, ...]
    footer: str
    page: Page = Page()

    def figure(self) -> "Figure":
        """A new matplotlib figure, 6.5 by 4 inches unless ``page`` says so; it has no window."""
        import matplotlib
        from matplotlib.figure import Figure

        page = self.page
        left, right = page.left / page.width, 1.0 - page.right / page.width
        bottom, top = page.bottom / page.height, 1.0 - page.top / page.height
        with matplotlib.rc_context(style.RC):
            figure = Figure(figsize=(page.width, page.height), dpi=style.DPI)
            width = (right - left - _GAP * (len(self.panels) - 1)) / len(self.panels)
            for place, draw in enumerate(self.panels):
                start = left + place * (width + _GAP)
                draw(figure.add_axes((start, bottom, width, top - bottom)))
            foot = (_FOOT_LEFT / page.width, _FOOT / page.height)
            figure.text(*foot, self.footer, fontsize=6.2, color=style.GREY)
            return figure

    def png(self) -> bytes:
        """The picture at 200 dots an inch: the same bytes for the same values and versions."""
        return self._saved(self.figure(), "png")

    def svg(self) -> bytes:
        """The picture as vectors: the same bytes for the same values and versions."""
        return self._saved(self.figure(), "svg")

    def files(self) -> Iterator[tuple[str, bytes]]:
        """File names and contents."""
        figure = self.figure()
        for kind in ("png", "svg"):
            yield f"{self.name}.{kind}", self._saved(figure, kind)

    def _saved(self, figure: "Figure", kind: str) -> bytes:
        import matplotlib

        content = io.BytesIO()
        packing: Any = {"pil_kwargs": {"compress_level": _PNG_LEVEL}} if kind == "png" else {}
        # The look of text and lines is settled when they are drawn, not when they are made.
        with matplotlib.rc_context(style.RC):
            metadata = {"Title": self.title, **_NO_STAMP[kind]}
            figure.savefig(content, format=kind, metadata=metadata, **packing)
        return content.getvalue()

    def _repr_png_(self) -> bytes:
        return self.png()


class Plots(Mapping[str, Picture]):
    """The pictures of a run by name; a notebook shows all of them."""

    def __init__(self, pictures: list[Picture]) -> None:
        self._pictures = {picture.name: picture for picture in pictures}

    def __getitem__(self, name: str) -> Picture:
        return self._pictures[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pictures)

    def __len__(self) -> int:
        return len(self._pictures)

    def __repr__(self) -> str:
        return f"plots: {', '.join(self)}"

    def _repr_html_(self) -> str:
        return "".join(_image(picture) for picture in self.values())


def _image(picture: Picture) -> str:
    data = base64.b64encode(picture.png()).decode("ascii")
    style_of = "max-width:650px;display:block;margin-bottom:12px"
    return (
        f'<img src="data:image/png;base64,{data}" alt="{escape(picture.title)}" style="{style_of}">'
    )
