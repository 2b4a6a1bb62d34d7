"""Figures of one lane group from its months: funding, concentration, contracts, covenants."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from riskcloud.columns import operator as o
from riskcloud.compilation import Compiled
from riskcloud.kernels.lanes import LANES
from riskcloud.run.lanes import Room, traced

Row = NDArray[np.float64]
Months = NDArray[np.float64]

_REVENUE = (o.REVENUE_CONTRACTS, o.REVENUE_ON_DEMAND, o.REVENUE_SPOT)
_FUNDING = (
    *(o.AVAILABLE_UNTIL, o.PERFORMING, o.DEFAULT_MONTH, o.FIRST_COMMISSIONED),
    *(o.FEES, o.FEES_SERVICED, o.INTEREST, o.CAPEX, o.VAT_PAID, o.USES),
    *(o.FROM_POT, o.DEBT_DRAW, o.EQUITY_CALL),
)
_LOAN = (o.MATURITY, o.BALANCE, o.DSCR, o.LTV)
_CUSTOMER = (o.CUSTOMER_BILL, o.CUSTOMER_TENANCY, o.CUSTOMER_BEGIN, o.CUSTOMER_END)


class GroupFigures:
    """A lane group, month by month: rows are (month, lane), items (customer, month, lane)."""

    def __init__(self, compiled: Compiled, first: int, room: Room) -> None:
        customers = compiled.layout.operator.customers
        starts = [customers.work + k * o.CUSTOMER_FIELDS for k in range(customers.count)]
        items = [start + field for start in starts for field in _CUSTOMER]
        self._rows = traced(compiled, first, (*_REVENUE, *_FUNDING, *_LOAN, *items), room)
        self._month = np.arange(compiled.horizon + 1)[:, None]
        shape = (len(starts), compiled.horizon + 1, LANES)
        self._bill, self._tenancy, self._begin, self._end = (
            np.array([self._rows[start + field] for start in starts]).reshape(shape)
            for field in _CUSTOMER
        )

    def money(self) -> dict[str, Row]:
        """What is spent and what pays for it, by USES and SOURCES of `first_paths`, USD.

        To the end of drawing, or the month before a default.
        """
        rows = self._rows
        fees = rows[o.FEES] - rows[o.FEES_SERVICED]
        is_built = self._month > rows[o.FIRST_COMMISSIONED]
        interest = np.where(is_built, 0.0, rows[o.INTEREST])
        given, lent, called = rows[o.FROM_POT], rows[o.DEBT_DRAW], rows[o.EQUITY_CALL]
        # Opening cash of month 0, later the first reserve.
        kept = rows[o.USES] - (rows[o.CAPEX] + rows[o.VAT_PAID] + fees + interest)
        # Equity is called for uses first: what it pays beyond them meets a shortfall.
        gap = rows[o.USES] - given - lent - called
        flows = {
            "capex": rows[o.CAPEX],
            "vat": rows[o.VAT_PAID],
            "fees": fees,
            "interest": interest,
            "opening_cash": np.where(self._month == 0, kept, 0.0),
            "reserve": np.where(self._month == 0, 0.0, kept),
            "shortfalls": np.maximum(-gap, 0.0),
            "prepayments": given,
            "loan": lent,
            "equity": called,
            "cash": np.maximum(gap, 0.0),
        }
        return {name: (self._counts * flow).sum(axis=0) for name, flow in flows.items()}

    @cached_property
    def _counts(self) -> Months:
        """1 while the loan is drawn and performs, else 0."""
        rows = self._rows
        drawing = (self._month <= rows[o.AVAILABLE_UNTIL]) & (rows[o.PERFORMING] > 0.0)
        return (drawing & (rows[o.DEFAULT_MONTH] > self._month)).astype(np.float64)

    def share_of_largest(self, customers: int) -> Row:
        """Share of all revenue that the largest customers are billed; NaN without revenue."""
        revenue, largest = self._revenue, self._by_size[:customers].sum(axis=0)
        return np.divide(largest, revenue, out=np.full(LANES, np.nan), where=revenue > 0.0)

    @cached_property
    def _revenue(self) -> Row:
        """All revenue of the path."""
        months = np.stack([self._rows[row] for row in _REVENUE], axis=1)
        total: Row = months.reshape(-1, LANES).sum(axis=0)
        return total

    @cached_property
    def _by_size(self) -> Months:
        """Bills of each tenant, the largest first: who comes after a default is another one."""
        is_first = self._tenancy == 0.0
        tenants = [
            np.where(is_first, self._bill, 0.0).sum(axis=1),
            np.where(is_first, 0.0, self._bill).sum(axis=1),
        ]
        by_size: Months = np.sort(np.concatenate(tenants), axis=0)[::-1]
        return by_size

    def tenor(self) -> Row:
        """Months of the contracts, weighted by their first bills."""
        return _weighted(
            self._of_first_bill(self._end - self._begin), self._of_first_bill(self._bill)
        )

    @cached_property
    def _first_bill(self) -> NDArray[np.int64]:
        """(customer, 1, lane): month in which a first tenant is first billed; -1 if none."""
        is_billed = (self._tenancy == 0.0) & (self._bill > 0.0)
        month = is_billed.argmax(axis=1, keepdims=True)
        return np.where(is_billed.any(axis=1, keepdims=True), month, -1)

    def _of_first_bill(self, values: Months) -> Months:
        """(customer, lane): values in the month of the first bill, 0 where there is none."""
        found = np.take_along_axis(values, np.maximum(self._first_bill, 0), axis=1)
        return np.where(self._first_bill < 0, 0.0, found)[:, 0]

    def overhang(self) -> Row:
        """Months from maturity to the end of contracts that live when drawing ends."""
        rows = self._rows
        ends_drawing = rows[o.AVAILABLE_UNTIL] == self._month
        lent = ends_drawing & (rows[o.BALANCE] > 0.0) & (rows[o.PERFORMING] > 0.0)
        last = len(lent) - 1 - lent[::-1].argmax(axis=0, keepdims=True)
        end, tenancy = (
            np.take_along_axis(items, last[None], axis=1)[:, 0]
            for items in (self._end, self._tenancy)
        )
        is_billed = (self._first_bill >= 0) & (self._first_bill <= last)
        weights = np.where(is_billed[:, 0], self._of_first_bill(self._bill), 0.0)
        weights = np.where((tenancy == 0.0) & (end > last), weights, 0.0)
        maturity = np.take_along_axis(rows[o.MATURITY], last, axis=0)
        return np.where(lent.any(axis=0), _weighted(end - maturity, weights), np.nan)

    def tested(self, row: int, year: int) -> Row:
        """DSCR or LTV at the last test before the end of a year; NaN once nothing is owed."""
        rows, month = self._rows, 12 * year
        owes = (rows[o.PERFORMING][month] > 0.0) & (rows[o.BALANCE][month] > 0.0)
        value = rows[row][month]
        return np.where(owes & (value > 0.0), value, np.nan)


def _weighted(values: Months, weights: Months) -> Row:
    """Weighted mean over the rows; NaN where nothing weighs."""
    whole = weights.sum(axis=0)
    mean: Row = np.divide(
        (values * weights).sum(axis=0), whole, out=np.full(LANES, np.nan), where=whole > 0.0
    )
    return mean
