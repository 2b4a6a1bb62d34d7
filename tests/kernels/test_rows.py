"""Matrices of rows in the kernels do what the same words do to arrays."""

from collections.abc import Callable
from typing import Any

import numba
import numpy as np
import pytest
from numpy.typing import NDArray

from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.rows import matrix, rows_of

ROWS = 9
_njit: Any = numba.njit


def read_and_write(work: Any, k: int) -> None:
    for lane in range(LANES):
        work[k, lane] = work[k + 1, lane] * 2.0 + work[3, lane]
        work[5, lane] += 1.0


def rows_alone(work: Any, k: int) -> None:
    one, other = work[k], work[k + 2]
    for lane in range(LANES):
        one[lane] = other[lane] - one[lane]


def a_row_of_numbers(work: Any, k: int) -> None:
    row = work[k]
    row[:] = 0.25
    work[k + 1] = 7.0
    work[k + 2, :] = -1.0


def a_row_of_a_row(work: Any, k: int) -> None:
    row = work[k]
    row[:] = work[7]
    work[k + 1] = work[6]
    work[k + 2, :] = work[5]


def several_rows(work: Any, k: int) -> None:
    work[k : k + 3, :] = 0.5
    work[6:8, :] = -2.0


def part_of_a_part(work: Any, k: int) -> None:
    part = work[k : k + 4][1:3]
    row = part[1]
    for lane in range(LANES):
        part[0, lane] = row[lane] + 1.0


def places_of_any_kind(work: Any, k: int) -> None:
    work[np.int32(k), np.uint64(LANES - 1)] = work[np.uint8(2), np.int64(0)]


def literal_places(work: Any, k: int) -> None:
    work[8, 0] = work[0, LANES - 1]


WORDS = (
    read_and_write,
    rows_alone,
    a_row_of_numbers,
    a_row_of_a_row,
    several_rows,
    part_of_a_part,
    places_of_any_kind,
    literal_places,
)


def _numbers() -> NDArray[np.float64]:
    return np.random.default_rng(4).normal(size=(ROWS, LANES))


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.__name__)
def test_words_mean_the_same_as_on_arrays(words: Callable[[Any, int], None]) -> None:
    compiled = _njit(error_model="numpy")(words)

    @_njit
    def on_rows(work: Any, k: int) -> None:
        compiled(rows_of(work), k)

    for k in (0, 1, 4):
        plain, rows = _numbers(), _numbers()
        words(plain, k)
        on_rows(rows, k)
        np.testing.assert_array_equal(rows, plain)
        assert not np.array_equal(rows, _numbers())
    assert [signature[0] for signature in compiled.signatures] == [matrix]


@pytest.mark.parametrize("word", ["work[0.5]", "work[0, 0.5]", "work[0:2, 0]", "work[0, 0, 0]"])
def test_what_has_no_meaning_is_refused(word: str) -> None:
    names: dict[str, Any] = {"rows_of": rows_of}
    exec(f"def read(array):\n    work = rows_of(array)\n    return {word}", names)
    with pytest.raises(numba.TypingError):
        _njit(names["read"])(_numbers())
