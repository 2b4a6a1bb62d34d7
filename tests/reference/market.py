"""The market of riskcloud/model/README.md, part 1, in NumPy arrays over paths.

Numbers in docstrings are sections of that page.  `Market(given, draws)`, then `begin()` and
`step(month)` for months 1, 2, ...; after each, the attributes named as the columns of
riskcloud/columns/market.py hold the month's state, one value a path (a float where it is the
same on every path).  Items' columns are attributes of `generations[k]`, `chips[c]`,
`regions[r]` and `vendors[v]`, shocks of `shocks`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from riskcloud.kernels.random import streams
from tests.reference import exchange, price_events, tokens
from tests.reference.draws import Array, Draws

Number = float | Array

SHOCKS = ("tightness", "contract", "spot", "list", "inference", "rate", "server")


@dataclass(frozen=True)
class Given:
    """What a market is made of: inputs by row name, each a float or one value a path.

    No vendors: no price events; ``events`` are the products whose events are simulated,
    ``tokens`` and ``exchange`` say whether those are.
    """

    inputs: Mapping[str, Number]
    generations: Sequence[Mapping[str, Number]] = ()
    chips: Sequence[Mapping[str, Number]] = ()
    regions: Sequence[Mapping[str, Number]] = ()
    vendors: Sequence[Mapping[str, Number]] = ()
    chip_generation: Sequence[int] = ()  # -1 for none
    calendar_month: int = 11  # of month 0
    events: Sequence[str] = ("compute", "token")
    tokens: bool = False
    exchange: bool = False
    correlation: NDArray[np.float64] = field(default_factory=lambda: np.eye(len(SHOCKS)))


def _fields(rows: Mapping[str, Number], prefix: str = "") -> SimpleNamespace:
    """GENERATION_LAUNCH_MONTH of a generation's rows becomes the attribute launch_month."""
    return SimpleNamespace(**{row.removeprefix(prefix).lower(): rows[row] for row in rows})


def _keep_and_step(reversion: Number, volatility: Number) -> tuple[Number, Number]:
    """An Ornstein-Uhlenbeck month, exactly: what is kept of the value, sd of the new part."""
    keep = np.exp(-reversion / 12)
    return keep, volatility * np.sqrt((1 - keep**2) / (2 * reversion))


def _annuity(rate: Number, years: Number) -> Number:
    return (1 - np.exp(-rate * years)) / rate


def _by_regime(regime: Array, boom: Number, normal: Number, bust: Number) -> Array:
    return np.where(regime == 0, boom, np.where(regime == 1, normal, bust))


