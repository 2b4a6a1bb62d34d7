"""One scenario in the kernel and in the reference, and where they differ, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from riskcloud.columns import operator as columns
from riskcloud.compilation import Compiled, compile_scenario
from riskcloud.kernels.lanes import LANES
from riskcloud.model.scenario import Scenario
from riskcloud.run.lanes import traced
from tests.reference.draws import Addressed, Array
from tests.reference.inputs import addressed_inputs, given
from tests.reference.market import Market
from tests.reference.operations import Operations
from tests.reference.state import FLOWS, KERNELS_OWN, STATES, VALUE, State

PART = 1e-9  # of the month's gross flow and of the row's own value
SMALL = 1e-6  # that rows that are not money are measured against, beside their own value

# Every dollar that moves in a month.
GROSS = (
    *("revenue_contracts", "revenue_on_demand", "revenue_spot", "prepayment_received"),
    *("prepayment_refunded", "cost_power", "cost_space", "cost_network", "cost_staff"),
    *("cost_upkeep", "cost_insurance", "cost_sales", "capex", "vat_paid", "vat_refunded"),
    *("revenue_layers", "cost_layers"),
    *("sale_proceeds", "closure_cost", "closure_other", "tax_unlevered", "tax_levered"),
)
# After the end only these are looked at: zero.  The states of a closed path mean nothing.
AFTERWARDS = {*FLOWS, "fleet_value", "tax_unlevered", "tax_levered", "project_flow"}


@dataclass(frozen=True)
class Row:
    """A row of the kernel's work and the name that the reference knows it by."""

    kind: str  # "", "cohorts" or "customers"
    item: int
    name: str
    unit: str
    place: int

    def of(self, state: State) -> Array:
        where = getattr(state, self.kind)[self.item] if self.kind else state
        value: Array = getattr(where, self.name)
        return value

    def __str__(self) -> str:
        return f"{self.kind} {self.item} {self.name}" if self.kind else self.name


def rows_of(compiled: Compiled) -> Iterator[Row]:
    """Rows of operations, items, tax and project that both have."""
    for table in (columns.OPERATIONS, columns.FINANCE):
        for place, column in enumerate(table.columns, start=table.first):
            if column.name in {*STATES, *FLOWS, *VALUE}:
                yield Row("", 0, column.name, column.unit, place)
    operator = compiled.layout.operator
    for kind, items, table in (
        ("cohorts", operator.cohorts, columns.COHORT),
        ("customers", operator.customers, columns.CUSTOMER),
    ):
        for item in range(items.count):
            first = items.work + item * len(table.columns)
            for place, column in enumerate(table.columns, start=first):
                if column.name not in KERNELS_OWN:
                    yield Row(kind, item, column.name, column.unit, place)


class Both:
    """LANES paths of a scenario, stepped together."""

    def __init__(self, scenario: Scenario, first_path: int = 0) -> None:
        self.compiled = compiled = compile_scenario(scenario)
        self.first_path = first_path
        self.rows = list(rows_of(compiled))
        draws = Addressed(int(compiled.layout.seed), first_path, LANES)
        market, operator = given(compiled, addressed_inputs(compiled, first_path, LANES))
        self.market = Market(market, draws)
        self.operations = Operations(operator, self.market, draws)

    def months(self) -> Iterator[tuple[int, dict[int, Array], State]]:
        """The kernel's rows and the reference's state; charges for tax are the kernel's."""
        places = {row.place for row in self.rows} | {columns.INTEREST, columns.FEES}
        kept = traced(self.compiled, self.first_path, places)
        for month in range(self.compiled.horizon + 1):
            work = {place: rows[month] for place, rows in kept.items()}
            self.market.step(month) if month else self.market.begin()
            self.operations.step(month)
            self.operations.tax(month, work[columns.INTEREST] + work[columns.FEES])
            yield month, work, self.operations.state

    def differences(self) -> list[str]:
        """Rows that differ, as sentences, the first month of each."""
        found: dict[str, str] = {}
        for month, work, state in self.months():
            gross = 1 + sum(np.abs(getattr(state, name)) for name in GROSS)
            for row in self.rows:
                got, expected = work[row.place], row.of(state)
                scale = np.abs(expected) + (gross if row.unit == "USD" else SMALL)
                looked_at = state.open | (row.name in AFTERWARDS)
                close = (np.abs(got - expected) <= PART * scale) | ~looked_at
                if not close.all() and str(row) not in found:
                    lane = int(np.argmin(close))
                    values = f"{got[lane]!r}, not {expected[lane]!r}"
                    found[str(row)] = f"month {month} {row} lane {lane}: {values}"
        return list(found.values())
