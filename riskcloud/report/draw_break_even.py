"""The pictures of a break-even study: one a lever."""

from collections.abc import Sequence
from functools import partial

from riskcloud.report.break_even import LeverCurve, break_even
from riskcloud.report.picture import Picture, Plots


def draw_break_even(curves: Sequence[LeverCurve], title: str, footer: str) -> Plots:
    """title: what is measured, of which scenario.  footer: paths and seed."""
    return Plots(
        [
            Picture(
                f"breakeven_{curve.key.replace('.', '_')}",
                f"{title}, {curve.words}",
                (partial(break_even, curve=curve, title=title),),
                footer,
            )
            for curve in curves
        ]
    )
