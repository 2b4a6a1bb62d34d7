"""The figures of a column against the same figures of one array held in memory."""

import json
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from columns_in_memory import counts_of, reader_of
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcloud.kernels.counts import count_leading_bits
from riskcloud.risk.conventions import TOTAL_LOSS_IRR, Caution, Worse
from riskcloud.risk.counts import ColumnCounts
from riskcloud.risk.expected_shortfall import shortfall_of
from riskcloud.risk.intervals import wilson
from riskcloud.risk.means import mean_of
from riskcloud.risk.quantiles import quantile_of
from riskcloud.risk.reading import Chunk
from riskcloud.risk.results import Missing
from riskcloud.risk.summary import ColumnSpec, summarise_column

IRR = ColumnSpec("irr", Worse.LOW, (0.05, 0.5), (0.05,), floor=TOTAL_LOSS_IRR, beyond="no outlay")
PAYBACK = ColumnSpec("payback", Worse.HIGH, (0.5, 0.95), (0.05,), beyond="not within horizon")
NPV = ColumnSpec("npv", Worse.LOW, (0.01, 0.5, 0.9), (0.01, 0.05), below=(0.0, 1.5), mean=True)


def summarise(values, spec, missing=None, block=1000, order=None):
    return summarise_column(counts_of(values), reader_of(values, block, order), spec, missing)


@pytest.mark.parametrize("worse", Worse)
def test_every_figure_is_that_of_the_array(worse):
    values = np.random.default_rng(1).normal(0.5, 2.0, 8000).round(2)
    figures = summarise(values, replace(NPV, worse=worse))
    assert figures.quantiles == tuple(quantile_of(values, p) for p in NPV.quantiles)
    for share, mine in zip(NPV.shortfalls, figures.shortfalls, strict=True):
        theirs = shortfall_of(values, share, worse)
        assert mine.name == theirs.name
        for end in ("value", "low", "high"):
            assert getattr(mine, end) == pytest.approx(getattr(theirs, end), rel=1e-12)
    for threshold, share in zip(NPV.below, figures.shares_below, strict=True):
        hits = int((values < threshold).sum())
        assert (share.value, (share.low, share.high)) == (hits / 8000, wilson(hits, 8000))
    assert figures.mean.value == pytest.approx(mean_of(values).value, rel=1e-13)
    assert figures.mean.low == pytest.approx(mean_of(values).low, rel=1e-12)


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(8)))
def test_order_of_blocks_leaves_no_trace(order):
    values = np.random.default_rng(2).standard_t(3, 8000)
    assert summarise(values, NPV, order=order) == summarise(values, NPV)


def test_no_interval_reaches_below_the_least_value():
    """Nearly all of the worst 5 % are total losses: their mean cannot be below -100 %."""
    values = np.random.default_rng(7).normal(0.1, 0.1, 2000)
    values[:94] = np.nan
    (free,) = summarise(np.nan_to_num(values, nan=-1.0), replace(IRR, floor=-np.inf)).shortfalls
    (found,) = summarise(values, IRR, Missing(lowest=94)).shortfalls
    assert free.low < TOTAL_LOSS_IRR < found.value
    assert found.low == TOTAL_LOSS_IRR
    assert (found.value, found.high) == pytest.approx((free.value, free.high))


def irr_column(total_losses: int, others: int) -> tuple[np.ndarray, np.ndarray]:
    """2,000 IRRs, some of them missing, and the numbers alone."""
    values = np.random.default_rng(3).normal(0.1, 0.1, 2000)
    values[10 : 10 + total_losses + others] = np.nan
    return values, values[~np.isnan(values)]


def test_total_losses_rank_at_minus_one():
    values, numbers = irr_column(60, 0)
    figures = summarise(values, IRR, Missing(lowest=60))
    whole = np.concatenate([np.full(60, -1.0), numbers])
    assert figures.quantiles[0].value == quantile_of(whole, 0.05).value
    assert figures.quantiles[1].value == quantile_of(whole, 0.5).value
    expected = shortfall_of(whole, 0.05, Worse.LOW)
    assert figures.shortfalls[0].value == pytest.approx(expected.value, rel=1e-12)
    assert figures.shortfalls[0].low == pytest.approx(expected.low, rel=1e-12)


def test_shares_below_count_paths_without_a_number_by_their_rank():
    values, numbers = irr_column(60, 30)
    spec = replace(IRR, below=(0.0, -1.0))
    figures = summarise(values, spec, Missing(lowest=40, highest=20, unrankable=30))
    negative = int((numbers < 0.0).sum())
    below_zero, below_total_loss = figures.shares_below
    assert below_zero.value == (negative + 70) / 2000
    assert below_zero.alternative == (negative + 40) / 2000
    assert below_zero.low == wilson(negative + 40, 2000)[0]
    assert below_zero.high == wilson(negative + 70, 2000)[1]
    assert below_total_loss.value == 0.0


