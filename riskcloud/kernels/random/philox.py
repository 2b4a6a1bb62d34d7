"""Philox4x32-10: four random words that are a pure function of their address.

J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as
1, 2, 3", SC11 (2011).  Words of 32 bits travel in uint64, whose upper half is zero.
"""

import numpy as np

from riskcloud.kernels.jit import inlined

_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_WORD = np.uint64(0xFFFFFFFF)
_WIDTH = np.uint64(32)


@inlined
def _round(c0, c1, c2, c3, k0, k1):
    product_0 = c0 * _MULTIPLIER_0
    product_1 = c2 * _MULTIPLIER_1
    return (
        (product_1 >> _WIDTH) ^ c1 ^ k0,
        product_1 & _WORD,
        (product_0 >> _WIDTH) ^ c3 ^ k1,
        product_0 & _WORD,
    )


@inlined
def _next_key(k0, k1):
    return (k0 + _WEYL_0) & _WORD, (k1 + _WEYL_1) & _WORD


@inlined
def philox_words(c0, c1, c2, c3, k0, k1):
    """The four words at counter (c0, c1, c2, c3) under key (k0, k1): ten rounds, written
    out because LLVM does not vectorise a lane loop that holds another loop."""
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next_key(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next_key(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next_key(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next_key(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next_key(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next_key(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next_key(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next_key(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next_key(k0, k1)
    return _round(c0, c1, c2, c3, k0, k1)


@inlined
def address_words(seed, path, month, item, stream):
    """The four words at (seed, path, month, item, stream): key = seed, counter =
    (path low, path high, month + 65536 * item, stream).

    seed and path are uint64; month, item < 65536 and stream < 2^32 are int64.
    """
    when_and_which = np.uint64(month) + (np.uint64(item) << np.uint64(16))
    return philox_words(
        path & _WORD,
        path >> _WIDTH,
        when_and_which & _WORD,
        np.uint64(stream) & _WORD,
        seed & _WORD,
        seed >> _WIDTH,
    )
