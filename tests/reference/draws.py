"""Where the reference takes its random numbers from: addresses, or a fast generator.

Both give arrays of shape (count, paths).  `Addressed` gives the very numbers that the
kernel draws; `Fast` gives as many from one sequential generator and ignores the address.
"""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tests.reference import philox

Array = NDArray[np.float64]


class Draws(Protocol):
    paths: int

    def uniforms(self, count: int, month: int, item: int, stream: int) -> Array: ...

    def normals(self, count: int, month: int, item: int, stream: int) -> Array: ...

    def once(self, count: int, item: int, stream: int) -> Array: ...


class Addressed:
    """Uniforms and normals of the words at (seed, path, month, item, stream)."""

    def __init__(self, seed: int, first_path: int, paths: int) -> None:
        self.seed, self.paths = seed, paths
        self.numbers = np.arange(first_path, first_path + paths, dtype=np.uint64)

    def uniforms(self, count: int, month: int, item: int, stream: int) -> Array:
        """From word 0, word 1, ...: 32 bits each."""
        return philox.monthly_uniforms(self.seed, self.numbers, month, item, stream).T[:count]

    def normals(self, count: int, month: int, item: int, stream: int) -> Array:
        """By Box and Muller from words (0, 1), then (2, 3)."""
        return philox.monthly_normals(self.seed, self.numbers, month, item, stream).T[:count]

    def once(self, count: int, item: int, stream: int) -> Array:
        """Uniforms of 52 bits, once a path."""
        return philox.once_uniforms(self.seed, self.numbers, item, stream).T[:count]


class Fast:
    """The same kinds of numbers as fast as NumPy draws them: the benchmark's opponent."""

    def __init__(self, generator: np.random.Generator, paths: int) -> None:
        self.generator, self.paths = generator, paths

    def uniforms(self, count: int, month: int, item: int, stream: int) -> Array:
        return self.generator.random((count, self.paths))

    def normals(self, count: int, month: int, item: int, stream: int) -> Array:
        return self.generator.standard_normal((count, self.paths))

    def once(self, count: int, item: int, stream: int) -> Array:
        return self.generator.random((count, self.paths))
