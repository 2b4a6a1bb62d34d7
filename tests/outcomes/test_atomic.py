"""A kill at any step leaves the old file, the new one, or none: never half of one."""

import errno
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from riskcloud.outcomes.atomic import remove_stale, replacing, replacing_meanwhile, write_whole

# Writes a file and kills itself without warning just before its n-th step; a step is
# any call of these functions of os, or a piece of the content.
SUICIDE = """
import os, signal, sys
from pathlib import Path
from riskcloud.outcomes.atomic import replacing

left = int(sys.argv[2])

def step():
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

def counted(function):
    def call(*arguments, **named):
        step()
        return function(*arguments, **named)
    return call

for name in ("open", "fsync", "close", "replace"):
    setattr(os, name, counted(getattr(os, name)))

with replacing(Path(sys.argv[1])) as temporary:
    with temporary.open("wb", buffering=0) as file:
        for _ in range(4):
            step()
            file.write(b"new!" * 1000)
"""
STEPS = 11  # 4 pieces, then open, fsync, close, replace, open, fsync, close


def killed_at(step: int, path: Path) -> int:
    return subprocess.run([sys.executable, "-c", SUICIDE, str(path), str(step)]).returncode


@pytest.mark.parametrize("before", [None, b"old"])
def test_a_kill_at_each_step_leaves_no_half_file(tmp_path: Path, before: bytes | None) -> None:
    path, new = tmp_path / "file", b"new!" * 4000
    seen = []
    for step in range(STEPS):
        path.unlink(missing_ok=True)
        if before is not None:
            path.write_bytes(before)
        assert killed_at(step, path) == -signal.SIGKILL
        seen.append(path.read_bytes() if path.exists() else None)
        stale = remove_stale(tmp_path)
        assert len(stale) == (0 if seen[-1] == new else 1)
        assert [p.name for p in tmp_path.iterdir()] == (["file"] if path.exists() else [])
    assert seen == [before] * 8 + [new] * 3
    assert killed_at(STEPS, path) == 0


def test_the_content_is_on_disk_before_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int | str] = []
    fsync, rename = os.fsync, os.replace

    def noting_fsync(descriptor: int) -> None:
        calls.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    def noting_replace(source: Path, target: Path) -> None:
        calls.append("replace")
        rename(source, target)

    monkeypatch.setattr(os, "fsync", noting_fsync)
    monkeypatch.setattr(os, "replace", noting_replace)
    write_whole(tmp_path / "file", b"content")
    with replacing_meanwhile(tmp_path / "other", written):
        pass
    file, other, folder = (
        path.stat().st_ino for path in (tmp_path / "file", tmp_path / "other", tmp_path)
    )
    assert calls == [file, "replace", folder, other, "replace", folder]


def written(path: Path) -> None:
    path.write_bytes(b"content")


def test_a_file_goes_to_disk_while_the_caller_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The flush of the file waits for the caller: so they run side by side."""
    is_going_on, fsync = threading.Event(), os.fsync

    def waiting_fsync(descriptor: int) -> None:
        assert is_going_on.wait(60)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", waiting_fsync)
    with replacing_meanwhile(tmp_path / "file", written):
        assert not (tmp_path / "file").exists()
        is_going_on.set()
    assert (tmp_path / "file").read_bytes() == b"content"


def test_a_flush_that_fails_is_the_callers_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing_fsync(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", failing_fsync)
    path = tmp_path / "file"
    with pytest.raises(OSError, match=r"No space left.*file'"), replacing_meanwhile(path, written):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_caller_that_fails_meanwhile_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with pytest.raises(ValueError, match="meanwhile"), replacing_meanwhile(path, written):
        raise ValueError("meanwhile")
    assert list(tmp_path.iterdir()) == []


def test_an_error_while_writing_keeps_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, b"old")

    def write_and_fail() -> None:
        with replacing(path) as temporary:
            temporary.write_bytes(b"half")
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_and_fail()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_two_writers_of_one_file_do_not_meet(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with replacing(path) as one:
        with replacing(path) as other:
            assert one != other
            one.write_bytes(b"one")
            other.write_bytes(b"other")
        assert path.read_bytes() == b"other"
    assert path.read_bytes() == b"one"


def test_only_temporary_files_are_stale(tmp_path: Path) -> None:
    keep = [tmp_path / name for name in ("file", ".hidden", "file.tmp")]
    for path in keep:
        path.write_bytes(b"")
    assert remove_stale(tmp_path) == []
    assert sorted(tmp_path.iterdir()) == sorted(keep)
