"""What the kernel must know of a scenario beside its numbers: counts, places, links.

All counts are run-time values, so one compiled kernel serves every scenario.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riskcloud.kernels.layout.draws import Draws
from riskcloud.kernels.layout.items import Items


class MarketLayout(NamedTuple):
    """The market's items.

    ``chip_generation[c]`` is the generation that chip c belongs to, -1 for none.
    ``vendors`` are none where no price events are simulated; ``compute_events`` and
    ``token_events``, ``tokens`` and ``exchange`` are 1 where those processes are.
    ``cholesky`` is the first of 28 input rows: the lower triangle, row by row, of the
    Cholesky factor of the seven shocks' correlation.
    """

    calendar_month: int  # of month 0; January is 1
    generations: Items
    chips: Items
    regions: Items
    vendors: Items
    chip_generation: NDArray[np.int64]
    cholesky: int
    compute_events: int
    token_events: int
    tokens: int
    exchange: int


class OperatorLayout(NamedTuple):
    """The operator's items.

    ``cohort_chip[k]`` is the chip of cohort k; ``customer_cohort[j]`` the cohort that
    customer j rents.  ``region`` is the power region, ``horizon`` the last month.
    ``vendor`` is the vendor whose price moves are the operator's own, -1 for none;
    ``model_calls`` and ``platform`` are 1 where those layers are offered.
    """

    cohorts: Items
    customers: Items
    cohort_chip: NDArray[np.int64]
    customer_cohort: NDArray[np.int64]
    region: int
    horizon: int
    vendor: int
    model_calls: int
    platform: int


class Layout(NamedTuple):
    """A scenario's layout, whole.

    ``flows`` is the first work row of three blocks of horizon + 1 rows: unlevered,
    equity and lender flows; ``scratch`` the first of the rows that IRR works in and finds
    (SCRATCH_ROWS + FOUND_ROWS of `kernels.returns`); ``outcome`` the first of the rows in
    which the outcome columns of a lane group are put together.
    """

    seed: np.uint64
    draws: Draws
    market: MarketLayout
    operator: OperatorLayout
    flows: int
    scratch: int
    outcome: int
