"""Coverage of the intervals by sample size, and what the statistics of a column cost.

    python -m benchmarks.risk_figures [coverage | cost]

Coverage: share of 2,000 samples whose 95 % interval of the expected shortfall holds the
truth, and share that warn.  Cost: counting and summarising a column of normals, 31 blocks
that come again and again, so that no long column stands in memory.
"""

import resource
import sys
import time
from collections.abc import Callable, Iterator

import numpy as np
from scipy import stats

from benchmarks.machine import print_machine
from riskcloud.kernels.counts import count_leading_bits
from riskcloud.risk.conventions import Worse
from riskcloud.risk.counts import ColumnCounts
from riskcloud.risk.expected_shortfall import shortfall_of
from riskcloud.risk.reading import Chunk, Reader
from riskcloud.risk.summary import ColumnSpec, summarise_column

BLOCK = 32_768
REPETITIONS = 2000
SIZES = (500, 1000, 2000, 5000, 10_000, 20_000)


def lognormal_shortfall(share: float) -> float:
    return float(np.exp(0.5) * stats.norm.cdf(1 - stats.norm.isf(share)) / share)


def low_lognormal_shortfall(share: float) -> float:
    return float(-np.exp(0.5) * stats.norm.cdf(stats.norm.ppf(share) - 1) / share)


def t3_shortfall(share: float) -> float:
    q = stats.t(3).isf(share)
    return float(stats.t(3).pdf(q) / share * (3 + q**2) / 2)


Draw = Callable[[np.random.Generator, int], np.ndarray]
LAWS: dict[str, tuple[Draw, Callable[[float], float]]] = {
    "normal": (
        lambda rng, n: rng.standard_normal(n),
        lambda a: float(stats.norm.pdf(stats.norm.isf(a)) / a),
    ),
    "lognormal": (lambda rng, n: np.exp(rng.standard_normal(n)), lognormal_shortfall),
    "-lognormal": (lambda rng, n: -np.exp(rng.standard_normal(n)), low_lognormal_shortfall),
    "t3": (lambda rng, n: rng.standard_t(3, n), t3_shortfall),
}


def coverage() -> None:
    print(f"{'law':>11} {'share':>6} {'paths':>7} {'in tail':>8} {'covers':>7} {'warns':>7}")
    for law, (draw, truth) in LAWS.items():
        for share in (0.01, 0.05):
            for size in SIZES:
                rng = np.random.default_rng(1)
                found = [
                    shortfall_of(draw(rng, size), share, Worse.HIGH) for _ in range(REPETITIONS)
                ]
                covers = np.mean([e.low <= truth(share) <= e.high for e in found])
                warns = np.mean([bool(e.cautions) for e in found])
                print(
                    f"{law:>11} {share:6.2f} {size:7d} {size * share:8.0f}"
                    f" {covers:7.1%} {warns:7.1%}"
                )


def normals(blocks: int) -> Reader:
    drawn = np.random.default_rng(1).normal(0.15, 0.2, (31, BLOCK))

    def read() -> Iterator[Chunk]:
        for i in range(blocks):
            yield Chunk(i * BLOCK, drawn[i % 31])

    return read


def cost() -> None:
    spec = ColumnSpec("irr", Worse.LOW, below=(0.0, 0.1), mean=True)
    warm = np.zeros(BLOCK)
    count_leading_bits(warm, ColumnCounts().bins)
    for blocks in (31, 306):
        read, counts = normals(blocks), ColumnCounts()
        started = time.perf_counter()
        for chunk in read():
            count_leading_bits(chunk.values, counts.bins)
        counted = time.perf_counter()
        summarise_column(counts, read, spec)
        done = time.perf_counter()
        paths = blocks * BLOCK
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{paths:9d} paths: counting {(counted - started) / paths * 1e9:.2f} ns a value,"
            f" figures {(done - counted) / paths * 1e9:.2f}, peak memory {peak:.0f} MiB"
        )


if __name__ == "__main__":
    print_machine("1 thread")
    for name in sys.argv[1:] or ("coverage", "cost"):
        {"coverage": coverage, "cost": cost}[name]()
