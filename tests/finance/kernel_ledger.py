"""The kernel's levered ledger, fed with rows of operations and market from outside."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.columns.totals import TOTALS
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as market_rows
from riskcloud.kernels.layout import operator as rows
from riskcloud.kernels.layout.items import Items
from riskcloud.kernels.layout.layout import MarketLayout, OperatorLayout
from riskcloud.kernels.operator.charges import step_charges
from riskcloud.kernels.operator.levered import begin_levered, step_levered
from tests.reference.ledger import Array

COLUMNS = {column.name: m.MARKET.first + place for place, column in enumerate(m.MARKET.columns)}
for table in (o.OPERATIONS, o.FINANCE):
    COLUMNS |= {column.name: table.first + place for place, column in enumerate(table.columns)}


class KernelLedger:
    """LANES paths: inputs by the layout's names, items' inputs alike, as `Levered` takes them."""

    def __init__(
        self,
        terms: Mapping[str, Any],
        cohorts: list[Mapping[str, Any]],
        customers: list[Mapping[str, Any]],
        horizon: int,
        lanes: slice,
    ) -> None:
        self.lanes = lanes
        chip = Items(1, rows.OPERATOR_INPUTS_END, TOTALS.end)
        region = Items(1, chip.inputs + market_rows.CHIP_INPUTS, chip.work + m.CHIP_FIELDS)
        first = region.inputs + market_rows.REGION_INPUTS
        self.cohorts = Items(len(cohorts), first, region.work + m.REGION_FIELDS)
        first += len(cohorts) * rows.COHORT_INPUTS
        work = self.cohorts.work + len(cohorts) * o.COHORT_FIELDS
        self.customers = Items(len(customers), first, work)
        first += len(customers) * rows.CUSTOMER_INPUTS
        work += len(customers) * o.CUSTOMER_FIELDS

        none = np.zeros(1, dtype=np.int64)
        nothing = Items(0, 0, 0)
        self.market = MarketLayout(11, nothing, chip, region, nothing, none, -1, 0, 0, 0, 0)
        places = np.array([customer["cohort"] for customer in customers], dtype=np.int64)
        chips = np.zeros(len(cohorts), dtype=np.int64)
        items = self.cohorts, self.customers
        self.layout = OperatorLayout(*items, chips, places, 0, horizon, -1, 0, 0)
        self.inputs = np.zeros((first, LANES))
        self.work = np.zeros((work, LANES))
        self.equity, self.lender = np.zeros(LANES), np.zeros(LANES)
        self._fill(0, terms)
        for place, item in enumerate(cohorts):
            self._fill(self.cohorts.inputs + place * rows.COHORT_INPUTS, item)
        for place, item in enumerate(customers):
            self._fill(self.customers.inputs + place * rows.CUSTOMER_INPUTS, item)
            row = self.customers.work + place * o.CUSTOMER_FIELDS
            self.work[row + o.CUSTOMER_GPUS] = self._of(item["CUSTOMER_GPUS"])

    def _of(self, value: Any) -> Any:
        return value[..., self.lanes] if np.ndim(value) else value

    def _fill(self, first: int, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            if name != "cohort":
                self.inputs[first + getattr(rows, name)] = self._of(value)

    def step(self, month: int, given: Mapping[str, Any]) -> None:
        """The month's charges and levered ledger, on these operations."""
        names = set(given) & set(COLUMNS) - {"base_rate"}
        for name in names:
            self.work[COLUMNS[name]] = self._of(given[name])
        for place in range(self.cohorts.count):
            first = self.cohorts.work + place * o.COHORT_FIELDS
            delivered, commissioned = given["delivered"][place], given["commissioned"][place]
            self.work[first + o.COHORT_DELIVERED] = self._of(delivered)
            self.work[first + o.COHORT_COMMISSIONED] = self._of(commissioned)
        if month == 0:
            begin_levered(self.inputs, self.layout, self.market, self.work)
        step_charges(np.int64(month), self.inputs, self.layout, self.work)
        step_levered(np.int64(month), self.inputs, self.layout, self.work, self.equity, self.lender)

    def row(self, name: str) -> Array:
        return self.work[COLUMNS[name]]
