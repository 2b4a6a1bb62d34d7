"""From a tally to the distributions that pictures draw."""

from riskcloud.compilation import Compiled
from riskcloud.kernels.layout import operator as rows
from riskcloud.risk.cells import Cells, cells_of
from riskcloud.risk.conventions import TOTAL_LOSS_IRR
from riskcloud.risk.exceedance import exceedance
from riskcloud.risk.histogram import histogram
from riskcloud.risk.paid_back import paid_back
from riskcloud.risk.pareto import pareto_tail
from riskcloud.risk.risk_summary import Figure
from riskcloud.risk.shapes import Shapes
from riskcloud.run.block_counts import HAS_DEBT
from riskcloud.run.essay import input_mean
from riskcloud.run.tally import Tally

OWNERS = ("project", "equity")

_COVENANTS = {
    "lockup_dscr": (rows.DEBT_LOCKUP_DSCR, "lock-up", "1"),
    "default_dscr": (rows.DEBT_DEFAULT_DSCR, "default", "1"),
    "covenant_ltv": (rows.DEBT_COVENANT_LTV, "lock-up", "share"),
}


def shapes(tally: Tally, compiled: Compiled) -> Shapes:
    """Distributions of IRR, loss and payback of every path counted."""

    def cells(column: str) -> Cells:
        return cells_of(tally.counts[column], tally.missing[column])

    curves = {
        name: paid_back(cells(name), compiled.horizon)
        for name in (f"{owner}_payback" for owner in OWNERS)
    }
    tails = {name: pareto_tail(cells(name)) for name in (f"{owner}_npv" for owner in OWNERS)}
    return Shapes(
        histograms={f"{o}_irr": histogram(cells(f"{o}_irr"), TOTAL_LOSS_IRR) for o in OWNERS}
        | {f"{o}_npv": histogram(cells(f"{o}_npv")) for o in OWNERS},
        losses={f"{o}_npv": exceedance(cells(f"{o}_npv")) for o in OWNERS},
        tails={name: tail for name, tail in tails.items() if tail},
        paid_back={name: curve for name, curve in curves.items() if curve},
        covenants=_covenants(compiled) if tally.events[HAS_DEBT] else {},
    )


def _covenants(compiled: Compiled) -> dict[str, Figure]:
    return {
        key: Figure(label, unit, input_mean(compiled, [row]))
        for key, (row, label, unit) in _COVENANTS.items()
    }
