"""Drawn inputs on disk, for those who want them beside the outcomes."""

from collections.abc import Sequence

from riskcloud.columns import Column
from riskcloud.compilation import Compiled
from riskcloud.engine import Block
from riskcloud.outcomes import OwnedRunFolder, Parts
from riskcloud.run.lanes import drawn_inputs

INPUTS = "inputs"


def input_parts(compiled: Compiled, owned: OwnedRunFolder) -> Parts:
    """Part files of the uncertain inputs, one column each, named by its field path."""
    columns = tuple(
        Column(one.path, one.unit, "float64", "drawn once a path") for one in compiled.uncertain
    )
    return Parts(owned.root / INPUTS, owned.parts.tags, columns)


def write_inputs(compiled: Compiled, owned: OwnedRunFolder, blocks: Sequence[Block]) -> None:
    """Write the drawn inputs of every block that is not there yet."""
    parts = input_parts(compiled, owned)
    parts.folder.mkdir(exist_ok=True)
    for block in blocks:
        if not parts.is_done(block):
            parts.write(block.first_path, drawn_inputs(compiled, block.first_path, block.count))
            owned.keep_alive()
