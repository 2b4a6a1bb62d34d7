"""Scenarios whose every number is written out in `frozen/`, and hashes of their outcomes."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from riskcloud.columns import INDEX, OUTCOMES, Column
from riskcloud.compilation import Compiled, compile_scenario, new_work
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.simulate import simulate_block
from riskcloud.model.reading import read
from riskcloud.model.scenario import Scenario
from riskcloud.outcomes.content_hash import content_hash
from riskcloud.outcomes.reading import Chunk, Values

FOLDER = Path(__file__).parent / "frozen"
NAMES = tuple(sorted(file.stem for file in FOLDER.glob("*.yaml")))
PATHS = 1024

Matrix = NDArray[np.float64]
Hashes = dict[str, dict[str, str]]


def frozen(name: str) -> Compiled:
    return compile_scenario(read(FOLDER / f"{name}.yaml", Scenario))


def outcomes_of(compiled: Compiled, first_path: int, count: int) -> Matrix:
    """(outcome columns, count) of one kernel call; first_path any path, count at most BLOCK."""
    inputs, work = new_work(compiled)
    outcomes = np.empty((len(OUTCOMES), -(-count // LANES) * LANES))
    first, paths = np.int64(first_path), np.int64(count)
    simulate_block(first, paths, inputs, compiled.layout, work, outcomes)
    return outcomes[:, :count]


def _chunk(outcomes: Matrix) -> Chunk:
    """Outcomes as they are read back from a part: in their dtypes, missing values marked."""
    columns = {}
    for column in OUTCOMES:
        row = outcomes[INDEX[column.name]]
        missing = np.isnan(row)
        values = row if column.dtype == "float64" else np.where(missing, 0, row)
        columns[column.name] = Values(values.astype(column.dtype), missing)
    return Chunk(0, outcomes.shape[1], columns)


def hashes() -> Hashes:
    """For each frozen scenario the hash of all outcomes, and the head of that of each column."""
    found = {}
    for name in NAMES:
        chunk = _chunk(outcomes_of(frozen(name), 0, PATHS))

        def hash_of(columns: Sequence[Column], chunk: Chunk = chunk) -> str:
            return content_hash([chunk], columns)

        heads = {column.name: hash_of([column])[:8] for column in OUTCOMES}
        found[name] = {"all": hash_of(OUTCOMES)} | heads
    return found
