"""Every kernel that this process has compiled: its signatures, its vector registers."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

from numba.core.dispatcher import Dispatcher

import riskcloud.kernels

# Packed arithmetic and choice; moves and zeroing are vector code in any loop.
_ARITHMETIC = r"(?:add|sub|mul|div|max|min|sqrt|fn?m(?:add|sub)\d*|cmp\w*|blendv)pd"
_INTEGERS = r"p(?:mulud|add|sub|sll|srl|ternlog|or|xor|and)[dq]"
_PACKED = re.compile(rf"\tv(?:{_ARITHMETIC}|{_INTEGERS})\t.*%([yz]mm)")


def _dispatchers() -> Iterator[tuple[str, Any]]:
    """Full name and dispatcher of every kernel and every inlined function."""
    for module in pkgutil.walk_packages(riskcloud.kernels.__path__, "riskcloud.kernels."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Dispatcher) and value.__module__ == module.name:
                yield f"{module.name.removeprefix('riskcloud.kernels.')}.{name}", value


def signatures() -> dict[str, int]:
    """Signatures of each kernel that has any; functions that dissolve into callers left out."""
    return {
        name: len(kernel.signatures)
        for name, kernel in _dispatchers()
        if kernel.signatures and not kernel.targetoptions["forceinline"]
    }


def registers() -> dict[str, str]:
    """zmm, ymm or nothing: the widest with packed arithmetic, of kernels with a lane loop.

    Only of what this process compiled: numba does not show the assembly of cached code.
    """
    return {
        name: _widest(kernel)
        for name, kernel in _dispatchers()
        if kernel.signatures and "range(LANES)" in inspect.getsource(kernel.py_func)
    }


def _widest(kernel: Any) -> str:
    found = set()
    for compiled in kernel.overloads.values():
        own = _body(compiled.library.get_asm_str(), compiled.fndesc.llvm_func_name)
        found |= set(_PACKED.findall(own))
    return max(found, default="")


def _body(assembly: str, function: str) -> str:
    """The lines of one function: what it calls stands in the same text."""
    label = f'"{function}":' if f'"{function}":' in assembly else f"{function}:"
    _, found, rest = assembly.partition(f"\n{label}")
    if not found:
        raise LookupError(f"{function}: not in its assembly")
    return rest.partition("\n.Lfunc_end")[0]
