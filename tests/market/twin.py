"""One market given to the kernel and to the reference, and where they differ, row by row."""

from collections.abc import Iterator, Mapping
from types import SimpleNamespace

import numpy as np

from riskcloud.columns import market as columns
from riskcloud.columns.table import Table
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as rows
from riskcloud.kernels.layout.items import Items
from riskcloud.kernels.layout.layout import MarketLayout
from riskcloud.kernels.market import begin_market, step_market
from tests.reference.draws import Array
from tests.reference.market import Given, Market, Number

RELATIVE, ABSOLUTE = 1e-9, 1e-12  # the second for logarithms and shocks that pass zero

ITEMS = (
    ("generations", rows.GENERATION_INPUTS, columns.GENERATION),
    ("chips", rows.CHIP_INPUTS, columns.CHIP),
    ("regions", rows.REGION_INPUTS, columns.REGION),
    ("vendors", rows.VENDOR_INPUTS, columns.VENDOR),
)
# State, and the coefficients of the page; what else the kernel keeps is its own way there.
COEFFICIENTS = {
    *("growth_mean", "build_step", "ln_entry_cost_start", "server_weight"),
    *("contract_keep", "contract_step", "spot_keep", "spot_step", "list_step"),
    *("rate_keep", "rate_step", "server_keep", "server_step"),
}
OWN = {column.name for column in columns.COEFFICIENT.columns} - COEFFICIENTS
OWN |= {"adoption_odds", "spike_chance"}


class Kernel:
    """The kernel on LANES paths of a market."""

    def __init__(self, given: Given, seed: int, first_path: int) -> None:
        values = _row_values(given.inputs, rows.MARKET_INPUTS)
        factor = np.linalg.cholesky(given.correlation)
        cholesky = len(values)
        values += [factor[row, column] for row in range(len(factor)) for column in range(row + 1)]
        places, height = [], columns.COEFFICIENT.end
        for kind, width, table in ITEMS:
            items = getattr(given, kind)
            places.append(Items(len(items), len(values), height))
            values += [value for item in items for value in _row_values(item, width)]
            height += len(items) * len(table.columns)
        generation = np.array(given.chip_generation, dtype=np.int64)
        self.layout = MarketLayout(
            given.calendar_month,
            *places,
            generation,
            cholesky,
            int("compute" in given.events),
            int("token" in given.events),
            int(given.tokens),
            int(given.exchange),
        )
        self.inputs = np.array([np.broadcast_to(value, LANES) for value in values], dtype=float)
        self.work = np.full((height, LANES), np.nan)
        self.seed, self.first_path = np.uint64(seed), np.int64(first_path)

    def advance(self, month: int) -> None:
        where = self.inputs, self.layout, self.work
        if month == 0:
            begin_market(self.seed, self.first_path, *where)
        else:
            step_market(self.seed, self.first_path, np.int64(month), *where)

    def states(self, month: int) -> Iterator[tuple[str, str, Array]]:
        """Place in the reference, name and values of every row that both have."""
        for place, table, first in self._tables(month):
            for k, column in enumerate(table.columns):
                if column.name not in OWN:
                    yield place, column.name, self.work[first + k]

    def _tables(self, month: int) -> Iterator[tuple[str, Table, int]]:
        yield "", columns.MARKET, columns.MARKET.first
        yield "", columns.COEFFICIENT, columns.COEFFICIENT.first
        if month > 0:
            yield "shocks", columns.SHOCK, columns.SHOCK.first
        for kind, _, table in ITEMS:
            items = getattr(self.layout, kind)
            for c in range(items.count):
                yield f"{kind} {c}", table, items.work + c * len(table.columns)


def _row_values(given: Mapping[str, Number], count: int) -> list[Number]:
    values: list[Number] = [np.nan] * count
    for name, value in given.items():
        values[getattr(rows, name)] = value
    return values


def _place(market: Market, place: str) -> Market | SimpleNamespace:
    if not place:
        return market
    kind, _, item = place.partition(" ")
    held = getattr(market, kind)
    return held[int(item)] if item else held


def differences(kernel: Kernel, market: Market, months: int) -> list[str]:
    """Rows of months 0 to ``months`` in which the two differ, as sentences."""
    found: list[str] = []
    for month in range(months + 1):
        kernel.advance(month)
        market.step(month) if month else market.begin()
        for place, name, got in kernel.states(month):
            expected = np.broadcast_to(getattr(_place(market, place), name), LANES)
            close = np.isclose(got, expected, RELATIVE, ABSOLUTE)
            if not close.all():
                lane = int(np.argmin(close))
                values = f"{got[lane]!r}, not {expected[lane]!r}"
                found.append(f"month {month} {place} {name} lane {lane}: {values}")
    return found
