"""Blocks: the one unit of work, from kernel call to part file."""

from collections.abc import Iterator
from dataclasses import dataclass

from riskcloud.kernels.lanes import BLOCK


@dataclass(frozen=True, slots=True)
class Block:
    """Paths ``first_path .. first_path + count - 1``, at most BLOCK of them."""

    first_path: int
    count: int

    def __post_init__(self) -> None:
        if self.first_path < 0 or self.first_path % BLOCK:
            raise ValueError(f"block starts at path {self.first_path}, not a multiple of {BLOCK}")
        if not 0 < self.count <= BLOCK:
            raise ValueError(f"block has {self.count} paths, not 1 to {BLOCK}")

    def __str__(self) -> str:
        return f"block of paths {self.first_path} to {self.first_path + self.count - 1}"


def blocks(first: int, paths: int) -> Iterator[Block]:
    """Cut ``paths`` paths from path ``first``, a multiple of BLOCK, into blocks.

    Lazy, as a long run has many.  Every block is full but perhaps the last.
    """
    for start in range(first, first + paths, BLOCK):
        yield Block(start, min(BLOCK, first + paths - start))
