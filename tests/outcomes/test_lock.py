import errno
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from riskcloud.outcomes import LockedError, RunFolderError
from riskcloud.outcomes.lock import FolderLock

HOLDER = """
import sys, time
from pathlib import Path
from riskcloud.outcomes.lock import FolderLock
with FolderLock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def started(path: Path) -> subprocess.Popen[bytes]:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    return holder


def test_the_owner_is_named_in_the_file_and_gone_after(tmp_path: Path) -> None:
    path = tmp_path / "lock.json"
    with FolderLock(path):
        owner = json.loads(path.read_text())
        assert owner["pid"] == os.getpid()
        assert owner["host"] == socket.gethostname()
    assert list(tmp_path.iterdir()) == []


def test_a_live_process_keeps_its_lock_and_a_dead_one_loses_it(tmp_path: Path) -> None:
    path = tmp_path / "lock.json"
    with started(path) as holder:
        with pytest.raises(LockedError, match=f"in use by process {holder.pid} on "):
            FolderLock(path).__enter__()
        assert path.exists()
        holder.send_signal(signal.SIGKILL)
    assert json.loads(path.read_text())["pid"] == holder.pid
    with FolderLock(path):
        assert json.loads(path.read_text())["pid"] == os.getpid()


def test_one_process_cannot_hold_it_twice(tmp_path: Path) -> None:
    path = tmp_path / "lock.json"
    with FolderLock(path), pytest.raises(LockedError, match=f"process {os.getpid()} on "):
        FolderLock(path).__enter__()
    with FolderLock(path):
        pass


def left_by_another_host(path: Path, age: float) -> None:
    path.write_text('{"pid": 1, "host": "elsewhere.example", "time": "2026-11-23T00:00:00Z"}')
    os.utime(path, (time.time() - age,) * 2)


def test_another_host_is_believed_while_it_touches_the_file(tmp_path: Path) -> None:
    path = tmp_path / "lock.json"
    left_by_another_host(path, age=30)
    with pytest.raises(LockedError, match=r"process 1 on elsewhere.example .*seen 30 s ago"):
        FolderLock(path).__enter__()
    assert "elsewhere" in path.read_text()
    left_by_another_host(path, age=601)
    with FolderLock(path):
        assert "elsewhere" not in path.read_text()


def test_refresh_touches_the_file(tmp_path: Path) -> None:
    path = tmp_path / "lock.json"
    with FolderLock(path) as lock:
        os.utime(path, (0, 0))
        lock.refresh()
        assert time.time() - path.stat().st_mtime < 60


@pytest.mark.parametrize("content", ["", '{"pid": 1, "ho', "[1]"])
def test_a_record_that_its_writer_did_not_finish_is_taken_over(
    tmp_path: Path, content: str
) -> None:
    path = tmp_path / "lock.json"
    path.write_text(content)
    with FolderLock(path):
        assert json.loads(path.read_text())["pid"] == os.getpid()


def test_a_lock_on_a_file_just_removed_is_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The owner leaves between our opening of the file and our locking of it."""
    path = tmp_path / "lock.json"
    flock = fcntl.flock
    turns: list[int] = []

    def flock_as_the_owner_leaves(descriptor: int, how: int) -> None:
        if not turns:
            path.unlink()
        turns.append(how)
        flock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", flock_as_the_owner_leaves)
    with FolderLock(path):
        assert len(turns) == 2
        assert json.loads(path.read_text())["pid"] == os.getpid()


def test_a_lock_that_someone_else_made_meanwhile_is_left(tmp_path: Path) -> None:
    path = tmp_path / "lock.json"
    with FolderLock(path):
        path.unlink()
        path.write_text("another's")
    assert path.read_text() == "another's"


def test_a_file_system_without_locks_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(descriptor: int, how: int) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with pytest.raises(RunFolderError, match=r"has no file locks \(ENOSYS\); use another"):
        FolderLock(tmp_path / "lock.json").__enter__()


def test_of_many_at_once_one_has_it(tmp_path: Path) -> None:
    """Eight threads, many turns: no two inside, and refusals are the only errors."""
    path = tmp_path / "lock.json"
    inside, most, entered = 0, 0, 0
    counting = threading.Lock()

    def contend() -> None:
        nonlocal inside, most, entered
        for _ in range(60):
            try:
                with FolderLock(path):
                    with counting:
                        inside, entered = inside + 1, entered + 1
                        most = max(most, inside)
                    with counting:
                        inside -= 1
            except LockedError:
                pass

    threads = [threading.Thread(target=contend) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert entered >= 8
    assert not path.exists()
