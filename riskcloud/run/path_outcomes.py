"""The outcomes of one path, from the part that holds it."""

from math import nan

from riskcloud.columns import OUTCOMES
from riskcloud.engine import blocks
from riskcloud.outcomes import RunFolder, read_chunks
from riskcloud.run.errors import RunRefusedError


def check_path(folder: RunFolder, path: int) -> None:
    """Raises RunRefusedError for a path that the run does not have."""
    paths = folder.manifest.paths
    if not 0 <= path < paths:
        raise RunRefusedError(f"path: found {path}, expected 0 to {paths - 1}")


def path_outcomes(folder: RunFolder, path: int) -> dict[str, float]:
    """Every outcome of a path, in declared order; NaN where missing."""
    check_path(folder, path)
    whole = blocks(0, folder.manifest.paths)
    block = next(one for one in whole if path < one.first_path + one.count)
    names = [column.name for column in OUTCOMES]
    (chunk,) = read_chunks(folder.parts, [block], names)
    place = path - chunk.first_path
    return {
        name: nan if column.missing[place] else float(column.values[place])
        for name, column in chunk.columns.items()
    }
