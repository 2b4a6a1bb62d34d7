"""Which drawn inputs go with the worst paths, from inputs that are drawn again."""

from collections.abc import Sequence

import numpy as np

from riskcloud.compilation import Compiled
from riskcloud.engine import Block
from riskcloud.outcomes import Parts, read_chunks
from riskcloud.risk.attribution import Attribution, attribute, drawn
from riskcloud.risk.conventions import Worse
from riskcloud.run.lanes import drawn_inputs
from riskcloud.run.reading_back import as_float

EXPLAINED = ("project_npv", "equity_npv")

_MOST_BLOCKS = 1
"""32,768 paths: rank correlations to 0.006, and 1,639 paths in the worst 5 %."""


def attributions(
    compiled: Compiled, parts: Parts, blocks: Sequence[Block]
) -> dict[str, Attribution]:
    """Attribution of each explained outcome over the first paths; empty without inputs."""
    paths = [one.path for one in compiled.uncertain]
    if not paths:
        return {}
    first = blocks[:_MOST_BLOCKS]
    rows = np.concatenate(
        [drawn_inputs(compiled, block.first_path, block.count) for block in first], axis=1
    )
    inputs = drawn(dict(zip(paths, rows, strict=True)))
    chunks = list(read_chunks(parts, first, EXPLAINED))
    are_independent = bool((compiled.layout.draws.score < 0).all())
    return {
        name: attribute(
            np.concatenate([as_float(chunk.columns[name]) for chunk in chunks]),
            inputs,
            Worse.LOW,
            are_independent=are_independent,
        )
        for name in EXPLAINED
    }
