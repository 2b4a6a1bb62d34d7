"""The six figures that a discussion of GPU economics turns on, as this run has them."""

from collections.abc import Mapping

import numpy as np

from riskcloud.compilation import Compiled
from riskcloud.kernels.layout import market as market_rows
from riskcloud.kernels.layout import operator as rows
from riskcloud.risk.means import mean_of
from riskcloud.risk.results import ColumnFigures, Estimate
from riskcloud.risk.risk_summary import Figure
from riskcloud.run.lanes import drawn_inputs

_TOKEN_FALL = market_rows.TOKENS_SOFTWARE_GROWTH
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
    for name, label, unit, row in (
        ("token_cost_fall", "fall of the cost of a token, by software", "1/year", _TOKEN_FALL),
        ("economic_life", "economic life of the cards (depreciation cycle)", "months", _LIFE),
        ("wacc", "cost of money: wacc", "1/year", rows.WACC),
        ("cost_of_equity", "cost of money: cost of equity", "1/year", rows.COST_OF_EQUITY),
    ):
        figures[name] = Figure(label, unit, input_mean(compiled, [row]))
    return figures


def input_mean(compiled: Compiled, wanted: list[int]) -> Estimate:
    """Mean of input rows over the first paths; its name is "constant" where they never vary."""
    values = drawn_inputs(compiled, 0, _PATHS, np.array(wanted, dtype=np.int64)).mean(axis=0)
    if np.ptp(values) == 0.0:
        value = float(values[0])
        return Estimate("constant", value, value, value, _PATHS)
    return mean_of(values)
