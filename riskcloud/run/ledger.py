"""The ledger's columns: which row of the work matrix each is, and what it is called."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riskcloud.columns import Column, Table
from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.compilation import Compiled
from riskcloud.kernels.layout.items import Items

_ONCE_A_PATH = {("region", name) for name in ("keep", "step", "spike_chance")}
"""Figures computed once a path that stand among a table's state."""


@dataclass(frozen=True)
class LedgerColumn:
    """A column of a replayed path: ``chip.h100.price``, its unit, its row of work."""

    name: str
    unit: str
    meaning: str
    row: int


def ledger_columns(compiled: Compiled) -> tuple[LedgerColumn, ...]:
    """All columns of the monthly ledger, market first, then operator, then finance.

    The kernel's scratch and its figures of once a path are left out.
    """
    market, operator = compiled.layout.market, compiled.layout.operator
    ids = compiled.ids
    return (
        *_single(m.MARKET),
        *_of_items(m.GENERATION, market.generations, ids["generation"]),
        *_of_items(m.CHIP, market.chips, ids["chip"]),
        *_of_items(m.REGION, market.regions, ids["region"]),
        *_of_items(m.VENDOR, market.vendors, ids["vendor"]),
        *_single(o.OPERATIONS),
        *_of_items(o.COHORT, operator.cohorts, ids["cohort"]),
        *_of_items(o.CUSTOMER, operator.customers, ids["customer"]),
        *_single(o.FINANCE),
    )


def _single(table: Table) -> Iterator[LedgerColumn]:
    for place, column in enumerate(table.columns):
        if _is_shown(table, column):
            yield LedgerColumn(column.name, column.unit, column.meaning, table.first + place)


def _of_items(table: Table, items: Items, ids: Sequence[str]) -> Iterator[LedgerColumn]:
    for c, name in enumerate(ids):
        prefix = f"{table.name}.{name}"
        for place, column in enumerate(table.columns):
            if _is_shown(table, column):
                row = items.work + c * len(table.columns) + place
                yield LedgerColumn(f"{prefix}.{column.name}", column.unit, column.meaning, row)


def _is_shown(table: Table, column: Column) -> bool:
    return not (column.meaning.startswith("scratch") or (table.name, column.name) in _ONCE_A_PATH)
