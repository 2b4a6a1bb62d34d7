"""Tornado and waterfall: bars end where the figures are, and odd data is drawn or named."""

from dataclasses import replace
from math import inf

import pytest
from effects_made import ASKED, NOW, estimate, tornado, waterfall
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from test_pictures import check_layout

from riskcloud.report.tornado import draw_tornado
from riskcloud.report.waterfall import draw_waterfall
from riskcloud.risk.tornado import End, Tornado
from riskcloud.risk.waterfall import Waterfall

HOSTILE = "a $very$ _long_ <b>name</b>\u202e that goes " + "on and " * 30


def drawn(found: Tornado | Waterfall) -> Figure:
    plots = draw_tornado(found) if isinstance(found, Tornado) else draw_waterfall(found)
    (picture,) = plots.values()
    assert picture.png().startswith(b"\x89PNG")
    return picture.figure()


def bars(figure: Figure) -> list[tuple[float, float]]:
    """Start and end of every bar that is one, in drawing order."""
    (ax,) = figure.axes
    found = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    return [(b.get_x(), b.get_x() + b.get_width()) for b in found if b.get_height()]


def words(figure: Figure) -> str:
    (ax,) = figure.axes
    return " ".join(text.get_text().replace("\n", " ") for text in ax.texts)


def labels(figure: Figure) -> list[str]:
    return [label.get_text() for label in figure.axes[0].get_yticklabels()]


def test_bars_of_the_tornado_run_from_now_to_each_end() -> None:
    found = tornado()
    figure = drawn(found)
    ends = [
        (NOW / 1e6, end.figure.value / 1e6) for swing in found.swings[::-1] for end in swing.ends
    ]
    assert bars(figure) == [pytest.approx(pair) for pair in ends]
    assert labels(figure)[-1].startswith("contracted-share*")
    assert labels(figure)[-2] == "card-price\n1 to 2"
    assert "M USD" in figure.axes[0].get_xlabel()
    assert "does not take: operator.some" in words(figure)


def test_pictures_say_which_of_two_answers_they_draw() -> None:
    two = replace(estimate(NOW), alternative=NOW + 1e6)
    for found in (replace(tornado(), now=two), replace(waterfall(), base=two)):
        figure = drawn(found)
        assert "ranked lowest" in words(figure)
        check_layout(figure, "two answers")
    assert "ranked lowest" not in words(drawn(tornado()))


def test_whiskers_of_the_tornado_are_the_intervals_of_the_change() -> None:
    found = tornado()
    (ax,) = drawn(found).axes
    whiskers = [tuple(line.get_xdata()) for line in ax.get_lines() if line.get_marker() == "|"]
    top = found.swings[0].low
    assert top
    assert top.change
    expected = ((NOW + top.change.low) / 1e6, (NOW + top.change.high) / 1e6)
    assert any(pair == pytest.approx(expected) for pair in whiskers)


def test_bars_of_the_waterfall_join_base_and_all_together() -> None:
    found = waterfall()
    figure = drawn(found)
    base, *floating, together = bars(figure)
    assert base == pytest.approx((0.0, found.base.value / 1e6))
    assert together == pytest.approx((0.0, found.together.value / 1e6))
    at = base[1]
    for start, stop in floating:
        assert start == pytest.approx(at)
        at = stop
    assert at == pytest.approx(together[1])
    order = ["base", "rubin-early", "power-spike", "credit-crunch", "late", "interaction"]
    assert labels(figure)[::-1] == [*order, "all together"]
    assert "1 times here" in words(figure)


def odd_tornados() -> dict[str, Tornado]:
    usual = tornado()
    beyond = End(1.0, estimate(-inf, 0.0), None)
    return {
        "no rate at an end": replace(
            usual, swings=(replace(usual.swings[0], low=beyond), *usual.swings[1:])
        ),
        "no rate at all": replace(usual, now=estimate(-inf, 0.0)),
        "no lever": replace(usual, swings=()),
        "thirty levers": replace(usual, swings=usual.swings[:1] * 30),
        "no bounds": replace(usual, now=replace(usual.now, low=None, high=None)),
        "a hostile name": replace(usual, asked=replace(ASKED, scenario=HOSTILE)),
        "shares": replace(usual, asked=replace(ASKED, unit="share")),
    }


def odd_waterfalls() -> dict[str, Waterfall]:
    usual = waterfall()
    return {
        "no rate": replace(usual, interaction=None, change=None),
        "one stress": replace(usual, steps=usual.steps[:1]),
        "thirty stresses": replace(usual, steps=usual.steps[:1] * 30),
        "a hostile name": replace(
            usual, steps=(replace(usual.steps[0], name=HOSTILE), *usual.steps[1:])
        ),
        "rates": replace(usual, asked=replace(ASKED, unit="1/year")),
    }


@pytest.mark.parametrize("name", odd_tornados())
def test_odd_tornados_are_drawn_whole(name: str) -> None:
    figure = drawn(odd_tornados()[name])
    check_layout(figure, name)
    if name == "no rate at an end":
        assert "no rate: contracted-share at 1" in words(figure)
    if name == "thirty levers":
        assert "14 smaller ones are not drawn" in words(figure)


@pytest.mark.parametrize("name", odd_waterfalls())
def test_odd_waterfalls_are_drawn_whole(name: str) -> None:
    figure = drawn(odd_waterfalls()[name])
    check_layout(figure, name)
    assert ("beyond every number" in words(figure)) == (name == "no rate")
