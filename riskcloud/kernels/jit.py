"""The one decorator of every kernel, and the folder its machine code is kept in.

numba's own cache looks only at the file of the function it caches, so an edit in a
file that this function calls would go unseen.  Here one cache folder stands for one
digest of all kernel sources and the numba version, set before the first decorator.
"""

import hashlib
import os
import shutil
from pathlib import Path

import numba

_SOURCES = Path(__file__).parent
_CACHES_KEPT = 3


def _digest() -> str:
    digest = hashlib.sha256(numba.__version__.encode())
    for source in sorted(_SOURCES.rglob("*.py")):
        digest.update(source.relative_to(_SOURCES).as_posix().encode())
        digest.update(source.read_bytes())
    digest.update(repr(sorted((k, v) for k, v in os.environ.items() if k.startswith("NUMBA_CPU"))).encode())
    return digest.hexdigest()[:16]


def _cache_home() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "riskcloud" / "kernels"


def _use_cache() -> Path:
    home = _cache_home()
    folder = home / _digest()
    folder.mkdir(parents=True, exist_ok=True)
    os.utime(folder)
    by_age = sorted((f for f in home.iterdir() if f.is_dir()), key=lambda f: f.stat().st_mtime)
    for old in by_age[:-_CACHES_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    numba.config.CACHE_DIR = str(folder)
    return folder


CACHE_FOLDER = _use_cache()

# error_model="numpy": the default checks every division for zero, which stops LLVM
# from vectorising.  No fastmath: outcomes have the same values on every machine.
kernel = numba.njit(error_model="numpy", nogil=True, cache=True)

# Scalar functions that must dissolve into the lane loop that calls them.
inlined = numba.njit(error_model="numpy", nogil=True, cache=True, forceinline=True)
