"""The ledger's columns: which row of the work matrix each is, and what it is called."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riskcloud.columns import Column, Table
from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.layout.items import Items
from riskcloud.kernels.layout.layout import Layout
from riskcloud.model.scenario import Scenario


@dataclass(frozen=True)
class LedgerColumn:
    """A column of a replayed path: ``chip.h100.price``, its unit, its row of work."""

    name: str
    unit: str
    meaning: str
    row: int


def ledger_columns(scenario: Scenario, layout: Layout) -> tuple[LedgerColumn, ...]:
    """All columns of the monthly ledger, market first, then operator, then finance.

    The kernel's scratch and its figures of once a path are left out.
    """
    market, operator = scenario.market, scenario.operator
    return (
        *_single(m.MARKET),
        *_of_items(m.GENERATION, layout.market.generations, market.generations),
        *_of_items(m.CHIP, layout.market.chips, market.chips),
        *_of_items(m.REGION, layout.market.regions, market.regions),
        *_single(o.OPERATIONS),
        *_of_items(o.COHORT, layout.operator.cohorts, operator.cohorts),
        *_of_items(o.CUSTOMER, layout.operator.customers, operator.customers),
        *_single(o.FINANCE),
    )


def _single(table: Table) -> Iterator[LedgerColumn]:
    for place, column in enumerate(table.columns):
        if not _is_scratch(column):
            yield LedgerColumn(column.name, column.unit, column.meaning, table.first + place)


def _of_items(table: Table, items: Items, named: Sequence[object]) -> Iterator[LedgerColumn]:
    for c, item in enumerate(named):
        prefix = f"{table.name}.{getattr(item, 'id', c)}"
        for place, column in enumerate(table.columns):
            if not _is_scratch(column):
                row = items.work + c * len(table.columns) + place
                yield LedgerColumn(f"{prefix}.{column.name}", column.unit, column.meaning, row)


def _is_scratch(column: Column) -> bool:
    return column.meaning.startswith("scratch")
