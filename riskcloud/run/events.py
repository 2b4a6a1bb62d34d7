"""What can happen to a path: events whose probability is stated."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcloud.kernels.returns import status
from riskcloud.run.metrics import NOT_WITHIN_HORIZON, Columns

Hits = NDArray[np.bool_]


@dataclass(frozen=True)
class Event:
    """An event, the words for it, and which paths of a block it hits.

    needs_debt, needs_covenant: without a loan, or a covenant of its cover, it is no event.
    """

    key: str
    label: str
    hits: Callable[[Columns], Hits]
    needs_debt: bool = False
    needs_covenant: bool = False

    def may_come(self, has_debt: bool, has_covenant: bool) -> bool:
        """Whether there is anything of which it could be said."""
        is_bound = has_debt or not (self.needs_debt or self.needs_covenant)
        return is_bound and (has_covenant or not self.needs_covenant)


def _positive(column: str) -> Callable[[Columns], Hits]:
    return lambda columns: columns(column) > 0.0


def _equals(column: str, code: float) -> Callable[[Columns], Hits]:
    return lambda columns: columns(column) == code


def _unpaid(owner: str, kind: str) -> Callable[[Columns], Hits]:
    """Something was paid out, and it was not paid back for good within the horizon."""
    return lambda columns: (
        np.isnan(columns(f"{owner}_payback{kind}")) & ~np.isnan(columns(f"{owner}_first_outlay"))
    )


def _below_zero(column: str) -> Callable[[Columns], Hits]:
    return lambda columns: columns(column) < 0.0


_DEFAULTS = ("payment", "covenant", "maturity", "at the end")
_WITHOUT_DEBT = len(_DEFAULTS) + 1


def loan_defaults(columns: Columns) -> Hits:
    """Paths on which the operator defaults on a loan; insolvency without debt is none."""
    kind = columns("default_kind")
    return (kind > 0.0) & (kind < _WITHOUT_DEBT)


EVENTS = (
    Event(
        "project_not_paid_back",
        f"project payback {NOT_WITHIN_HORIZON}",
        _unpaid("project", ""),
    ),
    Event(
        "project_not_paid_back_discounted",
        f"project discounted payback {NOT_WITHIN_HORIZON}",
        _unpaid("project", "_discounted"),
    ),
    Event(
        "equity_not_paid_back",
        f"equity payback {NOT_WITHIN_HORIZON}",
        _unpaid("equity", ""),
    ),
    Event(
        "equity_not_paid_back_discounted",
        f"equity discounted payback {NOT_WITHIN_HORIZON}",
        _unpaid("equity", "_discounted"),
    ),
    Event(
        "project_irr_below_wacc",
        "project IRR below wacc (NPV below 0)",
        _below_zero("project_npv"),
    ),
    Event(
        "equity_irr_below_cost_of_equity",
        "equity IRR below cost of equity (NPV below 0)",
        _below_zero("equity_npv"),
    ),
    Event(
        "equity_total_loss",
        "total loss of equity",
        _equals("equity_irr_status", status.TOTAL_LOSS),
    ),
    Event("covenant_breach", "covenant breach", _positive("covenant_breaches"), True, True),
    Event("lock_up", "distributions locked up", _positive("months_locked"), True),
    Event("equity_cure", "equity cures", _positive("cures_used"), True, True),
    Event("operator_default", "operator default", loan_defaults, True),
    *(
        Event(
            f"default_{words.replace(' ', '_')}",
            f"operator default, {words}",
            _equals("default_kind", float(kind)),
            True,
            words == "covenant",
        )
        for kind, words in enumerate(_DEFAULTS, start=1)
    ),
    Event(
        "insolvency_without_debt",
        "insolvent without debt",
        _equals("default_kind", float(_WITHOUT_DEBT)),
    ),
    Event("lender_loss", "lender loses money", _positive("lender_loss"), True),
    Event("refinancing_gap", "balloon not refinanced in full", _positive("refinancing_gap"), True),
    Event(
        "abandonment",
        "operations abandoned early",
        lambda columns: ~np.isnan(columns("closed_month")),
    ),
    Event("customer_default", "a named customer defaults", _positive("customer_defaults")),
    *(
        Event(
            f"{owner}_irr_{name}",
            f"{owner} IRR status: {name.replace('_', ' ')}",
            _equals(f"{owner}_irr_status", code),
        )
        for owner in ("project", "equity")
        for code, name in status.NAMES.items()
    ),
)

BY_KEY = {event.key: event for event in EVENTS}
