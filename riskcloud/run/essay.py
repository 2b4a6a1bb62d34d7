"""The six figures that a discussion of GPU economics turns on, as this run has them."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from riskcloud.compilation import Compiled
from riskcloud.kernels.layout import market as market_rows
from riskcloud.kernels.layout import operator as rows
from riskcloud.risk.means import mean_of
from riskcloud.risk.results import ColumnFigures, Estimate
from riskcloud.risk.risk_summary import Figure
from riskcloud.run.lanes import drawn_inputs

Values = NDArray[np.float64]

_GROWTH = market_rows.TOKENS_SOFTWARE_GROWTH
_LIFE = rows.RESIDUAL_LIFE_MONTHS
_PATHS = 4096
"""Paths over which an uncertain input is averaged."""


def essay_figures(columns: Mapping[str, ColumnFigures], compiled: Compiled) -> dict[str, Figure]:
    """Means over paths; an input that is a constant has an interval of no width."""
    figures: dict[str, Figure] = {}
    for name, label in (
        ("utilisation", "utilisation"),
        ("contracted_share", "share of revenue under contract, prepaid or long"),
        ("inference_share", "share of inference in compute at the horizon"),
    ):
        if name in columns and (mean := columns[name].mean):
            figures[name] = Figure(label, "share", mean)
    fall = "fall of the cost of a token, by software"
    figures["token_cost_fall"] = Figure(fall, "1/year", input_mean(compiled, [_GROWTH], _fall))
    for name, label, unit, row in (
        ("economic_life", "economic life of the cards (depreciation cycle)", "months", _LIFE),
        ("wacc", "cost of money: wacc", "1/year", rows.WACC),
        ("cost_of_equity", "cost of money: cost of equity", "1/year", rows.COST_OF_EQUITY),
    ):
        figures[name] = Figure(label, unit, input_mean(compiled, [row]))
    return figures


def _fall(growth: Values) -> Values:
    """The fall a year of a cost whose log falls by ``growth`` a year."""
    fall: Values = -np.expm1(-growth)
    return fall


def input_mean(
    compiled: Compiled, wanted: list[int], of: Callable[[Values], Values] = np.asarray
) -> Estimate:
    """Mean of input rows over the first paths; its name is "constant" where they never vary.

    of: what is averaged, of the inputs.
    """
    values = of(drawn_inputs(compiled, 0, _PATHS, np.array(wanted, dtype=np.int64)).mean(axis=0))
    if np.ptp(values) == 0.0:
        value = float(values[0])
        return Estimate("constant", value, value, value, _PATHS)
    return mean_of(values)
