"""Which pictures a run has, each bound to the finished values that it draws."""

from functools import partial
from typing import Protocol

from riskcloud.report import fans, lender, loss_tail, payback, style
from riskcloud.report.irr_density import irr_density
from riskcloud.report.npv_density import npv_density
from riskcloud.report.picture import Draw, Page, Picture, Plots
from riskcloud.report.variance_shares import OUTCOME, PAGE, variance_shares
from riskcloud.risk.fans import Fan
from riskcloud.risk.risk_summary import RiskSummary
from riskcloud.risk.shapes import Shapes

_PAGES = {"variance_shares": PAGE}


class Finished(Protocol):
    """A finished run, as far as pictures look at it."""

    @property
    def summary(self) -> RiskSummary: ...
    @property
    def shapes(self) -> Shapes: ...
    def fans(self) -> dict[str, Fan]: ...


def draw_all(run: Finished) -> Plots:
    """The pictures of a finished run; the lender's only where a loan is drawn."""
    summary, shapes, drawn = run.summary, run.shapes, run.fans()
    named: dict[str, tuple[str, tuple[Draw, ...]]] = {}
    for owner in ("equity", "project"):
        shape = shapes.histograms[f"{owner}_irr"]
        draw = partial(irr_density, summary=summary, shape=shape, owner=owner)
        named[f"{owner}_irr"] = f"Density of the {owner} IRR", (draw,)
    for owner in ("equity", "project"):
        shape = shapes.histograms[f"{owner}_npv"]
        draw = partial(npv_density, summary=summary, shape=shape, owner=owner)
        named[f"{owner}_npv"] = f"Density of the {owner} NPV", (draw,)
    named["payback"] = (
        "Share of paths that have paid back by month",
        (partial(payback.payback, summary=summary, shapes=shapes),),
    )
    named["loss_tail"] = (
        "Share of paths that lose more than an amount",
        (partial(loss_tail.loss_tail, summary=summary, shapes=shapes),),
    )
    for name in ("h100_price", "utilisation", "project_cash", "equity_cash"):
        fan = drawn[name]
        draw = partial(fans.fan, drawn=fan, scenario=summary.scenario)
        named[name] = f"{fans.title_of(fan)} over time", (draw,)
    if shapes.covenants:
        named["lender"] = (
            "DSCR and loan-to-value by year",
            lender.panels(drawn["dscr"], drawn["ltv"], shapes.covenants, summary.scenario),
        )
    spread = summary.attribution.get(OUTCOME)
    if spread and spread.variance:
        draw = partial(variance_shares, summary=summary, shares=spread.variance)
        named["variance_shares"] = "Shares of the variance of equity NPV by input", (draw,)
    footer = (
        f"riskcloud   scenario {style.short(summary.scenario)}   {style.paths(summary.paths)}"
        f"   seed {summary.seed}   digest {summary.digest[:16]}"
    )
    return Plots(
        [
            Picture(name, f"{title}: {summary.scenario}", panels, footer, _PAGES.get(name, Page()))
            for name, (title, panels) in named.items()
        ]
    )
