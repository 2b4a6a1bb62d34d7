"""The seven monthly shocks (README 1.0): independent normals, correlated, then scaled."""

from riskcloud.columns import market as m
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.random import monthly_normals
from riskcloud.kernels.random.streams import COMPUTE_SHOCKS, OTHER_SHOCKS

# Shocks that the correlation matrix links: all but the size of a jump, which comes last.
CORRELATED = m.SHOCK_JUMP - m.SHOCK_TIGHTNESS


@kernel
def draw_shocks(seed, first_path, month, inputs, layout, work):
    """Draw the month's normals, then e <- L M e; the size of a jump stays as drawn."""
    tightness, jump = work[m.SHOCK_TIGHTNESS], work[m.SHOCK_JUMP]
    contract, spot = work[m.SHOCK_CONTRACT], work[m.SHOCK_SPOT]
    monthly_normals(seed, first_path, month, 0, COMPUTE_SHOCKS, tightness, jump, contract, spot)
    listed, inference = work[m.SHOCK_LIST], work[m.SHOCK_INFERENCE]
    rate, server = work[m.SHOCK_RATE], work[m.SHOCK_SERVER]
    monthly_normals(seed, first_path, month, 0, OTHER_SHOCKS, listed, inference, rate, server)
    correlate(layout.cholesky, inputs, work)


@kernel
def correlate(cholesky, inputs, work):
    """e <- L M e; from the last row up, so that each row reads what those before it were.

    cholesky: first input row of L's lower triangle, or -1 where no shocks are correlated.
    """
    mixing = work[m.MIXING]
    for row in range(CORRELATED):
        _multiply(mixing, work[m.SHOCK_TIGHTNESS + row])
    if cholesky >= 0:
        for row in range(CORRELATED - 1, -1, -1):
            _mix(cholesky + row * (row + 1) // 2, row, inputs, work)


@kernel
def _mix(first, row, inputs, work):
    shock = work[m.SHOCK_TIGHTNESS + row]
    _multiply(inputs[first + row], shock)
    for column in range(row):
        _add_product(inputs[first + column], work[m.SHOCK_TIGHTNESS + column], shock)


@kernel
def _multiply(factor, out):
    for lane in range(LANES):
        out[lane] *= factor[lane]


@kernel
def _add_product(factor, other, out):
    for lane in range(LANES):
        out[lane] += factor[lane] * other[lane]
