"""The machine and the packages of a run, for the manifest; and what it would need."""

import os
import platform
import shutil
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from riskcloud.model.run import BYTES_A_PATH, MAX_PATHS, needs
from riskcloud.outcomes.errors import FULL_DISK, RunFolderError
from riskcloud.run.errors import RunRefusedError
from riskcloud.version import __version__

_PACKAGES = ("numba", "numpy", "pandas", "pyarrow", "pydantic", "scipy")


@cache
def packages() -> Mapping[str, str]:
    """Versions of what the numbers come from; read once, as a batch has many manifests."""
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


def refuse_too_many(paths: int, folder: Path, name: str = "paths") -> None:
    """Raise RunRefusedError if the disk cannot hold the run, before any memory is taken.

    name: what the paths are called, such as those of several runs together.
    """
    free = free_bytes(folder)
    most = min(free // BYTES_A_PATH, MAX_PATHS)
    if paths > most:
        raise RunRefusedError(
            f"{name}: found {paths}, expected at most {most}: {needs(paths)},"
            f" and {free / 1e9:,.3g} GB are free at {folder}"
        )


def free_bytes(folder: Path) -> int:
    """Bytes that are free where a folder is or will be.

    Raises RunFolderError if nothing can be written there, full disks aside.
    """
    there = existing(folder)
    try:
        if there.is_dir():
            with TemporaryFile(dir=there):
                pass
    except OSError as error:
        if error.errno not in FULL_DISK:
            raise RunFolderError(f"{folder}: cannot be written: {error.strerror}") from None
    return shutil.disk_usage(there).free


def existing(folder: Path) -> Path:
    """A folder, or the nearest above it that exists."""
    folder = folder.absolute()
    while not folder.exists():
        folder = folder.parent
    return folder
