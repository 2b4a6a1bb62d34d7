"""The operator's state: its rows by name, one array over paths each, and those of its items.

Rows are named as in riskcloud/columns/operator.py: of OPERATIONS and of the tax and project
part of FINANCE as attributes of the state, of COHORT and CUSTOMER as attributes of
``cohorts[k]`` and ``customers[j]``.  Numbers in the docstrings of this folder are sections
of riskcloud/model/README.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from riskcloud.columns.operator import COHORT, CUSTOMER, FINANCE, OPERATIONS
from riskcloud.columns.table import Table
from tests.reference.ledger import NEVER, Array, Flag, named

HOURS = 730  # of a month


@dataclass(frozen=True)
class Given:
    """What an operator is made of: inputs by row name, each a float or one value a path.

    A cohort has "chip" too, a customer "cohort": the places of what they are made of and rent.
    ``vendor`` is the place of the vendor whose price moves are the operator's own, -1 for none.
    """

    terms: Mapping[str, Any]
    cohorts: Sequence[Mapping[str, Any]]
    customers: Sequence[Mapping[str, Any]]
    region: int
    horizon: int
    vendor: int


KERNELS_OWN = {
    *("year_tightness", "card_per_rent", "scratch", "scratch_2"),
    *("kept_reversion", "kept_rent", "kept_discount", "signed_kept", "end_kept"),
}
"""Columns of operations and their items that only the kernel's way of computing needs."""


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.name not in KERNELS_OWN]


_OPERATIONS, _FINANCE = _names(OPERATIONS), _names(FINANCE)
_FLOWS = _OPERATIONS.index("installed_gpus")
VALUE = _FINANCE[: _FINANCE.index("commitment")]
"""Rows of value, tax and the unlevered ledger."""
STATES, FLOWS = _OPERATIONS[:_FLOWS], _OPERATIONS[_FLOWS:]


class State(SimpleNamespace):
    """Beside the rows: ``terms``, ``region``, ``horizon``, ``vendor`` as given, a row of zeros."""

    def __init__(self, given: Given, paths: int) -> None:
        zero = np.zeros(paths)
        super().__init__(**dict.fromkeys((*STATES, *FLOWS, *VALUE), zero), zero=zero)
        self.terms, self.region, self.horizon = named(given.terms), given.region, given.horizon
        self.vendor = given.vendor
        self.escalation = self.rent_escalation = self.power_escalation = zero + 1
        self.platform_escalation = zero + 1
        self.losses_made: dict[str, dict[int, Array]] = {"unlevered": {}, "levered": {}}
        self.cohorts = [_item(COHORT, "COHORT_", rows, zero) for rows in given.cohorts]
        self.customers = [_item(CUSTOMER, "CUSTOMER_", rows, zero) for rows in given.customers]
        for cohort in self.cohorts:
            cohort.ordered = cohort.delivered = cohort.commissioned = cohort.retired = zero + NEVER
            cohort.unit_price = zero
        for customer in self.customers:
            customer.signed = customer.begin = zero + NEVER
            customer.gpus = zero + customer.terms.gpus

    def add(self, **amounts: Array) -> None:
        """Add to rows."""
        for name, amount in amounts.items():
            setattr(self, name, getattr(self, name) + amount)

    @property
    def open(self) -> Flag:
        return self.closed == 0

    def begin_month(self) -> None:
        """Flows to zero; the month after the end is closed."""
        self.closed = np.maximum(self.closed, self.ending)
        for name in FLOWS:
            setattr(self, name, self.zero)


def _item(table: Table, prefix: str, rows: Mapping[str, Any], zero: Array) -> SimpleNamespace:
    """``terms`` are the inputs, since a customer's price is one of them and a row too."""
    return SimpleNamespace(terms=named(rows, prefix), **dict.fromkeys(_names(table), zero))


def change(item: SimpleNamespace, where: Flag, **values: Array | float) -> None:
    """Set rows of an item on the paths of ``where`` alone."""
    for name, value in values.items():
        setattr(item, name, np.where(where, value, getattr(item, name)))
