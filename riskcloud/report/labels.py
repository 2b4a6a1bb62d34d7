"""Names beside points, placed so that none covers a point or another name."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from riskcloud.report import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE = 7.2
_REACHES = (6.0, 13.0, 22.0, 33.0, 46.0, 62.0)
"""Points from a point to its name; a name further off than the first has a line to it."""

_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
_MARKER = 4.0
_EDGE = 1e3


class Box(NamedTuple):
    """A rectangle in points of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: "Box") -> float:
        """Area that two boxes share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(width, 0.0) * max(height, 0.0)

    def outside(self, room: "Box") -> float:
        """How far it reaches out of a room."""
        beyond = (
            room.left - self.left,
            room.bottom - self.bottom,
            self.right - room.right,
            self.top - room.top,
        )
        return sum(max(reach, 0.0) for reach in beyond)


def label_points(
    ax: "Axes",
    points: Sequence[tuple[float, float]],
    names: Sequence[str],
    others: Sequence[tuple[float, float]] = (),
) -> None:
    """Write each name beside its point; the limits of ``ax`` must be final.

    others: marks without a name, not to be covered either.
    """
    per_point = ax.figure.dpi / 72.0
    places = [tuple(ax.transData.transform(point) / per_point) for point in points]
    marks = [*places, *(tuple(ax.transData.transform(point) / per_point) for point in others)]
    (left, bottom), (right, top) = (
        ax.transAxes.transform(corner) / per_point for corner in ((0.0, 0.0), (1.0, 1.0))
    )
    room = Box(left, bottom, right, top)
    taken = [Box(x - _MARKER, y - _MARKER, x + _MARKER, y + _MARKER) for x, y in marks]
    for place, point, name in zip(places, points, names, strict=True):
        found = list(_candidates(place, _extent(name)))
        reach, box = min(found, key=lambda one: _cost(one[0], one[1], taken, room))
        taken.append(box)
        _write(ax, name, point, (box.left - place[0], box.bottom - place[1]), reach)


def _extent(name: str) -> tuple[float, float]:
    """Width and height of a name, points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextToPath

    font = FontProperties(family=style.RC["font.family"], size=_SIZE)
    width, height, _ = TextToPath().get_text_width_height_descent(name, font, ismath=False)
    return float(width) + 2.0, float(height) + 2.0


def _candidates(
    place: tuple[float, float], extent: tuple[float, float]
) -> Iterator[tuple[float, Box]]:
    """Boxes on every side of a point, the nearest first."""
    (x, y), (width, height) = place, extent
    for reach in _REACHES:
        for across, up in _SIDES:
            left = x + across * reach - (width if across < 0 else 0.0 if across else width / 2)
            bottom = y + up * reach - (height if up < 0 else 0.0 if up else height / 2)
            yield reach, Box(left, bottom, left + width, bottom + height)


def _cost(reach: float, box: Box, taken: Sequence[Box], room: Box) -> tuple[float, float]:
    """What is covered or lost first, then the distance."""
    return sum(box.overlap(other) for other in taken) + _EDGE * box.outside(room), reach


def _write(
    ax: "Axes", name: str, point: tuple[float, float], offset: tuple[float, float], reach: float
) -> None:
    lines = {"arrowstyle": "-", "color": style.GREY, "linewidth": 0.5, "shrinkA": 0, "shrinkB": 3}
    ax.annotate(
        name,
        point,
        offset,
        "data",
        "offset points",
        fontsize=_SIZE,
        arrowprops=lines if reach > _REACHES[0] else None,
        zorder=5,
    )
