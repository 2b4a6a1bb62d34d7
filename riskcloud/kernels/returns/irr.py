"""Internal rate of return of LANES cash flows at once, with the status of each.

A stream with one sign change has one rate (Descartes); most others are certified by their
balance (`balance`).  What is left goes, lane by lane, to a certified count (`roots`).
A count is exact or the status is `undecided`; it is never wrong.
"""

import numpy as np

from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.returns.balance import certify_single
from riskcloud.kernels.returns.bounds import LANE_ROWS, Q_HIGH, Q_LOW
from riskcloud.kernels.returns.roots import search_lane
from riskcloud.kernels.returns.signs import rounding_share, sign_pattern, value_at
from riskcloud.kernels.returns.solve import solve_lanes
from riskcloud.kernels.returns.status import (
    NO_OUTLAY,
    OUT_OF_RANGE,
    TOTAL_LOSS,
    UNDECIDED,
    UNIQUE,
)

# Rows that `internal_rate` writes.
RATE, STATUS, ROOTS, LOWEST, HIGHEST = range(5)
FOUND_ROWS = 5

# Rows of scratch that hold what is known of each lane; rows 7 and on are working rows.
_CHANGES, _LAST_SIGN, _LAST_MONTH, _RISING, _DISCOUNT, _ACTIVE, _SINGLE, _WORK = range(8)


@inlined
def annual_rate(q):
    """(1 / q)^12 - 1: the yearly rate of a monthly discount factor, without pow."""
    growth = 1.0 / q
    third = growth * growth * growth
    sixth = third * third
    return sixth * sixth - 1.0


@kernel
def internal_rate(flows, scratch, found):
    """Yearly internal rate of return, searched on -99.99 % to 1,000 %.

    flows: currency, (months + 1, LANES), C-contiguous, row t at the end of month t; at
        most MAX_MONTHS months; sizes between 1e-100 and 1e100 (so that nothing under- or
        overflows), or zero.  A flow that is not finite makes its lane undecided.
    scratch: (SCRATCH_ROWS, LANES), C-contiguous.
    found: (FOUND_ROWS, LANES), written:
        RATE: share a year; -1 for a total loss; NaN where the status gives no value.
        STATUS: a code of `status`.
        ROOTS: distinct rates in range; NaN if undecided.
        LOWEST, HIGHEST: least and greatest rate in range; NaN if there is none.
    """
    _describe(flows, scratch)
    rows = scratch[_WORK:LANE_ROWS]
    q = scratch[_DISCOUNT]
    rising = scratch[_RISING]
    last_sign = scratch[_LAST_SIGN]
    single = scratch[_SINGLE]
    solve_lanes(flows, rising, q, scratch[_ACTIVE], rows)
    certify_single(flows, q, rising, last_sign, scratch[_LAST_MONTH], single, rows)
    _write_found(flows, scratch, found)


@kernel
def _describe(flows, scratch):
    """Signs of the flows and at the edges of the range; which lanes have a bracket."""
    changes = scratch[_CHANGES]
    rising = scratch[_RISING]
    active = scratch[_ACTIVE]
    value = scratch[_WORK]
    size = scratch[_WORK + 1]
    sign_pattern(flows, changes, scratch[_LAST_SIGN], scratch[_LAST_MONTH])
    share = rounding_share(flows.shape[0] - 1)
    value_at(flows, Q_LOW, value, size)
    for lane in range(LANES):
        # One sign change needs no certainty: the edges of the range are a convention.
        doubt = 0.0 if changes[lane] == 1.0 else share * size[lane]
        rising[lane] = 1.0 if value[lane] < -doubt else (-1.0 if value[lane] > doubt else 0.0)
    value_at(flows, Q_HIGH, value, size)
    for lane in range(LANES):
        doubt = 0.0 if changes[lane] == 1.0 else share * size[lane]
        opposite = value[lane] * rising[lane] > doubt
        rising[lane] = rising[lane] if opposite else 0.0
        active[lane] = 1.0 if opposite & (changes[lane] > 0.0) else 0.0
    for lane in range(LANES):
        # A flow that is not finite must not pass for a pattern of signs.
        changes[lane] = changes[lane] if size[lane] < np.inf else np.nan


@kernel
def _write_found(flows, scratch, found):
    """Status and rate of each lane; lanes still open go to the scalar search."""
    room = scratch[LANE_ROWS:].reshape(-1)
    zeros = scratch[_WORK]
    for lane in range(LANES):
        changes = scratch[_CHANGES, lane]
        bracketed = scratch[_RISING, lane] != 0.0
        solved = bracketed & (scratch[_ACTIVE, lane] == 0.0)
        zeros[0] = scratch[_DISCOUNT, lane]
        zeros[1] = zeros[0]
        count = 0.0
        if np.isnan(changes):
            status = UNDECIDED
            count = np.nan
        elif changes == 0.0:
            status = TOTAL_LOSS if scratch[_LAST_SIGN, lane] < 0.0 else NO_OUTLAY
        elif changes == 1.0 and not bracketed:
            status = OUT_OF_RANGE
        elif solved and (changes == 1.0 or scratch[_SINGLE, lane] == 1.0):
            status = UNIQUE
            count = 1.0
        else:
            status, count = search_lane(flows, lane, room, zeros)
        found[STATUS, lane] = status
        found[ROOTS, lane] = count
        found[LOWEST, lane] = annual_rate(zeros[1]) if count > 0.0 else np.nan
        found[HIGHEST, lane] = annual_rate(zeros[0]) if count > 0.0 else np.nan
        loss = -1.0 if status == TOTAL_LOSS else np.nan
        found[RATE, lane] = found[LOWEST, lane] if status == UNIQUE else loss
