"""Uniform numbers at an address, one a lane.

Every function takes seed (uint64), first_path (int64: lane l is path first_path + l) and
the rest of the address (int64), and fills rows of LANES float64.

A float64 in [1, 2) holds 52 random bits in its significand.  Less 1, plus half of the
last random bit's worth, every value is exact and lies strictly between 0 and 1.
"""

import numpy as np

from riskcloud.kernels.arithmetic.bits import float_of
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.random.philox import address_words

_ONE_BITS = np.uint64(0x3FF0000000000000)
_WORD_TO_SIGNIFICAND = np.uint64(20)
_HIGH_TO_SIGNIFICAND = np.uint64(20)
_LOW_TO_SIGNIFICAND = np.uint64(12)
_ONE_LESS_HALF_OF_2_32 = 1.0 - 2.0**-33
_ONE_LESS_HALF_OF_2_52 = 1.0 - 2.0**-53


@inlined
def uniform_of_word(word):
    """(word + 1/2) / 2^32."""
    return float_of(_ONE_BITS | (word << _WORD_TO_SIGNIFICAND)) - _ONE_LESS_HALF_OF_2_32


@inlined
def uniform_of_two_words(high, low):
    """(k + 1/2) / 2^52, where k is the leading 52 bits of the 64 in (high, low).

    With 53 bits k + 1/2 would not be a float64: the largest would round to 1.
    """
    leading = (high << _HIGH_TO_SIGNIFICAND) | (low >> _LOW_TO_SIGNIFICAND)
    return float_of(_ONE_BITS | leading) - _ONE_LESS_HALF_OF_2_52


@kernel
def monthly_uniforms(seed, first_path, month, item, stream, u0, u1):
    """u0, u1: uniforms of 32 bits from words 0 and 1."""
    for lane in range(LANES):
        path = np.uint64(first_path) + np.uint64(lane)
        w0, w1, _, _ = address_words(seed, path, month, item, stream)
        u0[lane] = uniform_of_word(w0)
        u1[lane] = uniform_of_word(w1)


@kernel
def monthly_four_uniforms(seed, first_path, month, item, stream, u0, u1, u2, u3):
    """u0 to u3: uniforms of 32 bits from words 0 to 3."""
    for lane in range(LANES):
        path = np.uint64(first_path) + np.uint64(lane)
        w0, w1, w2, w3 = address_words(seed, path, month, item, stream)
        u0[lane] = uniform_of_word(w0)
        u1[lane] = uniform_of_word(w1)
        u2[lane] = uniform_of_word(w2)
        u3[lane] = uniform_of_word(w3)


@kernel
def monthly_uniform(seed, first_path, month, item, stream, u0):
    """u0: a uniform of 32 bits from word 0."""
    for lane in range(LANES):
        path = np.uint64(first_path) + np.uint64(lane)
        w0, _, _, _ = address_words(seed, path, month, item, stream)
        u0[lane] = uniform_of_word(w0)


@kernel
def once_uniforms(seed, first_path, item, stream, u0, u1):
    """u0, u1: uniforms of 52 bits from words (0, 1) and (2, 3), at month 0."""
    for lane in range(LANES):
        path = np.uint64(first_path) + np.uint64(lane)
        w0, w1, w2, w3 = address_words(seed, path, 0, item, stream)
        u0[lane] = uniform_of_two_words(w0, w1)
        u1[lane] = uniform_of_two_words(w2, w3)


@kernel
def once_uniform(seed, first_path, item, stream, u0):
    """u0: a uniform of 52 bits from words (0, 1), at month 0."""
    for lane in range(LANES):
        path = np.uint64(first_path) + np.uint64(lane)
        w0, w1, _, _ = address_words(seed, path, 0, item, stream)
        u0[lane] = uniform_of_two_words(w0, w1)
