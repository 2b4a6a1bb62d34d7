"""A path is the same whoever stands beside it and wherever a run begins."""

from typing import Any

import numpy as np

from riskcloud.columns import market as m
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.market import begin_market, step_market
from tests.market.case import MARKET, REGION, VENDORS, Case, lane_groups
from tests.market.test_years import correlation

MONTHS = 26


def with_layers(fields: dict[str, Any]) -> Case:
    """Two regions, correlated shocks, and every layer."""
    return Case(
        fields,
        regions=[REGION, REGION],
        vendors=VENDORS,
        correlation=correlation(),
        tokens=True,
        exchange=True,
    )


def varied(paths: int) -> Case:
    """Drawn inputs for every scalar field that may be drawn."""
    rng = np.random.default_rng(11)
    fields = {
        name: value if name == "demand.start" else value * rng.uniform(0.9, 1.1, paths)
        for name, value in MARKET.items()
    }
    return with_layers(fields)


def whole_state(case: Case, groups: int, first_path: int = 0) -> np.ndarray:
    """Every work row after MONTHS months, (rows, paths)."""
    states = []
    for advance, work in lane_groups(case, groups, first_path):
        for month in range(MONTHS + 1):
            advance(month)
        states.append(work.copy())
    return np.concatenate(states, axis=1)


def test_every_row_is_set():
    assert np.all(np.isfinite(whole_state(varied(LANES), 1)))


def test_a_lane_never_sees_its_neighbours():
    case = varied(2 * LANES)
    paths = whole_state(case, 2)
    for shift in (1, 7, LANES - 1):
        moved = with_layers({k: v[shift:] if np.ndim(v) else v for k, v in case.fields.items()})
        assert np.array_equal(whole_state(moved, 1, shift), paths[:, shift : shift + LANES])


def test_other_inputs_of_the_neighbours_change_nothing():
    case = varied(LANES)
    lone = {k: np.full(LANES, v[7]) if np.ndim(v) else v for k, v in case.fields.items()}
    alone = whole_state(with_layers(lone), 1)
    assert np.array_equal(whole_state(case, 1)[:, 7], alone[:, 7])


def test_one_item_more_changes_no_other():
    fewer, more = Case(), Case()
    more.regions = [REGION, REGION]
    one, two = whole_state(fewer, 1), whole_state(more, 1)[: fewer.compiled()[2]]
    scratch = [m.DRAW_0, m.DRAW_1, m.DRAW_2, m.DRAW_3]
    kept = [np.delete(state, scratch, axis=0) for state in (one, two)]
    # Coefficients of layers that are off are never set.
    assert np.array_equal(*kept, equal_nan=True)


def test_layers_change_no_other_row():
    one, two = whole_state(Case(), 1), whole_state(Case(vendors=VENDORS, tokens=True), 1)
    off = one[m.TOKEN_MARKUP : m.EXCHANGE_RATE + 1]
    assert np.all(off[:-1] == 0)
    before, after = slice(m.MARKET.first, m.TOKEN_MARKUP), slice(m.SHOCK.first, m.SHOCK.end)
    items = slice(m.COEFFICIENT.end, len(one))
    for rows in (before, after, items):
        assert np.array_equal(one[rows], two[rows])


def test_one_signature_each():
    whole_state(varied(LANES), 1)
    whole_state(Case(generations=[], chips=[], chip_generation=[]), 1)
    assert len(begin_market.signatures) == 1
    assert len(step_market.signatures) == 1
