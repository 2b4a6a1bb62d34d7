"""What a run starts from and what is left of it: scenario files and run folders, opened."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from riskcloud.compilation import compile_scenario
from riskcloud.model.base import Part
from riskcloud.model.market import Market
from riskcloud.model.operator import Operator
from riskcloud.model.reading import read
from riskcloud.model.reading.references import FILE
from riskcloud.model.reading.yaml_text import parse, read_text
from riskcloud.model.scenario import Scenario
from riskcloud.outcomes import MismatchError, RunFolder
from riskcloud.run.identity import identity_of
from riskcloud.run.result import Result

if TYPE_CHECKING:
    import pandas as pd


def load(path: str | Path, overrides: Sequence[str] = ()) -> Scenario:
    """The scenario in a file, each override ``path.to.field=value`` laid on it.

    Raises riskcloud.model.reading.ScenarioError, one line a fault.
    """
    return read(path, Scenario, overrides)


def kind_of(path: Path) -> type[Part]:
    """Scenario, Market or Operator: the kind whose fields most keys of the file name.

    A file that only names another is of that one's kind.  Raises ScenarioError for a file
    that cannot be read.
    """
    fields = parse(read_text(path, str(path)), str(path)).fields()
    keys = fields.keys()
    if keys == {FILE} and path.name != str(fields[FILE].value):
        return kind_of(path.parent / str(fields[FILE].value))
    kinds: tuple[type[Part], ...] = (Scenario, Market, Operator)
    return max(kinds, key=lambda kind: len(keys & kind.model_fields.keys()))


def open_run(folder: str | Path) -> Result:
    """The result in a run folder, to read and to replay.

    Raises RunFolderError if it is none, MismatchError if this version of riskcloud would
    not give the paths that are in it.
    """
    root = Path(folder)
    manifest = RunFolder(root).manifest
    scenario = Scenario.model_validate(manifest.scenario)
    identity = identity_of(scenario, manifest.identity.seed)
    if identity.digest != manifest.identity.digest:
        raise MismatchError(
            f"{root}: this version of riskcloud would give other paths; first difference"
            f" (run, here) {manifest.identity.first_difference(identity)}"
        )
    return Result(root, scenario, compile_scenario(scenario))


def replay(run: str | Path | Result, path: int) -> "pd.DataFrame":
    """The monthly ledger of one path of a run, given as a result or as its folder."""
    result = run if isinstance(run, Result) else open_run(run)
    return result.replay(path)
