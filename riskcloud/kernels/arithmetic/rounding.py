"""Rounding without a cast from float to integer, whose overflow differs between machines."""

import numpy as np

from riskcloud.kernels.arithmetic.bits import bits_of
from riskcloud.kernels.jit import inlined

# Added to a float64 below 2^51 it pushes the fraction out of the significand, and the
# low bits of the sum hold the integer.
ROUNDER = 1.5 * 2.0**52
_ROUNDER_BITS = np.uint64(0x4338000000000000)


@inlined
def round_to_integer(x):
    """Nearest integer to x as a float64, ties to even; |x| < 2^51."""
    return (x + ROUNDER) - ROUNDER


@inlined
def integer_bits(shifted):
    """The integer held by `x + ROUNDER`, as a uint64 that wraps below zero."""
    return bits_of(shifted) - _ROUNDER_BITS
