"""Order, bounds, failures and stopping.  Waits are on events, never on a clock."""

import gc
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from riskcloud.engine import Block, BlockError, Executor, Serial, Threads, available_cpus, blocks
from riskcloud.kernels.lanes import BLOCK

EXECUTORS = [Serial(), Threads(1), Threads(2), Threads(5)]
executors = pytest.mark.parametrize(
    "executor", EXECUTORS, ids=lambda e: f"{type(e).__name__}{e.workers}"
)
LONG_ENOUGH = 10.0


def some_blocks(n: int) -> list[Block]:
    return list(blocks(0, n * BLOCK))


@executors
def test_results_come_in_block_order_whatever_the_delays(executor: Executor) -> None:
    delays = random.Random(7)
    wait = {b.first_path: delays.random() * 0.01 for b in some_blocks(25)}

    def task(block: Block) -> int:
        time.sleep(wait[block.first_path])
        return block.first_path

    found = list(executor.map(lambda: task, some_blocks(25)))
    assert found == [b.first_path for b in some_blocks(25)]


@executors
def test_no_blocks_give_no_results_and_make_no_task(executor: Executor) -> None:
    def make_task() -> Callable[[Block], int]:
        raise AssertionError("called")

    assert list(executor.map(make_task, [])) == []


@executors
def test_at_most_two_blocks_a_worker_are_held(executor: Executor) -> None:
    """A result counts as held from the start of its task until the next is asked for."""

    class Held:
        pass

    alive: weakref.WeakSet[Held] = weakref.WeakSet()
    most = 0
    lock = threading.Lock()

    def task(block: Block) -> Held:
        nonlocal most
        held = Held()
        with lock:
            alive.add(held)
            most = max(most, len(alive))
        # The first of every few is slow, so that those behind it pile up.
        time.sleep(0.02 if block.first_path // BLOCK % 7 == 0 else 0.0)
        return held

    for result in executor.map(lambda: task, some_blocks(40)):
        time.sleep(0.001)
        del result
    gc.collect()
    assert 1 <= most <= 2 * executor.workers
    assert not alive


def test_blocks_are_drawn_lazily() -> None:
    drawn = 0

    def endless() -> Iterator[Block]:
        nonlocal drawn
        while True:
            yield Block(drawn * BLOCK, 1)
            drawn += 1

    with closing(Threads(2).map(lambda: lambda b: b.first_path, endless())) as results:
        assert next(results) == 0
        assert drawn <= 5


@executors
def test_work_space_is_made_once_a_worker_and_in_it(executor: Executor) -> None:
    made: list[int] = []

    def make_task() -> Callable[[Block], tuple[int, int]]:
        made.append(threading.get_ident())
        home = threading.get_ident()
        return lambda block: (home, threading.get_ident())

    seen = list(executor.map(make_task, some_blocks(30)))
    assert all(home == here for home, here in seen)
    assert len(made) == len(set(made)) <= executor.workers
    assert {home for home, _ in seen} == set(made)


def test_threads_run_at_the_same_time() -> None:
    meeting = threading.Barrier(3, timeout=LONG_ENOUGH)

    def task(block: Block) -> int:
        return meeting.wait()

    assert sorted(Threads(3).map(lambda: task, some_blocks(3))) == [0, 1, 2]


@executors
def test_a_failure_names_its_block_and_keeps_its_cause(executor: Executor) -> None:
    def task(block: Block) -> int:
        if block.first_path == 6 * BLOCK:
            raise OSError("disk full")
        return 0

    with pytest.raises(
        BlockError, match="block of paths 196608 to 229375: OSError: disk full"
    ) as e:
        list(executor.map(lambda: task, some_blocks(9)))
    assert e.value.block == Block(6 * BLOCK, BLOCK)
    assert isinstance(e.value.__cause__, OSError)


@executors
def test_a_failure_to_make_the_task_is_a_block_error(executor: Executor) -> None:
    def make_task() -> Callable[[Block], int]:
        raise MemoryError("no room")

    with pytest.raises(BlockError, match="no room"):
        list(executor.map(make_task, some_blocks(3)))


def test_a_failure_does_not_wait_for_the_blocks_before_it() -> None:
    """Block 1 fails while 0 and 2 run: were 0 awaited first, 3 would start after 2."""
    last_started = threading.Event()

    def task(block: Block) -> int:
        number = block.first_path // BLOCK
        if number == 1:
            raise ValueError("one")
        if number == 2:
            time.sleep(0.1)
        if number == 3:
            last_started.set()
        if number == 0:
            last_started.wait(0.4)
        return 0

    with pytest.raises(BlockError, match="one"):
        list(Threads(2).map(lambda: task, some_blocks(50)))
    assert not last_started.is_set()


@executors
def test_closing_starts_nothing_more_and_leaves_nothing_running(executor: Executor) -> None:
    running, started, lock = 0, 0, threading.Lock()

    def task(block: Block) -> int:
        nonlocal running, started
        with lock:
            running += 1
            started += 1
        time.sleep(0.005)
        with lock:
            running -= 1
        return 0

    results = executor.map(lambda: task, some_blocks(200))
    next(results)
    results.close()
    assert running == 0
    at_close = started
    assert at_close <= 2 * executor.workers + 1
    time.sleep(0.03)
    assert started == at_close


def test_control_c_stops_a_running_map() -> None:
    """In a process of its own: the signal goes to the main thread, which is waiting."""
    program = textwrap.dedent("""
        import signal, sys, time
        from contextlib import closing
        from riskcloud.engine import Threads, blocks
        # A shell's background job, as these tests may be, hands down that it is ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        started = []
        def task(block):
            if block.first_path == 0:
                print("go", flush=True)
            started.append(block)
            time.sleep(0.2)
        try:
            with closing(Threads(2).map(lambda: task, blocks(0, 10**9))) as results:
                for _ in results:
                    pass
        except KeyboardInterrupt:
            sys.exit(130 if len(started) < 20 else 1)
    """)
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"go\n"
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(LONG_ENOUGH) == 130
        finally:
            process.kill()  # or the test would wait for it for ever


def test_no_threads_are_refused() -> None:
    with pytest.raises(ValueError, match="0 threads"):
        Threads(0)


def test_some_cpu_is_available() -> None:
    assert available_cpus() >= 1
