"""Every internal rate of a path's flows, where there are several (model, section 3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from riskcloud.kernels import returns
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.returns.bounds import MAX_DEPTH, Q_HIGH, Q_LOW
from riskcloud.kernels.returns.roots import count_zeros
from riskcloud.kernels.returns.status import MULTIPLE, NAMES, UNDECIDED, UNIQUE

if TYPE_CHECKING:
    import pandas as pd

Stream = NDArray[np.float64]

OWNERS = ("project", "equity", "lender")
_CUTS = (0.5, 0.4375, 0.59375, 0.375)  # should a zero fall on one, there is another


@dataclass(frozen=True)
class InternalRates:
    """status: as in the outcomes, in words.  rates: all in the range searched, a year, ascending.

    Without rates unless the status is "unique" or "multiple".
    """

    status: str
    rates: tuple[float, ...] = ()


def rates_of_ledger(ledger: "pd.DataFrame") -> dict[str, InternalRates]:
    """Those of project, equity and lender, from a replayed path."""
    return rates_of({owner: ledger[f"{owner}_flow"].to_numpy() for owner in OWNERS})


def rates_of(flows: Mapping[str, Stream]) -> dict[str, InternalRates]:
    """Every rate of each stream of flows, all of the same months.

    flows: currency, from month 0 on.  A status of "undecided" says that rounding hides a rate.
    """
    rows = np.zeros((max(map(len, flows.values())), LANES))
    for lane, stream in enumerate(flows.values()):
        rows[:, lane] = stream
    found = np.empty((returns.FOUND_ROWS, LANES))
    returns.internal_rate(rows, np.empty((returns.SCRATCH_ROWS, LANES)), found)
    codes, values = found[returns.STATUS], found[returns.RATE]
    return {
        name: _rates(rows[:, lane], codes[lane], values[lane]) for lane, name in enumerate(flows)
    }


def _rates(stream: Stream, code: float, value: float) -> InternalRates:
    if code == UNIQUE:
        return InternalRates(NAMES[code], (float(value),))
    if code != MULTIPLE:
        return InternalRates(NAMES[code])
    zeros = _zeros(np.trim_zeros(stream), Q_LOW, Q_HIGH)
    if zeros is None:
        return InternalRates(NAMES[UNDECIDED])
    return InternalRates(NAMES[code], tuple(sorted(q**-12 - 1.0 for q in zeros)))


def _zeros(stream: Stream, low: float, high: float) -> list[float] | None:
    """All discount factors between low and high; None if rounding hides one.

    A count gives the least and the greatest; what is between is found by cutting there.
    """
    ends = np.empty(2)
    slots = MAX_DEPTH + 2
    room = np.empty(3 * slots + 2 * slots * len(stream))
    count = count_zeros(stream, len(stream) - 1, low, high, room, ends)
    if count < 0:
        return None
    if count <= 2:
        return [float(end) for end in ends[:count]]
    for share in _CUTS:
        cut = float(ends[0] + share * (ends[1] - ends[0]))
        below, above = _zeros(stream, low, cut), _zeros(stream, cut, high)
        if below is not None and above is not None and len(below) + len(above) == count:
            return [*below, *above]
    return None
