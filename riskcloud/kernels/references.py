"""A layout as the kernels see it: a pointer to its fields, read where they are named.

A tuple takes a word for each of its numbers and seven for each array, and every call copies all
of them and counts the arrays' references: a tenth of the time of a path in lane groups of 64.
Here a tuple, or one inside it, is one word.  Fields are written as of the tuple itself, so a
function takes either.  A reference ends with the kernel that made it, and its arrays, whose
references nobody counts, with what that kernel's caller holds.
"""

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.core import cgutils
from numba.core.datamodel import models
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.extending import intrinsic, lower_getattr_generic, register_model

from riskcloud.kernels.uncounted import without_owner

_WORD = ir.IntType(32)


class ReferenceType(types.Type):
    """A named tuple that stands in memory."""

    def __init__(self, of: Any) -> None:
        self.of = of
        super().__init__(name=f"Reference({of})")

    def field(self, name: str) -> Any:
        """Type of a field of the tuple."""
        return self.of[self.of.fields.index(name)]


@register_model(ReferenceType)
class _Pointer(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, manager.lookup(kind.of).get_value_type().as_pointer())


@intrinsic
def by_reference(typing_context, fields):
    """A reference to the fields of a named tuple, for as long as this kernel runs."""

    def generate(context, builder, signature, arguments):
        return cgutils.alloca_once_value(builder, arguments[0])

    return ReferenceType(fields)(fields), generate


@infer_getattr
class _Fields(AttributeTemplate):
    key = ReferenceType

    def generic_resolve(self, reference, name):
        if name not in reference.of.fields:
            return None
        kind = reference.field(name)
        return ReferenceType(kind) if isinstance(kind, types.BaseNamedTuple) else kind


@lower_getattr_generic(ReferenceType)
def _read(context, builder, reference, pointer, name):
    place = ir.Constant(_WORD, reference.of.fields.index(name))
    field = builder.gep(pointer, [ir.Constant(_WORD, 0), place], inbounds=True)
    kind = reference.field(name)
    if isinstance(kind, types.BaseNamedTuple):
        return field
    value = builder.load(field)
    return without_owner(context, builder, kind, value) if isinstance(kind, types.Array) else value
