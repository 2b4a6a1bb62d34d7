"""Paired differences against NumPy, with gaps and any cut into blocks."""

import numpy as np
import pytest

from riskcloud.risk.intervals import wilson
from riskcloud.risk.paired import Pair, PairedSums

NAMES = ("a", "b", "c")
PATHS = 4000


def sample() -> np.ndarray:
    """Two alike, one that is known on every second path only, all with one common part."""
    rng = np.random.default_rng(3)
    common = rng.normal(size=PATHS)
    rows = np.array([common, 0.3 + common + 0.2 * rng.normal(size=PATHS), 2.0 * common])
    rows[2, ::2] = np.nan
    rows[:, 7] = 1.0  # a tie of all three
    return rows


def pairs_of(rows: np.ndarray, cuts: tuple[int, ...] = ()) -> list[Pair]:
    sums = PairedSums(NAMES, "x")
    for block in np.split(rows, cuts, axis=1):
        sums.add({"x": block})
    return list(sums.pairs())


def test_gaps_leave_paths_out_of_both_sides() -> None:
    rows = sample()
    found = {(pair.operator, pair.against): pair for pair in pairs_of(rows, (1000, 1300))}
    assert list(found) == [("b", "a"), ("c", "a"), ("c", "b")]
    for (operator, against), pair in found.items():
        ours, theirs = (rows[NAMES.index(name)] for name in (operator, against))
        kept = ~np.isnan(ours) & ~np.isnan(theirs)
        ours, theirs = ours[kept], theirs[kept]
        assert pair.missing == PATHS - kept.sum()
        difference = pair.differences["x"]
        assert difference.paired.paths == kept.sum()
        assert difference.paired.value == pytest.approx((ours - theirs).mean())
        assert difference.correlation == pytest.approx(np.corrcoef(ours, theirs)[0, 1])
        assert pair.beats is not None
        assert pair.beats.value == (ours > theirs).mean()
        assert (pair.beats.low, pair.beats.high) == wilson(int((ours > theirs).sum()), len(ours))
        assert pair.ties == 1


def test_the_gain_is_that_of_the_correlation() -> None:
    (pair,) = (p for p in pairs_of(sample()) if (p.operator, p.against) == ("b", "a"))
    difference = pair.differences["x"]
    assert difference.correlation is not None
    assert difference.gain == pytest.approx((1 - difference.correlation) ** -0.5, rel=0.03)


def test_one_that_is_never_known_has_no_difference() -> None:
    rows = sample()
    rows[1] = np.nan
    for pair in pairs_of(rows):
        shares = "b" not in (pair.operator, pair.against)
        assert (pair.beats is not None) == bool(pair.differences) == shares
        assert pair.reversed().missing == pair.missing


def test_equal_constants_have_neither_correlation_nor_gain() -> None:
    pair = pairs_of(np.ones((3, 60)))[0]
    assert pair.ties == 60
    assert pair.differences["x"].gain is None
    assert pair.differences["x"].correlation is None
