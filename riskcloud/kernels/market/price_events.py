"""Price events (README 1.11): vendors lead and follow cuts in glut and rises in scarcity."""

import math

from riskcloud.columns import market as m
from riskcloud.kernels.arithmetic import exp, log
from riskcloud.kernels.flags import SPAN, lowest, up_lanes, without_lowest
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as i
from riskcloud.kernels.random import monthly_four_uniforms
from riskcloud.kernels.random.streams import PRICE_EVENTS
from riskcloud.kernels.units import MONTH

_LN_2 = math.log(2.0)
_MOST_RISE = 4.0  # of the led rate by tightness
_MOST_MOVES = 4.0  # of a vendor in a month
_ROUNDING = 1e-12


@kernel
def _normalise(layout, inputs, work, given, row):
    """Divide an input of all vendors by its sum."""
    total = work[m.DRAW_0]
    total[:] = 0.0
    for v in range(layout.vendors.count):
        part = inputs[layout.vendors.inputs + v * i.VENDOR_INPUTS + given]
        for lane in range(LANES):
            total[lane] += part[lane]
    for v in range(layout.vendors.count):
        part = inputs[layout.vendors.inputs + v * i.VENDOR_INPUTS + given]
        share = work[layout.vendors.work + v * m.VENDOR_FIELDS + row]
        for lane in range(LANES):
            share[lane] = part[lane] / total[lane]


@kernel
def _kept(half_life, out):
    """out: what a half-life in months leaves of a stock in one."""
    for lane in range(LANES):
        out[lane] = exp(-_LN_2 / half_life[lane])


@kernel
def _log_sizes(cut, hike, ln_cut, ln_hike):
    """What one cut and one rise add to the log of a price."""
    for lane in range(LANES):
        ln_cut[lane] = log(1.0 - cut[lane])
        ln_hike[lane] = log(1.0 + hike[lane])


@kernel
def begin_price_events(inputs, layout, work):
    """Shares of the vendors; no event has been, nothing waits."""
    first = layout.vendors.work
    work[first : first + layout.vendors.count * m.VENDOR_FIELDS, :] = 0.0
    _normalise(layout, inputs, work, i.VENDOR_WEIGHT, m.VENDOR_WEIGHT)
    _normalise(layout, inputs, work, i.VENDOR_LEADS, m.VENDOR_LEADS)
    _normalise(layout, inputs, work, i.VENDOR_FOLLOWS, m.VENDOR_FOLLOWS)
    _log_sizes(
        inputs[i.PRICE_EVENTS_COMPUTE_CUT],
        inputs[i.PRICE_EVENTS_COMPUTE_HIKE],
        work[m.COMPUTE_CUT_LOG],
        work[m.COMPUTE_HIKE_LOG],
    )
    _log_sizes(
        inputs[i.PRICE_EVENTS_TOKEN_CUT],
        inputs[i.PRICE_EVENTS_TOKEN_HIKE],
        work[m.TOKEN_CUT_LOG],
        work[m.TOKEN_HIKE_LOG],
    )
    _kept(inputs[i.PRICE_EVENTS_COMPUTE_HALF_LIFE], work[m.COMPUTE_EVENT_KEEP])
    _kept(inputs[i.PRICE_EVENTS_TOKEN_HALF_LIFE], work[m.TOKEN_EVENT_KEEP])
    _kept(inputs[i.PRICE_EVENTS_PREMIUM_HALF_LIFE], work[m.PREMIUM_KEEP])


@kernel
def _led(rate, direction, inputs, work, out):
    """out: moves that are led this month, by all; direction: -1 for cuts, 1 for rises."""
    slope, x = inputs[i.PRICE_EVENTS_TIGHTNESS_SLOPE], work[m.TIGHTNESS]
    for lane in range(LANES):
        factor = exp(direction * slope[lane] * x[lane])
        factor = factor if factor < _MOST_RISE else _MOST_RISE
        out[lane] = rate[lane] * MONTH * factor


@kernel
def _expect(led, branching, same_month, keep, before, vendor, events, mean):
    """mean: of the vendor's moves this month; its stock a month on.

    events: a uniform in, left there where it may be a move, 0 elsewhere: exp(-mean) is not
    below 1 - mean, so most lanes need no exponential.
    """
    leads, follows, waiting = vendor
    for lane in range(LANES):
        answered = (1.0 - keep[lane]) * waiting[lane] + same_month[lane] * before[lane]
        mean[lane] = leads[lane] * led[lane] + branching[lane] * follows[lane] * answered
        may_move = events[lane] > 1.0 - mean[lane] - _ROUNDING
        events[lane] = events[lane] if may_move else 0.0
        # Of the vendors before it, only what was not answered at once waits.
        waiting[lane] = keep[lane] * waiting[lane] - same_month[lane] * before[lane]


@kernel
def _poisson(u, mean):
    """The number of moves, at most four, that a uniform stands for."""
    term = exp(-mean)
    below = term
    count = 0.0
    while (u >= below) & (count < _MOST_MOVES):
        count += 1.0
        term = term * mean / count
        below += term
    return count


