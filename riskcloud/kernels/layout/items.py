"""Where a list of items stands in the matrices."""

from typing import NamedTuple


class Items(NamedTuple):
    """Items of one kind: how many, and the first row of each matrix that they fill.

    Item c's field f is row ``inputs + c * <KIND>_INPUTS + f`` of the inputs and row
    ``work + c * <KIND>_FIELDS + f`` of the work matrix.
    """

    count: int  # type: ignore[assignment]  # a field, not the method of tuple
    inputs: int
    work: int
