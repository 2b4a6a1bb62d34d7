"""Pictures show the values they are given, say their units, and survive odd data."""

import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from finished import HORIZON, HURDLE, Run, usual
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import StepPatch
from matplotlib.text import Text

from riskcloud.report import style
from riskcloud.report.draw_all import draw_all
from riskcloud.report.picture import Plots

ALL = (
    "equity_irr",
    "project_irr",
    "equity_npv",
    "project_npv",
    "payback",
    "loss_tail",
    "h100_price",
    "utilisation",
    "project_cash",
    "equity_cash",
    "lender",
)

N = 200
NONE = np.full(N, np.nan)
SPREAD_OUT = np.geomspace(1.0, 1e12, N)
ODD = {
    "one path": Run(np.array([0.12]), np.array([-2e6]), np.array([30.0])),
    "one lost path": Run(np.array([np.nan]), np.array([-2e6]), np.array([np.nan])),
    "three paths": usual(3),
    "all the same": Run(np.full(N, 0.15), np.full(N, -3e6), np.full(N, 24.0), spread=0.0),
    "nobody pays back": Run(np.full(N, -0.5), np.linspace(-9e9, -1.0, N), NONE),
    "nobody loses": Run(np.linspace(0.2, 0.3, N), np.linspace(1.0, 2e5, N), np.full(N, 0.0)),
    "no rate": Run(NONE, np.zeros(N), NONE),
    "total loss": Run(np.full(N, -1.0), np.full(N, -1e6), NONE),
    "far tails": Run(SPREAD_OUT / 1e11 - 0.99, -SPREAD_OUT, np.full(N, 59.0)),
    "no debt": usual(N, has_debt=False),
    "a long name": usual(N, name="a $name$ with_{maths} and <marks> that goes " + "on and " * 40),
}


def figures(run: Run) -> dict[str, Figure]:
    return {name: picture.figure() for name, picture in draw_all(run).items()}


@pytest.fixture(scope="module")
def run() -> Run:
    return usual()


@pytest.fixture(scope="module")
def drawn(run: Run) -> dict[str, Figure]:
    return figures(run)


def test_every_picture_is_there_and_its_axes_say_their_units(drawn: dict[str, Figure]) -> None:
    assert set(drawn) == set(ALL)
    units = ("%", "months", "USD", "times", "year")
    for name, figure in drawn.items():
        for ax in figure.axes:
            for label in (ax.get_xlabel(), ax.get_ylabel()):
                assert any(unit in label for unit in units), (name, label)


def test_the_footer_says_which_run_it_is(drawn: dict[str, Figure]) -> None:
    for figure in drawn.values():
        footer = figure.texts[-1].get_text()
        for words in ("test case", "5,000 paths", "seed 7", "0123456789abcdef"):
            assert words in footer


def _filled(figure: Figure, colour: str) -> StepPatch:
    (patch,) = (
        p
        for p in figure.axes[0].patches
        if isinstance(p, StepPatch) and p.get_fill() and p.get_facecolor() == to_rgba(colour)
    )
    return patch


def test_the_density_shades_up_to_the_hurdle_and_the_worst_5_percent(
    run: Run, drawn: dict[str, Figure]
) -> None:
    figure, shape = drawn["equity_irr"], run.shapes.histograms["equity_irr"]
    below = _filled(figure, style.BELOW).get_data()
    assert below.edges[-1] == pytest.approx(100 * HURDLE)
    above = _filled(figure, style.BODY).get_data()
    assert above.edges[0] == pytest.approx(100 * HURDLE)
    ranked = np.sort(np.nan_to_num(run.irr, nan=np.inf))
    worst = _filled(figure, style.WORST).get_data()
    assert worst.edges[-1] == pytest.approx(100 * ranked[int(0.05 * len(ranked)) - 1])
    assert worst.edges[0] == below.edges[0] == 100 * shape.edges[0]
    area = np.sum(np.diff(worst.edges) * worst.values) / (100 * shape.width)
    outside = 100 * (shape.lowest + shape.below)
    assert area + outside == pytest.approx(5.0, abs=0.2)


def test_the_density_says_what_has_no_place_on_its_axis(run: Run, drawn: dict[str, Figure]) -> None:
    text = " ".join(t.get_text().replace("\n", " ") for t in drawn["equity_irr"].axes[0].texts)
    assert "2.0 % total loss" in text
    assert "2.0 % no single IRR" in text
    assert f"hurdle: cost of equity {100 * HURDLE:.1f} %" in text


def _drawn_and_on_the_axis(figure: Figure, values: np.ndarray, scale: float) -> tuple[float, float]:
    """Percent of all paths in the columns, and percent whose value is within the axis."""
    ax = figure.axes[0]
    (outline,) = (p for p in ax.patches if isinstance(p, StepPatch) and not p.get_fill())
    low, high = ax.get_xlim()
    known = values[~np.isnan(values)] * scale
    on_it = np.sum((known >= low) & (known <= high))
    return float(outline.get_data().values.sum()), 100.0 * float(on_it) / len(values)


