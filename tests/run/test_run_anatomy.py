"""The anatomy of a real run agrees with its summary, and its paths can be replayed."""

import pytest

import riskcloud


def test_the_parts_sum_to_the_shortfall_of_the_summary(result: riskcloud.Result) -> None:
    anatomy = result.anatomy()
    assert anatomy is not None
    found = anatomy.contributions
    judge = next(e for e in result.summary.columns["equity_npv"].shortfalls if "5 %" in e.name)
    assert found.paths == result.paths
    assert found.shortfall == pytest.approx(judge.value, rel=1e-9)
    parts = sum(part.value for part in found.parts)
    assert found.mean + parts + found.remainder == pytest.approx(found.shortfall, rel=1e-9)


def test_drivers_are_market_figures_and_the_operators_inputs(result: riskcloud.Result) -> None:
    anatomy = result.anatomy()
    assert anatomy is not None
    names = {part.name for part in anatomy.contributions.parts}
    assert {"tightness_mean", "customer_defaults", "operator.cohorts.first.price"} <= names
    assert not any(name.startswith("market.") for name in names)


def test_typical_paths_have_the_values_that_are_told(result: riskcloud.Result) -> None:
    anatomy = result.anatomy()
    assert anatomy is not None
    stored = result.outcomes(["equity_npv"])["equity_npv"]
    for one in anatomy.typical:
        assert stored.loc[one.path] == one.value
        assert len(result.replay(one.path)) == result.summary.horizon + 1