class Market:
    def __init__(self, given: Given, draws: Draws) -> None:
        self.p = _fields(given.inputs)
        self.generations = [_fields(rows, "GENERATION_") for rows in given.generations]
        self.chips = [_fields(rows, "CHIP_") for rows in given.chips]
        self.regions = [_fields(rows, "REGION_") for rows in given.regions]
        self.vendors = [_fields(rows, "VENDOR_") for rows in given.vendors]
        self.events = given.events
        self.tokens, self.exchange = given.tokens, given.exchange
        self.chip_generation = given.chip_generation
        self.calendar_month = given.calendar_month
        self.mixer = np.linalg.cholesky(given.correlation)
        self.draws = draws

    def begin(self) -> None:
        """Month 0 (1.14)."""
        p = self.p
        self.regime = np.zeros(self.draws.paths) + p.demand_start
        self.mixing = self.frailty = 1.0
        self.tightness = x = np.zeros(self.draws.paths) + p.tightness_start
        self.pipeline_1 = p.tightness_ordered * x
        self.pipeline_2 = p.tightness_building * x
        self.pipeline_3 = p.tightness_delivering * x
        self.contract_residual = self.spot_basis = self.server_noise = 0.0
        self.ln_list_price = np.log(p.prices_list_start)
        self.list_price = p.prices_list_start
        self.inference_logit = np.log(p.inference_start / (1 - p.inference_start))
        self.inference_share = np.minimum(p.inference_cap, p.inference_start)
        self.short_rate = p.rates_start
        self._begin_coefficients()
        self._begin_generations()
        self._begin_chips()
        self._begin_regions()
        self._entry_cost(0)
        self._contract_and_spot_prices()
        self._chips(0)
        self._server_index()
        self._credit()
        price_events.begin(self)
        tokens.begin(self)
        exchange.begin(self)

    def step(self, month: int) -> None:
        """Months 1, 2, ..., in the order of 1.14."""
        self._path_year(month)
        self._shocks(month)
        self._regime()
        self._tightness()
        self._entry_cost(month)
        self._contract_and_spot()
        self._list()
        self._chips(month)
        self._inference()
        self._power(month)
        self._rates()
        self._servers()
        self._credit()
        price_events.step(self, month)
        tokens.step(self, month)
        exchange.step(self, month)

    # 1.0

    def _path_year(self, month: int) -> None:
        """Mixing and frailty, drawn at the first month of a year."""
        if month % 12 != 1:
            return
        p = self.p
        (uniform,) = self.draws.uniforms(1, month, 0, streams.MIXING)
        turbulent = uniform < p.mixing_turbulent_probability
        self.mixing = np.where(turbulent, p.mixing_turbulent, p.mixing_calm)
        first, second = self.draws.uniforms(2, month, 0, streams.FRAILTY)
        self.frailty = -(np.log(first) + np.log(second)) / 2

    def _shocks(self, month: int) -> None:
        uniforms = self.draws.uniforms(2, month, 0, streams.REGIME_AND_JUMP)
        self.regime_uniform, self.jump_uniform = uniforms
        tightness, jump, contract, spot = self.draws.normals(4, month, 0, streams.COMPUTE_SHOCKS)
        others = self.draws.normals(4, month, 0, streams.OTHER_SHOCKS)
        independent = np.stack([tightness, contract, spot, *others])
        scaled = self.mixing * (self.mixer @ independent)
        self.shocks = SimpleNamespace(jump=jump, **dict(zip(SHOCKS, scaled, strict=True)))

    # 1.1

    def _regime(self) -> None:
        p, u, regime = self.p, self.regime_uniform, self.regime
        lower = _by_regime(regime, 1, 0, 0)
        higher = _by_regime(regime, 2, 2, 1)
        to_lower = _by_regime(
            regime, p.demand_boom_to_normal, p.demand_normal_to_boom, p.demand_bust_to_boom
        )
        to_higher = _by_regime(
            regime, p.demand_boom_to_bust, p.demand_normal_to_bust, p.demand_bust_to_normal
        )
        moved = np.where(u < to_lower + to_higher, higher, regime)
        self.regime = np.where(u < to_lower, lower, moved)

    def _growth_mean(self) -> Number:
        """Mean growth under the stationary law of the chain: the Markov chain tree theorem."""
        p = self.p
        p01, p02 = p.demand_boom_to_normal, p.demand_boom_to_bust
        p10, p12 = p.demand_normal_to_boom, p.demand_normal_to_bust
        p20, p21 = p.demand_bust_to_boom, p.demand_bust_to_normal
        boom = p10 * p20 + p12 * p20 + p21 * p10
        normal = p01 * p21 + p02 * p21 + p20 * p01
        bust = p02 * p12 + p01 * p12 + p10 * p02
        growth = (
            boom * p.demand_boom_growth + normal * p.demand_normal_growth
        ) + bust * p.demand_bust_growth
        return growth / (boom + normal + bust)

    # 1.2

    def _tightness(self) -> None:
        p, x = self.p, self.tightness
        y1, y2, y3 = self.pipeline_1, self.pipeline_2, self.pipeline_3
        growth = _by_regime(
            self.regime, p.demand_boom_growth, p.demand_normal_growth, p.demand_bust_growth
        )
        wanted = p.tightness_capacity_response * y3
        limit = np.where(wanted > 0, p.tightness_expansion_limit, p.tightness_contraction_limit)
        supply = limit * np.tanh(wanted / limit)
        drift = growth - self.growth_mean - supply - p.tightness_demand_reversion * x
        noise = p.tightness_volatility * np.sqrt(1 / 12) * self.shocks.tightness
        jumps = self.jump_uniform < 1 - np.exp(-p.tightness_jump_rate / 12)
        jump = np.where(jumps, p.tightness_jump_volatility * self.shocks.jump, 0)
        self.tightness = x + drift / 12 + noise + jump
        self.pipeline_1 = y1 + self.build_step * (x - y1)
        self.pipeline_2 = y2 + self.build_step * (y1 - y2)
        self.pipeline_3 = y3 + self.build_step * (y2 - y3)

    # 1.3

    def _begin_generations(self) -> None:
        """Launch of each generation, and the fall of the best unit cost that it brings."""
        ln_unit_cost: Number = 0.0
        ln_best: Number = 0.0
        for item in self.generations:
            item.launch = item.launch_month + item.delay_months
            gain = self.p.entry_cost_elasticity * np.log(item.performance)
            ln_unit_cost = ln_unit_cost + np.log(item.cost) - gain
            new_best = np.minimum(ln_best, ln_unit_cost)
            item.ln_best_step = new_best - ln_best
            ln_best = new_best

    def _begin_entry_cost(self) -> None:
        """ln c_0, and the share of hardware in it."""
        p = self.p
        rho, years = p.entry_cost_discount_rate, p.entry_cost_life
        kept = 1 - p.entry_cost_residual_share * np.exp(-rho * years)
        hardware = p.entry_cost_capex * kept
        running = p.entry_cost_opex * _annuity(rho, years)
        hours = _annuity(rho + p.entry_cost_rent_decline, years) * 8760 * p.entry_cost_utilisation
        units = p.entry_cost_performance**p.entry_cost_elasticity
        self.ln_entry_cost_start = np.log((hardware + running) / (hours * units))
        self.server_weight = hardware / (hardware + running)

    def _entry_cost(self, month: int) -> None:
        p = self.p
        fall: Number = 0.0
        for item in self.generations:
            age = (month - item.launch) / 12
            late = p.entry_cost_adoption_speed * (np.maximum(age, 0) - p.entry_cost_adoption_lag)
            adopted = np.where(age < 0, 0, 1 / (1 + np.exp(-late)))
            fall = fall + adopted * item.ln_best_step
        noise = self.server_weight * self.server_noise
        self.ln_entry_cost = self.ln_entry_cost_start + fall + noise

    # 1.4

    def _contract_and_spot(self) -> None:
        u, b = self.contract_residual, self.spot_basis
        self.contract_residual = u * self.contract_keep + self.contract_step * self.shocks.contract
        self.spot_basis = b * self.spot_keep + self.spot_step * self.shocks.spot
        self._contract_and_spot_prices()

    def _contract_and_spot_prices(self) -> None:
        self.ln_contract = self.ln_entry_cost + self.tightness + self.contract_residual
        self.contract_price = np.exp(self.ln_contract)
        self.spot_price = self.contract_price * self.p.prices_spot_ratio * np.exp(self.spot_basis)

    def _list(self) -> None:
        p = self.p
        gap = self.ln_contract + np.log(p.prices_list_ratio) - self.ln_list_price
        noise = p.prices_list_volatility * np.sqrt(1 / 12) * self.shocks.list
        self.ln_list_price = self.ln_list_price + self.list_step * gap + noise
        self.list_price = np.exp(self.ln_list_price)

    # 1.5

    def _begin_chips(self) -> None:
        """Performance against H100, and the month from which a chip ages."""
        for item, generation in zip(self.chips, self.chip_generation, strict=True):
            gains = [np.log(g.performance) for g in self.generations[: generation + 1]]
            item.ln_training = np.log(item.training_performance) + sum(gains)
            item.ln_inference = np.log(item.inference_performance) + sum(gains)
            launch = self.generations[generation].launch if generation >= 0 else item.launch_month
            item.birth = np.maximum(0, launch)

    def _chips(self, month: int) -> None:
        p, share = self.p, self.inference_share
        for item in self.chips:
            ln_performance = (1 - share) * item.ln_training + share * item.ln_inference
            age = np.maximum(0, month - item.birth) / 12
            item.quality = np.exp(p.entry_cost_elasticity * ln_performance - p.prices_ageing * age)
            floor = item.kw * p.prices_reference_pue * self.regions[0].price / 1000
            item.price = np.maximum(self.contract_price * item.quality, floor)

    # 1.6

    def _inference(self) -> None:
        p = self.p
        noise = p.inference_volatility * np.sqrt(1 / 12) * self.shocks.inference
        self.inference_logit = self.inference_logit + p.inference_slope / 12 + noise
        share = 1 / (1 + np.exp(-self.inference_logit))
        self.inference_share = np.minimum(p.inference_cap, share)

    # 1.7

    def _begin_regions(self) -> None:
        for item in self.regions:
            item.short = item.long = 0.0
            item.spike = 1.0
            item.keep, item.step = _keep_and_step(item.reversion, item.volatility)
            item.price = item.start * np.exp(self._season(item, 0))

    def _season(self, item: SimpleNamespace, month: int) -> Number:
        turns = (self.calendar_month + month - item.season_peak_month) / 12
        return item.season_amplitude * np.cos(2 * np.pi * turns)

    def _power(self, month: int) -> None:
        for region, item in enumerate(self.regions):
            short, long = self.mixing * self.draws.normals(2, month, region, streams.POWER_SHOCKS)
            item.short = item.short * item.keep + item.step * short
            step = item.long_volatility * np.sqrt(1 / 12) * long
            item.long = item.long + item.long_drift / 12 + step
            logarithm = self._season(item, month) + item.short + item.long
            item.price = item.start * np.exp(logarithm)
            (uniform,) = self.draws.uniforms(1, month, region, streams.POWER_SPIKE)
            spikes = uniform < 1 - np.exp(-item.spike_rate / 12)
            item.spike = np.where(spikes, item.spike_multiple, 1)

    # 1.8

    def _rates(self) -> None:
        mean = self.p.rates_mean
        noise = self.rate_step * self.shocks.rate
        self.short_rate = mean + (self.short_rate - mean) * self.rate_keep + noise

    # 1.9

    def _servers(self) -> None:
        noise = self.server_step * self.shocks.server
        self.server_noise = self.server_noise * self.server_keep + noise
        self._server_index()

    def _server_index(self) -> None:
        self.server_index = np.exp(self.p.servers_tightness * self.tightness + self.server_noise)

    # 1.8 and 1.10

    def _credit(self) -> None:
        p, x = self.p, self.tightness
        self.spread_factor = np.exp(-p.rates_spread_tightness * x)
        cycle = np.exp(-p.credit_hazard_tightness * x)
        self.hazard_factor = cycle * self.frailty / p.credit_hazard_mean

    def _begin_coefficients(self) -> None:
        """What is computed once a path."""
        p = self.p
        self.growth_mean = self._growth_mean()
        self.build_step = 1 - np.exp(-3 / (12 * p.tightness_build_time))
        self._begin_entry_cost()
        self.contract_keep, self.contract_step = _keep_and_step(
            p.prices_contract_reversion, p.prices_contract_volatility
        )
        self.spot_keep = np.exp(-p.prices_spot_reversion / 12)
        self.spot_step = p.prices_spot_stationary_sd * np.sqrt(1 - self.spot_keep**2)
        self.list_step = 1 - np.exp(-p.prices_list_adjustment / 12)
        self.rate_keep, self.rate_step = _keep_and_step(p.rates_reversion, p.rates_volatility)
        self.server_keep, self.server_step = _keep_and_step(
            p.servers_reversion, p.servers_volatility
        )
