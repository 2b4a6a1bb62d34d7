"""The same scenario under the stresses of its batch, and what they do to one path."""

from riskcloud.batch.siblings import stressed_beside
from riskcloud.memos.run_figures import figures_in
from riskcloud.outcomes import RunFolder, RunFolderError
from riskcloud.report.workbook.inputs import Stress
from riskcloud.run import Result, RunRefusedError
from riskcloud.run.path_outcomes import path_outcomes


def stresses_of(result: Result, path: int) -> tuple[Stress, ...]:
    """One a stress whose run is finished; empty where the run is not in a batch with stresses."""
    found = []
    for name, root in stressed_beside(result.folder).items():
        try:
            folder = RunFolder(root)
            run = figures_in(folder.read_summary())
            outcomes = path_outcomes(folder, path)
        except (RunFolderError, RunRefusedError):
            continue  # not finished, or shorter than this run
        found.append(Stress(name, outcomes, run))
    return tuple(found)
