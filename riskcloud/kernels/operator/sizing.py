"""Size of the loan and of equity's commitment, at month 0 (model, 3.4)."""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import exp, log, round_to_integer
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as mi
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.cohorts import NEVER, chip_row, cohort_rows
from riskcloud.kernels.operator.customer_rows import customer_rows
from riskcloud.kernels.operator.term_price import term_price
from riskcloud.kernels.units import HOURS, MONTH

_LEAST_EQUITY = 0.05  # of planned cost


@kernel
def _planned_cost(layout, inputs, work, cost, cards, later, early, vat):
    """cost: committed cohorts and shell; cards: hardware of it; later: cohorts by rule;
    early: deposits and milestones of all, which equity pays before delivery; vat: recoverable
    VAT of all at delivery."""
    for lane in range(LANES):
        early[lane] = 0.0
        cost[lane] = inputs[oi.SPACE_SHELL_CAPEX, lane]
        cards[lane] = 0.0
        later[lane] = 0.0
        vat[lane] = 0.0
    for k in range(layout.cohorts.count):
        terms, _ = cohort_rows(k, layout, inputs, work)
        for lane in range(LANES):
            rate = work[m.EXCHANGE_RATE, lane]
            price = terms[oi.COHORT_PRICE, lane] * terms[oi.COHORT_GPUS, lane]
            price *= rate if terms[oi.COHORT_FOREIGN, lane] > 0.0 else 1.0
            extras = terms[oi.COHORT_FREIGHT_SHARE, lane] + terms[oi.COHORT_DUTY_SHARE, lane]
            committed = terms[oi.COHORT_BY_RULE, lane] == 0.0
            cost[lane] += price * (1.0 + extras) if committed else 0.0
            cards[lane] += price if committed else 0.0
            later[lane] += 0.0 if committed else price * (1.0 + extras)
            ahead = terms[oi.COHORT_DEPOSIT_SHARE, lane] + terms[oi.COHORT_MILESTONE_SHARE, lane]
            early[lane] += ahead * price
            vat[lane] += terms[oi.COHORT_VAT_RATE, lane] * price


@kernel
def _planned_months(layout, inputs, work, delivery, building, waiting):
    """Of committed cohorts: month of the first delivery; building: months from then to the
    first service; waiting: month of the last delivery, to which the loan waits to be drawn."""
    for lane in range(LANES):
        delivery[lane] = NEVER
        building[lane] = NEVER
        waiting[lane] = 0.0
    for k in range(layout.cohorts.count):
        terms, _ = cohort_rows(k, layout, inputs, work)
        for lane in range(LANES):
            late = round_to_integer(terms[oi.COHORT_COMMISSIONING_DELAY, lane])
            late = late if late > 0.0 else 0.0
            planned = terms[oi.COHORT_ORDER_MONTH, lane] + terms[oi.COHORT_DELIVERY_MONTHS, lane]
            committed = terms[oi.COHORT_BY_RULE, lane] == 0.0
            last = waiting[lane]
            waiting[lane] = planned if committed & (planned > last) else last
            planned = planned if committed else NEVER
            first, served = delivery[lane], building[lane]
            delivery[lane] = planned if planned < first else first
            building[lane] = planned + late if planned + late < served else served
    for lane in range(LANES):
        building[lane] -= delivery[lane]


@kernel
def _price_today(inputs, work, chip, terms, out):
    """out: a customer's price if it were signed at month 0."""
    for lane in range(LANES):
        offered = term_price(
            work[chip + m.CHIP_PRICE, lane],
            work[m.TIGHTNESS, lane],
            terms[oi.CUSTOMER_TERM_MONTHS, lane] * MONTH,
            inputs[oi.RESIDUAL_REVERSION, lane],
            inputs[mi.ENTRY_COST_RENT_DECLINE, lane],
        )
        at_market = terms[oi.CUSTOMER_AT_MARKET, lane] > 0.0
        out[lane] = terms[oi.CUSTOMER_PRICE, lane] * (offered if at_market else 1.0)


