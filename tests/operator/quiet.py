"""A market where nothing moves, and an operator in it of whom only what is said costs anything.

An hour of the only chip costs 2 dollars whatever the term, a new card 30,000, power 50 a MWh;
every path is the same but for the customers' thresholds.
"""

import math
from typing import Any

from riskcloud.model.scenario import Scenario

Words = dict[str, Any]

HOUR = 2.0  # USD
_LIFE, _RATE = 5.0, 0.12
# Entry cost = capex / (discounted hours of the life): chosen to be 2.
_HOURS = 8760 * (1 - math.exp(-_RATE * _LIFE)) / _RATE

MARKET: Words = {
    "demand": {"boom_growth": 0, "normal_growth": 0, "bust_growth": 0},
    "tightness": {
        **{"start": 0, "ordered": 0, "building": 0, "delivering": 0},
        **{"volatility": 0, "jump_rate": 0, "capacity_response": 0},
    },
    "entry_cost": {
        **{"capex": HOUR * _HOURS, "opex": 0, "performance": 1, "life": _LIFE},
        **{"residual_share": 0, "discount_rate": _RATE, "rent_decline": 0, "utilisation": 1},
    },
    "prices": {
        **{"contract_volatility": 0, "spot_ratio": 1, "spot_stationary_sd": 0, "ageing": 0},
        **{"list_start": HOUR, "list_ratio": 1, "list_volatility": 0, "reference_pue": 1},
    },
    "inference": {"start": 0.5, "slope": 0, "volatility": 0},
    "rates": {"start": 0.03, "mean": 0.03, "volatility": 0},
    "servers": {"volatility": 0},
    "mixing": {"calm": 1, "turbulent": 1},
    "generations": [],
    "input_correlation": [],
    "chips": [
        {
            "id": "card",
            **{"training_performance": 1, "inference_performance": 1},
            **{"launch_month": 0, "kw": 1},
        }
    ],
    "regions": [
        {
            "id": "us",
            **{"start": 50, "volatility": 0, "long_drift": 0, "long_volatility": 0},
            **{"season_amplitude": 0, "spike_rate": 0},
        }
    ],
}
OPERATOR: Words = {
    "name": "quiet",
    "power": {"pue": 1, "idle_share": 0, "delivery_charge": 0, "contract_escalator": 0},
    "space": {"rent": 0, "escalator": 0},
    "costs": {
        **{"network": 0, "storage": 0, "staff": 0, "escalator": 0, "upkeep_share": 0},
        **{"insurance_share": 0, "property_tax_rate": 0, "sales_commission": 0, "bad_debt": 0},
        **{"spares_share": 0, "downtime": 0, "failure_rate": 0},
        **{"receivable_days": 0, "payable_days": 0},
    },
    # Rental sells nothing: its price does not pay for the power.
    "rental": {"positioning": 1e-6, "on_demand_share": 1, "physical_use": 1},
    "residual": {"variance": 0, "scrap_share": 0, "discount_rate": _RATE},
    "closure": {"loss_months": 480},
    "debt": {"loan_to_cost": 0},
}
COHORT: Words = {
    "id": "first",
    **{"chip": "card", "gpus": 1000, "price": 30_000, "order_month": 0, "delivery_months": 0},
    **{"commissioning_delay": 0, "deposit_share": 0, "freight_share": 0, "decommissioning": 0},
}
CUSTOMER: Words = {
    "id": "anchor",
    **{"cohort": "first", "gpus": 1000, "price": HOUR, "term_months": 24, "credit_from": 1},
    **{"credit_to": 1, "default_rate": 0, "sla_credit": 0, "physical_use": 0},
    **{"renegotiation_rate": 0},
}
BILL = 1000 * HOUR * 730  # of the whole cohort in a month: 1,460,000


def _merged(base: Words, changes: Words) -> Words:
    """Changes laid on the words, section by section."""
    both = dict(base)
    for name, value in changes.items():
        old = base.get(name)
        both[name] = old | value if isinstance(old, dict) and isinstance(value, dict) else value
    return both


def quiet(
    horizon: int,
    cohorts: list[Words] | None = None,
    customers: list[Words] | None = None,
    market: Words | None = None,
    **operator: Words,
) -> Scenario:
    """The quiet world with what differs; cohorts and customers as differences from the usual."""
    people = {
        "cohorts": [COHORT | one for one in cohorts or [{}]],
        "customers": [CUSTOMER | one for one in customers or []],
    }
    words = {
        "market": _merged(MARKET, market or {}),
        "operator": _merged(OPERATOR, operator) | people,
        "run": {"horizon_months": horizon, "seed": 7},
    }
    return Scenario.model_validate(words)
