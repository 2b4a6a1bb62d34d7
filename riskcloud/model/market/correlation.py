"""Correlation matrices: positive definite or refused, never repaired."""

import math
from collections.abc import Iterable, Sequence

Matrix = list[list[float]]


def correlation_matrix(names: Sequence[str], pairs: Iterable[tuple[str, str, float]]) -> Matrix:
    """Ones on the diagonal, the given pairs on both sides of it, zero elsewhere."""
    matrix = [[float(row == column) for column in range(len(names))] for row in range(len(names))]
    for one, other, correlation in pairs:
        row, column = names.index(one), names.index(other)
        matrix[row][column] = matrix[column][row] = correlation
    return matrix


def cholesky(matrix: Matrix) -> Matrix | None:
    """Lower factor L of a symmetric matrix = L L'; None if it is not positive definite.

    Written out, row by row, so that it is the same on every machine.  A pivot below 1e-12
    counts as zero: the diagonal of a correlation matrix is one.
    """
    size = len(matrix)
    lower = [[0.0] * size for _ in range(size)]
    for row in range(size):
        for column in range(row + 1):
            rest = matrix[row][column]
            for k in range(column):
                rest -= lower[row][k] * lower[column][k]
            if column < row:
                lower[row][column] = rest / lower[column][column]
            elif rest > 1e-12:
                lower[row][row] = math.sqrt(rest)
            else:
                return None
    return lower
