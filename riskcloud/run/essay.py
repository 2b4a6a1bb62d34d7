"""The six figures that a discussion of GPU economics turns on, as this run has them."""

from collections.abc import Mapping

import numpy as np

from riskcloud.compilation import Compiled
from riskcloud.kernels.layout import operator as rows
from riskcloud.risk.means import mean_of
from riskcloud.risk.results import ColumnFigures, Estimate
from riskcloud.risk.risk_summary import Figure
from riskcloud.run.lanes import drawn_inputs

_PATHS = 4096
"""Paths over which an uncertain input is averaged."""


def essay_figures(columns: Mapping[str, ColumnFigures], compiled: Compiled) -> dict[str, Figure]:
    """Means over paths; an input that is a constant has an interval of no width."""
    figures: dict[str, Figure] = {}
    for name, label in (
        ("utilisation", "utilisation"),
        ("contracted_share", "share of revenue under contract"),
        ("inference_share", "share of inference in compute at the horizon"),
    ):
        if name in columns and (mean := columns[name].mean):
            figures[name] = Figure(label, "share", mean)
    cohorts = compiled.layout.operator.cohorts
    lives = [
        cohorts.inputs + c * rows.COHORT_INPUTS + rows.COHORT_LIFE_MONTHS
        for c in range(cohorts.count)
    ]
    life = "economic life of the cards (depreciation cycle)"
    figures["economic_life"] = Figure(life, "months", input_mean(compiled, lives))
    for name, row in (("wacc", rows.WACC), ("cost_of_equity", rows.COST_OF_EQUITY)):
        label = f"cost of money: {name.replace('_', ' ')}"
        figures[name] = Figure(label, "1/year", input_mean(compiled, [row]))
    return figures


def input_mean(compiled: Compiled, wanted: list[int]) -> Estimate:
    """Mean of input rows over the first paths; its name is "constant" where they never vary."""
    values = drawn_inputs(compiled, 0, _PATHS, np.array(wanted, dtype=np.int64)).mean(axis=0)
    if np.ptp(values) == 0.0:
        value = float(values[0])
        return Estimate("constant", value, value, value, _PATHS)
    return mean_of(values)
