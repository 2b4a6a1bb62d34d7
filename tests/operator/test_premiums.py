"""Own prices by the moves of a vendor, against the market's (2.3)."""

import numpy as np
import pytest

from riskcloud.columns.market import VENDOR_FIELDS, VENDOR_LIST_MOVE, VENDOR_TOKEN_MOVE
from riskcloud.compilation import compile_scenario
from riskcloud.model.market.price_events import VENDORS
from riskcloud.run.lanes import traced
from tests.operator.quiet import quiet
from tests.operator.record import recorded
from tests.reference.draws import Array

KEEP = 0.5 ** (1 / 6)
RATES = {"compute_cut_rate": 3, "compute_hike_rate": 3, "token_cut_rate": 3, "token_hike_rate": 3}
PRODUCTS = {"list": VENDOR_LIST_MOVE, "token": VENDOR_TOKEN_MOVE}


def rows_of(vendor: str | None, follows: float = 1.0, calls: bool = True) -> dict[str, Array]:
    """The ledger, and the vendor's moves as ``own_list_move`` and ``own_token_move``."""
    rental = {"positioning": 0.8, "vendor": vendor, "follow_probability": follows}
    market, model_calls = {"price_events": RATES}, {"offered": calls}
    scenario = quiet(36, market=market, rental=rental, model_calls=model_calls)
    rows, compiled = recorded(scenario), compile_scenario(scenario)
    place = compiled.layout.operator.vendor
    if place >= 0:
        first = compiled.layout.market.vendors.work + place * VENDOR_FIELDS
        moves = traced(compiled, 0, (first + row for row in PRODUCTS.values()))
        for product, row in PRODUCTS.items():
            rows[f"own_{product}_move"] = moves[first + row]
    return rows


@pytest.fixture(scope="module")
def of_vendors() -> dict[str, dict[str, Array]]:
    return {vendor.id: rows_of(vendor.id) for vendor in VENDORS}


@pytest.mark.parametrize("name", ["list_premium", "token_premium"])
def test_premiums_sum_to_zero_by_weight(of_vendors: dict[str, dict[str, Array]], name: str) -> None:
    """Vendors that follow themselves are the market: what one gains others lose."""
    weight = {vendor.id: vendor.weight for vendor in VENDORS}
    premiums = {place: rows[name] for place, rows in of_vendors.items()}
    total = sum(weight[place] * premium for place, premium in premiums.items())
    np.testing.assert_allclose(total, 0, atol=1e-13)
    assert all(np.ptp(premium) > 0.1 for premium in premiums.values())
    of_one_more = total + 0.01 * premiums["aws"]
    with pytest.raises(AssertionError):
        np.testing.assert_allclose(of_one_more, 0, atol=1e-13)


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_distance_halves_in_six_months(
    of_vendors: dict[str, dict[str, Array]], product: str
) -> None:
    for rows in of_vendors.values():
        premium = rows[f"{product}_premium"]
        moved = rows[f"own_{product}_move"] - rows[f"{product}_move"]
        np.testing.assert_allclose(premium[1:], KEEP * premium[:-1] + moved[1:], atol=1e-13)
        assert np.all(premium[0] == 0)


def test_positioning_is_moved_by_the_premium(of_vendors: dict[str, dict[str, Array]]) -> None:
    rows = of_vendors["google"]
    np.testing.assert_allclose(rows["positioning"], 0.8 * np.exp(rows["list_premium"]), rtol=1e-13)


def test_who_never_follows_drifts_against_the_market() -> None:
    """Its list moves by nothing but the index, and back."""
    rows = rows_of("aws", follows=0.0)
    premium = rows["list_premium"]
    np.testing.assert_allclose(premium[1:], KEEP * premium[:-1] - rows["list_move"][1:], atol=1e-13)


def test_some_moves_are_followed() -> None:
    """At .3: of the months in which the vendor moves, that share, and both products apart."""
    rows = rows_of("aws", follows=0.3)
    followed = {}
    for product in PRODUCTS:
        own = rows[f"own_{product}_move"][1:]
        premium = rows[f"{product}_premium"]
        moved = premium[1:] - KEEP * premium[:-1] + rows[f"{product}_move"][1:]
        took = np.abs(moved - own) < 1e-12
        assert np.all(took | (np.abs(moved) < 1e-12))
        months = own != 0
        error = np.sqrt(0.3 * 0.7 / months.sum())
        assert abs(took[months].mean() - 0.3) < 4 * error
        followed[product] = took, months
    both = followed["list"][1] & followed["token"][1]
    together = (followed["list"][0] & followed["token"][0])[both].mean()
    assert abs(together - 0.09) < 4 * np.sqrt(0.09 * 0.91 / both.sum())


def test_only_events_that_reach_the_operator_are_simulated() -> None:
    """And those are the same, whatever becomes of the others."""
    both, list_only, calls_only = (
        rows_of(vendor, calls=calls)
        for vendor, calls in (("aws", True), ("aws", False), (None, True))
    )
    np.testing.assert_array_equal(list_only["list_move"], both["list_move"])
    np.testing.assert_array_equal(calls_only["token_move"], both["token_move"])
    assert np.ptp(both["list_move"]) > 0
    assert np.ptp(both["token_move"]) > 0
    for rows, name in ((list_only, "token"), (calls_only, "list")):
        assert np.all(rows[f"{name}_move"] == 0)
        assert np.all(rows[f"{name}_premium"] == 0)


def test_no_vendor_no_premium() -> None:
    rows = rows_of(None)
    assert np.all(rows["list_premium"] == 0)
    assert np.all(rows["token_premium"] == 0)
    assert np.all(rows["positioning"] == 0.8)
