"""Cohorts: orders, outlays, VAT, service (2.1)."""

from types import SimpleNamespace

import numpy as np

from tests.reference.ledger import NEVER, Flag
from tests.reference.market import Market
from tests.reference.state import HOURS, State, change
from tests.reference.term_price import term_price

RULE_YEARS = 3


def order(state: State, market: Market, month: int) -> None:
    """Orders and cancellations, and what is paid for cards and shell."""
    index = market.server_index / state.server_start
    for cohort in state.cohorts:
        terms = cohort.terms
        cohort.sold = cohort.sale = state.zero
        now = state.open & (cohort.ordered == NEVER) & _wanted(state, cohort, market, month)
        rate = market.exchange_rate if terms.foreign else 1.0
        unit_price = terms.price * rate * (index if month > 0 else 1.0)
        delivered = month + terms.delivery_months
        commissioned = delivered + np.maximum(0.0, np.rint(terms.commissioning_delay))
        change(cohort, now, ordered=month, delivered=delivered, commissioned=commissioned)
        change(cohort, now, retired=commissioned + terms.life_months)
        landed = 1 + terms.freight_share + terms.duty_share
        change(cohort, now, unit_price=unit_price, unit_cost=unit_price * landed)
        _pay(state, cohort, month, unit_price)
        _vat(state, cohort, month)
        if terms.by_rule and month == terms.order_month + terms.max_deferral:
            cohort.sold = np.where(state.open & (cohort.ordered == NEVER), 1.0, 0.0)
    if month == state.terms.space_shell_month:
        shell = np.where(state.open, state.terms.space_shell_capex, 0.0)
        state.add(capex=shell, shell_basis=shell)
    state.add(cum_capex=state.capex, vat_pending=state.vat_paid - state.vat_refunded)


def _wanted(state: State, cohort: SimpleNamespace, market: Market, month: int) -> Flag | bool:
    """Whether a cohort not yet ordered is ordered now."""
    terms = cohort.terms
    if not terms.by_rule:
        return bool(month == terms.order_month)
    if not terms.order_month <= month <= terms.order_month + terms.max_deferral:
        return False
    offered = term_price(market, terms.chip, RULE_YEARS, state.terms.residual_reversion)
    cost = np.exp(market.ln_entry_cost) * market.chips[terms.chip].quality
    return offered >= terms.threshold * cost


def _pay(state: State, cohort: SimpleNamespace, month: int, unit_price: object) -> None:
    """Deposit at the planned month, milestone half way, the rest at delivery."""
    terms = cohort.terms
    share = terms.deposit_share if month == terms.order_month else 0.0
    early = np.where(state.open, share * terms.gpus * unit_price, 0.0)
    half_way = state.open & (month == cohort.ordered + terms.delivery_months // 2)
    early = early + np.where(half_way, terms.milestone_share * terms.gpus * cohort.unit_price, 0.0)
    cohort.cost = cohort.cost + early
    delivery = state.open & (month == cohort.delivered)
    owing = np.maximum(0.0, terms.gpus * cohort.unit_cost - cohort.cost)
    rest = np.where(delivery, owing, 0.0)
    cohort.cost = cohort.cost + rest
    cohort.basis = cohort.basis + early + rest
    state.add(capex=early + rest)


def _vat(state: State, cohort: SimpleNamespace, month: int) -> None:
    terms = cohort.terms
    vat = terms.vat_rate * terms.gpus * cohort.unit_price
    paid = state.open & (month == cohort.delivered)
    back = state.open & (month == cohort.delivered + terms.vat_refund_months)
    state.add(vat_paid=np.where(paid, vat, 0.0), vat_refunded=np.where(back, vat, 0.0))


def serve(state: State, market: Market, month: int) -> None:
    """What is in service this month."""
    usable = 1 - state.terms.costs_spares_share - state.terms.costs_downtime
    for cohort in state.cohorts:
        running = state.open & (cohort.commissioned < month) & (month <= cohort.retired)
        cohort.active = running.astype(float)
        gpus = cohort.active * cohort.terms.gpus
        kw = market.chips[cohort.terms.chip].kw
        state.add(installed_gpus=gpus, it_kw=kw * gpus, available_hours=gpus * usable * HOURS)
