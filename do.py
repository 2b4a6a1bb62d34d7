"""Set riskcloud up and run it, or its tests: `python3 do.py run` and `python3 do.py test`.

Standard library only.  It must be readable by Pythons older than it accepts, so that they
are refused in a line and not by a syntax error.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMP = VENV / "riskcloud-stamp"
SCENARIO = ROOT / "configs" / "scenarios" / "neocloud.yaml"
REQUIREMENTS = {
    "run": ROOT / "requirements" / "run.txt",
    "test": ROOT / "requirements" / "test.txt",  # holds all of run.txt too
}

OLDEST, NEWEST = (3, 11), (3, 14)  # the pinned wheels exist for these
APT = ["apt-get", "install", "-y", "python3-venv"]
USAGE = """usage: python3 do.py run [SCENARIO] [OPTIONS of `riskcloud run`]
       python3 do.py test [OPTIONS of pytest]

The first word after `run` names the scenario unless it starts with "-";
without one it is configs/scenarios/neocloud.yaml."""


class RefusalError(Exception):
    """This machine or call cannot be served: one line says why and what to do."""


def check_machine(version: tuple[int, int], system: str, machine: str) -> None:
    """Refuse what the pinned wheels do not exist for."""
    if not OLDEST <= version <= NEWEST:
        span = " to ".join(f"{major}.{minor}" for major, minor in (OLDEST, NEWEST))
        raise RefusalError(f"riskcloud needs Python {span}, and this is {version[0]}.{version[1]}")
    if system not in ("Linux", "Darwin"):
        raise RefusalError(f"riskcloud runs on Linux and macOS, and this is {system}")
    if system == "Darwin" and machine != "arm64":
        raise RefusalError("numba has no current wheel for Intel Macs: use Apple silicon or Linux")
    if system == "Linux" and machine not in ("x86_64", "aarch64"):
        raise RefusalError(f"numba has wheels for x86_64 and aarch64, and this is {machine}")


def has_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def apt_prefix() -> list[str] | None:
    """What to put before apt-get: nothing as root, sudo without a password, or None."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL).returncode == 0
    return ["sudo", "-n"] if allowed else None


def ensure_ensurepip() -> None:
    """Debian ships Python without ensurepip, which venv needs: fetch it where we may."""
    if has_ensurepip():
        return
    prefix = apt_prefix()
    if prefix is not None:
        install = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *APT]
        if subprocess.run(install, stdout=2).returncode:
            # A new machine has no package lists yet.
            subprocess.run([*prefix, "apt-get", "update"], stdout=2)
            subprocess.run(install, stdout=2)
        importlib.invalidate_caches()
    if not has_ensurepip():
        raise RefusalError("this Python has no ensurepip; first run: sudo " + " ".join(APT))


def digest(task: str) -> str:
    """Digest of all that `.venv` is made from; its scripts hold absolute paths, so ROOT too."""
    import tomllib  # not in the Pythons that check_machine refuses

    with open(ROOT / "pyproject.toml", "rb") as file:
        settings = tomllib.load(file)
    made_from = [
        str(ROOT),
        sys.version,
        repr(settings["build-system"]),
        repr(settings["project"]),
        REQUIREMENTS[task].read_text(encoding="utf-8"),
    ]
    return hashlib.sha256("\0".join(made_from).encode()).hexdigest()


def is_ready(task: str) -> bool:
    """True if `.venv` was made to the end, from today's pins; the tests' one serves both."""
    try:
        stamp = STAMP.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return stamp in {digest(task), digest("test")} and VENV_PYTHON.exists()


def pip(*arguments: str) -> None:
    # The user's own settings stay in force (a mirror, say) but --user makes no sense in a venv.
    subprocess.run(
        [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "install", *arguments],
        env=dict(os.environ, PIP_USER="0"),
        stdin=subprocess.DEVNULL,
        stdout=2,
        check=True,
    )


def make_venv(task: str) -> None:
    """Make `.venv` from nothing; the stamp comes last, so a half-made one is made again."""
    if not os.access(ROOT, os.W_OK):
        raise RefusalError(f"cannot write in {ROOT}: copy riskcloud to a folder of yours")
    ensure_ensurepip()
    print(f"do.py: setting up {VENV}; a minute or so, once", file=sys.stderr, flush=True)
    # Should do.py itself run in .venv, the interpreter below it is the one to build with.
    base = getattr(sys, "_base_executable", sys.executable)
    subprocess.run([base, "-m", "venv", "--clear", str(VENV)], stdout=2, check=True)
    pip("--quiet", "--require-hashes", "--only-binary", ":all:", "-r", str(REQUIREMENTS[task]))
    # The build backend is among the pins: nothing unpinned is fetched for this.
    pip("--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
    STAMP.write_text(digest(task), encoding="utf-8")


def set_up(task: str) -> None:
    """Make `.venv` unless it is ready; of two at once, the second waits for the first."""
    if is_ready(task):
        return
    import fcntl  # not on Windows, which check_machine refuses

    with open(__file__, "rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_ready(task):
            make_venv(task)


def command(task: str, arguments: list[str]) -> list[str]:
    """The command line that the task stands for."""
    if task == "test":
        return [str(VENV_PYTHON), "-m", "pytest", "--rootdir", str(ROOT), *arguments]
    if not arguments or arguments[0].startswith("-"):
        arguments = [os.path.relpath(SCENARIO), *arguments]
    return [str(VENV / "bin" / "riskcloud"), "run", *arguments]


def main(words: list[str]) -> int:
    if not words or words[0] not in REQUIREMENTS:
        asked = bool(words) and words[0] in ("-h", "--help")
        print(USAGE, file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    task, arguments = words[0], words[1:]
    try:
        check_machine(sys.version_info[:2], platform.system(), platform.machine())
        set_up(task)
    except RefusalError as refusal:
        print(f"do.py: {refusal}", file=sys.stderr)
        return 2
    except (OSError, subprocess.CalledProcessError) as failure:
        print(f"do.py: the set-up failed: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    if task == "test":
        os.chdir(ROOT)
    # In place of this process, so that signals and exit codes are the command's own.
    os.execv(command(task, arguments)[0], command(task, arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