def heavy() -> Run:
    """Losses whose worst mean lies far left of the 1 % quantile, and a hurdle far from most."""
    run = usual()
    npv = run.npv.copy()
    npv[::150] = -8e9 * np.linspace(0.5, 1.5, len(npv[::150]))
    irr = np.where(run.irr > -1.0, 0.5 * run.irr - 0.3, run.irr)
    return replace(run, npv=npv, irr=irr)


@pytest.mark.parametrize("made", [usual, heavy])
def test_what_is_left_out_of_a_density_is_not_on_its_axis(made: Callable[[], Run]) -> None:
    run = made()
    pictures = figures(run)
    for name, values, scale in (
        ("project_npv", run.npv, None),
        ("equity_irr", np.where(run.irr > -1.0, run.irr, np.nan), 100.0),
    ):
        unit = pictures[name].axes[0].get_xlabel()
        size = scale or (1e-9 if "bn" in unit else 1e-6)
        in_columns, on_axis = _drawn_and_on_the_axis(pictures[name], values, size)
        assert in_columns == pytest.approx(on_axis, abs=0.05)


def test_a_colour_that_is_not_seen_has_no_name() -> None:
    """Nearly all of the worst 5 % are total losses: of the rest two paths of 5,000 are worse."""
    run = usual()
    irr = np.sort(np.abs(np.nan_to_num(run.irr, nan=0.1)) + 0.01)
    irr[:249] = -1.0
    irr[249:252] = (-0.3, -0.28, -0.1)
    (ax,) = figures(replace(run, irr=irr))["equity_irr"].axes
    names = [text.get_text() for text in ax.get_legend().get_texts()]
    assert not any("worst" in name for name in names)
    notes = " ".join(text.get_text().replace("\n", " ") for text in ax.texts)
    assert "Hardly any of the worst 5 % of paths, those below" in notes


def test_the_outline_of_the_density_is_the_histogram(run: Run, drawn: dict[str, Figure]) -> None:
    shape = run.shapes.histograms["project_irr"]
    (outline,) = (p for p in drawn["project_irr"].axes[0].patches if not p.get_fill())
    np.testing.assert_allclose(outline.get_data().values, 100 * shape.shares)
    np.testing.assert_allclose(outline.get_data().edges, 100 * shape.edges)


def test_lines_are_the_values_given(run: Run, drawn: dict[str, Figure]) -> None:
    lines = drawn["payback"].axes[0].get_lines()
    curve = run.shapes.paid_back["project_payback"]
    np.testing.assert_allclose(lines[0].get_ydata()[: HORIZON + 1], 100 * curve.shares)
    tail = run.shapes.losses["project_npv"]
    x, y = drawn["loss_tail"].axes[0].get_lines()[0].get_data()
    np.testing.assert_allclose(x[:-1], tail.losses / 1e6)
    np.testing.assert_allclose(y[:-1], 100 * tail.shares)
    assert drawn["loss_tail"].axes[0].get_yscale() == "log"
    for name, scale in (("h100_price", 1.0), ("utilisation", 0.01), ("project_cash", 1e9)):
        fan = run.fans()[name]
        median, single = drawn[name].axes[0].get_lines()[:2]
        np.testing.assert_allclose(median.get_ydata(), fan.bands[2] / scale)
        np.testing.assert_allclose(single.get_ydata(), fan.singles[0].values / scale)
    assert "bn USD" in drawn["project_cash"].axes[0].get_ylabel()
    assert "M USD" in drawn["equity_cash"].axes[0].get_ylabel()


def test_bands_lie_between_their_quantiles(run: Run, drawn: dict[str, Figure]) -> None:
    fan = run.fans()["h100_price"]
    wide, narrow = drawn["h100_price"].axes[0].collections[:2]
    for band, low, high in ((wide, 0, 4), (narrow, 1, 3)):
        _, y = band.get_paths()[0].vertices.T
        assert (y.min(), y.max()) == pytest.approx((fan.bands[low].min(), fan.bands[high].max()))


def test_the_tail_marks_quantile_and_expected_shortfall(run: Run, drawn: dict[str, Figure]) -> None:
    points = {tuple(line.get_xydata()[0]) for line in drawn["loss_tail"].axes[0].get_lines()}
    worst = np.sort(run.npv)[: int(0.05 * len(run.npv))]
    for expected in (-worst[-1], -worst.mean()):
        assert any(p == pytest.approx((expected / 1e6, 5.0)) for p in points)


