"""All zeros of one stream, counted with certainty: the slower path, for one lane."""

import numpy as np

from riskcloud.kernels.jit import kernel
from riskcloud.kernels.returns.bernstein import (
    HOPELESS,
    coefficient_share,
    sign_changes,
    split,
    to_bernstein,
)
from riskcloud.kernels.returns.bounds import MAX_DEPTH, MAX_MONTHS, Q_HIGH, Q_LOW
from riskcloud.kernels.returns.signs import rounding_share
from riskcloud.kernels.returns.solve import solve_bracketed
from riskcloud.kernels.returns.status import MULTIPLE, NONE, OUT_OF_RANGE, UNDECIDED, UNIQUE

_SLOTS = MAX_DEPTH + 2
_UNDECIDED = -1


@kernel
def _cut(flows, degree, start, end):
    """Share of the way from start to end at which to cut: near the middle, on no zero.

    0 if the stream is zero to rounding at every candidate.
    """
    doubt = rounding_share(degree)
    for share in (0.5, 0.4375, 0.59375):
        q = start + share * (end - start)
        value = 0.0
        size = 0.0
        for month in range(degree, -1, -1):
            value = value * q + flows[month]
            size = size * q + abs(flows[month])
        if abs(value) > doubt * size:
            return share
    return 0.0


@kernel
def count_zeros(flows, degree, low, high, room, zeros):
    """Number of distinct zeros in low < q < high, or -1 if rounding hides it.

    flows: (degree + 1,), first and last not zero.  0 <= low < high.
    room: 3 * (MAX_DEPTH + 2) + 2 * (MAX_DEPTH + 2) * (degree + 1) floats of scratch.
    zeros: (2,), lowest and highest zero found.
    """
    width = degree + 1
    starts = room[0:_SLOTS]
    ends = room[_SLOTS : 2 * _SLOTS]
    depths = room[2 * _SLOTS : 3 * _SLOTS]
    slots = room[3 * _SLOTS : 3 * _SLOTS + 2 * _SLOTS * width].reshape((2 * _SLOTS, width))
    whole = 2 if low > 0.0 else 0
    to_bernstein(flows, degree, low, high, slots[whole], slots[whole + 1])
    if low > 0.0:
        share = (high - low) / high
        split(slots[2], slots[0], degree, share)
        split(slots[3], slots[1], degree, share)
    starts[0] = high
    ends[0] = low
    depths[0] = 0.0
    zeros[0] = np.inf
    zeros[1] = 0.0
    count = 0
    top = 0
    while top >= 0:
        coefficients = slots[2 * top]
        bounds = slots[2 * top + 1]
        doubt = coefficient_share(degree, depths[top])
        changes = sign_changes(coefficients, bounds, degree, doubt)
        if changes == 0:
            top -= 1
            continue
        if changes == 1:
            rising = 1.0 if coefficients[0] > 0.0 else -1.0
            q = solve_bracketed(flows, degree, ends[top], starts[top], rising)
            zeros[0] = min(zeros[0], q)
            zeros[1] = max(zeros[1], q)
            count += 1
            top -= 1
            continue
        share = _cut(flows, degree, starts[top], ends[top])
        if changes == HOPELESS or depths[top] >= MAX_DEPTH or share == 0.0:
            return _UNDECIDED
        split(coefficients, slots[2 * top + 2], degree, share)
        split(bounds, slots[2 * top + 3], degree, share)
        starts[top + 1] = starts[top]
        starts[top] += share * (ends[top] - starts[top])
        ends[top + 1] = starts[top]
        depths[top] += 1.0
        depths[top + 1] = depths[top]
        top += 1
    return count


@kernel
def _beyond_range(flows, degree, room, zeros):
    """Status of a stream without a zero in range: is there one in the rest of (0, inf)?"""
    if flows[0] * flows[degree] < 0.0:
        return OUT_OF_RANGE
    below = count_zeros(flows, degree, 0.0, Q_LOW, room, zeros)
    # Read backwards, the stream has the reciprocal zeros.
    for month in range((degree + 1) // 2):
        other = flows[degree - month]
        flows[degree - month] = flows[month]
        flows[month] = other
    above = count_zeros(flows, degree, 0.0, 1.0 / Q_HIGH, room, zeros)
    if below > 0 or above > 0:
        return OUT_OF_RANGE
    return UNDECIDED if below < 0 or above < 0 else NONE


@kernel
def search_lane(flows, lane, room, zeros):
    """(status, number of zeros in range) of one lane with both outlays and receipts.

    flows: (months + 1, LANES).  room: scratch.  zeros: (2,), lowest and highest zero.
    """
    first = 0
    last = flows.shape[0] - 1
    while flows[first, lane] == 0.0:
        first += 1
    while flows[last, lane] == 0.0:
        last -= 1
    degree = last - first
    if degree > MAX_MONTHS:  # the scratch ends there
        return UNDECIDED, np.nan
    stream = room[: degree + 1]
    for month in range(degree + 1):
        stream[month] = flows[first + month, lane]
    rest = room[degree + 1 :]
    count = count_zeros(stream, degree, Q_LOW, Q_HIGH, rest, zeros)
    status = UNIQUE if count == 1 else MULTIPLE
    if count < 0:
        status = UNDECIDED
    elif count == 0:
        status = _beyond_range(stream, degree, rest, zeros)
    return status, np.nan if status == UNDECIDED else float(count)
