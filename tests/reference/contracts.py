"""Named customers: signing, default, re-letting, renegotiation, bills (2.2, 2.7)."""

from types import SimpleNamespace

import numpy as np

from riskcloud.kernels.random import streams
from tests.reference.draws import Draws
from tests.reference.ledger import NEVER, Array, Flag
from tests.reference.market import Market
from tests.reference.state import HOURS, State, change
from tests.reference.term_price import h, term_price

OVER = 2  # the tenancy after the second tenant
DONE = -1e9  # pressure of a tenant who has renegotiated: never enough again


def begin(state: State, draws: Draws) -> None:
    """Thresholds of the first and second tenant, once a path."""
    for place, customer in enumerate(state.customers):
        default = -np.log(draws.once(2, place, streams.CUSTOMER_DEFAULT))
        patience = -np.log(draws.once(2, place, streams.CUSTOMER_RENEGOTIATION))
        customer.limit_default_0, customer.limit_default_1 = default
        customer.limit_pressure_0, customer.limit_pressure_1 = patience


def price_now(state: State, market: Market, customer: SimpleNamespace) -> Array:
    """What a contract signed this month would cost an hour."""
    terms, chip = customer.terms, state.cohorts[customer.terms.cohort].terms.chip
    if not terms.at_market:
        return state.zero + terms.price
    years = terms.term_months / 12
    return terms.price * term_price(market, chip, years, state.terms.residual_reversion)


def step(state: State, market: Market, month: int) -> None:
    """All customers, one after the other; then what is held of their money."""
    for cohort in state.cohorts:
        cohort.contracted = cohort.physical = state.zero
    for customer in state.customers:
        cohort = state.cohorts[customer.terms.cohort]
        _sign(state, market, customer, cohort, month)
        _prepay(state, customer, cohort, month)
        _relet(state, market, customer, cohort, month)
        customer.live = _is_live(state, customer, month).astype(float)
        _default(state, market, customer, month)
        _renegotiate(state, market, customer, cohort, month)
        _bill(state, customer, month)
        _occupy(state, customer, cohort, month)
    _look_ahead(state, month)


def cliff(state: State, market: Market, month: int) -> Array:
    """Bills of the last year that the next will not see, less what the cards then earn (3.6)."""
    terms, total = state.terms, state.zero
    listed = market.list_price * state.positioning * (1 - terms.rental_discount)
    share = terms.rental_on_demand_share
    price = share * listed + (1 - share) * market.spot_price
    for customer in state.customers:
        cohort = state.cohorts[customer.terms.cohort]
        rent = price * market.chips[cohort.terms.chip].quality * state.rental_utilisation
        begin, end = customer.begin, customer.end
        last_year = range(month - 11, month + 1)
        idle_until = customer.idle_until
        defaulted = idle_until - customer.terms.reletting_months
        billed = sum(
            ((begin < at) & (at <= end) & ((at < defaulted) | (at > idle_until))).astype(float)
            for at in last_year
        )
        next_year = range(month + 1, month + 13)
        ahead = sum(((begin < at) & (at <= end)).astype(float) for at in next_year)
        let = (customer.tenancy < OVER) & (begin < month) & (month > customer.idle_until)
        lost = np.where(let, np.maximum(0.0, billed - ahead), 0.0)
        free = sum(((end < at) & (at <= cohort.retired)).astype(float) for at in next_year)
        already = np.maximum(0.0, month - end)
        replaced = np.minimum(lost, np.maximum(0.0, free - already))
        bill = customer.price * (1 - customer.terms.sla_credit)
        total = total + (lost * bill - replaced * rent) * customer.gpus * HOURS
    return total


def _mark_signing(
    market: Market, customer: SimpleNamespace, chip: int, now: Flag, month: int
) -> None:
    change(customer, now, signed=month, signing_ln_price=np.log(market.chips[chip].price))
    change(customer, now, signing_tightness=market.tightness)
    change(customer, now, signing_residual=market.contract_residual)


def _sign(
    state: State, market: Market, customer: SimpleNamespace, cohort: SimpleNamespace, month: int
) -> None:
    terms, now = customer.terms, cohort.ordered == month
    price = price_now(state, market, customer)
    value = price * terms.gpus * HOURS * terms.term_months
    change(customer, now, price=price, prepaid=terms.prepayment_share * value)
    last = np.minimum(cohort.commissioned + terms.term_months, cohort.retired)
    change(customer, now, begin=cohort.commissioned, end=last)
    _mark_signing(market, customer, cohort.terms.chip, now, month)


def _prepay(state: State, customer: SimpleNamespace, cohort: SimpleNamespace, month: int) -> None:
    """Paid in at delivery; back, and the customer free, where service is too late."""
    received = np.where(state.open & (month == cohort.delivered), customer.prepaid, 0.0)
    customer.held = customer.held + received
    stop = customer.terms.long_stop_months
    late = cohort.commissioned - cohort.delivered > stop
    freed = state.open & late & (month == cohort.delivered + stop)
    refunded = np.where(freed, customer.held, 0.0)
    customer.held = customer.held - refunded
    change(customer, freed, tenancy=OVER)
    state.add(prepayment_received=received, prepayment_refunded=refunded)


def _relet(
    state: State, market: Market, customer: SimpleNamespace, cohort: SimpleNamespace, month: int
) -> None:
    """A second tenant at the market's price for what is left of the term."""
    again = state.open & (customer.tenancy == 1) & (month == customer.idle_until + 1)
    again &= month <= customer.end
    years = np.where(again, customer.end - month + 1, 12.0) / 12
    chip = cohort.terms.chip
    price = term_price(market, chip, years, state.terms.residual_reversion)
    change(customer, again, price=price)
    _mark_signing(market, customer, chip, again, month)


