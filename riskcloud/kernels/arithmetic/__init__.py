"""The kernels' own elementary functions: scalar float64, without branches, the same on
every machine.  Called inside a lane loop they vectorise."""

from riskcloud.kernels.arithmetic.exp import exp, logistic, logit, power
from riskcloud.kernels.arithmetic.log import log
from riskcloud.kernels.arithmetic.quantile import inverse_normal
from riskcloud.kernels.arithmetic.rounding import round_to_integer
from riskcloud.kernels.arithmetic.trigonometry import cos_sin_turn

__all__ = [
    "cos_sin_turn",
    "exp",
    "inverse_normal",
    "log",
    "logistic",
    "logit",
    "power",
    "round_to_integer",
]
