"""Time of the returns kernels a path, one core, against the NumPy twin.

python -m benchmarks.returns
"""

import time
from functools import partial

import numpy as np

from benchmarks.machine import best_seconds, print_machine
from riskcloud.compilation import aligned as matrix
from riskcloud.kernels import returns
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.returns.status import NAMES
from tests.reference import returns as reference

REPEATS = 100


def aligned(*shape):
    """Zeros that start on a page: unaligned rows cost up to twice the time."""
    rows = int(np.prod(shape)) // LANES
    return matrix(rows).reshape(shape)


def best_time(function, *arguments, repeats=REPEATS):
    function(*arguments)
    return best_seconds([partial(function, *arguments)], repeats)[0]


def streams(months, kind, paths=LANES):
    rng = np.random.default_rng(1)
    flows = aligned(months + 1, paths)
    flows[4:] = rng.lognormal(0, 0.5, (months - 3, paths)) * rng.lognormal(0.2, 0.6, paths)
    flows[:4] = -rng.uniform(5, 15, (4, paths))
    if kind != "one sign change":
        flows[15::12] -= 2.5
    if kind == "prepayment first":
        flows[0] += 20.0
    return flows


def internal_rates(months, kind):
    flows = streams(months, kind)
    scratch = aligned(returns.SCRATCH_ROWS, LANES)
    found = aligned(returns.FOUND_ROWS, LANES)
    seconds = best_time(returns.internal_rate, flows, scratch, found)
    many = streams(months, kind, 4096)
    twin = best_time(reference.internal_rate, many, repeats=1) / 4096
    codes, counts = np.unique(found[returns.STATUS], return_counts=True)
    shares = ", ".join(f"{NAMES[c]} {n / LANES:.0%}" for c, n in zip(codes, counts, strict=True))
    ours = seconds / LANES
    print(
        f"IRR {months:3d} months, {kind:17s} {ours * 1e9:7.0f} ns a path, "
        f"twin {twin * 1e9:7.0f} ns ({twin / ours:4.0f} times)   {shares}"
    )


def sums(months):
    flows = streams(months, "one sign change")
    first, out = aligned(2, LANES)
    scratch = aligned(2, LANES)
    discount = aligned(LANES)
    discount[:] = 0.99
    returns.first_outlay_month(flows, first)
    calls = {
        "present_value": (discount, out),
        "first_outlay_month": (first,),
        "payback_month": (first, scratch, out),
        "discounted_payback_month": (discount, first, scratch, out),
        "peak_funding": (scratch, out),
    }
    for name, arguments in calls.items():
        seconds = best_time(getattr(returns, name), flows, *arguments)
        print(f"{name:25s} {months} months {seconds / LANES * 1e9:6.1f} ns a path")


if __name__ == "__main__":
    print_machine("1 thread")
    start = time.perf_counter()
    internal_rates(84, "one sign change")
    print(f"(first call, with compilation or loading, {time.perf_counter() - start:.1f} s in all)")
    for kind in ("yearly tax", "prepayment first"):
        internal_rates(84, kind)
    for kind in ("one sign change", "yearly tax", "prepayment first"):
        internal_rates(120, kind)
    sums(84)