@inlined
def _annuity(monthly, months):
    """Present value of 1 a month for `months`, at a monthly rate above zero."""
    return (1.0 - exp(-months * log(1.0 + monthly))) / monthly


@kernel
def _contracted_value(price, gpus, terms, inputs, rate, out):
    """out: present value at the loan's rate of a customer's receipts over the tenor."""
    for lane in range(LANES):
        whole = price[lane] * gpus[lane] * HOURS
        term = terms[oi.CUSTOMER_TERM_MONTHS, lane]
        bill = whole * (1.0 - terms[oi.CUSTOMER_SLA_CREDIT, lane])
        first = terms[oi.CUSTOMER_CREDIT_FROM, lane]
        last = terms[oi.CUSTOMER_CREDIT_TO, lane]
        credit = terms[oi.CUSTOMER_PREPAYMENT_SHARE, lane] * whole * term / (last - first + 1.0)
        credit = credit if credit < bill else bill
        tenor = inputs[oi.DEBT_TENOR_MONTHS, lane]
        months = term if term < tenor else tenor
        before = first - 1.0 if first - 1.0 < months else months
        last = last if last < months else months
        monthly = rate[lane] * MONTH
        monthly = monthly if monthly > 1e-9 else 1e-9
        credits = _annuity(monthly, last) - _annuity(monthly, before)
        out[lane] = bill * _annuity(monthly, months) - credit * credits


@kernel
def _add_customers(layout, market_layout, inputs, work, rate, contracted, prepaid):
    """contracted: value of contracts on committed cohorts less their costs; prepaid: of all."""
    price = work[m.DRAW_0]
    value = work[m.DRAW_1]
    for lane in range(LANES):
        contracted[lane] = 0.0
        prepaid[lane] = 0.0
    for j in range(layout.customers.count):
        k = layout.customer_cohort[j]
        terms, customer = customer_rows(j, layout, inputs, work)
        gpus = customer[o.CUSTOMER_GPUS]
        cohort, _ = cohort_rows(k, layout, inputs, work)
        _price_today(inputs, work, chip_row(k, layout, market_layout), terms, price)
        _contracted_value(price, gpus, terms, inputs, rate, value)
        for lane in range(LANES):
            net = value[lane] * (1.0 - inputs[oi.DEBT_CONTRACT_COST_SHARE, lane])
            contracted[lane] += net if cohort[oi.COHORT_BY_RULE, lane] == 0.0 else 0.0
            hours = gpus[lane] * HOURS * terms[oi.CUSTOMER_TERM_MONTHS, lane]
            prepaid[lane] += terms[oi.CUSTOMER_PREPAYMENT_SHARE, lane] * price[lane] * hours


@kernel
def all_in_rate(inputs, margin, base, out):
    """out: the loan's rate on a short rate `base`, the swapped share fixed; not below 0."""
    for lane in range(LANES):
        swapped = inputs[oi.DEBT_SWAP_SHARE, lane]
        fixed = swapped * inputs[oi.DEBT_SWAP_RATE, lane]
        rate = margin[lane] + fixed + (1.0 - swapped) * base[lane]
        out[lane] = rate if rate > 0.0 else 0.0


@kernel
def _commit_debt(inputs, work, cost, cards, contracted):
    """Commitment: least of loan-to-cost, loan-to-value and contracted cash; its margin."""
    commitment = work[o.COMMITMENT]
    for lane in range(LANES):
        by_cost = inputs[oi.DEBT_LOAN_TO_COST, lane] * cost[lane]
        by_value = inputs[oi.DEBT_LOAN_TO_VALUE, lane] * cards[lane]
        least = by_cost if by_cost < by_value else by_value
        by_contracts = contracted[lane] / inputs[oi.DEBT_SIZING_DSCR, lane]
        sized = (inputs[oi.DEBT_SIZE_ON_CONTRACTS, lane] > 0.0) & (by_contracts < least)
        commitment[lane] = by_contracts if sized else least
    for lane in range(LANES):
        planned = cost[lane] if cost[lane] > 0.0 else 1.0
        work[o.DRAW_RATIO, lane] = commitment[lane] / planned
        value = cards[lane] if cards[lane] > 0.0 else 1.0
        above = commitment[lane] / value - inputs[oi.DEBT_REFERENCE_LTV, lane]
        spread = inputs[oi.DEBT_SPREAD, lane] * work[m.SPREAD_FACTOR, lane]
        work[o.MARGIN, lane] = spread + inputs[oi.DEBT_LTV_MARGIN_SLOPE, lane] * above


