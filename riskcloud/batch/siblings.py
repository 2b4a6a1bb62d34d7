"""Runs of one scenario under each stress of a batch."""

from pathlib import Path

from riskcloud.batch.description import read_description
from riskcloud.batch.track import folder_of
from riskcloud.outcomes import RunFolderError

_AXIS = "stress"


def stressed_beside(run: Path) -> dict[str, Path]:
    """Run folders of the batch that differ from this one in the stress alone, by its word.

    Itself among them, in the order of the plan; empty where the folder is not in a batch, or
    in one without stresses.
    """
    root = run.resolve().parent
    try:
        scenarios = read_description(root)["scenarios"]
    except RunFolderError:
        return {}
    others = {folder_of(root, one["name"]): dict(one["axes"]) for one in scenarios}
    own = others.get(run.resolve(), {})
    if _AXIS not in own:
        return {}
    return {
        axes[_AXIS]: folder
        for folder, axes in others.items()
        if axes | {_AXIS: ""} == own | {_AXIS: ""}
    }
