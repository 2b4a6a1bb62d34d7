"""Every picture of the set looks as it did, within a tolerance.

The pictures that were looked at lie in ``golden``, small and grey.  Both sides are blurred
first, so that another version of a font moves nothing.  After a change that is meant, look at
the new pictures, then write them:  python tests/report/test_golden_pictures.py
"""

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from effects_made import estimate, swing, tornado, waterfall
from finished import usual
from matplotlib.image import imread
from PIL import Image
from test_comparison_pictures import comparison, operator
from test_variance_shares_picture import with_inputs

from riskcloud.report.draw_all import draw_all
from riskcloud.report.draw_break_even import draw_break_even
from riskcloud.report.draw_comparison import draw_comparison
from riskcloud.report.picture import Picture
from riskcloud.report.tornado import draw_tornado
from riskcloud.report.waterfall import draw_waterfall
from riskcloud.study import Lever
from riskcloud.study.break_even import Curve
from riskcloud.study.crossing import Crossing, Point

GOLDEN = Path(__file__).parent / "golden"
DPI = 50
TOLERANCE = 0.012
"""Root of the mean square over blurred greys, 0 black and 1 white."""


def break_even() -> Curve:
    points = tuple(Point(0.1 * i, estimate(1.0 - 0.1 * i, 0.03)) for i in range(11))
    crossing = Crossing(points[4], points[6], 0.47, 0.53)
    lever = Lever("wacc", "cost of money", "1/year", (("operator.wacc", 1.0),), 0.0, 1.0, 0.2)
    return Curve(lever, 0.5, points, (crossing,), ())


def pictures() -> dict[str, Picture]:
    """One of each kind, on made values."""
    run, _ = with_inputs(are_independent=True)
    two = comparison(operator("first", 0.1), operator("second", -0.1, 0.3))
    sets = (
        draw_all(run),
        draw_comparison(two),
        draw_break_even([break_even()], "P(project paid back): test case", "riskcloud"),
        draw_tornado(tornado()),
        draw_waterfall(waterfall()),
    )
    return {name: picture for plots in sets for name, picture in plots.items()}


MADE = pictures()


def grey(picture: Picture) -> np.ndarray:
    """Small and grey, float64 in 0..1, rows by columns."""
    content = io.BytesIO()
    picture.figure().savefig(content, format="png", dpi=DPI)
    content.seek(0)
    return imread(content)[:, :, :3].mean(axis=2)


def blurred(image: np.ndarray) -> np.ndarray:
    """Means over squares of 5 by 5 points, two millimetres and a half."""
    rows, columns = (5 * (size // 5) for size in image.shape)
    squares = image[:rows, :columns].reshape(rows // 5, 5, columns // 5, 5)
    return squares.mean(axis=(1, 3))


def distance(one: np.ndarray, other: np.ndarray) -> float:
    assert one.shape == other.shape
    return float(np.sqrt(((blurred(one) - blurred(other)) ** 2).mean()))


def stored(name: str) -> np.ndarray:
    return imread(GOLDEN / f"{name}.png")


@pytest.mark.parametrize("name", MADE)
def test_pictures_look_as_they_did(name: str) -> None:
    assert distance(grey(MADE[name]), stored(name)) < TOLERANCE


def test_every_golden_picture_is_still_drawn() -> None:
    assert {path.stem for path in GOLDEN.glob("*.png")} == set(MADE)


def test_other_values_are_told() -> None:
    """What the tolerance lets through is less than one bar of one picture."""
    usual_one = tornado()
    changed = swing("contracted-share", "share", "judgement: so", -1.6e8, 2e7)
    other = replace(usual_one, swings=(changed, *usual_one.swings[1:]))
    (picture,) = draw_tornado(other).values()
    assert distance(grey(picture), stored("tornado")) > TOLERANCE
    run = usual()
    moved = replace(run, irr=run.irr + 0.05)
    for name in ("project_irr", "equity_irr"):
        assert distance(grey(draw_all(moved)[name]), stored(name)) > TOLERANCE


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each, made in MADE.items():
        small = Image.fromarray((255.0 * grey(made)).round().astype(np.uint8))
        small.save(GOLDEN / f"{each}.png", optimize=True)
