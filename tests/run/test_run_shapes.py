"""What pictures draw, against the outcomes of all paths."""

import numpy as np
import pytest

import riskcloud


def test_shapes_are_those_of_the_outcomes(result: riskcloud.Result) -> None:
    frame = result.outcomes()
    shape = result.shapes.histograms["equity_irr"]
    irr = frame["equity_irr"].to_numpy()
    direct, _ = np.histogram(irr[irr > -1.0], shape.edges)
    np.testing.assert_allclose(shape.shares, direct / len(frame), atol=2e-3)
    assert shape.lowest == pytest.approx((frame["equity_irr_status"] == 1).mean())
    tail = result.shapes.losses["project_npv"]
    npv = frame["project_npv"].to_numpy()
    np.testing.assert_array_equal(tail.shares, [np.mean(-npv > x) for x in tail.losses])
    curve = result.shapes.paid_back["equity_payback"]
    months = frame["equity_payback"].to_numpy(dtype=float, na_value=np.inf)
    direct = [np.mean(months <= m) for m in curve.months]
    np.testing.assert_array_equal(curve.shares, direct)
    assert result.shapes.covenants["lockup_dscr"].estimate.value == 1.2


def test_an_opened_run_has_the_same_shapes(result: riskcloud.Result) -> None:
    opened = riskcloud.open_run(result.folder).shapes
    for owner in ("project", "equity"):
        one, other = (s.histograms[f"{owner}_irr"] for s in (opened, result.shapes))
        np.testing.assert_array_equal(one.shares, other.shares)
        np.testing.assert_array_equal(one.edges, other.edges)


def test_a_fan_counts_the_paths_that_have_the_figure(result: riskcloud.Result) -> None:
    for fan in result.fans().values():
        assert fan.counts.max() <= fan.paths
        np.testing.assert_array_equal(fan.counts == 0, np.isnan(fan.bands).all(axis=0))
    assert (result.fans()["h100_price"].counts == result.fans()["h100_price"].paths).all()
