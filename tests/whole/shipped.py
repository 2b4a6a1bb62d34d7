"""The shipped scenarios and their outcomes, for tests of whole paths."""

from functools import cache

import numpy as np

import riskcloud
from riskcloud.columns import OUTCOMES
from riskcloud.compilation import Compiled, compile_scenario, new_work
from riskcloud.engine import Block, Task, blocks
from riskcloud.kernels.simulate import simulate_block
from riskcloud.model.scenario import Scenario
from tests.whole.frozen import Matrix, outcomes_of

NAMES = ("neocloud", "small-entrant")


def shipped(name: str, *overrides: str) -> Scenario:
    return riskcloud.load(f"configs/scenarios/{name}.yaml", overrides)


@cache
def compiled(name: str, *overrides: str) -> Compiled:
    return compile_scenario(shipped(name, *overrides))


@cache
def first_paths(name: str, paths: int) -> Matrix:
    """(outcome columns, paths) from path 0 on, block by block."""
    parts = [outcomes_of(compiled(name), b.first_path, b.count) for b in blocks(0, paths)]
    return np.concatenate(parts, axis=1)


def task_of(made: Compiled) -> Task[bytes]:
    """What a worker runs over block after block: all of it in one work space."""
    inputs, work = new_work(made)
    outcomes = np.empty((len(OUTCOMES), 512))

    def run(block: Block) -> bytes:
        first, count = np.int64(block.first_path), np.int64(block.count)
        simulate_block(first, count, inputs, made.layout, work, outcomes)
        return outcomes[:, : block.count].tobytes()

    return run
