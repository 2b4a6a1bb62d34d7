"""``riskcloud replay``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskcloud.cli.exits import BAD_INPUT, run_errors_as_lines, stop
from riskcloud.cli.values import count

if TYPE_CHECKING:
    import pandas as pd

SHORT = [
    "regime",
    "tightness",
    "contract_price",
    "spot_price",
    "list_price",
    "chip.*.price",
    "rental_utilisation",
    "billed_hours",
    "revenue_contracts",
    "revenue_on_demand",
    "revenue_spot",
    "cost_power",
    "cost_space",
    "cost_network",
    "cost_staff",
    "cost_upkeep",
    "cost_insurance",
    "cost_sales",
    "capex",
    "tax_unlevered",
    "project_flow",
    "balance",
    "interest",
    "principal",
    "equity_flow",
]
"""What is printed unless columns are named; the CSV file holds all."""


def replay(
    run: Annotated[Path, typer.Argument(help="Run folder.", metavar="RUN")],
    path: Annotated[int, typer.Option(parser=count, metavar="K", help="Path to replay, from 0.")],
    csv: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write to a CSV file, every column unless named."),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="NAMES", help="Columns, split by commas; * stands for anything: chip.*.price"
        ),
    ] = None,
) -> None:
    """Print one path of a run month by month: the numbers that the simulation summed.

    Market (each chip's price, tightness, regime), operator (revenue by channel, each
    cost), debt, tax, and cash to equity; above them, where several rates solve its flows,
    all of those. Which path to look at: summary.json names the path of every quantile.

    Examples:

        riskcloud replay runs/neocloud-1a2b3c4d --path 812443

        riskcloud replay runs/neocloud-1a2b3c4d --path 12 --csv path-12.csv

        riskcloud replay runs/neocloud-1a2b3c4d --path 12 --columns "chip.*.price,dscr"
    """
    with run_errors_as_lines():
        from riskcloud.run import open_run
        from riskcloud.run.internal_rates import rates_of_ledger

        frame = open_run(run).replay(path)
        patterns = columns.split(",") if columns else None
        if csv is not None:
            chosen = frame if patterns is None else _chosen(frame, patterns)
            chosen.to_csv(csv)
        else:
            chosen = _chosen(frame, patterns or SHORT)
            print(f"path {path}, one row a month; unit below each name")
            for owner, found in rates_of_ledger(frame).items():
                if found.status == "multiple":
                    rates = ", ".join(f"{100.0 * rate:.4f} %" for rate in found.rates)
                    print(f"{owner}: no single IRR; all rates a year that solve its flows: {rates}")
            _print(chosen)


def _chosen(frame: "pd.DataFrame", patterns: list[str]) -> "pd.DataFrame":
    """The columns that match, in the order of the patterns.  A pattern may not match nothing."""
    from fnmatch import fnmatchcase

    from riskcloud.model.faults import near_name

    names: dict[str, None] = {}
    for pattern in (pattern.strip() for pattern in patterns):
        found = [name for name in frame.columns if fnmatchcase(name, pattern)]
        if not found:
            near = near_name(pattern, list(frame.columns))
            hint = f"; did you mean {near}?" if near else ""
            raise stop(BAD_INPUT, f'--columns: no ledger column "{pattern}"{hint}')
        names.update(dict.fromkeys(found))
    return frame[list(names)]


def _print(frame: "pd.DataFrame") -> None:
    """A row a month, with names and units above."""
    units = frame.attrs["units"]
    titles = [("month", "")] + [(name, units[name]) for name in frame.columns]
    rows = [
        [str(month), *(_shown(value) for value in values)] for month, *values in frame.itertuples()
    ]
    widths = [
        max(len(name), len(unit), *(len(row[i]) for row in rows))
        for i, (name, unit) in enumerate(titles)
    ]
    for line in zip(*titles, strict=True):
        print("  ".join(f"{word:>{w}}" for word, w in zip(line, widths, strict=True)))
    for row in rows:
        print("  ".join(f"{word:>{w}}" for word, w in zip(row, widths, strict=True)))


def _shown(value: float) -> str:
    if value != value:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 1000.0 else f"{value:.4g}"
