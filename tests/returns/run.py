"""Call the kernels on streams of any number and length, 256 lanes at a time."""

from types import SimpleNamespace

import numpy as np

from riskcloud.kernels import returns
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.returns.status import NAMES


def lanes_of(streams):
    """Flows (months + 1, LANES) of up to 256 streams; shorter ones end in zeros."""
    months = max(len(stream) for stream in streams)
    flows = np.zeros((months, LANES))
    for lane, stream in enumerate(streams):
        flows[: len(stream), lane] = stream
    return flows


def find_rates(flows):
    """Rows of `internal_rate` for flows (months + 1, LANES), scratch full of rubbish."""
    scratch = np.full((returns.SCRATCH_ROWS, LANES), 1e300)
    found = np.full((returns.FOUND_ROWS, LANES), 1e300)
    returns.internal_rate(flows, scratch, found)
    return found


def internal_rates(streams):
    """One record a stream: rate, status name, roots, lowest, highest."""
    records = []
    for first in range(0, len(streams), LANES):
        part = streams[first : first + LANES]
        found = find_rates(lanes_of(part))
        records += [
            SimpleNamespace(
                rate=found[returns.RATE, lane],
                status=NAMES[found[returns.STATUS, lane]],
                roots=found[returns.ROOTS, lane],
                lowest=found[returns.LOWEST, lane],
                highest=found[returns.HIGHEST, lane],
            )
            for lane in range(len(part))
        ]
    return records


def internal_rate(stream):
    return internal_rates([stream])[0]
