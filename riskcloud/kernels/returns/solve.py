"""Newton's method, held in a bracket, for the discount factor that makes a value zero.

The function is g = ln(receipts / outlays), each valued at q = e^s, against s.  Near
straight where the value itself is a steep exponential, it takes few turns from anywhere.
"""

from riskcloud.kernels.arithmetic import exp, log
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.returns.bounds import Q_HIGH, Q_LOW

# A step this short in ln q, once taken, leaves an error of its square.
_SHORT_STEP = 1e-9
# Lanes that need more go to the scalar kernel, so that one lane does not hold up 255.
_LANE_TURNS = 20
_SCALAR_TURNS = 200
# From here on every third turn halves the bracket, whatever Newton says.
_PATIENCE = 8


@inlined
def _newton_step(q, receipts, receipts_slope, outlays, outlays_slope):
    """(g, step in ln q) from the two values and their slopes in q."""
    g = log(receipts / outlays)
    slope = q * (receipts_slope / receipts - outlays_slope / outlays)
    return g, -g / slope


@inlined
def _next_discount(q, step, low, high, halve):
    """Newton's point if it lies inside the bracket, else the middle; ends are never left."""
    short = abs(step) < _SHORT_STEP
    proposed = q * exp(step)
    middle = 0.5 * (low + high)
    inside = (proposed > low) & (proposed < high) & (not halve)
    kept = low if proposed < low else (high if proposed > high else proposed)
    return kept if short else (proposed if inside else middle)


@kernel
def _values_and_slopes(flows, q, rows):
    """Receipts and outlays at q and their slopes in q: rows 0 to 3 of `rows`."""
    receipts = rows[0]
    receipts_slope = rows[1]
    outlays = rows[2]
    outlays_slope = rows[3]
    for lane in range(LANES):
        receipts[lane] = 0.0
        receipts_slope[lane] = 0.0
        outlays[lane] = 0.0
        outlays_slope[lane] = 0.0
    months = flows.shape[0] - 1
    for before_last in range(months + 1):
        flow = flows[months - before_last]
        for lane in range(LANES):
            receipts_slope[lane] = receipts_slope[lane] * q[lane] + receipts[lane]
            receipts[lane] = receipts[lane] * q[lane] + (flow[lane] if flow[lane] > 0.0 else 0.0)
        for lane in range(LANES):
            outlays_slope[lane] = outlays_slope[lane] * q[lane] + outlays[lane]
            outlays[lane] = outlays[lane] * q[lane] + (-flow[lane] if flow[lane] < 0.0 else 0.0)


@kernel
def solve_lanes(flows, rising, q, active, rows):
    """Solve every active lane between Q_LOW and Q_HIGH; a solved lane is frozen.

    rising: (LANES,), 1 where the value is negative at Q_LOW and positive at Q_HIGH, -1 the
    other way round.  q: result.  active: 1 to solve; left at 1 where turns ran out.
    rows: at least 7 rows of scratch.
    """
    low = rows[4]
    high = rows[5]
    for lane in range(LANES):
        q[lane] = 1.0
        low[lane] = Q_LOW
        high[lane] = Q_HIGH
    for turn in range(_LANE_TURNS):
        waiting = 0
        for lane in range(LANES):
            waiting += active[lane] > 0.0
        if waiting == 0:
            break
        halve = turn >= _PATIENCE and turn % 3 == 0
        _values_and_slopes(flows, q, rows)
        _take_step(rising, q, active, rows, halve)


@kernel
def _take_step(rising, q, active, rows, halve):
    """Narrow the bracket, move q, and freeze the lanes whose step was short."""
    low = rows[4]
    high = rows[5]
    step = rows[6]
    side = rows[0]
    for lane in range(LANES):
        g, move = _newton_step(q[lane], rows[0, lane], rows[1, lane], rows[2, lane], rows[3, lane])
        side[lane] = g * rising[lane]
        step[lane] = move
    for lane in range(LANES):
        low[lane] = q[lane] if side[lane] <= 0.0 else low[lane]
        high[lane] = q[lane] if side[lane] >= 0.0 else high[lane]
    for lane in range(LANES):
        moved = _next_discount(q[lane], step[lane], low[lane], high[lane], halve)
        q[lane] = moved if active[lane] > 0.0 else q[lane]
        active[lane] = 0.0 if abs(step[lane]) < _SHORT_STEP else active[lane]


@kernel
def solve_bracketed(flows, months, low, high, rising):
    """The zero of one stream between low and high, where its value changes sign.

    flows: (months + 1,).  rising: 1 if the value is positive at `high`, else -1.
    """
    q = 0.5 * (low + high)
    for turn in range(_SCALAR_TURNS):
        receipts = 0.0
        receipts_slope = 0.0
        outlays = 0.0
        outlays_slope = 0.0
        for month in range(months, -1, -1):
            flow = flows[month]
            receipts_slope = receipts_slope * q + receipts
            outlays_slope = outlays_slope * q + outlays
            receipts = receipts * q + (flow if flow > 0.0 else 0.0)
            outlays = outlays * q + (-flow if flow < 0.0 else 0.0)
        g, step = _newton_step(q, receipts, receipts_slope, outlays, outlays_slope)
        low = q if g * rising <= 0.0 else low
        high = q if g * rising >= 0.0 else high
        q = _next_discount(q, step, low, high, turn >= _PATIENCE and turn % 3 == 0)
        if abs(step) < _SHORT_STEP or high - low <= 1e-16 * high:
            break
    return q
