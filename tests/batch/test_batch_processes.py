"""``riskcloud batch`` as a process that is killed, stopped, and kept from writing.

RISKCLOUD_KILLS sets the number of random kills; 20 unless set, a night's worth is 100.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from small_batch import NAMES, hashes, planned, run, write_plan

from riskcloud.batch import budget
from riskcloud.batch.running import local_workers, run_batch
from riskcloud.batch.track import Destination
from riskcloud.cli.app import run_app
from riskcloud.kernels.lanes import BLOCK

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("RISKCLOUD_KILLS", "20"))
PATHS = 3 * BLOCK


def start(plan: Path, out: Path, *options: str) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "riskcloud", "batch", str(plan), "--out", str(out), *options]
    return subprocess.Popen(
        words,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Hashes of the batch run at once."""
    folder = tmp_path_factory.mktemp("whole")
    run(write_plan(folder, PATHS), folder / "out")
    return hashes(folder / "out")


def wait_for(out: Path, parts: int) -> None:
    """Until there are so many parts, on a clock that no test depends on."""
    deadline = time.monotonic() + 120
    while len(list(out.glob("*/outcomes/part-*"))) < parts and time.monotonic() < deadline:
        time.sleep(0.005)


def test_killed_at_random_times_it_ends_with_the_bytes_of_a_quiet_night(
    whole: dict[str, str], tmp_path: Path
) -> None:
    chance = random.Random(KILLS)
    plan, out = write_plan(tmp_path, PATHS), tmp_path / "out"
    for kill in range(KILLS):
        process = start(plan, out, "--threads", "2", "-q")
        wait_for(out, min(6 * kill // KILLS, 5))
        time.sleep(chance.random() * 0.5)
        process.kill()
        process.communicate()
    before = len(list(out.glob("*/outcomes/part-*")))
    assert run(plan, out).done == NAMES
    assert hashes(out) == whole
    assert before >= 2
    assert not list(out.glob("**/.*.tmp"))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_within_five_seconds_and_it_goes_on(
    whole: dict[str, str], tmp_path: Path, number: int, code: int
) -> None:
    plan, out = write_plan(tmp_path, PATHS), tmp_path / "out"
    process = start(plan, out, "--threads", "2")
    wait_for(out, 1)
    process.send_signal(number)
    began = time.monotonic()
    _, errors = process.communicate(timeout=60)
    assert time.monotonic() - began < 5.0
    assert process.returncode == code
    assert "to go on, run riskcloud batch" in errors
    assert "Traceback" not in errors
    assert run(plan, out).done == NAMES
    assert hashes(out) == whole


def test_of_two_commands_on_one_folder_one_is_told_of_the_other(
    whole: dict[str, str], tmp_path: Path
) -> None:
    plan, out = write_plan(tmp_path, PATHS), tmp_path / "out"
    first = start(plan, out, "--threads", "1")
    wait_for(out, 1)
    first.send_signal(signal.SIGSTOP)  # in the middle of the night, however long that takes
    _, errors = (second := start(plan, out)).communicate()
    first.send_signal(signal.SIGCONT)
    first.communicate()
    assert (first.returncode, second.returncode) == (0, 1)
    [line] = errors.splitlines()
    assert f"in use by process {first.pid} on " in line
    assert hashes(out) == whole


def test_scenarios_that_fail_are_told_in_a_line_and_the_exit_code(tmp_path: Path) -> None:
    plan, out = write_plan(tmp_path), tmp_path / "out"
    (out / "scenario=one_stress").mkdir(parents=True)
    (out / "scenario=one_stress" / "outcomes").touch()  # a file where a folder must be
    (out / "batch.json").touch()
    process = start(plan, out)
    printed, errors = process.communicate()
    assert process.returncode == 3
    assert "1 done, 1 failed, 0 left" in printed
    [line] = [line for line in errors.splitlines() if line.startswith("failed: ")]
    assert "one_stress: paths 0 to 599, seed 5: " in line
    assert "Traceback" not in errors


def test_a_dry_run_prints_the_grid_and_makes_nothing(tmp_path: Path) -> None:
    process = start(write_plan(tmp_path), tmp_path / "out", "--dry-run")
    printed, _ = process.communicate()
    assert process.returncode == 0
    assert [line.partition(":")[0] for line in printed.splitlines()] == [*NAMES, "small"]
    assert "of disk" in printed
    assert not (tmp_path / "out").exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 20 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("SKIPPED: a full disk needs root and mount, which are not here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_too_small_is_refused_in_a_line(small_disk: Path, tmp_path: Path) -> None:
    _, errors = (process := start(write_plan(tmp_path, PATHS), small_disk)).communicate()
    assert process.returncode == 2
    assert "GB free, expected 0.361: 196,608 paths that are left, and 0.27 to spare" in errors
    assert len(errors.splitlines()) == 1


def test_a_disk_that_fills_up_is_one_line_and_resumable(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "_RESERVE_BYTES", 0)
    plan, filler = write_plan(tmp_path), small_disk / ".filler"

    def fill(now: object) -> None:
        if not filler.exists():
            free = shutil.disk_usage(small_disk).free
            filler.write_bytes(bytes(free - 300_000))

    ended = run_batch(*planned(plan), Destination(small_disk), local_workers(1), fill)
    assert "No space left on device" in ended.stopped
    assert ended.failures == []
    assert ended.left
    filler.unlink()
    assert run(plan, small_disk).done == NAMES
    run(plan, tmp_path / "out")
    assert hashes(small_disk) == hashes(tmp_path / "out")


@pytest.mark.parametrize("left", [0, 10_000, 100_000, 300_000])
def test_wherever_a_disk_fills_up_the_command_says_how_to_go_on(
    small_disk: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    left: int,
) -> None:
    """``left``: bytes free after the first block, of which even the notes may be too long."""
    filler = small_disk / ".filler"

    def fill(now: object) -> None:
        if not filler.exists():
            filler.write_bytes(bytes(shutil.disk_usage(small_disk).free - left))

    monkeypatch.setattr(budget, "_RESERVE_BYTES", 0)
    command = ["batch", str(write_plan(tmp_path)), "--out", str(small_disk), "--threads", "1"]
    with monkeypatch.context() as patch:
        patch.setattr("riskcloud.cli.batch.progress_bar", lambda quiet: nullcontext(fill))
        assert run_app(command) == 3
    printed = capsys.readouterr()
    assert "0 failed" in printed.out
    why, what = printed.err.splitlines()
    assert why.startswith(f"stopped early: {small_disk}")
    assert why.endswith(": No space left on device")
    assert what.startswith("left: ")
    assert what.endswith("the same command goes on")
    filler.unlink()
    assert run_app(command) == 0
    run(write_plan(tmp_path), tmp_path / "out")
    assert hashes(small_disk) == hashes(tmp_path / "out")


def test_run_and_memo_name_the_file_that_a_full_disk_refuses(
    small_disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_plan(tmp_path)
    (tmp_path / "one-run.yaml").write_text("operator: one.yaml\n")
    command = ["run", str(tmp_path / "one-run.yaml"), "--paths", "600", "--threads", "1", "-q"]
    filler, out = small_disk / ".filler", tmp_path / "out"
    filler.write_bytes(bytes(shutil.disk_usage(small_disk).free - 350_000))
    assert run_app([*command, "--out", str(small_disk / "run")]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{small_disk}/run/")
    assert "No space left on device" in line
    assert run_app([*command, "--no-plots", "--out", str(out)]) == 0
    filler.write_bytes(bytes(shutil.disk_usage(small_disk).free + filler.stat().st_size))
    capsys.readouterr()
    assert run_app(["memo", str(out), "--format", "md", "--out", str(small_disk / "memo")]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{small_disk}/memo")
    assert line.endswith(": No space left on device")


def test_a_folder_that_cannot_be_written_is_one_line(small_disk: Path, tmp_path: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    _, errors = (process := start(write_plan(tmp_path), small_disk)).communicate()
    assert process.returncode == 1
    assert len(errors.splitlines()) == 1
    assert "Read-only file system" in errors
    assert str(small_disk) in errors


def test_no_folder_can_be_made_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not Path("/proc/self").exists():
        pytest.skip("SKIPPED: no /proc here")
    write_plan(tmp_path)
    (tmp_path / "one-run.yaml").write_text("operator: one.yaml\n")
    for command in (["run", "one-run.yaml", "--paths", "100"], ["batch", "plan.yaml"]):
        words = [command[0], str(tmp_path / command[1]), *command[2:]]
        assert run_app([*words, "--out", "/proc/x"]) == 2
        [line] = capsys.readouterr().err.splitlines()
        assert line.startswith("/proc/x: cannot be ")


@pytest.mark.parametrize(
    ("more", "words"),
    [("budget: {memory_gb: 0.1}", "budget.memory_gb: found 0.1"), ("", "found thesis.doc")],
)
def test_a_dry_run_refuses_what_the_batch_would(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: str, words: str
) -> None:
    plan, out = write_plan(tmp_path, more=more), tmp_path / "out"
    out.mkdir()
    if not more:
        (out / "thesis.doc").touch()
    before = list(out.iterdir())
    assert run_app(["batch", str(plan), "--out", str(out), "--dry-run"]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert words in line
    assert list(out.iterdir()) == before


def test_tls_without_a_scheduler_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["batch", str(write_plan(tmp_path)), "--tls", "a", "--dry-run"]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert "--tls" in line
    assert "--scheduler" in line


def test_the_log_tells_the_night_in_json(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(write_plan(tmp_path), out)
    events = [json.loads(line) for line in (out / "batch.log.jsonl").read_text().splitlines()]
    assert [event["event"] for event in events][:2] == ["start", "open"]
    assert events[-1] | {"done": 2, "failed": 0, "left": 0} == events[-1]
    block = next(event for event in events if event["event"] == "block")
    assert block["memory_mb"] > 0
    assert block["paths_per_second"] > 0
