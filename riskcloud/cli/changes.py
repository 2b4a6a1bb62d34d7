"""``riskcloud changes``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskcloud.cli.exits import SOME_FAILED, run_errors_as_lines
from riskcloud.cli.values import count

if TYPE_CHECKING:
    from riskcloud.batch.changes import Changes, Move

_SHOWN = (
    ("project_irr", "q50"),
    ("equity_irr", "q50"),
    ("equity_irr", "q05"),
    ("project_npv", "value"),
    ("equity_npv", "value"),
    ("equity_npv", "worst_05"),
    ("operator_default", "value"),
)
"""Printed; the CSV file has all."""


def changes(
    before: Annotated[Path, typer.Argument(help="Batch or run folder.", metavar="A")],
    after: Annotated[Path, typer.Argument(help="A later one.", metavar="B")],
    threads: Annotated[
        int | None, typer.Option(parser=count, metavar="K", help="Threads; all CPUs if not given.")
    ] = None,
    csv: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every figure's parts to a CSV file.")
    ] = None,
) -> None:
    """Say what moved from A to B: inputs one at a time, model version, Monte Carlo noise.

    Each input that differs is simulated alone, on A's paths and random numbers; what is left
    of the move of all inputs is what they do only together. The parts add up to the move.
    Scenarios are compared by name; two run folders are compared whatever their names.

    Example:

        riskcloud changes runs/monday runs/tuesday --csv moves.csv
    """
    with run_errors_as_lines():
        from riskcloud.batch.changes import changes as changes_between

        found = []
        for one in changes_between(before, after, threads):
            found.append(one)
            _show(one)
        if csv is not None:
            _write(csv, found)
    if any(one.unsplit for one in found):
        raise typer.Exit(SOME_FAILED)


def _show(changes: "Changes") -> None:
    print(changes.scenario)
    if changes.only_in:
        print(f"  only in {changes.only_in}")
    elif changes.unsplit:
        print(f"  cannot be split: {changes.unsplit}")
    elif not any(part for move in changes.moves for part in move.parts.values()):
        print("  nothing moved")
    else:
        for move in changes.moves:
            if (move.metric, move.statistic) in _SHOWN:
                _show_move(move)
        for metric, statistic in changes.left_open:
            if (metric, statistic) in _SHOWN:
                print(
                    f"  {metric} {statistic}: not split, paths without a single IRR leave it open"
                )


def _show_move(move: "Move") -> None:
    half = "" if move.half_width is None else f", 95 % interval +-{move.half_width:.4g}"
    total = move.after - move.before
    statistic = "" if move.statistic == "value" else f" {move.statistic}"
    print(f"  {move.metric}{statistic}: {move.before:.6g} to {move.after:.6g}, {total:+.4g}{half}")
    for cause, part in move.parts.items():
        if part:
            print(f"    {part:+12.4g}  {cause}")


def _write(file: Path, found: "list[Changes]") -> None:
    import csv

    from riskcloud.outcomes.atomic import naming

    with naming(file), file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(["scenario", "metric", "statistic", "before", "after", "cause", "part"])
        for one in found:
            for move in one.moves:
                head = [one.scenario, move.metric, move.statistic, move.before, move.after]
                writer.writerows([*head, cause, part] for cause, part in move.parts.items())
