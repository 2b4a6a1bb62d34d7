"""Standard normal numbers at an address, one a lane.

G. E. P. Box and M. E. Muller, "A note on the generation of random normal deviates",
Annals of Mathematical Statistics 29 (1958) 610-611.  Words of 32 bits give |z| < 6.8.

Arguments as in `uniforms`; the rows must not overlap.
"""

import math

import numpy as np

from riskcloud.kernels.arithmetic.bits import bits_of, float_of
from riskcloud.kernels.arithmetic.log import log_of_normal
from riskcloud.kernels.arithmetic.trigonometry import cos_sin_turn
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.random.philox import address_words
from riskcloud.kernels.random.uniforms import uniform_of_word

_WORD = np.uint64(0xFFFFFFFF)
_WIDTH = np.uint64(32)


@inlined
def normals_of_words(radius_word, angle_word):
    """Two independent normals from two words, within 3 ulp."""
    radius = math.sqrt(-2.0 * log_of_normal(uniform_of_word(radius_word)))
    cosine, sine = cos_sin_turn(uniform_of_word(angle_word))
    return radius * cosine, radius * sine


@inlined
def _packed(high, low):
    """Two words as the bit pattern of one float64, to wait in a row."""
    return float_of((high << _WIDTH) | low)


@kernel
def _unpack_normals(packed, other):
    """Turn a row of packed words into two rows of normals, the first in its own place.

    Philox and Box-Muller in one loop would take half as long again: two short chains of
    dependent steps leave the processor more to overlap than one long chain.
    """
    for lane in range(LANES):
        words = bits_of(packed[lane])
        packed[lane], other[lane] = normals_of_words(words >> _WIDTH, words & _WORD)


@kernel
def monthly_normal_pair(seed, first_path, month, item, stream, z0, z1):
    """z0, z1: independent normals from words 0 and 1."""
    for lane in range(LANES):
        path = np.uint64(first_path) + np.uint64(lane)
        w0, w1, _, _ = address_words(seed, path, month, item, stream)
        z0[lane] = _packed(w0, w1)
    _unpack_normals(z0, z1)


@kernel
def monthly_normals(seed, first_path, month, item, stream, z0, z1, z2, z3):
    """z0, z1, z2, z3: independent normals, from words (0, 1) and (2, 3)."""
    for lane in range(LANES):
        path = np.uint64(first_path) + np.uint64(lane)
        w0, w1, w2, w3 = address_words(seed, path, month, item, stream)
        z0[lane] = _packed(w0, w1)
        z2[lane] = _packed(w2, w3)
    _unpack_normals(z0, z1)
    _unpack_normals(z2, z3)
