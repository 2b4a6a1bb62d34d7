"""``riskcloud workbook``."""

from pathlib import Path
from typing import Annotated

import typer

from riskcloud.cli.exits import run_errors_as_lines
from riskcloud.cli.values import count


def workbook(
    run: Annotated[Path, typer.Argument(help="Run folder.", metavar="RUN")],
    path: Annotated[int, typer.Option(parser=count, metavar="K", help="Path to write, from 0.")],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write; workbook-K.xlsx in the run folder."),
    ] = None,
) -> None:
    """Write one path as a spreadsheet whose ledger is live formulas.

    From the path's market rows and the operator's inputs down to IRR, NPV, payback and
    DSCR, beside the kernel's own figures: change an input, and see what it does. Needs
    the packages of riskcloud[memo].

    Examples:

        riskcloud workbook runs/neocloud-1a2b3c4d --path 812443

        riskcloud workbook runs/neocloud-1a2b3c4d --path 12 --out pack/path-12.xlsx
    """
    with run_errors_as_lines():
        from riskcloud.memos import workbook as write

        print(write(run, path, out))
