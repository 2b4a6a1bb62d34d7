"""What pictures draw beside the figures of the summary: whole distributions, made small."""

from collections.abc import Mapping
from dataclasses import dataclass

from riskcloud.risk.exceedance import Exceedance
from riskcloud.risk.histogram import Histogram
from riskcloud.risk.paid_back import PaidBack
from riskcloud.risk.pareto import ParetoTail
from riskcloud.risk.risk_summary import Figure


@dataclass(frozen=True)
class Shapes:
    """Distributions of one run, by outcome column.

    histograms: of IRRs and NPVs.  losses: tails of NPVs.  paid_back: payback curves.
    tails: generalised Pareto tails of NPVs, where a threshold supports one.
    covenants: levels of the loan's tests, by the operator's field; empty without debt.
    """

    histograms: Mapping[str, Histogram]
    losses: Mapping[str, Exceedance]
    tails: Mapping[str, ParetoTail]
    paid_back: Mapping[str, PaidBack]
    covenants: Mapping[str, Figure]
