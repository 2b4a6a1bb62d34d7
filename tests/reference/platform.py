"""The enterprise platform: accounts that come with the fleet's use (2.11)."""

import numpy as np

from tests.reference.ledger import ratio
from tests.reference.state import State


def begin(state: State) -> None:
    """The first accounts spend in full."""
    if state.terms.platform_offered:
        state.platform_accounts = state.zero + state.terms.platform_accounts
        state.platform_spending = state.platform_accounts


def sell(state: State, month: int) -> None:
    """Accounts leave, come with hours billed, and ramp up; what they bring and cost."""
    terms = state.terms
    if not terms.platform_offered:
        return
    stay = np.exp(-terms.platform_churn / 12)
    used = ratio(state.billed_hours, state.available_hours)
    state.platform_accounts = (
        state.platform_accounts * stay + terms.platform_new_accounts / 12 * used
    )
    spending = state.platform_spending * stay
    ramped = 1 - np.exp(-1 / terms.platform_ramp_months)
    state.platform_spending = spending + (state.platform_accounts - spending) * ramped

    paid = state.platform_spending * terms.platform_revenue / 12 * state.platform_escalation
    state.revenue_platform = np.where(state.installed_gpus > 0, paid, 0.0)
    fixed = np.where(state.open, terms.platform_cost / 12 * state.platform_escalation, 0.0)
    state.cost_platform = (1 - terms.platform_gross_margin) * state.revenue_platform + fixed


def add_up(state: State) -> None:
    """Model calls and platform together, as the rest of the ledger takes them."""
    sold = state.revenue_own_models + state.revenue_hosted_models + state.revenue_resale
    state.revenue_layers = sold + state.revenue_platform
    state.cost_layers = state.cost_model_owners + state.cost_models + state.cost_platform