def test_a_quantile_among_total_losses_is_their_value_and_no_path():
    values, _ = irr_column(200, 0)
    figures = summarise(values, IRR, Missing(lowest=200))
    worst, shortfall = figures.quantiles[0], figures.shortfalls[0]
    assert (worst.value, worst.low, worst.high, worst.path) == (-1.0, -1.0, -1.0, None)
    assert (shortfall.value, shortfall.low, shortfall.high) == (-1.0, -1.0, -1.0)


def test_unrankable_paths_give_both_answers():
    values, numbers = irr_column(0, 30)
    figures = summarise(values, IRR, Missing(unrankable=30))
    lowest = np.concatenate([np.full(30, -1.0), numbers])
    highest = np.concatenate([numbers, np.full(30, 9.0)])
    for p, mine in zip(IRR.quantiles, figures.quantiles, strict=True):
        below, above = quantile_of(lowest, p), quantile_of(highest, p)
        assert (mine.value, mine.alternative) == (below.value, above.value)
        assert (mine.low, mine.high) == (min(below.low, above.low), max(below.high, above.high))
    tails = [shortfall_of(x, 0.05, Worse.LOW).value for x in (lowest, highest)]
    mine = figures.shortfalls[0]
    assert (mine.value, mine.alternative) == pytest.approx(tails, rel=1e-12)


def test_unrankable_paths_that_change_nothing_show_one_answer():
    values = np.full(1000, 0.2)
    values[:3] = np.nan
    median = summarise(values, IRR, Missing(unrankable=3)).quantiles[1]
    assert (median.value, median.alternative) == (0.2, None)


def test_payback_beyond_the_horizon_ranks_worst():
    months = np.random.default_rng(4).integers(20, 60, 2000).astype(float)
    months[:140] = np.nan
    figures = summarise(months, PAYBACK, Missing(highest=140))
    plain = json.loads(json.dumps(figures.as_json(), allow_nan=False))
    ranked = np.sort(np.where(np.isnan(months), np.inf, months))
    assert figures.quantiles[0].value == ranked[999]
    assert months[figures.quantiles[0].path] == ranked[999]
    assert plain["quantiles"][1]["value"] == "not within horizon"
    assert plain["shortfalls"][0]["value"] == "not within horizon"
    assert plain["quantiles"][0]["value"] == ranked[999]
    assert plain["missing"]["highest"] == 140


def test_excluded_paths_are_left_out_and_counted():
    values, numbers = irr_column(0, 400)
    figures = summarise(values, NPV, Missing(excluded=400))
    assert figures.paths == 2000
    assert {q.paths for q in figures.quantiles} == {1600}
    assert figures.quantiles[1].value == quantile_of(numbers, 0.5).value


def test_a_column_without_any_value_has_no_figures():
    figures = summarise(np.full(100, np.nan), NPV, Missing(excluded=100))
    assert (figures.quantiles, figures.shortfalls, figures.mean) == ((), (), None)


def test_missing_values_nobody_explains_are_refused():
    with pytest.raises(ValueError, match="npv: 1 values are missing, not 0"):
        summarise(np.array([1.0, np.nan]), NPV)


def test_cautions_reach_the_summary():
    assert summarise(np.arange(500.0), NPV).shortfalls[0].cautions == (Caution.FEW_PATHS,)
    heavy = -np.random.default_rng(5).pareto(1.2, 20_000)
    figures = summarise(heavy, NPV)
    assert {e.cautions for e in figures.shortfalls} == {(Caution.HEAVY_TAIL,)}
    assert figures.mean.cautions == (Caution.HEAVY_TAIL,)
    calm = np.random.default_rng(6).normal(size=20_000)
    assert all(e.cautions == () for e in summarise(calm, NPV).shortfalls)


def test_memory_does_not_grow_with_the_number_of_paths():
    block = 32_768

    def peak(blocks: int) -> int:
        def read():
            for i in range(blocks):
                rng = np.random.default_rng([7, i])
                values = rng.normal(10.0, 0.01, block)
                values[:1000] = 10.0
                yield Chunk(i * block, values)

        counts = ColumnCounts()
        for chunk in read():
            count_leading_bits(chunk.values, counts.bins)
        tracemalloc.start()
        summarise_column(counts, read, NPV)
        reached = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return reached

    assert peak(300) < 1.2 * peak(24)
