"""The anatomy of a run's tail, from stored outcomes and inputs that are drawn again."""

from collections.abc import Sequence

import numpy as np

from riskcloud.compilation import Compiled
from riskcloud.engine import Block
from riskcloud.outcomes import Parts, read_chunks
from riskcloud.risk.anatomy import Anatomy, anatomy
from riskcloud.run.lanes import drawn_inputs
from riskcloud.run.reading_back import as_float

OUTCOME = "equity_npv"

MARKET_FIGURES = (
    "tightness_mean",
    "entry_cost_fall",
    "inference_share",
    "power_price",
    "short_rate",
    "customer_defaults",
)
"""What the market did on a path.  Drawn inputs of the market act through these, and are not
counted again beside them."""

_MOST_BLOCKS = 2
"""65,536 paths: 3,277 in the worst 5 %, and about 100 MB for a moment."""


def tail_anatomy(compiled: Compiled, parts: Parts, blocks: Sequence[Block]) -> Anatomy | None:
    """Anatomy of the worst 5 % by equity NPV, over the first paths; None if they are too few."""
    first = list(blocks[:_MOST_BLOCKS])
    chunks = list(read_chunks(parts, first, (OUTCOME, *MARKET_FIGURES)))
    columns = {
        name: np.concatenate([as_float(chunk.columns[name]) for chunk in chunks])
        for name in (OUTCOME, *MARKET_FIGURES)
    }
    own = [one for one in compiled.uncertain if one.path.startswith("operator.")]
    rows = np.array([one.row for one in own], dtype=np.int64)
    drawn = np.concatenate(
        [drawn_inputs(compiled, one.first_path, one.count, rows) for one in first], axis=1
    )
    drivers = {name: columns[name] for name in MARKET_FIGURES}
    drivers |= dict(zip((one.path for one in own), drawn, strict=True))
    return anatomy(OUTCOME, columns[OUTCOME], drivers)
