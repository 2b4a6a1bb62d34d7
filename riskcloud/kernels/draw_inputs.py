"""Draw the uncertain inputs of a lane group: one row of inputs each, constants stay."""

import math

from riskcloud.columns import market as m
from riskcloud.kernels.arithmetic import exp, inverse_normal, log
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import draws as d
from riskcloud.kernels.random import once_uniform
from riskcloud.kernels.rows import rows_of

_Z_90 = 1.2815515655446004  # 90 % quantile of the standard normal


@kernel
def _uniform(u, low, high, out):
    for lane in range(LANES):
        out[lane] = low + (high - low) * u[lane]


@kernel
def _triangular(u, low, mode, high, out):
    """Inverse of the distribution function: a root on either side of the mode."""
    width = high - low
    share = (mode - low) / width
    for lane in range(LANES):
        rising = low + math.sqrt(u[lane] * width * (mode - low))
        falling = high - math.sqrt((1.0 - u[lane]) * width * (high - mode))
        out[lane] = rising if u[lane] < share else falling


@kernel
def _normal(z, mean, sd, out):
    for lane in range(LANES):
        out[lane] = mean + sd * z[lane]


@kernel
def _lognormal(z, median, log_sd, out):
    mean = log(median)
    for lane in range(LANES):
        out[lane] = exp(mean + log_sd * z[lane])


@kernel
def _table(u, table, out):
    """Linear between the 1,025 points; cells are found by comparing, without a cast."""
    cells = d.TABLE_POINTS - 1
    for lane in range(LANES):
        place = u[lane] * cells
        cell = 0
        step = cells // 2
        while step > 0:
            cell += step if place >= cell + step else 0
            step //= 2
        out[lane] = table[cell] + (place - cell) * (table[cell + 1] - table[cell])


@kernel
def _choice(u, cumulative, values, count, out):
    for lane in range(LANES):
        out[lane] = values[0]
    for place in range(1, d.TABLE_POINTS):
        if place >= count:
            break
        for lane in range(LANES):
            out[lane] = values[place] if u[lane] >= cumulative[place - 1] else out[lane]


@kernel
def _normal_scores(u, out):
    for lane in range(LANES):
        out[lane] = inverse_normal(u[lane])


@kernel
def _correlated_score(draws, place, work, out):
    """out: the correlated score of one input, from the own scores of those before it."""
    for lane in range(LANES):
        out[lane] = 0.0
    for other in range(place + 1):
        weight = draws.cholesky[place, other]
        own = work[draws.scores + other]
        for lane in range(LANES):
            out[lane] += weight * own[lane]


@kernel
def _clip(low, high, out):
    for lane in range(LANES):
        value = low if out[lane] < low else out[lane]
        out[lane] = high if value > high else value


@kernel
def _evaluate(draws, number, u, z, out):
    """out: the value of one draw, from its uniform u or its normal score z."""
    kind = draws.kind[number]
    p0 = draws.parameters[number, 0]
    p1 = draws.parameters[number, 1]
    if kind == d.UNIFORM:
        _uniform(u, p0, p1, out)
    elif kind == d.TRIANGULAR:
        _triangular(u, p0, p1, draws.parameters[number, 2], out)
    elif kind == d.NORMAL:
        _normal(z, p0, p1, out)
    elif kind == d.LOGNORMAL:
        _lognormal(z, p0, p1, out)
    elif kind == d.LOGNORMAL_P90:
        _lognormal(z, p0, (log(p1) - log(p0)) / _Z_90, out)
    elif kind == d.TABLE:
        _table(u, draws.tables[draws.table[number]], out)
    else:
        table = draws.table[number]
        _choice(u, draws.tables[table], draws.tables[table + 1], p0, out)


@kernel
def draw_rows(seed, first_path, draws, inputs, work):
    """Fill the rows of the uncertain inputs; rows of constants are left as they are."""
    u = work[m.DRAW_0]
    z = work[m.DRAW_1]
    for number in range(draws.row.shape[0]):
        once_uniform(seed, first_path, 0, draws.stream[number], u)
        out = inputs[draws.row[number]]
        place = draws.score[number]
        _normal_scores(u, z)
        if place >= 0:
            work[draws.scores + place, :] = z
            _correlated_score(draws, place, work, z)
        _evaluate(draws, number, u, z, out)
        _clip(draws.bounds[number, 0], draws.bounds[number, 1], out)


@kernel
def draw_inputs(seed, first_path, draws, inputs, work):
    """As `draw_rows`, on arrays (rows, LANES)."""
    draw_rows(seed, first_path, draws, rows_of(inputs), rows_of(work))
