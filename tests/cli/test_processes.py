"""Whole commands, as a user types them."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
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


def stopped(folder: Path, number: int) -> tuple[int, str]:
    """A long run that gets a signal after its first part: its exit code, what it said."""
    (folder / "small.yaml").write_text(SMALL)
    command = [sys.executable, "-m", "riskcloud", "run", "small.yaml", "--paths", "2e6"]
    command += ["--threads", "1", "--out", "run"]
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 120
    while not list(folder.glob("run/outcomes/part-*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    return process.returncode, errors


def goes_on(folder: Path) -> None:
    """The run of the parts that were kept finishes, and says so."""
    kept = len(list(folder.glob("run/outcomes/part-*.parquet")))
    paths = str(32_768 * kept)
    again = riskcloud("run", "small.yaml", "--paths", paths, "--out", "run", "-q", cwd=folder)
    assert (again.returncode, again.stdout) == (0, "run\n")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_says_how_to_go_on_and_does(tmp_path: Path, number: int, code: int) -> None:
    returned, errors = stopped(tmp_path, number)
    assert returned == code
    assert "to go on, run riskcloud run small.yaml" in errors
    assert "Traceback" not in errors
    goes_on(tmp_path)


def test_a_killed_run_leaves_whole_files_and_goes_on(tmp_path: Path) -> None:
    returned, _ = stopped(tmp_path, signal.SIGKILL)
    assert returned == -signal.SIGKILL
    json.loads((tmp_path / "run" / "manifest.json").read_text())
    assert not (tmp_path / "run" / "summary.json").exists()
    for part in tmp_path.glob("run/outcomes/part-*.parquet"):
        assert pq.read_table(part).num_rows == 32_768
    goes_on(tmp_path)
    assert json.loads((tmp_path / "run" / "summary.json").read_text())["paths"] % 32_768 == 0


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a finished batch of one scenario."""
    folder = tmp_path_factory.mktemp("finished")
    (folder / "small.yaml").write_text(SMALL)
    (folder / "plan.yaml").write_text("scenarios: [{file: small.yaml, paths: 600}]\n")
    done = riskcloud("batch", "plan.yaml", "--out", "batch", "--threads", "1", cwd=folder)
    assert done.returncode == 0
    return folder


@pytest.mark.parametrize(
    "command",
    [
        ["schema"],
        ["explain"],
        ["--version"],
        ["--help"],
        ["validate", "small.yaml"],
        ["status", "batch"],
        ["batch", "plan.yaml", "--out", "batch", "--threads", "1"],
        ["run", "small.yaml", "--paths", "600", "--out", "run", "--no-plots"],
        ["replay", "batch/scenario=small", "--path", "3"],
    ],
)
def test_a_full_standard_output_is_one_line(finished: Path, command: list[str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("SKIPPED: no /dev/full here")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    words = [sys.executable, "-m", "riskcloud", *command]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            words, cwd=finished, env=environment, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1
    assert done.stderr == "standard output: No space left on device\n"


def test_a_run_whose_reader_leaves_finishes_its_files(tmp_path: Path) -> None:
    """As with ``riskcloud run small.yaml | head -1``, and a head that is faster than any."""
    (tmp_path / "small.yaml").write_text(SMALL)
    words = [sys.executable, "-u", "-m", "riskcloud", "run", "small.yaml", "--paths", "600"]
    process = subprocess.Popen(
        [*words, "--threads", "1", "--out", "run"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
    assert list((tmp_path / "run" / "plots").glob("*.png"))
