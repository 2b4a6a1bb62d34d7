"""Whole commands, as a user types them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_commands import SMALL


def riskcloud(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "riskcloud", *arguments]
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)


BAD = {
    "price: 28000": ("price: .nan", "price"),
    "gpus: 100": ("gpus: 100, gpus: 200", "gpus"),
    "chip: h100": ("chip: h101", "did you mean h100?"),
    "life_months: 12": ("life_months: {uniform: [1, 2]}", "life_months"),
    "name: small\n": ("nmae: small\n", "did you mean name?"),
}


@pytest.mark.parametrize("good", BAD)
def test_a_bad_file_is_exit_2_with_file_and_line_and_no_traceback(
    tmp_path: Path, good: str
) -> None:
    bad, words = BAD[good]
    (tmp_path / "bad.yaml").write_text(SMALL.replace(good, bad, 1))
    done = riskcloud("run", "bad.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    lines = done.stderr.splitlines()
    assert any(line.startswith("bad.yaml:") and words in line for line in lines)
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_says_how_to_go_on_and_does(tmp_path: Path, number: int, code: int) -> None:
    (tmp_path / "small.yaml").write_text(SMALL)
    command = [sys.executable, "-m", "riskcloud", "run", "small.yaml", "--paths", "2e6"]
    command += ["--threads", "1", "--out", "run"]
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 120
    while not list(tmp_path.glob("run/outcomes/part-*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == code
    assert "to go on, run riskcloud run small.yaml" in errors
    assert "Traceback" not in errors
    kept = len(list(tmp_path.glob("run/outcomes/part-*.parquet")))
    again = riskcloud(
        "run", "small.yaml", "--paths", str(32_768 * kept), "--out", "run", "-q", cwd=tmp_path
    )
    assert (again.returncode, again.stdout) == (0, "run\n")
