"""``riskcloud run``."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskcloud.cli.exits import resumable, run_errors_as_lines
from riskcloud.cli.importing import importing_ahead
from riskcloud.cli.options import Seed, Threads, WithPlots
from riskcloud.cli.progress import progress_bar
from riskcloud.cli.values import count

if TYPE_CHECKING:
    from riskcloud.report.beside import Beside
    from riskcloud.run import Result


def run(
    scenario: Annotated[Path, typer.Argument(help="Scenario file (YAML).", metavar="SCENARIO")],
    paths: Annotated[
        int | None,
        typer.Option(
            parser=count, metavar="N", help="Number of paths; the scenario's own if not given."
        ),
    ] = None,
    seed: Seed = None,
    threads: Threads = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Run folder; runs/<name>-<digest> if not given."),
    ] = None,
    overrides: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="PATH=VALUE",
            help="Change one field, to a number or a distribution. Repeatable.",
        ),
    ] = None,
    keep: Annotated[
        str | None,
        typer.Option(metavar="inputs", help="'inputs': also store the inputs drawn on each path."),
    ] = None,
    plots: WithPlots = True,
    pages: Annotated[
        bool, typer.Option("--pages", help="Also print the lender's and the committee's page.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing but the run folder.")
    ] = False,
) -> None:
    """Simulate a scenario and print its figures, each with its interval.

    A run that was stopped goes on where it was when the same command is given again. The
    first n paths of a longer run are the n-path run, for any number of threads.

    Examples:

        riskcloud run configs/scenarios/neocloud.yaml --paths 1e6 --seed 7

        riskcloud run configs/scenarios/neocloud.yaml --set operator.wacc=0.12

        riskcloud run configs/scenarios/neocloud.yaml --pages

        riskcloud run my.yaml --set "market.tightness.volatility={uniform: [0.1, 0.2]}"
    """
    if keep not in (None, "inputs"):
        raise typer.BadParameter(f'found "{keep}", expected inputs', param_hint="--keep")
    with (
        run_errors_as_lines(),
        resumable(f"to go on, run {again()}"),
        _second_process(plots) as beside,
    ):
        from riskcloud.run import load, simulate

        described = load(scenario, overrides or ())
        with progress_bar(quiet) as bar:
            progress = importing_ahead(bar) if plots else bar
            result = simulate(described, paths, seed, threads, out, progress, keep == "inputs")
        if not quiet:
            _show(result, pages)
        if plots:
            _draw(result, quiet, beside)
    print(result.folder if quiet else f"run folder: {result.folder}")


def again() -> str:
    """The command line that was given."""
    import shlex

    return shlex.join(["riskcloud", *sys.argv[1:]])


def _second_process(is_wanted: bool) -> AbstractContextManager["Beside | None"]:
    """A second process for pictures, where a core is free for it."""
    from riskcloud.engine import available_cpus
    from riskcloud.report.beside import drawing_beside

    return drawing_beside() if is_wanted and available_cpus() > 1 else nullcontext()


def _show(result: "Result", with_pages: bool) -> None:
    from riskcloud.cli.pages import show_pages
    from riskcloud.cli.tables import console, show_line, show_table
    from riskcloud.run import table

    summary, on = result.summary, console()
    show_line(on, table.heading(summary))
    rows = ((row.label, row.value, row.interval) for row in table.rows(summary))
    show_table(on, ("figure", "estimate", "95 % interval"), rows)
    for sentence in summary.cautions:
        show_line(on, f"- {sentence}")
    if with_pages:
        show_pages(summary, on)


def _draw(result: "Result", is_quiet: bool, beside: "Beside | None") -> None:
    from riskcloud.plotting import plots, write_plots

    folder, drawn = result.folder / "plots", plots(result)
    write_plots(drawn, folder, beside)
    if not is_quiet:
        print(f"plots: {folder} ({len(drawn)} pictures, PNG and SVG)")
