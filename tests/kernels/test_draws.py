"""Addressed draws: values against the readable twin, and independence of how they are reached."""

import numpy as np
import pytest

from riskcloud.kernels import random
from riskcloud.kernels.lanes import LANES
from tests.kernels.into_rows import into_rows
from tests.reference import philox as reference

SEED = 0xFEDCBA9876543210
MONTH, ITEM, STREAM = 83, 17, 0xC0FFEE11
MONTHLY = {
    random.monthly_uniform: 1,
    random.monthly_uniforms: 2,
    random.monthly_normal_pair: 2,
    random.monthly_normals: 4,
}
ONCE = {random.once_uniform: 1, random.once_uniforms: 2}
INTO_ROWS = {
    function: into_rows(function, count) for function, count in {**MONTHLY, **ONCE}.items()
}
FIRST_PATHS = [0, 256, 32_768, 2**32 - 100, 2**40 + 7, 2**62]


def draw(function, first_path=0, month=MONTH, item=ITEM, stream=STREAM, seed=SEED):
    """Rows that a draw fills, shape (count, LANES)."""
    monthly = function in MONTHLY
    rows = np.full((MONTHLY[function] if monthly else ONCE[function], LANES), np.nan)
    address = (month, item, stream) if monthly else (item, stream)
    INTO_ROWS[function](np.uint64(seed), (first_path, *address), rows)
    return rows


def name(function):
    return function.__name__


every_draw = pytest.mark.parametrize("function", [*MONTHLY, *ONCE], ids=name)


@pytest.mark.parametrize("first_path", FIRST_PATHS)
@pytest.mark.parametrize("function", [random.monthly_uniform, random.monthly_uniforms], ids=name)
def test_monthly_uniforms_are_the_twin_s(function, first_path):
    paths = np.uint64(first_path) + np.arange(LANES, dtype=np.uint64)
    rows = draw(function, first_path)
    twin = reference.monthly_uniforms(SEED, paths, MONTH, ITEM, STREAM)
    assert np.array_equal(rows, twin.T[: len(rows)])


@pytest.mark.parametrize("first_path", FIRST_PATHS)
@pytest.mark.parametrize("function", ONCE, ids=name)
def test_once_uniforms_are_the_twin_s(function, first_path):
    paths = np.uint64(first_path) + np.arange(LANES, dtype=np.uint64)
    rows = draw(function, first_path)
    twin = reference.once_uniforms(SEED, paths, ITEM, STREAM)
    assert np.array_equal(rows, twin.T[: len(rows)])


@pytest.mark.parametrize("first_path", FIRST_PATHS)
@pytest.mark.parametrize("function", [random.monthly_normals, random.monthly_normal_pair], ids=name)
def test_monthly_normals_are_the_twin_s(function, first_path):
    paths = np.uint64(first_path) + np.arange(LANES, dtype=np.uint64)
    rows = draw(function, first_path)
    twin = reference.monthly_normals(SEED, paths, MONTH, ITEM, STREAM)
    # NumPy's angle is rounded before its cosine: up to 2 pi * 2^-53 of the radius.
    np.testing.assert_allclose(rows, twin.T[: len(rows)], rtol=1e-14, atol=1e-14)


@every_draw
def test_a_lane_never_sees_where_its_row_starts(function):
    whole = draw(function, first_path=0)
    for shift in (1, 7, 255):
        assert np.array_equal(draw(function, first_path=shift)[:, :-shift], whole[:, shift:])


@every_draw
def test_every_part_of_the_address_changes_every_value(function):
    base = draw(function)
    changes = [{"item": 18}, {"stream": STREAM + 1}, {"seed": SEED + 1}, {"seed": SEED + 2**32}]
    changes += [{"first_path": LANES}, {"first_path": 2**32}]
    changes += [{"month": 84}] if function in MONTHLY else []
    for change in changes:
        assert np.mean(draw(function, **change) == base) < 0.01, change


def test_single_draws_are_the_first_of_the_many():
    uniforms = draw(random.monthly_uniforms)
    assert np.array_equal(draw(random.monthly_uniform)[0], uniforms[0])
    assert np.array_equal(draw(random.once_uniform)[0], draw(random.once_uniforms)[0])
    assert np.array_equal(draw(random.monthly_normal_pair), draw(random.monthly_normals)[:2])


def test_draws_once_a_path_are_at_month_zero():
    words = reference.words(SEED, np.arange(LANES), 0, ITEM, STREAM)
    coarse = (words[:, 0] + 0.5) / 2.0**32
    assert np.max(np.abs(draw(random.once_uniform)[0] - coarse)) < 2.0**-32


@every_draw
def test_one_signature_each(function):
    draw(function)
    assert len(function.signatures) == 1
