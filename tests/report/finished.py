"""A finished run made of arrays: what pictures are drawn from, without a simulation."""

from dataclasses import dataclass, field

import numpy as np

from riskcloud.kernels.counts import count_leading_bits
from riskcloud.risk.cells import cells_of
from riskcloud.risk.conventions import TOTAL_LOSS_IRR, Worse
from riskcloud.risk.counts import ColumnCounts
from riskcloud.risk.exceedance import exceedance
from riskcloud.risk.fans import FAN_QUANTILES, Fan, SinglePath
from riskcloud.risk.histogram import histogram
from riskcloud.risk.intervals import probability
from riskcloud.risk.paid_back import paid_back
from riskcloud.risk.pareto import pareto_tail
from riskcloud.risk.reading import Chunk
from riskcloud.risk.results import Estimate, Missing
from riskcloud.risk.risk_summary import Figure, RiskSummary
from riskcloud.risk.shapes import Shapes
from riskcloud.risk.summary import ColumnSpec, summarise_column

HORIZON = 60
HURDLE = 0.1


@dataclass
class Run:
    """Outcomes of both owners: IRR, NPV (USD) and payback (months), NaN where missing."""

    irr: np.ndarray
    npv: np.ndarray
    payback: np.ndarray
    name: str = "test case"
    spread: float = 0.2
    has_debt: bool = True
    summary: RiskSummary = field(init=False)
    shapes: Shapes = field(init=False)

    def __post_init__(self) -> None:
        columns, histograms, losses, tails, curves = {}, {}, {}, {}, {}
        for owner in ("project", "equity"):
            gaps = int(np.isnan(self.irr).sum())
            spec = ColumnSpec(f"{owner}_irr", Worse.LOW, floor=TOTAL_LOSS_IRR)
            columns[spec.column], cells = _column(self.irr, spec, Missing(unrankable=gaps))
            histograms[spec.column] = histogram(cells, TOTAL_LOSS_IRR)
            spec = ColumnSpec(f"{owner}_npv", Worse.LOW)
            columns[spec.column], cells = _column(self.npv, spec, Missing())
            histograms[spec.column] = histogram(cells)
            losses[spec.column] = exceedance(cells)
            if tail := pareto_tail(cells):
                tails[spec.column] = tail
            gaps = int(np.isnan(self.payback).sum())
            spec = ColumnSpec(f"{owner}_payback", Worse.HIGH, shortfalls=())
            columns[spec.column], cells = _column(self.payback, spec, Missing(highest=gaps))
            curves[spec.column] = paid_back(cells, HORIZON)
        below = probability("", int((self.npv < 0).sum()), len(self.npv))
        hurdle = Estimate("constant", HURDLE, HURDLE, HURDLE, 4096)
        self.summary = RiskSummary(
            scenario=self.name,
            digest="0123456789abcdef" * 4,
            seed=7,
            paths=len(self.npv),
            horizon=HORIZON,
            columns=columns,
            labels={},
            units={},
            probabilities={
                key: Figure("", "share", below)
                for key in ("project_irr_below_wacc", "equity_irr_below_cost_of_equity")
            },
            lender={},
            essay={key: Figure("", "1/year", hurdle) for key in ("wacc", "cost_of_equity")},
            attribution={},
            cautions=(),
        )
        levels = {"lockup_dscr": 1.2, "default_dscr": 1.05, "covenant_ltv": 0.9}
        covenants = {
            key: Figure("", "1", Estimate("constant", level, level, level, 1))
            for key, level in levels.items()
        }
        shown = {name: curve for name, curve in curves.items() if curve}
        self.shapes = Shapes(histograms, losses, tails, shown, covenants if self.has_debt else {})

    def fans(self) -> dict[str, Fan]:
        paths = min(len(self.npv), 4096)
        kinds = {
            "h100_price": ("h100 price, 1-year contract", "USD/GPU-hour", 2.0),
            "utilisation": ("utilisation", "share", 0.7),
            "project_cash": ("cumulative project cash", "USD", -3e9),
            "equity_cash": ("cumulative equity cash", "USD", -4e7),
            "dscr": ("DSCR at the last test", "1", 1.5),
            "ltv": ("loan-to-value at the last test", "1", 0.6),
        }
        return {
            name: fan(name, title, unit, level, self.spread, paths)
            for name, (title, unit, level) in kinds.items()
        }


def _column(values: np.ndarray, spec: ColumnSpec, missing: Missing) -> tuple:
    counts = ColumnCounts()
    count_leading_bits(values, counts.bins)
    figures = summarise_column(counts, lambda: [Chunk(0, values)], spec, missing)
    return figures, cells_of(counts, missing)


def fan(name: str, title: str, unit: str, level: float, spread: float, paths: int) -> Fan:
    months = np.arange(HORIZON + 1)
    around = np.linspace(-spread, spread, len(FAN_QUANTILES))
    bands = level * (1.0 + around[:, None] * np.sqrt(months / HORIZON))
    bands = np.sort(bands, axis=0)
    counts = np.full(HORIZON + 1, paths)
    single = SinglePath(12, "median of project IRR", bands[2] * 1.01)
    return Fan(name, title, unit, paths, months, FAN_QUANTILES, bands, counts, (single,))


def usual(paths: int = 5_000, **changed: object) -> Run:
    """Independent normals, a few total losses, some paths without an IRR or a payback."""
    rng = np.random.default_rng(paths)
    irr = rng.normal(0.15, 0.1, paths)
    irr[: paths // 50] = -1.0
    irr[paths // 50 : paths // 25] = np.nan
    payback = rng.integers(20, 70, paths).astype(float)
    payback[payback > HORIZON] = np.nan
    return Run(irr, rng.normal(1e8, 2e8, paths), payback, **changed)