@inlined
def _is_one(u, mean):
    """Whether a uniform surely stands for one move.

    exp(-mean) is at most 1 - mean + mean^2/2, and (1 + mean)*exp(-mean) at least 1 - mean^2.
    """
    square = mean * mean
    return (u > 1.0 - mean + 0.5 * square + _ROUNDING) & (u < 1.0 - square - _ROUNDING)


@kernel
def _count(mean, before, events):
    """events: uniforms in, the vendor's moves out; before: moves of vendors up to it."""
    for start in range(0, LANES, SPAN):
        up = up_lanes(events, start)
        while up != 0:
            lane = start + lowest(up)
            up = without_lowest(up)
            u = events[lane]
            count = 1.0 if _is_one(u, mean[lane]) else _poisson(u, mean[lane])
            events[lane] = count
            before[lane] += count


@kernel
def _add(addend, out):
    for lane in range(LANES):
        out[lane] += addend[lane]


@kernel
def _step_process(process, layout, led, terms, work):
    """One of the four processes: counts of all vendors in order, then what waits."""
    branching, same_month, keep = terms
    before = work[m.DRAW_1]
    mean = work[m.DRAW_2]
    before[:] = 0.0
    for v in range(layout.vendors.count):
        state = layout.vendors.work + v * m.VENDOR_FIELDS
        vendor = (
            work[state + m.VENDOR_LEADS],
            work[state + m.VENDOR_FOLLOWS],
            work[state + m.VENDOR_WAITING + process],
        )
        events = work[state + m.VENDOR_COMPUTE_CUTS + process]
        _expect(led, branching, same_month, keep, before, vendor, events, mean)
        _count(mean, before, events)
    for v in range(layout.vendors.count):
        state = layout.vendors.work + v * m.VENDOR_FIELDS
        _add(before, work[state + m.VENDOR_WAITING + process])


@kernel
def _move(cuts, hikes, sizes, weight, own, market):
    """own: a vendor's move in logs; market: the mean of all, added up."""
    cut, hike = sizes[0], sizes[1]
    for lane in range(LANES):
        moved = cuts[lane] * cut[lane] + hikes[lane] * hike[lane]
        own[lane] = moved
        market[lane] += weight[lane] * moved


@kernel
def _step_product(product, rates, terms, sizes, layout, inputs, work):
    """Cuts and rises of compute (product 0) or of tokens (1), and what they move.

    rates: of cuts and rises that are led.  terms: branching, same month, keep.
    sizes: log of one cut and of one rise.
    """
    led = work[m.DRAW_0]
    for up in range(2):
        _led(rates[up], 2.0 * up - 1.0, inputs, work, led)
        _step_process(2 * product + up, layout, led, terms, work)
    market = work[m.LIST_MOVE + product]
    market[:] = 0.0
    for v in range(layout.vendors.count):
        state = layout.vendors.work + v * m.VENDOR_FIELDS
        events = state + m.VENDOR_COMPUTE_CUTS + 2 * product
        own = work[state + m.VENDOR_LIST_MOVE + product]
        _move(work[events], work[events + 1], sizes, work[state + m.VENDOR_WEIGHT], own, market)


@kernel
def _draw(seed, first_path, month, layout, work):
    """Uniforms of the month into the rows of events, or nowhere if those are not simulated."""
    for v in range(layout.vendors.count):
        events = layout.vendors.work + v * m.VENDOR_FIELDS + m.VENDOR_COMPUTE_CUTS
        compute = events if layout.compute_events else m.DRAW_0
        token = events + 2 if layout.token_events else m.DRAW_2
        monthly_four_uniforms(
            seed,
            first_path,
            month,
            v,
            PRICE_EVENTS,
            work[compute],
            work[compute + 1],
            work[token],
            work[token + 1],
        )


@kernel
def step_price_events(seed, first_path, month, inputs, layout, work):
    """Events of all vendors in a month, and what they move, of what reaches the operator."""
    _draw(seed, first_path, month, layout, work)
    if layout.compute_events:
        _step_product(
            0,
            inputs[i.PRICE_EVENTS_COMPUTE_CUT_RATE : i.PRICE_EVENTS_COMPUTE_HIKE_RATE + 1],
            (
                inputs[i.PRICE_EVENTS_COMPUTE_BRANCHING],
                inputs[i.PRICE_EVENTS_COMPUTE_SAME_MONTH],
                work[m.COMPUTE_EVENT_KEEP],
            ),
            work[m.COMPUTE_CUT_LOG : m.COMPUTE_HIKE_LOG + 1],
            layout,
            inputs,
            work,
        )
    if layout.token_events:
        _step_product(
            1,
            inputs[i.PRICE_EVENTS_TOKEN_CUT_RATE : i.PRICE_EVENTS_TOKEN_HIKE_RATE + 1],
            (
                inputs[i.PRICE_EVENTS_TOKEN_BRANCHING],
                inputs[i.PRICE_EVENTS_TOKEN_SAME_MONTH],
                work[m.TOKEN_EVENT_KEEP],
            ),
            work[m.TOKEN_CUT_LOG : m.TOKEN_HIKE_LOG + 1],
            layout,
            inputs,
            work,
        )
