"""``riskcloud compare``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskcloud.cli.exits import FAILED, SOME_FAILED, resumable, run_errors_as_lines, stop
from riskcloud.cli.importing import importing_ahead
from riskcloud.cli.options import Seed, Threads, WithPlots
from riskcloud.cli.progress import progress_bar
from riskcloud.cli.run import again
from riskcloud.cli.values import count

if TYPE_CHECKING:
    from riskcloud.study import Compared

_FILE_WIDTH = 140
"""Of tables that go to no terminal: pairs are wide."""


def compare(
    operators: Annotated[
        list[str],
        typer.Argument(
            help="Operator files, scenario files, or names of files in configs/operators;"
            " the first is what the others are compared with.",
            metavar="OPERATOR...",
        ),
    ],
    market: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Market file for all; if not given, a scenario's own, and"
            " configs/markets/2026-11.yaml for operator files.",
        ),
    ] = None,
    paths: Annotated[
        int | None,
        typer.Option(
            parser=count, metavar="N", help="Paths of each; the first one's own if not given."
        ),
    ] = None,
    seed: Seed = None,
    threads: Threads = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of all runs; runs/compare-<digest> if not given."),
    ] = None,
    overrides: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="PATH=VALUE", help="Change one field of every operator. Repeatable."
        ),
    ] = None,
    plots: WithPlots = True,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing but the folder and failures.")
    ] = False,
) -> None:
    """Run operators on the same futures and set them side by side.

    Path 812,443 is the same future for every operator, so that differences are taken path by
    path: their intervals are narrower than those of two separate runs, and "who beats whom"
    has an answer. Operators of different size are compared per unit of capex.

    Each has a run folder of its own, DIR/operator=NAME; a comparison that was stopped goes on
    where it was. Horizons are an operator's own unless set for all.

    Examples:

        riskcloud compare neocloud small-entrant

        riskcloud compare configs/operators/*.yaml --paths 2e5 --set run.horizon_months=72

        riskcloud compare neocloud mine.yaml --market configs/markets/2026-11.yaml --out runs/mine

    Exit codes: 0 done, 1 failed, 2 bad input, 3 done but for some operators, which are named.
    """
    with run_errors_as_lines(), resumable(f"to go on, run {again()}"):
        from riskcloud.study import StudyFailedError
        from riskcloud.study import compare as compared

        with progress_bar(quiet) as bar:
            progress = importing_ahead(bar) if plots else bar
            try:
                made = compared(
                    operators, market, paths, seed, threads, out, progress, overrides or ()
                )
            except StudyFailedError as error:
                raise stop(FAILED, *str(error).splitlines()) from None
        if not quiet:
            _show(made)
        if plots:
            _draw(made, quiet)
    print(made.folder if quiet else f"folder: {made.folder}")
    if failed := made.comparison.failed:
        raise stop(SOME_FAILED, *(f"failed: {name}: {why}" for name, why in failed.items()))


def _show(made: "Compared") -> None:
    from riskcloud.cli.tables import console, show_line, show_table
    from riskcloud.study import comparison_table

    on = console(_FILE_WIDTH)
    show_line(on, comparison_table.heading(made.comparison))
    for grid in comparison_table.grids(made.comparison):
        show_line(on, f"\n{grid.title}")
        show_table(on, grid.headings, grid.lines)
    on.print()
    for sentence in comparison_table.sentences(made.comparison):
        show_line(on, f"- {sentence}")


def _draw(made: "Compared", is_quiet: bool) -> None:
    from riskcloud.plotting import plots

    folder = made.folder / "plots"
    drawn = plots(made, folder)
    if not is_quiet:
        print(f"plots: {folder} ({len(drawn)} pictures, PNG and SVG)")
