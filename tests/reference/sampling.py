"""A market of the model as input rows for the reference, uncertain numbers drawn by scipy."""

import numpy as np
from scipy import stats

from riskcloud.model.base import Item, Part
from riskcloud.model.distributions import (
    NORMAL_P90,
    Beta,
    Choice,
    Distribution,
    Lognormal,
    Normal,
    Triangular,
    Uniform,
)
from riskcloud.model.market import SHOCKS, Chip, Generation, Market
from tests.reference.draws import Array
from tests.reference.market import Given, Number

REGIMES = ("boom", "normal", "bust")
SECTIONS = (
    *("demand", "tightness", "entry_cost", "prices", "inference"),
    *("rates", "servers", "mixing", "credit"),
)
LAYERS = ("tokens", "price_events", "exchange")


def quantile(distribution: Distribution, share: Array) -> Array:
    """Quantiles of a distribution, its bounds applied."""
    value: Array = np.asarray(_unbounded(distribution, share), dtype=float)
    return np.clip(value, distribution.min, distribution.max)


def _unbounded(distribution: Distribution, share: Array) -> Array:
    match distribution:
        case Uniform(low=low, high=high):
            return low + (high - low) * share
        case Triangular(low=low, mode=mode, high=high):
            return stats.triang.ppf(share, (mode - low) / (high - low), low, high - low)
        case Normal(mean=mean, sd=sd):
            return stats.norm.ppf(share, mean, sd)
        case Lognormal(median=median, p90=None, log_sd=log_sd):
            return stats.lognorm.ppf(share, log_sd, scale=median)
        case Lognormal(median=median, p90=float(p90)):
            return stats.lognorm.ppf(share, np.log(p90 / median) / NORMAL_P90, scale=median)
        case Beta(alpha=alpha, beta=beta, low=low, high=high):
            return stats.beta.ppf(share, alpha, beta, low, high - low)
        case Choice(values=values, weights=weights):
            edges = np.cumsum(weights) / np.sum(weights)
            return np.asarray(values)[np.searchsorted(edges, share)]
    raise TypeError(distribution)


class Sampler:
    """Draws a market's uncertain numbers, one value a path, correlated as the market says."""

    def __init__(self, market: Market, generator: np.random.Generator, paths: int) -> None:
        self.generator, self.paths = generator, paths
        named = sorted({path for pair in market.input_correlation for path in pair.between})
        correlation = np.eye(len(named))
        for pair in market.input_correlation:
            one, other = (named.index(path) for path in pair.between)
            correlation[one, other] = correlation[other, one] = pair.correlation
        normals = generator.standard_normal((len(named), paths))
        self.scores = dict(zip(named, np.linalg.cholesky(correlation) @ normals, strict=True))

    def rows(self, part: Part, path: str, prefix: str) -> dict[str, Number]:
        """Input rows of a part's numbers; ``path`` is its place below market."""
        given = {name: getattr(part, name) for name in type(part).model_fields}
        numbers = {n: v for n, v in given.items() if isinstance(v, float | Distribution)}
        return {f"{prefix}_{n}".upper(): self.draw(f"{path}.{n}", v) for n, v in numbers.items()}

    def draw(self, path: str, value: float | Distribution) -> Number:
        if not isinstance(value, Distribution):
            return value
        if path in self.scores:
            return quantile(value, stats.norm.cdf(self.scores[path]))
        return quantile(value, self.generator.random(self.paths))


def sampled(
    market: Market, generator: np.random.Generator, paths: int, layers: bool = False
) -> Given:
    """What the reference needs of a market, uncertain numbers drawn for so many paths.

    layers: price events, tokens and the exchange rate are simulated.
    """
    sampler = Sampler(market, generator, paths)
    inputs: dict[str, Number] = {"DEMAND_START": float(REGIMES.index(market.demand.start))}
    for section in (*SECTIONS, *(LAYERS if layers else ())):
        inputs |= sampler.rows(getattr(market, section), section, section)
    return Given(
        inputs=inputs,
        generations=_items(sampler, market.generations, "generations", "generation"),
        chips=_items(sampler, market.chips, "chips", "chip"),
        regions=_items(sampler, market.regions, "regions", "region"),
        vendors=_items(sampler, market.vendors if layers else (), "vendors", "vendor"),
        chip_generation=[_place(chip, market.generations) for chip in market.chips],
        calendar_month=market.calendar_month,
        correlation=_shock_correlation(market),
        tokens=layers,
        exchange=layers,
    )


def _items(
    sampler: Sampler, items: tuple[Item, ...], path: str, prefix: str
) -> list[dict[str, Number]]:
    return [sampler.rows(item, f"{path}.{item.id}", prefix) for item in items]


def _place(chip: Chip, generations: tuple[Generation, ...]) -> int:
    ids = [generation.id for generation in generations]
    return -1 if chip.generation is None else ids.index(chip.generation)


def _shock_correlation(market: Market) -> Array:
    correlation = np.eye(len(SHOCKS))
    for pair in market.shock_correlation:
        one, other = (SHOCKS.index(shock) for shock in pair.between)
        correlation[one, other] = correlation[other, one] = pair.correlation
    return correlation
