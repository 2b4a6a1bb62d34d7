"""``riskcloud sensitivity``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskcloud.cli.effects import change_in_words, figure_in_words, head_line, show
from riskcloud.cli.exits import run_errors_as_lines
from riskcloud.cli.options import Overrides, ScenarioFile, StudyPaths, StudySeed, Threads
from riskcloud.cli.ranges import ranges

if TYPE_CHECKING:
    from riskcloud.risk.tornado import Tornado


def sensitivity(
    scenario: ScenarioFile,
    metric: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="project- or equity-irr-median, -irr-5, -npv-median, -npv-mean, -npv-5, or a"
            " metric of riskcloud breakeven.",
        ),
    ] = "project-npv-median",
    over: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LEVER[=LOW:HIGH]",
            help="A further field, or another range of a lever. Repeatable.",
        ),
    ] = None,
    paths: StudyPaths = 20_000,
    seed: StudySeed = 1,
    threads: Threads = None,
    overrides: Overrides = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder for sensitivity.json, sensitivity.csv, plots."),
    ] = None,
) -> None:
    """Move one lever at a time, low and high, and see what a figure does: the tornado.

    Every value is simulated on the same paths. A lever that the scenario draws from a
    distribution goes to its P10 and P90; others to a stated range that is judgement.

    Levers: those of riskcloud breakeven, and any field by --over.

    Examples:

        riskcloud sensitivity configs/scenarios/neocloud.yaml

        riskcloud sensitivity my.yaml --metric equity-irr-5 --over operator.power.pue=1.1:1.5
    """
    from riskcloud.cli.progress import counting_bar

    with run_errors_as_lines():
        from riskcloud.run import load
        from riskcloud.study import levers_of, trial_of
        from riskcloud.study import sensitivity as study

        described = load(scenario, overrides or ())
        trial = trial_of(metric, paths, seed)
        known = levers_of(described, trial.statistic.hurdle)
        wanted = dict(ranges(over or (), list(known)))
        with counting_bar("levers") as progress:
            found = study(described, trial, wanted, threads, progress)
        _show(found)
        if out is not None:
            from riskcloud.plotting import plots
            from riskcloud.study.effect_files import write_sensitivity

            write_sensitivity(found, out)
            plots(found, out / "plots")
            print(f"written to {out}")


def _show(found: "Tornado") -> None:
    unit = found.asked.unit
    rows = [
        (
            swing.key if end is swing.ends[0] else "",
            f"{end.value:.4g}",
            figure_in_words(end.figure, unit),
            change_in_words(end.change, unit),
            swing.basis if end is swing.ends[0] else "",
        )
        for swing in found.swings
        for end in swing.ends
    ]
    show(head_line(found.asked, found.now), ("lever", "value", "figure", "change", "range"), rows)
    for swing in found.swings:
        for why in swing.refused:
            print(f"- {swing.key} {why}")
    for sentence in found.cautions:
        print(f"- {sentence}")
