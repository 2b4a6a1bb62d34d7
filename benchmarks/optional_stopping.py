"""How often an interval holds the true quantile when a run stops because it is narrow.

    python -m benchmarks.optional_stopping

A batch looks at 32,768 paths, then at twice as many, and stops at the first look whose 95 %
interval is narrower than asked.  The look at which it stops depends on the sample, so the
interval is a little too narrow: here it is measured, on the same samples, against the intervals
at fixed path counts.  The widths asked are the worst ones: the median width at a look, where
every second run stops there.  Only values below the 3 % quantile are drawn; the interval of
the 1 % quantile needs no others.
"""

import numpy as np
from scipy.special import ndtri, stdtrit

from benchmarks.machine import print_figure, print_machine
from riskcloud.kernels.lanes import BLOCK
from riskcloud.risk.conventions import LEVEL
from riskcloud.risk.intervals import quantile_ranks

QUANTILE, DRAWN = 0.01, 0.03
LOOKS = [BLOCK << i for i in range(5)]
SAMPLES = 20_000
LAWS = {"normal": ndtri, "Student t with 3 degrees of freedom": lambda p: stdtrit(3.0, p)}


def intervals(generator: np.random.Generator) -> np.ndarray:
    """Ends of the interval at each look of one run, as probabilities: (looks, 2)."""
    values, seen, found = np.empty(0), 0, []
    for paths in LOOKS:
        new = generator.binomial(paths - seen, DRAWN)
        values = np.concatenate((values, generator.uniform(0.0, DRAWN, new)))
        seen = paths
        low, high = quantile_ranks(QUANTILE, paths, LEVEL)
        assert low is not None
        assert high is not None
        ends = low - 1, high - 1
        found.append(np.partition(values, ends)[list(ends)])
    return np.array(found)


def main() -> None:
    print_machine("1 thread")
    generator = np.random.default_rng(7)
    ends = np.array([intervals(generator) for _ in range(SAMPLES)])  # (samples, looks, 2)
    held = (ends[:, :, 0] <= QUANTILE) & (ends[:, :, 1] >= QUANTILE)
    fixed = 100.0 * held.mean(axis=0)
    for law, quantile in LAWS.items():
        width = np.diff(quantile(ends), axis=2)[:, :, 0]
        for look in range(len(LOOKS) - 1):
            asked = np.median(width[:, look])
            is_narrow = width <= asked
            is_narrow[:, -1] = True  # all paths are done
            stop = is_narrow.argmax(axis=1)
            stopped = held[np.arange(SAMPLES), stop]
            loss = 100.0 * (held[:, look].astype(float) - stopped)
            error = 1.96 * loss.std() / np.sqrt(SAMPLES)
            name = f"coverage lost, {law}"[:50]
            detail = (
                f"{100.0 * stopped.mean():.2f} % if stopped when narrow, {fixed[look]:.2f} % at"
                f" {LOOKS[look]:,} paths, 95 % asked for; +-{error:.2f}"
            )
            print_figure(name, loss.mean(), "1 point or less", detail)


if __name__ == "__main__":
    main()
