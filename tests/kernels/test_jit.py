"""The folder of compiled kernels: made, pruned, and done without where nothing can be written."""

import os
import re
import subprocess
import sys
from pathlib import Path

import numba
import numpy as np
import pytest

from riskcloud.kernels import jit

ROOT = Path(__file__).parents[2]
DAY = 86_400.0

COMPILE_ONE = """
import numba
import numpy as np
from riskcloud.kernels import jit, random
from riskcloud.kernels.lanes import LANES
row = np.empty(LANES)
random.once_uniform(np.uint64(1), np.int64(0), np.int64(0), np.int64(0), row)
hits = sum(random.once_uniform.stats.cache_hits.values())
print(jit.CACHE_FOLDER, numba.config.CACHE_DIR == "", 0.0 < row.min() < row.max() < 1.0, hits)
"""


def compile_one(cache_home: Path) -> list[str]:
    """Cache folder, whether numba's own setting is untouched, whether it works, cache hits."""
    environment = os.environ | {"XDG_CACHE_HOME": str(cache_home)}
    environment.pop("NUMBA_CACHE_DIR", None)
    command = [sys.executable, "-c", COMPILE_ONE]
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_machine_code_is_kept_and_found_again(tmp_path):
    folder = str(tmp_path / "riskcloud" / "kernels" / jit.source_digest())
    assert compile_one(tmp_path) == [folder, "True", "True", "0"]
    assert compile_one(tmp_path) == [folder, "True", "True", "1"]


def test_kernels_compile_where_no_folder_can_be_made(tmp_path):
    a_file = tmp_path / "file"
    a_file.touch()
    assert compile_one(a_file) == ["None", "True", "True", "0"]


@pytest.mark.parametrize("age", [0.5 * DAY, 2.0 * DAY])
def test_only_folders_that_are_many_and_old_are_removed(tmp_path, monkeypatch, age):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    home = tmp_path / "riskcloud" / "kernels"
    for number in range(4):
        folder = home / f"old-{number}"
        folder.mkdir(parents=True)
        when = folder.stat().st_mtime - age + number
        os.utime(folder, (when, when))
    made = jit.make_cache_folder()
    kept = {folder.name for folder in home.iterdir()}
    newest = {"old-2", "old-3", made.name}
    assert kept == (newest if age > DAY else newest | {"old-0", "old-1"})


def test_digest_follows_every_source_and_the_numba_version(tmp_path, monkeypatch):
    kernels, columns = tmp_path / "kernels", tmp_path / "columns"
    monkeypatch.setattr(jit, "MADE_OF", (kernels, columns))
    (kernels / "process").mkdir(parents=True)
    columns.mkdir()
    source = kernels / "process" / "demand.py"
    source.write_text("drift = 0.1\n")
    seen = {jit.source_digest()}
    (columns / "market.py").write_text("PRICE = 3\n")
    seen.add(jit.source_digest())
    source.write_text("drift = 0.2\n")
    seen.add(jit.source_digest())
    source.rename(kernels / "demand.py")
    seen.add(jit.source_digest())
    monkeypatch.setattr(numba, "__version__", "0.0")
    seen.add(jit.source_digest())
    assert len(seen) == 5


def test_the_digest_holds_all_that_kernels_import():
    """A constant of another module would stay in machine code that is found again."""
    imported = {
        name
        for folder in jit.MADE_OF
        for source in folder.rglob("*.py")
        for name in re.findall(r"^(?:from|import) riskcloud\.(\w+)", source.read_text(), re.M)
    }
    assert imported <= {folder.name for folder in jit.MADE_OF}
    assert {"kernels", "columns"} <= imported


def test_a_constant_argument_makes_no_signature_of_its_own(monkeypatch):
    monkeypatch.setattr(jit, "CACHE_FOLDER", None)  # what is loaded from a cache has no callees
    kernel = jit.make_decorator(forceinline=False)

    @kernel
    def add_to(row, number):
        row[0] += number

    @kernel
    def add_constants_and_a_variable(row, number):
        add_to(row, 3)
        add_to(row, 4)
        add_to(row, number)

    row = np.zeros(1)
    add_constants_and_a_variable(row, 5)
    assert row[0] == 12.0
    assert len(add_to.signatures) == 1
