"""Loops over lanes touch their own lane only, and LLVM is told so."""

import ast
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from riskcloud.kernels import jit
from riskcloud.kernels.lane_loops import LANE
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.rows import rows_of

SOURCES = sorted(jit.SOURCES.rglob("*.py"))
ARRAYS = {"table", "values", "cumulative", "zeros"}
"""Not rows: their accesses carry no mark, and LLVM guards what it makes of them as ever."""


def loops_over_lanes(tree: ast.AST) -> Iterator[ast.For]:
    for node in ast.walk(tree):
        if isinstance(node, ast.For) and ast.unparse(node.target) == LANE:
            yield node


def last_part(subscript: ast.Subscript) -> ast.expr:
    index = subscript.slice
    return index.elts[-1] if isinstance(index, ast.Tuple) else index


def is_own_lane(subscript: ast.Subscript) -> bool:
    part = last_part(subscript)
    return isinstance(part, ast.Name) and part.id == LANE


def is_of_array(subscript: ast.Subscript) -> bool:
    return isinstance(subscript.value, ast.Name) and subscript.value.id in ARRAYS


def others_touched(loop: ast.For) -> list[str]:
    """Places of rows that a loop reads or writes beside its own lane."""
    subscripts = [node for node in ast.walk(loop) if isinstance(node, ast.Subscript)]
    # `rows[k][lane]`: the row is named first, and its lane is looked at then.
    named = {node.value for node in subscripts}
    looked_at = [node for node in subscripts if node not in named and not is_of_array(node)]
    return [ast.unparse(node) for node in looked_at if not is_own_lane(node)]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(jit.SOURCES)))
def test_a_loop_over_lanes_touches_its_own_lane_only(source: Path) -> None:
    for loop in loops_over_lanes(ast.parse(source.read_text())):
        assert others_touched(loop) == [], f"{source}:{loop.lineno}"


def test_the_check_objects() -> None:
    wrong = "for lane in range(8):\n    a[lane] = b[lane - 1] + c[k, lane] + d[0, k] + e[k][lane]"
    (loop,) = loops_over_lanes(ast.parse(wrong))
    assert sorted(others_touched(loop)) == ["b[lane - 1]", "d[0, k]"]


def blend(rows, first, second, third):
    one, two, three = rows[first], rows[second], rows[third]
    for lane in range(LANES):
        three[lane] = one[lane] * 2.0 + two[lane]
        two[lane] = three[lane] - one[lane]


def blend_unmarked(rows, first, second, third):
    one, two, three = rows[first], rows[second], rows[third]
    for place in range(LANES):
        three[place] = one[place] * 2.0 + two[place]
        two[place] = three[place] - one[place]


def called(function, monkeypatch):
    """The function, called from Python with an array; compiled here, as a cache has no code."""
    monkeypatch.setattr(jit, "CACHE_FOLDER", None)
    decorate = jit.make_decorator(forceinline=True)
    inner = decorate(function)

    @decorate
    def call(array, first, second, third):
        inner(rows_of(array), first, second, third)

    return call


@pytest.mark.parametrize(("function", "is_guarded"), [(blend, False), (blend_unmarked, True)])
def test_only_an_unmarked_loop_has_a_second_one_that_goes_lane_by_lane(
    function, is_guarded, monkeypatch
):
    call = called(function, monkeypatch)
    call(np.zeros((4, LANES)), 0, 1, 2)
    (code,) = call.inspect_llvm().values()
    assert " x double>" in code
    assert ("= load double, ptr" in code) is is_guarded


@pytest.mark.parametrize("places", [(0, 1, 2), (0, 0, 1), (0, 1, 1), (1, 0, 1), (2, 2, 2)])
def test_rows_may_be_the_same(places, monkeypatch):
    array = np.random.default_rng(1).standard_normal((4, LANES))
    expected = array.copy()
    blend(expected, *places)
    called(blend, monkeypatch)(array, *places)
    assert np.array_equal(array, expected)
