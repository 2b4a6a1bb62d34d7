"""A scenario's inputs as the reference takes them: by row name, a float or one value a path."""

from collections.abc import Callable
from types import ModuleType

import numpy as np

from riskcloud.compilation import Compiled
from riskcloud.kernels.layout import market as market_rows
from riskcloud.kernels.layout import operator as operator_rows
from riskcloud.kernels.layout.items import Items
from riskcloud.kernels.layout.layout import MarketLayout
from riskcloud.model.base import numbers
from riskcloud.model.scenario import Scenario
from riskcloud.run.lanes import drawn_inputs, group_of
from tests.reference import market, state
from tests.reference.contracted import scaled
from tests.reference.draws import Array
from tests.reference.market import Number
from tests.reference.sampling import Sampler

ITEMS = ("GENERATION_", "CHIP_", "REGION_", "VENDOR_", "COHORT_", "CUSTOMER_")
SHOCKS = len(market.SHOCKS)

Drawn = dict[int, Array]
Reading = Callable[[int], Number]


def addressed_inputs(compiled: Compiled, first_path: int, paths: int) -> Drawn:
    """Uncertain inputs of these paths, by input row, as the kernel draws them."""
    start = group_of(first_path)
    drawn = drawn_inputs(compiled, start, first_path + paths - start)[:, first_path - start :]
    return {one.row: row for one, row in zip(compiled.uncertain, drawn, strict=True)}


def sampled_inputs(
    scenario: Scenario, compiled: Compiled, generator: np.random.Generator, paths: int
) -> Drawn:
    """Uncertain inputs by input row, drawn by NumPy and scipy."""
    values = {one.path: one.value for one in numbers(scenario)}
    sampler = Sampler(scenario.market, generator, paths)
    return {
        one.row: np.asarray(sampler.draw(one.path.removeprefix("market."), values[one.path]))
        for one in compiled.uncertain
    }


def given(compiled: Compiled, drawn: Drawn) -> tuple[market.Given, state.Given]:
    """What the market and the operator are made of."""

    def reading(row: int) -> Number:
        return drawn[row] if row in drawn else float(compiled.inputs[row, 0])

    return _market(compiled, reading), _operator(compiled, reading)


def _rows(module: ModuleType, prefix: str = "") -> dict[str, int]:
    """Names and rows of a kind of items, or of what is no item's."""
    sizes = ("_INPUTS", "_INPUTS_END", "DEPRECIATION_YEARS")
    named = {k: v for k, v in vars(module).items() if k.isupper() and not k.endswith(sizes)}
    if prefix:
        return {name: row for name, row in named.items() if name.startswith(prefix)}
    return {name: row for name, row in named.items() if not name.startswith(ITEMS)}


def _of_items(
    module: ModuleType, prefix: str, items: Items, reading: Reading
) -> list[dict[str, Number]]:
    rows = _rows(module, prefix)
    firsts = [items.inputs + place * len(rows) for place in range(items.count)]
    return [{name: reading(first + row) for name, row in rows.items()} for first in firsts]


def _market(compiled: Compiled, reading: Reading) -> market.Given:
    layout = compiled.layout.market
    factor = np.eye(SHOCKS)
    if layout.cholesky >= 0:
        lower = np.tril_indices(SHOCKS)
        factor[lower] = compiled.inputs[layout.cholesky : layout.cholesky + len(lower[0]), 0]
    return market.Given(
        inputs={name: reading(row) for name, row in _rows(market_rows).items()},
        generations=_of_items(market_rows, "GENERATION_", layout.generations, reading),
        chips=_of_items(market_rows, "CHIP_", layout.chips, reading),
        regions=_of_items(market_rows, "REGION_", layout.regions, reading),
        vendors=_of_items(market_rows, "VENDOR_", layout.vendors, reading),
        chip_generation=layout.chip_generation.tolist(),
        calendar_month=layout.calendar_month,
        correlation=factor @ factor.T,
        events=_events(layout),
        tokens=bool(layout.tokens),
        exchange=bool(layout.exchange),
    )


def _events(layout: MarketLayout) -> list[str]:
    simulated = {"compute": layout.compute_events, "token": layout.token_events}
    return [product for product, is_simulated in simulated.items() if is_simulated]


def _operator(compiled: Compiled, reading: Reading) -> state.Given:
    layout = compiled.layout.operator
    cohorts = _of_items(operator_rows, "COHORT_", layout.cohorts, reading)
    customers = _of_items(operator_rows, "CUSTOMER_", layout.customers, reading)
    chips, rented = layout.cohort_chip.tolist(), layout.customer_cohort.tolist()
    terms = {name: reading(row) for name, row in _rows(operator_rows).items()}
    customers = [row | {"cohort": k} for row, k in zip(customers, rented, strict=True)]
    return state.Given(
        terms=terms,
        cohorts=[row | {"chip": chip} for row, chip in zip(cohorts, chips, strict=True)],
        customers=scaled(terms, cohorts, customers),
        region=layout.region,
        horizon=layout.horizon,
        vendor=layout.vendor,
    )
