"""Every number of the model has its row, and every row its number: walked both ways by name."""

import numpy as np
import pytest

from riskcloud.kernels.layout import market as market_rows
from riskcloud.kernels.layout import operator as operator_rows
from riskcloud.model.base import Part
from riskcloud.model.distributions import Distribution
from tests.compilation.scenarios import COHORT, compiled, scenario

CHIPS = ("h100", "h200", "b200", "gb300", "vr200")
OPERATOR = {
    "cohorts": [COHORT | {"id": f"of-{chip}", "chip": chip} for chip in CHIPS],
    "customers": [
        {"id": "anchor", "cohort": "of-b200", "gpus": 300, "price": 3.0, "at_market": True},
        {"id": "other", "cohort": "of-gb300", "gpus": 400, "price": 2.5},
    ],
    "contracted_share": 0.5,
    "power": {"region": "china", "surplus_sale": False},
    "rental": {"vendor": "aws"},
    "model_calls": {"offered": True},
    "platform": {"offered": True},
    "debt": {"funding_order": "equity_last", "rating": "ccc", "size_on_contracts": True}
    | {"prepayment_rank": "pari_passu"},
    "tax": {"depreciation": "straight_line", "straight_line_years": 4, "loss_use": "group"}
    | {"loss_years": 7},
}
MARKET = {
    "demand": {"start": "bust"},
    "exchange": {"currency": "EUR"},
    "shock_correlation": [{"between": ["rate", "inference"], "correlation": 0.5}],
}
# What the rule of names does not give, written out.
SPECIAL = {
    "DEMAND_START": 2.0,
    "DEBT_FUNDING_ORDER": 2.0,
    "DEBT_PREPAYMENT_RANK": 1.0,
    "DEBT_SPREAD": 0.13,
    "TAX_GROUP": 1.0,
    **{f"TAX_DEPRECIATION_{year}": 0.25 if year <= 4 else 0.0 for year in range(1, 11)},
}
WITHOUT_ROW = {"TAX_STRAIGHT_LINE_YEARS"}  # inside the shares of depreciation
KINDS = {
    "generations": ("GENERATION", market_rows),
    "chips": ("CHIP", market_rows),
    "regions": ("REGION", market_rows),
    "vendors": ("VENDOR", market_rows),
    "cohorts": ("COHORT", operator_rows),
    "customers": ("CUSTOMER", operator_rows),
}
SIZES = {"MARKET_INPUTS", "OPERATOR_INPUTS_END", "DEPRECIATION_YEARS"}


def is_number(value):
    return isinstance(value, int | float | Distribution)


def single_fields(part):
    """Name by the rule and value of every number of the sections of a part."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Part):
            for below in type(value).model_fields:
                yield f"{name}_{below}".upper(), getattr(value, below)
        else:
            yield name.upper(), value


def expected_rows(described, made):
    """Row and value of every number of a scenario, found without the compiler's help."""
    for part, rows in ((described.market, market_rows), (described.operator, operator_rows)):
        for name, value in single_fields(part):
            if is_number(value) and name not in WITHOUT_ROW:
                yield getattr(rows, name), value
    for name, value in SPECIAL.items():
        rows = market_rows if hasattr(market_rows, name) else operator_rows
        yield getattr(rows, name), value
    for kind, (prefix, rows) in KINDS.items():
        in_market = rows is market_rows
        part = described.market if in_market else described.operator
        layout = made.layout.market if in_market else made.layout.operator
        width = getattr(rows, f"{prefix}_INPUTS")
        for place, item in enumerate(getattr(part, kind)):
            first = getattr(layout, kind).inputs + place * width
            for name in type(item).model_fields:
                if is_number(getattr(item, name)):
                    yield first + getattr(rows, f"{prefix}_{name}".upper()), getattr(item, name)
            if prefix == "COHORT":
                yield first + rows.COHORT_FOREIGN, 0.0


@pytest.fixture(scope="module")
def both():
    words = {"market": MARKET, "operator": OPERATOR, "horizon_months": 300}
    return scenario(**words), compiled(**words)


def test_every_number_has_a_row_and_every_row_a_number(both):
    described, made = both
    filled = sorted(row for row, _ in expected_rows(described, made))
    assert filled == list(range(made.layout.market.cholesky))


def test_each_row_holds_its_own_number(both):
    described, made = both
    drawn = {one.row for one in made.uncertain}
    for row, value in expected_rows(described, made):
        if isinstance(value, Distribution):
            assert row in drawn
        else:
            assert row not in drawn
            assert np.all(made.inputs[row] == float(value)), row
    assert len(made.uncertain) == sum(
        isinstance(value, Distribution) for _, value in expected_rows(described, made)
    )


def test_shock_factor_follows_the_items(both):
    _, made = both
    matrix = np.eye(7)
    matrix[4, 5] = matrix[5, 4] = 0.5
    lower = np.linalg.cholesky(matrix)[np.tril_indices(7)]
    rows = made.inputs[made.layout.market.cholesky :]
    np.testing.assert_allclose(rows, np.broadcast_to(lower[:, None], rows.shape), atol=1e-15)


def test_every_name_of_the_layouts_is_used(both):
    described, _ = both
    single = [
        name for part in (described.market, described.operator) for name, _ in single_fields(part)
    ]
    items = [
        f"{prefix}_{name}".upper()
        for kind, (prefix, rows) in KINDS.items()
        for item in getattr(described.market if rows is market_rows else described.operator, kind)
        for name in type(item).model_fields
    ]
    used = (
        {*single, *items, *SPECIAL, "COHORT_FOREIGN"}
        | SIZES
        | {f"{prefix}_INPUTS" for prefix, _ in KINDS.values()}
    )
    for rows in (market_rows, operator_rows):
        names = {name for name in vars(rows) if name.isupper()}
        assert names <= used


def test_a_number_without_a_row_is_not_forgotten(monkeypatch):
    monkeypatch.delattr(market_rows, "INFERENCE_CAP")
    with pytest.raises(AttributeError, match="INFERENCE_CAP"):
        compiled()


def test_ids_name_the_items_in_order(both):
    described, made = both
    for kind, (_, rows) in KINDS.items():
        part = described.market if rows is market_rows else described.operator
        assert made.ids[kind[:-1]] == tuple(item.id for item in getattr(part, kind))
