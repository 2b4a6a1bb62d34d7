"""Matrices of rows as the kernels see them: a pointer, and rows of LANES float64 behind it.

An array takes seven words to pass: a call with eight rows cost 30 ns beside its work, a sixth
of a path's month.  Here a matrix or a row is one word.  Nothing checks an index, none may be
negative, slices have a start; the caller holds the array.
"""

import operator
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.core import cgutils, typing
from numba.core.datamodel import models
from numba.core.typing.templates import AbstractTemplate, infer_global
from numba.extending import intrinsic, lower_builtin, register_model

from riskcloud.kernels.lane_loops import mark_access
from riskcloud.kernels.lanes import LANES

_WORD = ir.IntType(64)
_POINTER = ir.DoubleType().as_pointer()


class MatrixType(types.Type):
    """Rows of LANES float64, one after the other."""

    def __init__(self) -> None:
        super().__init__(name="Matrix")


class RowType(types.Type):
    """LANES float64."""

    def __init__(self) -> None:
        super().__init__(name="Row")


matrix, row = MatrixType(), RowType()


@register_model(MatrixType)
@register_model(RowType)
class _Pointer(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, _POINTER)


@intrinsic
def rows_of(typing_context, array):
    """The matrix in a C-contiguous float64 array of LANES columns."""

    def generate(context, builder, signature, arguments):
        return context.make_array(array)(context, builder, arguments[0]).data

    return matrix(array), generate


def _parts(index: Any) -> list[Any]:
    return list(getattr(index, "types", ()))


def _is_place(index: Any) -> bool:
    """Whether an index names one value of a matrix."""
    parts = _parts(index)
    return len(parts) == 2 and all(isinstance(part, types.Integer) for part in parts)


def _is_rows(index: Any) -> bool:
    """Whether an index with lanes names whole rows: [k, :] or [a:b, :]."""
    parts = _parts(index)
    return len(parts) == 2 and isinstance(parts[1], types.SliceType)


@infer_global(operator.getitem)
class _Get(AbstractTemplate):
    def generic(self, args, keywords):
        of, index = args
        if of is row and isinstance(index, types.Integer):
            return typing.signature(types.float64, of, index)
        if of is matrix and isinstance(index, types.Integer):
            return typing.signature(row, of, index)
        if of is matrix and isinstance(index, types.SliceType):
            return typing.signature(matrix, of, index)
        if of is matrix and _is_place(index):
            return typing.signature(types.float64, of, index)
        return None


@infer_global(operator.setitem)
class _Set(AbstractTemplate):
    def generic(self, args, keywords):
        of, index, value = args
        if of is row and isinstance(index, types.Integer):
            return typing.signature(types.none, of, index, types.float64)
        if of is matrix and _is_place(index):
            return typing.signature(types.none, of, index, types.float64)
        whole = of is row and isinstance(index, types.SliceType)
        whole |= of is matrix and (isinstance(index, types.Integer) or _is_rows(index))
        if whole:
            return typing.signature(types.none, of, index, row if value is row else types.float64)
        return None


def _word(context, builder, value, kind):
    return context.cast(builder, value, kind, types.int64)


def _at(builder, pointer, rows, lane=None):
    """Pointer to a row, or to a lane of it."""
    offset = builder.mul(rows, ir.Constant(_WORD, LANES), flags=["nsw"])
    if lane is not None:
        offset = builder.add(offset, lane, flags=["nsw"])
    return builder.gep(pointer, [offset], inbounds=True)


def _pair(context, builder, index, kind):
    """Both parts of an index (row, lane) as words."""
    parts = cgutils.unpack_tuple(builder, index, 2)
    return [_word(context, builder, part, k) for part, k in zip(parts, kind, strict=True)]


@lower_builtin(operator.getitem, RowType, types.Integer)
def _get_lane(context, builder, signature, arguments):
    lane = _word(context, builder, arguments[1], signature.args[1])
    place = builder.gep(arguments[0], [lane], inbounds=True)
    return mark_access(builder, builder.load(place))


@lower_builtin(operator.getitem, MatrixType, types.Integer)
def _get_row(context, builder, signature, arguments):
    return _at(builder, arguments[0], _word(context, builder, arguments[1], signature.args[1]))


@lower_builtin(operator.getitem, MatrixType, types.SliceType)
def _get_rows(context, builder, signature, arguments):
    part = context.make_helper(builder, signature.args[1], arguments[1])
    return _at(builder, arguments[0], part.start)


@lower_builtin(operator.getitem, MatrixType, types.BaseTuple)
def _get_value(context, builder, signature, arguments):
    rows, lane = _pair(context, builder, arguments[1], signature.args[1])
    return mark_access(builder, builder.load(_at(builder, arguments[0], rows, lane)))


@lower_builtin(operator.setitem, RowType, types.Integer, types.Float)
def _set_lane(context, builder, signature, arguments):
    lane = _word(context, builder, arguments[1], signature.args[1])
    place = builder.gep(arguments[0], [lane], inbounds=True)
    mark_access(builder, builder.store(arguments[2], place))


def _fill(builder, pointer, count, value, kind):
    """Write a number, or a row, into each of so many rows."""
    with cgutils.for_range(builder, builder.mul(count, ir.Constant(_WORD, LANES))) as loop:
        lane = builder.urem(loop.index, ir.Constant(_WORD, LANES))
        number = builder.load(builder.gep(value, [lane], inbounds=True)) if kind is row else value
        builder.store(number, builder.gep(pointer, [loop.index], inbounds=True))


_ONE = ir.Constant(_WORD, 1)


@lower_builtin(operator.setitem, RowType, types.SliceType, types.Any)
def _set_lanes(context, builder, signature, arguments):
    _fill(builder, arguments[0], _ONE, arguments[2], signature.args[2])


@lower_builtin(operator.setitem, MatrixType, types.Integer, types.Any)
def _set_row(context, builder, signature, arguments):
    first = _at(builder, arguments[0], _word(context, builder, arguments[1], signature.args[1]))
    _fill(builder, first, _ONE, arguments[2], signature.args[2])


@lower_builtin(operator.setitem, MatrixType, types.BaseTuple, types.Any)
def _set_values(context, builder, signature, arguments):
    pointer, index, value = arguments
    first, _ = cgutils.unpack_tuple(builder, index, 2)
    kinds = signature.args[1]
    if _is_place(kinds):
        rows, lane = _pair(context, builder, index, kinds)
        mark_access(builder, builder.store(value, _at(builder, pointer, rows, lane)))
        return
    if isinstance(kinds[0], types.SliceType):
        part = context.make_helper(builder, kinds[0], first)
        start, count = part.start, builder.sub(part.stop, part.start)
    else:
        start, count = _word(context, builder, first, kinds[0]), _ONE
    _fill(builder, _at(builder, pointer, start), count, value, signature.args[2])
