"""The contracted share of the fleet, where one is stated (2.2)."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

Rows = Mapping[str, Any]


def scaled(terms: Rows, cohorts: Sequence[Rows], customers: Sequence[Rows]) -> list[Rows]:
    """Customers with the cards that they rent, in their stated proportions; below 0: as stated."""
    share = terms["CONTRACTED_SHARE"]
    usable = 1 - terms["COSTS_SPARES_SHARE"] - terms["COSTS_DOWNTIME"]
    found = []
    for customer in customers:
        neighbours = [other for other in customers if other["cohort"] == customer["cohort"]]
        stated = sum(other["CUSTOMER_GPUS"] for other in neighbours)
        let = share * cohorts[customer["cohort"]]["COHORT_GPUS"] * usable
        gpus = np.where(
            np.asarray(share) < 0,
            customer["CUSTOMER_GPUS"],
            customer["CUSTOMER_GPUS"] * let / stated,
        )
        found.append({**customer, "CUSTOMER_GPUS": gpus})
    return found
