"""``riskcloud breakeven``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskcloud.cli.exits import run_errors_as_lines
from riskcloud.cli.options import Overrides, ScenarioFile, StudyPaths, StudySeed, Threads
from riskcloud.cli.ranges import ranges
from riskcloud.cli.values import count

if TYPE_CHECKING:
    from riskcloud.model.scenario import Scenario
    from riskcloud.study import BreakEven, Lever, Question


def breakeven(
    scenario: ScenarioFile,
    metric: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="project-irr-above-wacc, equity-irr-above-cost-of-equity, project-paid-back,"
            " equity-paid-back, no-covenant-breach or no-operator-default.",
        ),
    ] = "project-irr-above-wacc",
    target: Annotated[
        float, typer.Option(metavar="P", help="Probability that is to be reached.")
    ] = 0.5,
    over: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LEVER[=LOW:HIGH]",
            help="A lever, or any field; all levers if not given. Repeatable.",
        ),
    ] = None,
    paths: StudyPaths = 20_000,
    seed: StudySeed = 1,
    grid: Annotated[
        int, typer.Option(parser=count, metavar="N", help="Values that are looked at first.")
    ] = 9,
    threads: Threads = None,
    overrides: Overrides = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder for breakeven.json, breakeven.csv and pictures."),
    ] = None,
) -> None:
    """Find the values of a lever at which a probability crosses a target, others held.

    Every value is simulated on the same paths. A stated grid is looked at first and every
    crossing in it refined; two crossings between neighbours of the grid are not seen.

    Levers: utilisation, contracted-share, inference-share, token-cost-fall, economic-life,
    cost-of-money (the six figures), power-price, card-price, next-generation.

    Examples:

        riskcloud breakeven configs/scenarios/neocloud.yaml

        riskcloud breakeven my.yaml --over utilisation --over card-price=0.5:1.2 --target 0.8

        riskcloud breakeven my.yaml --over operator.power.pue=1.05:1.6 --out pue
    """
    from riskcloud.cli.progress import counting_bar

    with run_errors_as_lines():
        from riskcloud.run import load
        from riskcloud.study import breakeven as search
        from riskcloud.study import question_of

        described = load(scenario, overrides or ())
        question = question_of(metric, target=target, paths=paths, seed=seed, grid=grid)
        levers = _levers(described, question, over) if over else None
        with counting_bar("levers") as progress:
            found = search(described, question, levers, threads, progress)
        _show(found)
        if out is not None:
            from riskcloud.plotting import plots
            from riskcloud.study.break_even_files import write_break_even

            write_break_even(found, out)
            plots(found, out / "plots")
            print(f"written to {out}")


def _levers(scenario: "Scenario", question: "Question", over: list[str]) -> list["Lever"]:
    from dataclasses import replace

    from riskcloud.study import lever_on, levers_of

    known = levers_of(scenario, question.measure.hurdle)
    found = []
    for name, limits in ranges(over, known):
        if name in known:
            lever = known[name]
            found.append(replace(lever, low=limits[0], high=limits[1]) if limits else lever)
        else:
            found.append(lever_on(scenario, name, limits))
    return found


def _show(found: "BreakEven") -> None:
    from rich.console import Console
    from rich.table import Table

    question = found.question
    shown = Table("lever", "today", "break-even", "95 % interval", box=None, pad_edge=False)
    for curve in found.curves:
        now = "" if curve.now is None else f"{curve.now:.4g}"
        ends = [
            "" if crossing.low is None else f"{crossing.low:.4g} to {crossing.high:.4g}"
            for crossing in curve.crossings
        ]
        shown.add_row(curve.axis, now, curve.answer, ", ".join(ends))
    console = Console()
    console = console if console.is_terminal else Console(width=150)
    hurdle = f" (hurdle: {question.measure.hurdle})" if question.measure.hurdle else ""
    console.print(
        f"{found.scenario}: where {question.measure.label}{hurdle} crosses"
        f" {100 * question.target:g} %; now {100 * found.now.value:.2f} %;"
        f" {question.paths:,} paths, seed {question.seed}, grid of {question.grid}",
        markup=False,
        highlight=False,
    )
    console.print(shown)
    for curve in found.curves:
        if curve.refused:
            value, why = curve.refused[0]
            more = f" and {len(curve.refused) - 1} more" if len(curve.refused) > 1 else ""
            print(f"- {curve.lever.key}: {value:.4g}{more} not allowed: {why}")
