"""Pictures that a second process draws are those drawn here, and none is lost with it."""

import os
import signal
import subprocess
import sys
import time

import pytest
from finished import usual

from riskcloud.report.beside import drawing_beside, files_of
from riskcloud.report.draw_all import draw_all
from riskcloud.report.picture import Picture

HOLDS_ONE = (
    "import sys; from riskcloud.report.beside import drawing_beside\n"
    "with drawing_beside() as beside: print(beside._process.pid, flush=True); sys.stdin.read()"
)


@pytest.fixture(scope="module")
def pictures() -> list[Picture]:
    return list(draw_all(usual(500)).values())


@pytest.fixture(scope="module")
def files(pictures: list[Picture]) -> dict[str, bytes]:
    return dict(files_of(pictures))


def is_there(process: int) -> bool:
    """Whether a process lives; one that nobody has waited for does not."""
    try:
        with open(f"/proc/{process}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_half_of_them_come_from_the_other_process(
    pictures: list[Picture], files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
):
    drawn_here = []
    own = Picture.files
    monkeypatch.setattr(Picture, "files", lambda self: drawn_here.append(self.name) or own(self))
    with drawing_beside() as beside:
        assert dict(beside.files(pictures)) == files
    assert drawn_here == [picture.name for picture in pictures[::2]]


@pytest.mark.parametrize("moment", ["before", "between"])
def test_all_are_drawn_where_the_other_process_dies(
    pictures: list[Picture], files: dict[str, bytes], moment: str
):
    with drawing_beside() as beside:
        if moment == "before":
            beside._process.kill()
            beside._process.wait()
        drawn = beside.files(pictures)
        found = [next(drawn)]
        beside._process.kill()
        assert dict([*found, *drawn]) == files


def test_a_picture_that_cannot_be_drawn_fails_here(pictures: list[Picture]):
    bad = Picture("bad", "bad", (_fails,), "")
    with drawing_beside() as beside, pytest.raises(ZeroDivisionError):
        list(beside.files([pictures[0], bad]))


def _fails(_: object) -> None:
    raise ZeroDivisionError


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc: Linux only")
def test_it_ends_with_its_caller():
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS_ONE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as caller:
        process = int(caller.stdout.readline())
        assert is_there(process)
        os.kill(caller.pid, signal.SIGKILL)
    end = time.monotonic() + 60.0
    while is_there(process) and time.monotonic() < end:
        time.sleep(0.05)
    assert not is_there(process)
