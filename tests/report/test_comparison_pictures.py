"""Pictures of a comparison: readable for one operator and for fourteen, and with odd data."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text

from riskcloud.kernels.counts import count_leading_bits
from riskcloud.report.draw_comparison import draw_comparison
from riskcloud.risk.comparison import RANKED, Comparison, OperatorFigures
from riskcloud.risk.conventions import Worse
from riskcloud.risk.counts import ColumnCounts
from riskcloud.risk.intervals import probability
from riskcloud.risk.reading import Chunk
from riskcloud.risk.results import Estimate, Missing
from riskcloud.risk.risk_summary import Figure as RiskFigure
from riskcloud.risk.summary import ColumnSpec, summarise_column

PATHS = 2000


def operator(name: str, level: float, spread: float = 0.2, **irr: float | None) -> OperatorFigures:
    rng = np.random.default_rng(11)
    npv = level + spread * rng.normal(size=PATHS)
    counts = ColumnCounts()
    count_leading_bits(npv, counts.bins)
    spec = ColumnSpec(RANKED, Worse.LOW, mean=True)
    column = summarise_column(counts, lambda: [Chunk(0, npv)], spec, Missing())
    median = Estimate("median", 0.1 + level, 0.09 + level, 0.11 + level, PATHS)
    above = probability("probability", int((npv >= 0).sum()), PATHS)
    hurdle = RiskFigure("", "1/year", Estimate("constant", 0.1, 0.1, 0.1, 1))
    return OperatorFigures(
        name=name,
        title=name,
        digest="0" * 64,
        paths=PATHS,
        horizon=60,
        hurdles={"wacc": hurdle, "cost_of_equity": hurdle},
        figures={
            "median_project_irr": RiskFigure("", "1/year", replace(median, **irr)),
            "npv_per_dollar_worst_5": RiskFigure("", "1", column.shortfalls[1]),
            "p_project_irr_above_wacc": RiskFigure("", "share", above),
        },
        margins={},
        columns={RANKED: column},
    )


def comparison(*operators: OperatorFigures) -> Comparison:
    return Comparison("test market", "USD", 7, PATHS, operators, (), {}, ())


FOURTEEN = [operator(f"operator-{i}", 0.03 * i - 0.2, 0.1 + 0.02 * (i % 4)) for i in range(14)]
ODD = {
    "one": comparison(operator("alone", 0.1)),
    "two": comparison(operator("a", 0.1), operator("b", -0.1)),
    "fourteen": comparison(*FOURTEEN),
    "all on one spot": comparison(*(operator(f"same-{i}", 0.1) for i in range(14))),
    "all losses": comparison(*(operator(f"lost-{i}", -0.8 - 0.01 * i, 0.01) for i in range(5))),
    "no spread": comparison(operator("constant", 0.1, 0.0), operator("other", 0.1, 0.0)),
    "no rate": comparison(operator("none", 0.1, value=np.inf, low=None, high=None)),
    "two answers": comparison(
        operator("two", 0.1, value=-1.0, low=-1.0, high=0.4, alternative=0.3)
    ),
    "no bounds": comparison(operator("few", 0.1, low=None, high=None)),
    "buys nothing": comparison(replace(operator("idle", 0.0), columns={}, figures={})),
    "long names": comparison(
        *(operator(f"a $very$ _long_ name {i} " + "x" * 60, 0.1) for i in range(3))
    ),
}


def figures(case: Comparison) -> dict[str, Figure]:
    return {name: picture.figure() for name, picture in draw_comparison(case).items()}


@pytest.mark.parametrize("case", ODD)
def test_odd_data_is_drawn(case: str) -> None:
    for name, picture in draw_comparison(ODD[case]).items():
        assert name in ("operators", "median_tail")
        assert picture.png()[:8] == b"\x89PNG\r\n\x1a\n"
        assert picture.png() == picture.png()


def names_on(figure: Figure) -> dict[str, Annotation]:
    return {
        text.get_text(): text
        for text in figure.axes[0].texts
        if isinstance(text, Annotation) and text.get_text().startswith("operator-")
    }


def test_labels_of_fourteen_cover_neither_each_other_nor_a_point() -> None:
    figure = figures(ODD["fourteen"])["median_tail"]
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    ax = figure.axes[0]
    labels = names_on(figure)
    assert len(labels) == 14
    boxes = {name: text.get_window_extent(renderer) for name, text in labels.items()}
    # The extent of a label with a line to its point holds the line: take the words alone.
    for name, text in labels.items():
        bare = super(Annotation, text).get_window_extent(renderer)
        boxes[name] = bare
        for other in labels.values():
            x, y = ax.transData.transform(other.xy)
            assert not bare.contains(x, y), (name, other.get_text())
    for one, other in combinations(boxes.values(), 2):
        assert not one.overlaps(other)


def test_bars_are_the_quantiles_best_median_on_top() -> None:
    figure = figures(ODD["fourteen"])["operators"]
    ax = figure.axes[0]
    labels = [label.get_text() for label in ax.get_yticklabels()]
    by_median = sorted(FOURTEEN, key=lambda one: one.columns[RANKED].quantile(0.5).value)
    assert labels == [one.name for one in by_median]
    spans = {tuple(line.get_xdata()) for line in ax.lines if len(line.get_xdata()) == 2}
    for one in FOURTEEN:
        column = one.columns[RANKED]
        for low, high in ((0.01, 0.99), (0.05, 0.95), (0.25, 0.75)):
            assert (column.quantile(low).value, column.quantile(high).value) in spans
    assert figure.get_figheight() > figures(ODD["two"])["operators"].get_figheight()


def test_no_picture_of_another_currency_speaks_of_dollars() -> None:
    """NPV over capex is of no currency."""
    for figure in figures(replace(ODD["two"], currency="CNY")).values():
        words = " ".join(text.get_text() for text in figure.findobj(Text))
        assert "NPV" in words
        assert "USD" not in words
        assert "dollar" not in words
