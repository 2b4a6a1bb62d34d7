"""Totals of the market: the few figures that explain a path."""

from riskcloud.columns import market as m
from riskcloud.columns import totals as t
from riskcloud.columns.outcomes import PRICE_YEARS
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.totals.add import add_row

_BUST = 2.0


@kernel
def add_market(month, layout, region, work):
    """Add one month; region is the operator's, as a first work row."""
    add_row(work[m.TIGHTNESS], work[t.SUM_TIGHTNESS])
    add_row(work[region + m.REGION_PRICE], work[t.SUM_POWER_PRICE])
    add_row(work[m.SHORT_RATE], work[t.SUM_SHORT_RATE])
    x = work[m.TIGHTNESS]
    least = work[t.MIN_TIGHTNESS]
    regime = work[m.REGIME]
    bust = work[t.BUST]
    for lane in range(LANES):
        least[lane] = x[lane] if x[lane] < least[lane] else least[lane]
        bust[lane] += 1.0 if regime[lane] == _BUST else 0.0
    if month % 12 == 0 and 0 < month <= 12 * PRICE_YEARS:
        work[t.PRICE_YEAR_1 + month // 12 - 1, :] = work[layout.chips.work + m.CHIP_PRICE]
