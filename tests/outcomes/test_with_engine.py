"""Workers of any number and kind leave the same outcomes in a run folder."""

import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from small_run import manifest

from riskcloud.columns import OUTCOMES
from riskcloud.engine import Block, BlockError, Executor, Serial, Threads
from riskcloud.kernels.lanes import BLOCK
from riskcloud.outcomes import Parts, RunFolder, claim, content_hash, read_chunks

BLOCKS = [Block(i * BLOCK, 50 + i) for i in range(9)]


def task_writing_to(parts: Parts) -> Callable[[], Callable[[Block], int]]:
    def make_task() -> Callable[[Block], int]:
        work = np.empty((len(OUTCOMES), BLOCK))

        def simulate_and_write(block: Block) -> int:
            rng = np.random.default_rng(block.first_path)
            work[:, : block.count] = rng.integers(0, 100, (len(OUTCOMES), block.count))
            parts.write(block.first_path, work[:, : block.count])
            return block.count

        return simulate_and_write

    return make_task


def run(root: Path, executor: Executor) -> None:
    with claim(root, manifest(sum(b.count for b in BLOCKS))) as folder:
        todo = folder.unfinished(BLOCKS)
        # As it would reach a worker in another process.
        parts = pickle.loads(pickle.dumps(folder.parts))
        for _ in executor.map(task_writing_to(parts), todo):
            folder.keep_alive()


def hashes(root: Path) -> list[str]:
    parts = RunFolder(root).parts
    names = [column.name for column in OUTCOMES]
    return [content_hash(read_chunks(parts, [block], names), OUTCOMES) for block in BLOCKS]


def test_threads_leave_what_one_worker_leaves(tmp_path: Path) -> None:
    run(tmp_path / "serial", Serial())
    run(tmp_path / "threads", Threads(3))
    assert hashes(tmp_path / "threads") == hashes(tmp_path / "serial")


def test_a_failed_run_is_resumed_where_it_failed(tmp_path: Path) -> None:
    blocked = tmp_path / "outcomes" / "part-000000131072.parquet"
    blocked.mkdir(parents=True)
    with pytest.raises(BlockError, match="block of paths 131072 to 131125: IsADirectoryError"):
        run(tmp_path, Serial())
    blocked.rmdir()
    with claim(tmp_path, manifest(1)) as folder:
        assert folder.unfinished(BLOCKS) == BLOCKS[4:]
    run(tmp_path, Threads(2))
    run(tmp_path / "whole", Serial())
    assert hashes(tmp_path) == hashes(tmp_path / "whole")
