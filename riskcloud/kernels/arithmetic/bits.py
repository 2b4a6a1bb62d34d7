"""What Python has no words for: bit patterns of floats, multiply-add in one rounding.

All are LLVM instructions; those of floats vectorise inside a lane loop.
"""

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic


@intrinsic
def bits_of(typing_context, x):
    """Bit pattern of a float64, as uint64."""

    def generate(context, builder, signature, arguments):
        return builder.bitcast(arguments[0], ir.IntType(64))

    return types.uint64(types.float64), generate


@intrinsic
def float_of(typing_context, bits):
    """The float64 that has this uint64 bit pattern."""

    def generate(context, builder, signature, arguments):
        return builder.bitcast(arguments[0], ir.DoubleType())

    return types.float64(types.uint64), generate


@intrinsic
def multiply_add(typing_context, a, b, c):
    """a * b + c, rounded once (IEEE 754 fusedMultiplyAdd).

    Without hardware for it LLVM calls the C library's `fma`, which is exact and slow.
    """

    def generate(context, builder, signature, arguments):
        return builder.fma(*arguments)

    return types.float64(types.float64, types.float64, types.float64), generate


@intrinsic
def trailing_zeros(typing_context, bits):
    """Number of zero bits below the lowest one of a uint64, which must not be 0."""

    def generate(context, builder, signature, arguments):
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.uint64(types.uint64), generate