def test_the_lender_sees_each_year_and_the_covenants(drawn: dict[str, Figure], run: Run) -> None:
    left, right = drawn["lender"].axes
    fan = run.fans()["dscr"]
    bars = left.patches[: HORIZON // 12]
    assert [bar.get_y() for bar in bars] == pytest.approx(list(fan.bands[0, 12::12]))
    tops = [bar.get_y() + bar.get_height() for bar in bars]
    assert tops == pytest.approx(list(fan.bands[4, 12::12]))
    assert [line.get_ydata()[0] for line in left.get_lines()] == [1.2, 1.05]
    assert [line.get_ydata()[0] for line in right.get_lines()] == pytest.approx([90.0])


@pytest.mark.parametrize("name", ODD)
def test_odd_data_make_a_picture_in_which_nothing_is_cut_off(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for title, picture in draw_all(ODD[name]).items():
            if title not in ("utilisation", "project_cash"):  # drawn as the other fans are
                check_layout(picture.figure(), f"{name}: {title}")


def test_usual_pictures_cut_nothing_off(drawn: dict[str, Figure]) -> None:
    for title, figure in drawn.items():
        check_layout(figure, title)


def _labels_out_of_view(ax: Axes) -> Iterator[Text]:
    """Ticks beyond the ends of an axis have labels that are never drawn."""
    for axis in (ax.xaxis, ax.yaxis):
        low, high = sorted(axis.get_view_interval())
        for tick in axis.get_major_ticks():
            if not low <= tick.get_loc() <= high:
                yield tick.label1


def check_layout(figure: Figure, where: str) -> None:
    """Every text lies on the page, no text of a kind on another, no legend on the data."""
    figure.draw_without_rendering()
    page = figure.bbox.padded(1.0)
    hidden = {label for ax in figure.axes for label in _labels_out_of_view(ax)}
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text().strip() and text not in hidden:
            box = text.get_window_extent()
            assert page.x0 <= box.x0 < box.x1 <= page.x1, (where, text.get_text())
            assert page.y0 <= box.y0 < box.y1 <= page.y1, (where, text.get_text())
    for ax in figure.axes:
        if legend := ax.get_legend():
            box = legend.get_window_extent()
            assert box.y0 >= ax.bbox.y1, where
            above = [t.get_window_extent() for t in ax.texts]
            heads = [t for t in above if t.y0 >= ax.bbox.y1 and t.x0 < box.x1]
            assert all(box.y1 <= t.y0 + 2.0 for t in heads), (where, "legend on the head")
            notes = [t for t in ax.texts if t.get_window_extent().y1 < ax.bbox.y0]
            stack = [*(n.get_window_extent() for n in notes), figure.texts[-1].get_window_extent()]
            stack.insert(0, ax.xaxis.label.get_window_extent())
            for upper, lower in pairwise(stack):
                assert lower.y1 <= upper.y0, (where, "notes touch")


def test_a_name_cannot_turn_or_hide_what_stands_beside_it() -> None:
    turned = usual(50, name="a\u202eb\x07\u200bc\nd")
    figure = draw_all(turned)["payback"].figure()
    texts = [text.get_text() for text in figure.findobj(Text)]
    assert any("scenario abc d " in text for text in texts)
    assert not any(mark in text for text in texts for mark in "\u202e\x07\u200b")


def test_without_debt_there_is_no_page_for_the_lender() -> None:
    assert "lender" not in draw_all(ODD["no debt"])


def test_files_have_the_same_bytes_twice(run: Run) -> None:
    picture = draw_all(run)["loss_tail"]
    files = dict(picture.files())
    assert set(files) == {"loss_tail.png", "loss_tail.svg"}
    again = draw_all(usual())["loss_tail"]
    assert files == {"loss_tail.png": again.png(), "loss_tail.svg": again.svg()}
    assert files["loss_tail.png"].startswith(b"\x89PNG")
    assert b"<dc:date>" not in files["loss_tail.svg"]


def test_a_notebook_shows_one_picture_or_all(run: Run) -> None:
    made = draw_all(run)
    plots = Plots([made["equity_irr"], made["payback"]])
    assert plots["payback"]._repr_png_().startswith(b"\x89PNG")
    page = plots._repr_html_()
    assert page.count("<img") == 2
    assert "Density of the equity IRR: test case" in page
    assert "payback" in repr(plots)


def test_the_density_of_npv_shades_losses_and_marks_what_the_summary_says(
    run: Run, drawn: dict[str, Figure]
) -> None:
    (ax,) = drawn["equity_npv"].axes
    shares = run.shapes.histograms["equity_npv"]
    red = _filled(drawn["equity_npv"], style.WORST).get_data()
    assert red.edges[-1] == pytest.approx(run.summary.quantile("equity_npv", 0.05).value / 1e6)
    below = _filled(drawn["equity_npv"], style.BELOW).get_data()
    assert below.edges[-1] == pytest.approx(0.0)
    outside = shares.below + shares.above
    assert shares.shares.sum() + outside == pytest.approx(1.0)
    marks = {str(line.get_label()): line.get_xdata()[0] for line in ax.get_lines()}
    npv = np.sort(run.npv)
    assert marks["median"] == pytest.approx(npv[len(npv) // 2 - 1] / 1e6)
    assert marks["mean of the worst 5 %"] == pytest.approx(npv[: len(npv) // 20].mean() / 1e6)
