"""What the memo of a comparison is made of: its folder, and the scenario of every operator."""

from pathlib import Path

from riskcloud.memos.pack import Pack
from riskcloud.memos.provenance import scenario_file, versions
from riskcloud.report.draw_comparison import draw_comparison
from riskcloud.report.memo.comparison import ComparisonInputs, build_comparison
from riskcloud.report.memo.language import Language
from riskcloud.run import open_run
from riskcloud.study.comparison_files import operator_folder
from riskcloud.study.comparison_reading import read_comparison

_SCENARIOS = "memo-scenarios"


def comparison_pack(folder: Path, language: Language) -> Pack:
    """The memo of a comparison on disk.

    Raises RunFolderError where it is not whole, MismatchError for one of another version.
    """
    found = read_comparison(folder)
    runs = {one.name: open_run(operator_folder(folder, one.name)) for one in found.operators}
    files = {f"{_SCENARIOS}/{name}.json": scenario_file(run) for name, run in runs.items()}
    again = f"--paths {found.paths} --seed {found.seed} --out again"
    inputs = ComparisonInputs(
        comparison=found,
        plots=draw_comparison(found),
        versions=versions(),
        commands=(f"riskcloud compare {' '.join(files)} {again}",),
    )
    return Pack(folder, build_comparison(inputs, language), files)
