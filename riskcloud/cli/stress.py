"""``riskcloud stress``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskcloud.cli.effects import change_in_words, figure_in_words, head_line, show
from riskcloud.cli.exits import run_errors_as_lines
from riskcloud.cli.options import Overrides, ScenarioFile, StudyPaths, StudySeed, Threads

if TYPE_CHECKING:
    from riskcloud.risk.waterfall import Waterfall


def stress(
    scenario: ScenarioFile,
    files: Annotated[
        list[Path] | None,
        typer.Option(
            "--stress",
            metavar="FILE",
            help="Stress overlay; all of configs/stresses if not given. Repeatable.",
        ),
    ] = None,
    metric: Annotated[
        str, typer.Option(metavar="NAME", help="As for riskcloud sensitivity.")
    ] = "project-npv-median",
    paths: StudyPaths = 20_000,
    seed: StudySeed = 1,
    threads: Threads = None,
    overrides: Overrides = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder for stress.json, stress.csv and plots."),
    ] = None,
) -> None:
    """Lay stresses on a scenario, each by itself and all together: the waterfall.

    All are simulated on the same paths. What all together change beyond the sum of what each
    changes alone is their interaction. Where two set one field, the later one holds.

    Examples:

        riskcloud stress configs/scenarios/neocloud.yaml

        riskcloud stress my.yaml --stress glut.yaml --stress power.yaml --metric equity-irr-median
    """
    from riskcloud.cli.progress import counting_bar

    with run_errors_as_lines():
        from riskcloud.run import load
        from riskcloud.study import stress as study
        from riskcloud.study import trial_of

        described = load(scenario, overrides or ())
        with counting_bar("stresses") as progress:
            found = study(described, trial_of(metric, paths, seed), files or (), threads, progress)
        _show(found)
        if out is not None:
            from riskcloud.plotting import plots
            from riskcloud.study.effect_files import write_stress

            write_stress(found, out)
            plots(found, out / "plots")
            print(f"written to {out}")


def _show(found: "Waterfall") -> None:
    unit = found.asked.unit
    steps = [
        (
            step.name,
            figure_in_words(step.figure, unit),
            change_in_words(step.change, unit),
            step.meaning,
        )
        for step in found.steps
    ]
    rows = [
        *steps,
        ("interaction", "", change_in_words(found.interaction, unit), "beyond the sum of each"),
        (
            "all together",
            figure_in_words(found.together, unit),
            change_in_words(found.change, unit),
            "",
        ),
    ]
    show(head_line(found.asked, found.base), ("stress", "figure", "change", "meaning"), rows)
    for sentence in found.overruled:
        print(f"- all together: {sentence}")
    for sentence in found.cautions:
        print(f"- {sentence}")
