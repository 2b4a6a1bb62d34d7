"""Retirement, abandonment and the end of operations (2.1, 2.9)."""

import numpy as np

from tests.reference import costs
from tests.reference.ledger import NEVER, Array, Flag
from tests.reference.market import Market
from tests.reference.state import HOURS, State, change


def decide(state: State, month: int) -> None:
    """Whether operations end this month: the horizon, the last cards gone, or abandoned."""
    by_hour = state.revenue_on_demand + state.revenue_spot
    revenue = state.revenue_contracts + by_hour + state.revenue_layers  # credits are in the bills
    margin = revenue - costs.total(state)
    let = np.any([customer.live == 1 for customer in state.customers], axis=0)
    to_bill = state.remaining_contract + state.prepayment_held > 0
    losing = (state.installed_gpus > 0) & (margin < 0) & ~let & ~to_bill
    state.loss_months = np.where(losing, state.loss_months + 1, 0.0)
    gives_up = state.loss_months >= state.terms.closure_loss_months
    natural = state.open & ((month == state.horizon) | ~_cards_to_come(state, month))
    state.abandoned = np.maximum(state.abandoned, gives_up & ~natural)
    state.ending = np.where(natural | gives_up, 1.0, 0.0)


def _cards_to_come(state: State, month: int) -> Flag:
    """Whether a cohort serves after this month or may yet be ordered."""
    there = []
    for cohort in state.cohorts:
        terms, waiting = cohort.terms, cohort.ordered == NEVER
        until = terms.order_month + (terms.max_deferral if terms.by_rule else 0)
        there.append(np.where(waiting, month < until, month < cohort.retired))
    return np.any(there, axis=0)


def sell(state: State, month: int) -> None:
    """Cards at the end of their service at orderly value; at an early end at 90 days' value.

    Deposits of cards not delivered are sold like these; of cards not ordered they are lost.
    """
    hurried = state.terms.residual_days_90
    at_end = 1.0 if month == state.horizon else hurried
    for cohort in state.cohorts:
        retires = (cohort.active == 1) & (month == cohort.retired)
        leaves = (state.ending == 1) & (month < cohort.retired) & (cohort.cost > 0)
        delivered = cohort.delivered <= month
        deposits = np.where(cohort.ordered < NEVER, cohort.cost * hurried, 0.0)
        worth = np.where(delivered, cohort.value * at_end, deposits)
        cohort.sale = np.where(retires, cohort.value, np.where(leaves, worth, 0.0))
        change(cohort, retires | leaves, sold=1.0)
        down = cohort.terms.decommissioning * cohort.terms.gpus
        taken_down = np.where((retires | leaves) & delivered, down, 0.0)
        state.add(sale_proceeds=cohort.sale, closure_cost=taken_down)


def close(state: State, market: Market, month: int) -> None:
    """Leases and power contracts ended, what comes back, customers' money returned."""
    terms, ending = state.terms, state.ending == 1
    ended = _lease(state, month) + _power(state, market, month)
    state.add(closure_cost=np.where(ending, ended, 0.0))
    state.add(expensed=state.closure_cost)
    back = state.working_capital + state.vat_pending
    if terms.space_shell_month <= month:
        back = back + terms.space_shell_capex * terms.space_shell_residual_share
    held = np.where(ending, state.prepayment_held, 0.0)
    state.add(closure_other=np.where(ending, back, 0.0), prepayment_refunded=held, end_refund=held)
    change(state, ending, working_capital=0.0, vat_pending=0.0, prepayment_held=0.0)
    for customer in state.customers:
        change(customer, ending, held=0.0)


def _months_left(start: float, months: float, month: int) -> float:
    """Of a contract that has begun."""
    return max(0.0, start + months - month) if start < month else 0.0


def _lease(state: State, month: int) -> Array:
    """The fee that ends it, or what is left of its rent after re-letting."""
    terms = state.terms
    left = _months_left(terms.space_lease_start, terms.space_lease_months, month)
    months = np.minimum(terms.space_termination_months, left * (1 - terms.space_reletting_share))
    return months * terms.space_rent * state.rent_escalation * terms.space_leased_kw


def _power(state: State, market: Market, month: int) -> Array:
    """Contracted energy that is dearer than what the market pays for it."""
    terms = state.terms
    left = _months_left(terms.power_contract_start, terms.power_contract_months, month)
    months = np.minimum(terms.power_termination_months, left)
    sells_at = market.regions[state.region].price * (1 - terms.power_surplus_discount)
    loss = np.maximum(0.0, terms.power_contract_price * state.power_escalation - sells_at)
    return months * terms.power_contracted_mw * HOURS * loss
