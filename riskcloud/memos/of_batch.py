"""What the memo of a batch is made of: its status, and the figures of what is done."""

from pathlib import Path

from riskcloud.batch.status import status_of
from riskcloud.batch.track import State, folder_of
from riskcloud.memos.pack import Pack
from riskcloud.outcomes import RunFolder
from riskcloud.report.memo.batch import BatchInputs, ScenarioFigures, build_batch
from riskcloud.report.memo.language import Language
from riskcloud.risk.from_json import summary_of
from riskcloud.study.figures import figures_in


def batch_pack(folder: Path, language: Language) -> Pack:
    """The memo of a batch on disk, whether or not all of it is done.

    Raises RunFolderError, DamagedError or MismatchError for a folder that cannot be read.
    """
    status = status_of(folder)
    names = status.names(State.DONE)
    runs = [RunFolder(folder_of(folder, name)) for name in names]
    manifests = [run.manifest for run in runs]
    seeds = {one.identity.seed for one in manifests}
    versions = {
        f"riskcloud {one.packages.get('riskcloud', '')}, results version"
        f" {one.identity.results_version}, stream version {one.identity.stream_version}"
        for one in manifests
    }
    inputs = BatchInputs(
        name=status.name,
        done=tuple(_figures(name, run) for name, run in zip(names, runs, strict=True)),
        failed=tuple(one.reason for one in status.scenarios if one.state is State.FAILED),
        left=tuple(status.names(State.LEFT)),
        seeds=tuple(sorted(seeds)),
        versions="; ".join(sorted(versions)),
        commands=tuple(f"riskcloud memo {folder_of(Path(), name)}" for name in names[:1]),
    )
    return Pack(folder, build_batch(inputs, language), {})


def _figures(name: str, run: RunFolder) -> ScenarioFigures:
    summary = summary_of(run.read_summary())
    return ScenarioFigures(name, summary.paths, figures_in(summary))
