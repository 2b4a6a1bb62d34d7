"""Default rates of customers (README 1.10): high in a glut, with a yearly common factor."""

from riskcloud.columns import market as m
from riskcloud.kernels.arithmetic import exp, log
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as i
from riskcloud.kernels.random import monthly_uniforms
from riskcloud.kernels.random.streams import FRAILTY


@kernel
def draw_frailty(seed, first_path, month, work):
    """Gamma with shape 2 and mean one: half the sum of two exponentials."""
    u0, u1, frailty = work[m.DRAW_0], work[m.DRAW_1], work[m.FRAILTY]
    monthly_uniforms(seed, first_path, month, 0, FRAILTY, u0, u1)
    for lane in range(LANES):
        frailty[lane] = -0.5 * (log(u0[lane]) + log(u1[lane]))


@kernel
def set_hazard_factor(inputs, work):
    """Factor of every customer's through-the-cycle default rate, about one in the mean."""
    slope, mean = inputs[i.CREDIT_HAZARD_TIGHTNESS], inputs[i.CREDIT_HAZARD_MEAN]
    x, frailty, factor = work[m.TIGHTNESS], work[m.FRAILTY], work[m.HAZARD_FACTOR]
    for lane in range(LANES):
        factor[lane] = exp(-slope[lane] * x[lane]) * frailty[lane] / mean[lane]
