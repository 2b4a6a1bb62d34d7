"""Philox4x32-10 as the paper writes it, on NumPy arrays: the readable twin of the kernel.

J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as
1, 2, 3", SC11 (2011), figures 2 and 3.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

MULTIPLIERS = 0xD2511F53, 0xCD9E8D57
WEYL = 0x9E3779B9, 0xBB67AE85
WORD = 0xFFFFFFFF


def philox(counter: ArrayLike, key: tuple[int, int], rounds: int = 10) -> NDArray[np.uint64]:
    """Random words of 32 bits, shape (..., 4), at counters of shape (..., 4)."""
    left0, right0, left1, right1 = np.moveaxis(np.asarray(counter, dtype=np.uint64), -1, 0)
    for turn in range(rounds):
        key0, key1 = ((k + turn * weyl) & WORD for k, weyl in zip(key, WEYL, strict=True))
        product0, product1 = left0 * np.uint64(MULTIPLIERS[0]), left1 * np.uint64(MULTIPLIERS[1])
        high0, low0 = product0 >> np.uint64(32), product0 & np.uint64(WORD)
        high1, low1 = product1 >> np.uint64(32), product1 & np.uint64(WORD)
        left0, right0 = high1 ^ right0 ^ np.uint64(key0), low1
        left1, right1 = high0 ^ right1 ^ np.uint64(key1), low0
    return np.stack(np.broadcast_arrays(left0, right0, left1, right1), axis=-1)


def words(seed: int, paths: ArrayLike, month: int, item: int, stream: int) -> NDArray[np.uint64]:
    """The four words at an address, shape (paths, 4)."""
    path = np.asarray(paths, dtype=np.uint64)
    counter = np.empty((*path.shape, 4), dtype=np.uint64)
    counter[..., 0] = path & np.uint64(WORD)
    counter[..., 1] = path >> np.uint64(32)
    counter[..., 2] = month + 65536 * item
    counter[..., 3] = stream
    return philox(counter, (seed & WORD, seed >> 32))


def monthly_uniforms(
    seed: int, paths: ArrayLike, month: int, item: int, stream: int
) -> NDArray[np.float64]:
    """Four uniforms of 32 bits, shape (paths, 4)."""
    return (words(seed, paths, month, item, stream).astype(np.float64) + 0.5) / 2.0**32


def once_uniforms(seed: int, paths: ArrayLike, item: int, stream: int) -> NDArray[np.float64]:
    """Two uniforms of 52 bits from words (0, 1) and (2, 3) at month 0, shape (paths, 2)."""
    word = words(seed, paths, 0, item, stream)
    leading = ((word[..., 0::2] << np.uint64(32)) | word[..., 1::2]) >> np.uint64(12)
    return (leading.astype(np.float64) + 0.5) / 2.0**52


def monthly_normals(
    seed: int, paths: ArrayLike, month: int, item: int, stream: int
) -> NDArray[np.float64]:
    """Four normals by Box and Muller from words (0, 1) and (2, 3), shape (paths, 4)."""
    u = monthly_uniforms(seed, paths, month, item, stream)
    radius, angle = np.sqrt(-2.0 * np.log(u[..., 0::2])), 2.0 * np.pi * u[..., 1::2]
    z = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=-1)
    return z.reshape(u.shape)