def _is_live(state: State, customer: SimpleNamespace, month: int) -> Flag:
    within = (customer.begin < month) & (month <= customer.end)
    return state.open & within & (customer.tenancy < OVER) & (month > customer.idle_until)


def _of_tenant(customer: SimpleNamespace, limit: str) -> Array:
    first, second = getattr(customer, limit + "_0"), getattr(customer, limit + "_1")
    return np.where(customer.tenancy == 0, first, second)


def _default(state: State, market: Market, customer: SimpleNamespace, month: int) -> None:
    """The prepayment is kept, last month's receivable lost, the cards idle for a while."""
    terms, live = customer.terms, customer.live == 1
    step = terms.default_rate / 12 * market.hazard_factor
    change(customer, live, hazard=customer.hazard + step)
    failed = live & (customer.hazard > _of_tenant(customer, "limit_default"))
    receivable = state.terms.costs_receivable_days * 12 / 365
    state.add(
        prepayment_kept=np.where(failed, customer.held, 0.0),
        write_off=np.where(failed, customer.receipt * receivable, 0.0),
    )
    change(customer, failed, held=0.0, live=0.0, hazard=0.0, pressure=0.0)
    change(customer, failed, tenancy=customer.tenancy + 1, defaults=customer.defaults + 1)
    change(customer, failed, idle_until=month + terms.reletting_months)


def _against_expected(
    state: State, market: Market, customer: SimpleNamespace, chip: int, month: int
) -> Array:
    """The market's price for the rest of the term over what was expected at signing."""
    live = customer.live == 1
    years = np.where(live, customer.end - month + 1, 12.0) / 12
    since = np.where(live, month - customer.signed, 0.0)
    reversion = state.terms.residual_reversion
    kept = np.exp(-reversion * since / 12)
    moved = np.log(market.chips[chip].price) - customer.signing_ln_price
    reverting = (customer.signing_tightness + customer.signing_residual) * (1 - kept)
    falling = (market.p.entry_cost_rent_decline + market.p.prices_ageing) * since / 12
    surprise = market.tightness - customer.signing_tightness * kept
    later = (h(reversion * years) - h(reversion)) * surprise
    return np.where(live, np.exp(moved + reverting + falling + later), 0.0)


def _renegotiate(
    state: State, market: Market, customer: SimpleNamespace, cohort: SimpleNamespace, month: int
) -> None:
    """Once a tenancy, the likelier the further the market is below what was expected."""
    terms = customer.terms
    customer.ratio = ratio = _against_expected(state, market, customer, cohort.terms.chip, month)
    live = customer.live == 1
    remaining = customer.price * terms.gpus * HOURS * (customer.end - month + 1)
    some = live & (remaining > 0)  # a contracted share may be zero
    bound = np.minimum(1.0, customer.held / np.where(some, remaining, 1.0))
    wish = 1 / (1 + np.exp(-(0.65 - ratio) / 0.05))
    step = terms.renegotiation_rate / 12 * wish * (1 - bound)
    change(customer, live, pressure=customer.pressure + step)
    now = live & (customer.pressure > _of_tenant(customer, "limit_pressure")) & (ratio < 1)
    now &= customer.signed < month  # in the month of re-letting the ratio is 1
    lower = customer.price * (1 - terms.renegotiation_share * (1 - ratio))
    change(customer, now, price=lower, pressure=DONE)


def _bill(state: State, customer: SimpleNamespace, month: int) -> None:
    """The bill, of it what the prepayment pays, and the rest of that back at the end."""
    terms, live = customer.terms, customer.live == 1
    full = customer.price * terms.gpus * HOURS * (1 - terms.sla_credit)
    customer.bill = np.where(live, full, 0.0)
    served = month - customer.begin
    crediting = live & (customer.tenancy == 0)
    crediting &= (terms.credit_from <= served) & (served <= terms.credit_to)
    instalment = customer.prepaid / (terms.credit_to - terms.credit_from + 1)
    most = np.minimum(np.minimum(customer.held, instalment), customer.bill)
    credit = np.where(crediting, most, 0.0)
    over = np.where(state.open & (month == customer.end), customer.held - credit, 0.0)
    customer.held = customer.held - credit - over
    customer.receipt = customer.bill - credit
    state.add(revenue_contracts=customer.bill, prepayment_credited=credit)
    state.add(prepayment_refunded=over, billed_hours=customer.live * terms.gpus * HOURS)


def _occupy(state: State, customer: SimpleNamespace, cohort: SimpleNamespace, month: int) -> None:
    """Cards that are not for rental, and cards at work."""
    terms = customer.terms
    within = (customer.begin < month) & (month <= customer.end)
    idle = within & (month <= customer.idle_until)
    taken = state.open & ((customer.live == 1) | idle)
    cohort.contracted = cohort.contracted + np.where(taken, terms.gpus, 0.0)
    cohort.physical = cohort.physical + customer.live * terms.gpus * terms.physical_use


def _look_ahead(state: State, month: int) -> None:
    """Prepayments held, and contracted bills still to come."""
    held, ahead = state.zero, state.zero
    for customer in state.customers:
        terms = customer.terms
        full = customer.price * terms.gpus * HOURS * (1 - terms.sla_credit)
        last = np.minimum(customer.end, state.horizon)
        months = np.maximum(0.0, last - np.maximum(month, customer.begin))
        stands = state.open & (customer.signed < NEVER) & (customer.tenancy < OVER)
        stands &= customer.idle_until < month + 1
        ahead = ahead + np.where(stands, full * months, 0.0)
        held = held + customer.held
    state.prepayment_held = held
    state.remaining_contract = np.where(state.open, ahead - held, 0.0)
