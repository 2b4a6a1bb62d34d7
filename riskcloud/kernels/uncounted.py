"""A view of an array whose references numba does not count.

Every view of a counted array costs two atomic operations, and they cost the more when two
threads share the array: 8 % of the time of a path, measured.
"""

from numba.extending import intrinsic


def without_owner(context, builder, kind, array):
    """LLVM's value of an array of this type, less the owner that references are counted of."""
    view = context.make_array(kind)(context, builder, array)
    view.meminfo = view.meminfo.type(None)
    view.parent = view.parent.type(None)
    return view._getvalue()


@intrinsic
def uncounted(typing_context, array):
    """The same array without its owner: valid only while the caller holds the array."""

    def codegen(context, builder, signature, arguments):
        return without_owner(context, builder, array, arguments[0])

    return array(array), codegen