@kernel
def _lending_cost(inputs, work, rate, building, waiting, out):
    """out, an estimate at month 0: interest in construction on the whole loan, commitment fee
    until it is drawn, and the first reserve."""
    for lane in range(LANES):
        monthly = rate[lane] * MONTH
        repaid = (1.0 - inputs[oi.DEBT_BALLOON_SHARE, lane]) / inputs[oi.DEBT_TENOR_MONTHS, lane]
        reserve = inputs[oi.DEBT_RESERVE_MONTHS, lane] * (repaid + monthly)
        fee = inputs[oi.DEBT_COMMITMENT_FEE, lane] * MONTH * waiting[lane]
        share = monthly * building[lane] + fee + reserve
        out[lane] = work[o.COMMITMENT, lane] * share


@kernel
def _commit_equity(inputs, work, cost, later, early, extra, prepaid):
    """Equity's commitment, enough for what falls before delivery; the cures it may add.

    extra: uses beside the cost of cards and shell: VAT, and what lending costs.
    """
    commitment = work[o.COMMITMENT]
    committed = work[o.EQUITY_COMMITMENT]
    for lane in range(LANES):
        fee = inputs[oi.DEBT_UPFRONT_FEE, lane] * commitment[lane]
        needed = cost[lane] + later[lane] + fee + inputs[oi.EQUITY_OPENING_CASH, lane]
        needed += extra[lane] - commitment[lane] - prepaid[lane]
        least = _LEAST_EQUITY * cost[lane]
        ahead = early[lane] + fee + inputs[oi.EQUITY_OPENING_CASH, lane]
        least = least if least > ahead else ahead
        needed = needed if needed > least else least
        committed[lane] = (1.0 + inputs[oi.EQUITY_CONTINGENCY, lane]) * needed
    for lane in range(LANES):
        work[o.EQUITY_LEFT, lane] = committed[lane]
        work[o.CURE_LEFT, lane] = inputs[oi.DEBT_CURE_SHARE, lane] * committed[lane]
        work[o.CURES_LEFT, lane] = inputs[oi.DEBT_CURES, lane]


@kernel
def size_loan(inputs, layout, market_layout, work):
    """Commitments of lender and equity, from the plan and the market of month 0."""
    cost = work[o.FINANCE_SCRATCH]
    cards = work[o.FINANCE_SCRATCH_2]
    later = work[o.FINANCE_SCRATCH_3]
    early = work[o.SHORTFALL]
    rate = work[o.USES]
    contracted = work[o.DUE]
    prepaid = work[o.AVAILABLE_CASH]
    margin = work[o.MARGIN]
    vat = work[o.BROUGHT_IN]
    _planned_cost(layout, inputs, work, cost, cards, later, early, vat)
    for lane in range(LANES):
        margin[lane] = inputs[oi.DEBT_SPREAD, lane] * work[m.SPREAD_FACTOR, lane]
    all_in_rate(inputs, margin, work[m.SHORT_RATE], rate)
    _add_customers(layout, market_layout, inputs, work, rate, contracted, prepaid)
    _commit_debt(inputs, work, cost, cards, contracted)
    extra = work[o.HELD_BACK]
    building = work[o.TARGET]
    waiting = work[o.REFINANCED]
    _planned_months(layout, inputs, work, extra, building, waiting)
    all_in_rate(inputs, margin, work[m.SHORT_RATE], rate)
    _lending_cost(inputs, work, rate, building, waiting, extra)
    for lane in range(LANES):
        extra[lane] += vat[lane]
    _commit_equity(inputs, work, cost, later, early, extra, prepaid)
