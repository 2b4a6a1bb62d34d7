"""The one decorator of every kernel, and the folder its machine code is kept in.

numba's own cache looks only at the file of the function it caches, so an edit in a
file that this function calls would go unseen.  Here one cache folder stands for one
digest of all sources that go into the code and the numba version.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numba

from riskcloud.kernels.lane_loops import KernelCompiler

SOURCES = Path(__file__).parent
MADE_OF = (SOURCES, SOURCES.parent / "columns")
"""What goes into machine code: kernels, and columns, whose places are constants in it."""
_FOLDERS_KEPT = 3
_DAY = 86_400.0


def source_digest() -> str:
    """Digest of what the machine code depends on; numba itself adds the CPU to its key."""
    digest = hashlib.sha256(numba.__version__.encode())
    for folder in MADE_OF:
        for source in sorted(folder.rglob("*.py")):
            digest.update(source.relative_to(folder.parent).as_posix().encode())
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _cache_home() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "riskcloud" / "kernels"


def _remove_old(home: Path) -> None:
    """Remove the folders of earlier sources, but none that a running process may use."""
    by_age = sorted(home.iterdir(), key=lambda folder: folder.stat().st_mtime)
    for folder in by_age[:-_FOLDERS_KEPT]:
        if time.time() - folder.stat().st_mtime > _DAY:
            shutil.rmtree(folder, ignore_errors=True)


def make_cache_folder() -> Path | None:
    """Folder of these sources, or None where nothing can be written: then nothing is cached."""
    try:
        home = _cache_home()
        folder = home / source_digest()
        folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)
        _remove_old(home)
    except (OSError, RuntimeError):  # RuntimeError: the user has no home folder
        return None
    return folder if os.access(folder, os.W_OK | os.X_OK) else None


CACHE_FOLDER = make_cache_folder()


# numba's settings are made when it is imported, so a type checker does not see them.
_numba_settings: Any = numba.config
_njit: Any = numba.njit  # its type leaves out options that it takes


def _one_signature(dispatcher: Any) -> Any:
    """Compile a call with a constant, `f(x, 3)`, as the call with any integer.

    numba would compile f anew for the type `Literal[int](3)`, and so for every constant.
    """
    compile_for = dispatcher.compile
    dispatcher.compile = lambda arguments: compile_for(
        tuple(numba.types.unliteral(argument) for argument in arguments)
    )
    return dispatcher


def make_decorator(
    forceinline: bool, inline: Literal["never", "always"] = "never"
) -> Callable[[Callable[..., Any]], Any]:
    """The decorator of all kernels, of scalar functions that are to be inlined, of sequences."""
    # error_model="numpy": the default checks every division for zero, which stops LLVM
    # from vectorising.  No fastmath: outcomes have the same values on every machine.
    compiled = _njit(
        error_model="numpy",
        nogil=True,
        cache=CACHE_FOLDER is not None,
        forceinline=forceinline,
        inline=inline,
        pipeline_class=KernelCompiler,
        no_cfunc_wrapper=True,  # for calls from C: an eighth of the time to compile
    )

    def decorate(function: Callable[..., Any]) -> Any:
        # numba reads the folder while it decorates; the user's own setting is put back.
        before = _numba_settings.CACHE_DIR
        _numba_settings.CACHE_DIR = str(CACHE_FOLDER or before)
        try:
            return _one_signature(compiled(function))
        finally:
            _numba_settings.CACHE_DIR = before

    return decorate


kernel = make_decorator(forceinline=False)

# Scalar functions that must dissolve into the lane loop that calls them.
inlined = make_decorator(forceinline=True)

# Functions that call kernels in turn and have one caller.  They dissolve into it before
# compilation: LLVM works once more through all that a kernel calls, so every level of
# kernels costs the time of all levels below it.
sequence = make_decorator(forceinline=False, inline="always")


def is_missing(dispatcher: Any) -> bool:
    """Whether the cache is there, and machine code of this kernel is not in it."""
    if CACHE_FOLDER is None:
        return False
    module = dispatcher.py_func.__module__.rpartition(".")[2]
    return not any(CACHE_FOLDER.rglob(f"{module}.{dispatcher.py_func.__name__}-*.nbc"))
