"""The machine and the packages of a run, for the manifest; and what it would need."""

import os
import platform
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

from riskcloud import __version__
from riskcloud.columns import OUTCOMES
from riskcloud.run.errors import RunRefusedError

_PACKAGES = ("numba", "numpy", "pandas", "pyarrow", "pydantic", "scipy")

_BYTES_A_PATH = 6 * len(OUTCOMES)
"""About what a part takes on disk: float64 that zstd shrinks by a quarter."""

_SECONDS_A_PATH = 1.5e-5
"""About what a path takes on one thread of a machine of 2024."""

MOST_PATHS = 2**32 - 1
"""What one column's counts can hold."""


def packages() -> dict[str, str]:
    """Versions of what the numbers come from."""
    return {"riskcloud": __version__} | {name: version(name) for name in _PACKAGES}


def host(threads: int) -> dict[str, Any]:
    """Facts of this machine."""
    return {
        "cpus": os.cpu_count(),
        "machine": platform.machine(),
        "name": platform.node(),
        "python": platform.python_version(),
        "system": platform.platform(),
        "threads": threads,
    }


def has_fma() -> bool:
    """Whether the CPU has fused multiply-add; taken as yes where it cannot be told."""
    if platform.machine() not in ("x86_64", "AMD64"):
        return True  # every arm64 has it
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return True
    return " fma " in flags


def refuse_too_many(paths: int, threads: int, folder: Path) -> None:
    """Raise RunRefusedError if the disk cannot hold the run, before any memory is taken."""
    free = shutil.disk_usage(_existing(folder)).free
    needed = paths * _BYTES_A_PATH
    if paths <= MOST_PATHS and needed <= free:
        return
    hours = paths * _SECONDS_A_PATH / threads / 3600
    raise RunRefusedError(
        f"paths: found {paths:,}, expected at most {min(free // _BYTES_A_PATH, MOST_PATHS):,}:"
        f" they need about {needed / 1e9:,.0f} GB of disk, of which {free / 1e9:,.0f} GB are free,"
        f" and about {hours:,.0f} hours on {threads} threads"
    )


def _existing(folder: Path) -> Path:
    """The folder or the nearest above it that exists."""
    folder = folder.absolute()
    while not folder.exists():
        folder = folder.parent
    return folder
