"""Which outcome columns are summarised, which side of each hurts, and how its gaps rank."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from riskcloud.columns import INDEX, OUTCOMES
from riskcloud.columns.outcomes import MARGIN_YEARS, PRICE_YEARS
from riskcloud.kernels.returns import status
from riskcloud.risk.conventions import TOTAL_LOSS_IRR, Worse
from riskcloud.risk.results import Missing
from riskcloud.risk.summary import QUANTILES, ColumnSpec

Columns = Callable[[str], NDArray[np.float64]]
"""Gives one outcome column of a block: float64, one value a path, NaN where missing."""

NOT_WITHIN_HORIZON = "not within horizon"


class Gaps(Enum):
    """Where the paths without a value rank."""

    IRR = auto()  # by status
    PAYBACK = auto()  # highest, but a path that never paid out is outside the question
    EXCLUDED = auto()  # outside the question, such as a lender's loss without a default


@dataclass(frozen=True)
class Metric:
    """One summarised column."""

    column: str
    label: str
    worse: Worse
    gaps: Gaps = Gaps.EXCLUDED
    mean: bool = True
    is_tail: bool = True
    quantiles: tuple[float, ...] = QUANTILES

    @property
    def unit(self) -> str:
        return OUTCOMES[INDEX[self.column]].unit

    def spec(self) -> ColumnSpec:
        """What is asked of `riskcloud.risk`."""
        irr = self.gaps is Gaps.IRR
        beyond = {
            Gaps.IRR: "no outlay or no rate",
            Gaps.PAYBACK: NOT_WITHIN_HORIZON,
            Gaps.EXCLUDED: "no value",
        }
        return ColumnSpec(
            self.column,
            self.worse,
            quantiles=self.quantiles,
            shortfalls=(0.01, 0.05) if self.is_tail else (),
            mean=self.mean,
            floor=TOTAL_LOSS_IRR if irr else -np.inf,
            beyond=beyond[self.gaps],
        )

    def missing(self, columns: Columns) -> Missing:
        """How many paths of a block have no value here, by where they rank."""
        gaps = np.isnan(columns(self.column))
        if self.gaps is Gaps.IRR:
            return _by_status(gaps, columns(f"{self.column}_status"))
        if self.gaps is Gaps.PAYBACK:
            owner = self.column.partition("_")[0]
            no_outlay = int(np.count_nonzero(gaps & np.isnan(columns(f"{owner}_first_outlay"))))
            return Missing(highest=int(np.count_nonzero(gaps)) - no_outlay, excluded=no_outlay)
        return Missing(excluded=int(np.count_nonzero(gaps)))


def _by_status(gaps: NDArray[np.bool_], codes: NDArray[np.float64]) -> Missing:
    lowest = int(np.count_nonzero(gaps & (codes == status.TOTAL_LOSS)))
    highest = int(np.count_nonzero(gaps & (codes == status.NO_OUTLAY)))
    return Missing(lowest, highest, int(np.count_nonzero(gaps)) - lowest - highest)


def _payback(column: str, label: str) -> Metric:
    # A mean over the paths that paid back would leave the worst out; quantiles do not.
    return Metric(column, label, Worse.HIGH, Gaps.PAYBACK, mean=False, is_tail=False)


def _irr(column: str, label: str) -> Metric:
    return Metric(column, label, Worse.LOW, Gaps.IRR, mean=False)


LOW, HIGH = Worse.LOW, Worse.HIGH

CAPACITY_LEVELS = (0.01, 0.05, 0.10)
"""Probabilities of default at which debt capacity is stated."""

METRICS = (
    _irr("project_irr", "project IRR"),
    _irr("equity_irr", "equity IRR"),
    Metric("project_npv", "project NPV at wacc", LOW),
    Metric("equity_npv", "equity NPV at cost of equity", LOW),
    Metric("npv_per_dollar", "project NPV per unit of capex", LOW),
    _payback("project_payback", "project payback"),
    _payback("project_payback_from_outlay", "project payback from first outlay"),
    _payback("project_payback_from_service", "project payback from commissioning"),
    _payback("project_payback_operating", "project payback without terminal value"),
    _payback("project_payback_discounted", "project payback, discounted at wacc"),
    _payback("equity_payback", "equity payback"),
    _payback("equity_payback_from_outlay", "equity payback from first outlay"),
    _payback("equity_payback_from_service", "equity payback from commissioning"),
    _payback("equity_payback_operating", "equity payback without terminal value"),
    _payback("equity_payback_discounted", "equity payback, discounted at cost of equity"),
    Metric("equity_moic", "equity multiple (MOIC)", LOW),
    Metric("project_peak_funding", "project peak funding", HIGH),
    Metric("free_cash_flow_trough", "least free cash flow of a year", LOW),
    Metric("project_capex", "capex", HIGH, is_tail=False),
    Metric("equity_paid_in", "equity paid in", HIGH),
    Metric("terminal_value_pv", "terminal value, present value at wacc", LOW, is_tail=False),
    Metric("levelised_cost", "levelised cost of compute at wacc", HIGH),
    Metric("lender_irr", "lender IRR", LOW, Gaps.IRR, mean=False),
    Metric("debt_drawn", "debt drawn", HIGH, is_tail=False),
    Metric("min_dscr", "least DSCR at a test", LOW),
    Metric("average_dscr", "average DSCR", LOW),
    Metric("max_ltv", "greatest loan-to-value at a test", HIGH),
    Metric("llcr", "loan life cover (LLCR)", LOW),
    Metric(
        "debt_capacity",
        "debt that the cash of its tenor repays",
        LOW,
        is_tail=False,
        quantiles=tuple(sorted({*QUANTILES, *CAPACITY_LEVELS})),
    ),
    Metric("contract_cover", "contracted cash over the loan", LOW, is_tail=False),
    Metric("default_month", "month of default or insolvency, given one", LOW, is_tail=False),
    Metric("exposure", "owed to the lender at default, 0 without one", HIGH, is_tail=False),
    Metric("lender_loss", "lender's loss", HIGH),
    Metric("loss_given_default", "loss given default", HIGH),
    Metric("balloon", "balloon at maturity", HIGH, is_tail=False),
    Metric("refinancing_gap", "balloon not refinanced", HIGH, is_tail=False),
    Metric("months_locked", "months of lock-up", HIGH, is_tail=False),
    Metric("cures_used", "months with an equity cure", HIGH, is_tail=False),
    Metric("cures_paid", "equity cures paid", HIGH, is_tail=False),
    Metric("utilisation", "utilisation (billed over available hours)", LOW, is_tail=False),
    Metric("price", "revenue per billed GPU-hour", LOW, is_tail=False),
    Metric("contracted_share", "revenue from named customers", LOW, is_tail=False),
    Metric("revenue_model_calls", "revenue of model calls, gross", LOW, is_tail=False),
    Metric("revenue_platform", "revenue of the enterprise platform", LOW, is_tail=False),
    Metric("serving_share", "billed hours that serve tokens", LOW, is_tail=False),
    Metric("token_price_fall", "fall of the token price", HIGH, is_tail=False),
    Metric("inference_share", "inference share at the horizon", HIGH, is_tail=False),
    Metric("short_rate", "mean short rate", HIGH, is_tail=False),
    Metric("power_price", "mean power price", HIGH, is_tail=False),
    *(
        Metric(f"margin_year_{year}", f"operating margin, year {year}", LOW, is_tail=False)
        for year in range(1, MARGIN_YEARS + 1)
    ),
    *(
        Metric(f"h100_price_year_{year}", f"H100 price, year {year}", LOW, is_tail=False)
        for year in range(1, PRICE_YEARS + 1)
    ),
)

LENDER_COLUMNS = {
    "lender_irr",
    "debt_drawn",
    "min_dscr",
    "average_dscr",
    "max_ltv",
    "llcr",
    "debt_capacity",
    "contract_cover",
    "balloon",
    "default_month",
    "exposure",
    "lender_loss",
    "loss_given_default",
    "refinancing_gap",
    "months_locked",
    "cures_used",
    "cures_paid",
}
"""Left out of the summary where no path draws a loan."""
