"""A market as a dict of plain values, and many months of it through the kernel.

Values are the defaults of the market of November 2026, written out again here so that a
test stands alone.  A value may be an array with one number a path.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcloud.columns import market as m
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as rows
from riskcloud.kernels.layout.items import Items
from riskcloud.kernels.layout.layout import MarketLayout
from riskcloud.kernels.market import begin_market, step_market
from riskcloud.kernels.market.shocks import CORRELATED

SEED = 20261123

MARKET: dict[str, Any] = {
    "demand.start": 0.0,
    "demand.boom_growth": 0.20,
    "demand.normal_growth": 0.0,
    "demand.bust_growth": -0.20,
    "demand.boom_to_normal": 0.07,
    "demand.boom_to_bust": 0.01,
    "demand.normal_to_boom": 0.05,
    "demand.normal_to_bust": 0.06,
    "demand.bust_to_boom": 0.01,
    "demand.bust_to_normal": 0.07,
    "tightness.start": 0.20,
    "tightness.ordered": 0.75,
    "tightness.building": 0.40,
    "tightness.delivering": 0.10,
    "tightness.capacity_response": 2.4,
    "tightness.build_time": 0.7,
    "tightness.demand_reversion": 0.9,
    "tightness.volatility": 0.15,
    "tightness.jump_rate": 0.3,
    "tightness.jump_volatility": 0.12,
    "tightness.expansion_limit": 0.8,
    "tightness.contraction_limit": 0.7,
    "entry_cost.capex": 60_000.0,
    "entry_cost.opex": 7_400.0,
    "entry_cost.performance": 2.27,
    "entry_cost.life": 5.0,
    "entry_cost.residual_share": 0.10,
    "entry_cost.discount_rate": 0.12,
    "entry_cost.rent_decline": 0.12,
    "entry_cost.utilisation": 0.9,
    "entry_cost.elasticity": 0.68,
    "entry_cost.adoption_speed": 4.0,
    "entry_cost.adoption_lag": 0.5,
    "prices.contract_reversion": 1.5,
    "prices.contract_volatility": 0.16,
    "prices.spot_ratio": 0.9,
    "prices.spot_reversion": 4.0,
    "prices.spot_stationary_sd": 0.18,
    "prices.list_start": 3.79,
    "prices.list_ratio": 1.43,
    "prices.list_adjustment": 3.0,
    "prices.list_volatility": 0.20,
    "prices.ageing": 0.03,
    "prices.reference_pue": 1.25,
    "inference.start": 0.67,
    "inference.slope": 0.38,
    "inference.volatility": 0.20,
    "inference.cap": 0.85,
    "rates.start": 0.0362,
    "rates.reversion": 0.3,
    "rates.mean": 0.035,
    "rates.volatility": 0.009,
    "rates.spread_tightness": 1.5,
    "servers.tightness": 0.25,
    "servers.reversion": 1.0,
    "servers.volatility": 0.10,
    "mixing.calm": 0.85,
    "mixing.turbulent": 1.6,
    "mixing.turbulent_probability": 0.15,
    "credit.hazard_tightness": 4.4,
    "credit.hazard_mean": 1.4,
    "tokens.throughput": 4.0,
    "tokens.software_growth": 0.5,
    "tokens.markup": 0.7,
    "tokens.markup_reversion": 1.5,
    "tokens.markup_volatility": 0.35,
    "tokens.release_rate": 1.0,
    "tokens.release_cut": 0.15,
    "price_events.compute_cut_rate": 0.4,
    "price_events.compute_hike_rate": 0.3,
    "price_events.token_cut_rate": 0.6,
    "price_events.token_hike_rate": 0.3,
    "price_events.compute_branching": 0.6,
    "price_events.token_branching": 0.65,
    "price_events.compute_same_month": 0.5,
    "price_events.token_same_month": 0.9,
    "price_events.compute_half_life": 1.0,
    "price_events.token_half_life": 0.25,
    "price_events.tightness_slope": 2.3,
    "price_events.compute_cut": 0.12,
    "price_events.compute_hike": 0.15,
    "price_events.token_cut": 0.18,
    "price_events.token_hike": 0.20,
    "price_events.premium_half_life": 6.0,
    "exchange.start": 7.1,
    "exchange.drift": 0.02,
    "exchange.volatility": 0.04,
}
GENERATIONS = [
    {"launch_month": 3.0 + 12.0 * k, "delay_months": 3.0, "performance": 2.0, "cost": 1.5}
    for k in range(8)
]
CHIPS = [
    {"training_performance": 1.0, "inference_performance": 1.0, "launch_month": -48, "kw": 1.3},
    {"training_performance": 2.27, "inference_performance": 2.5, "launch_month": -18, "kw": 1.9},
    {"training_performance": 2.3, "inference_performance": 2.6, "launch_month": 0, "kw": 2.3},
]
CHIP_GENERATION = [-1, -1, 0]
REGION = {
    "start": 60.0,
    "reversion": 4.0,
    "volatility": 0.35,
    "long_drift": 0.01,
    "long_volatility": 0.09,
    "season_amplitude": 0.12,
    "season_peak_month": 7.0,
    "spike_rate": 2.0,
    "spike_multiple": 1.5,
}
VENDORS = [
    {"weight": 0.3, "leads": 2.0, "follows": 0.5},
    {"weight": 0.2, "leads": 0.5, "follows": 0.0},
    {"weight": 0.4, "leads": 1.0, "follows": 2.0},
]

# The default mixing has a mean square of 0.998: a process that forgot it would pass unseen.
STRONG_MIXING = {"calm": 0.8, "turbulent": 2.5}


@dataclass
class Case:
    """A market: scalar fields, items, correlation of its seven shocks (None: not in the layout).

    Of price events (no vendors), tokens and the exchange rate nothing is simulated unless said.
    """

    fields: dict[str, Any] = field(default_factory=lambda: dict(MARKET))
    generations: Sequence[Mapping[str, Any]] = field(default_factory=lambda: list(GENERATIONS))
    chips: Sequence[Mapping[str, Any]] = field(default_factory=lambda: list(CHIPS))
    chip_generation: Sequence[int] = field(default_factory=lambda: list(CHIP_GENERATION))
    regions: Sequence[Mapping[str, Any]] = field(default_factory=lambda: [dict(REGION)])
    vendors: Sequence[Mapping[str, Any]] = ()
    correlation: NDArray[np.float64] | None = field(default_factory=lambda: np.eye(CORRELATED))
    calendar_month: int = 11
    tokens: bool = False
    exchange: bool = False

    @property
    def _item_rows(self) -> list[tuple[str, Sequence[Mapping[str, Any]], int, int]]:
        return [
            ("GENERATION", self.generations, rows.GENERATION_INPUTS, m.GENERATION_FIELDS),
            ("CHIP", self.chips, rows.CHIP_INPUTS, m.CHIP_FIELDS),
            ("REGION", self.regions, rows.REGION_INPUTS, m.REGION_FIELDS),
            ("VENDOR", self.vendors, rows.VENDOR_INPUTS, m.VENDOR_FIELDS),
        ]

    def compiled(self) -> tuple[list[Any], MarketLayout, int]:
        """One value (number or array over paths) an input row, the layout, rows of work."""
        values: list[Any] = [0.0] * rows.MARKET_INPUTS
        for name, value in self.fields.items():
            values[getattr(rows, name.upper().replace(".", "_"))] = value
        first_cholesky = -1
        if self.correlation is not None:
            first_cholesky = len(values)
            values += list(np.linalg.cholesky(self.correlation)[np.tril_indices(CORRELATED)])
        places: list[Items] = []
        work = m.COEFFICIENT.end
        for kind, items, width, fields in self._item_rows:
            places.append(Items(len(items), len(values), work))
            work += len(items) * fields
            for item in items:
                block: list[Any] = [0.0] * width
                for name, value in item.items():
                    block[getattr(rows, f"{kind}_{name.upper()}")] = value
                values += block
        generation = np.array(self.chip_generation, dtype=np.int64)
        layout = MarketLayout(
            self.calendar_month,
            *places,
            generation,
            first_cholesky,
            int(bool(self.vendors)),
            int(bool(self.vendors)),
            int(self.tokens),
            int(self.exchange),
        )
        return values, layout, work

    def rows_of(self, kind: str, item: int) -> int:
        """First work row of an item of "generations", "chips", "regions" or "vendors"."""
        _, layout, _ = self.compiled()
        fields = {f"{name.lower()}s": width for name, _, _, width in self._item_rows}
        return int(getattr(layout, kind).work + item * fields[kind])


def changed(**groups: Mapping[str, Any]) -> Case:
    """The default market with fields changed: changed(tightness={"volatility": 0.2})."""
    fields = dict(MARKET)
    for group, values in groups.items():
        for name, value in values.items():
            if f"{group}.{name}" not in fields:
                raise KeyError(f"{group}.{name}")
            fields[f"{group}.{name}"] = value
    return Case(fields)


def lane_groups(
    case: Case, groups: int, first_path: int = 0, seed: int = SEED
) -> Iterator[tuple[Callable[[int], None], NDArray[np.float64]]]:
    """For each group of LANES paths: a function that begins or steps it, and its work rows."""
    values, layout, work_rows = case.compiled()
    # Rows that a path never sets must not look like zeros that the kernel made.
    work = np.full((work_rows, LANES), np.nan)
    inputs = np.empty((len(values), LANES))
    arrays = {k: np.asarray(v, dtype=float) for k, v in enumerate(values) if np.ndim(v)}
    for k, value in enumerate(values):
        if k not in arrays:
            inputs[k] = value
    for group in range(groups):
        start = np.int64(first_path + group * LANES)
        for k, array in arrays.items():
            inputs[k] = array[group * LANES : (group + 1) * LANES]

        def advance(month: int, start: np.int64 = start) -> None:
            if month == 0:
                begin_market(np.uint64(seed), start, inputs, layout, work)
            else:
                step_market(np.uint64(seed), start, np.int64(month), inputs, layout, work)

        yield advance, work


def simulate(
    case: Case,
    wanted: Sequence[int],
    months: Sequence[int],
    groups: int,
    first_path: int = 0,
) -> NDArray[np.float64]:
    """Wanted work rows in the wanted months, shape (months, rows, paths)."""
    wanted, months = list(wanted), list(months)
    out = np.empty((len(months), len(wanted), groups * LANES))
    for group, (advance, work) in enumerate(lane_groups(case, groups, first_path)):
        paths = slice(group * LANES, (group + 1) * LANES)
        for month in range(max(months) + 1):
            advance(month)
            if month in months:
                out[months.index(month), :, paths] = work[wanted]
    return out
