"""``riskcloud memo``."""

from pathlib import Path
from typing import Annotated

import typer

from riskcloud.cli.exits import run_errors_as_lines


def memo(
    run: Annotated[
        Path, typer.Argument(help="Folder of a run, a comparison or a batch.", metavar="RUN")
    ],
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where to write; into RUN if not given."),
    ] = None,
    formats: Annotated[
        str,
        typer.Option("--format", metavar="NAMES", help="Some of md,html,pdf,docx, by commas."),
    ] = "md,html,pdf,docx",
    language: Annotated[
        str, typer.Option("--lang", metavar="NAME", help="en, or zh: Simplified Chinese.")
    ] = "en",
    since: Annotated[
        Path | None,
        typer.Option(metavar="RUN2", help="Earlier run: say what changed since."),
    ] = None,
    breakeven: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Folder of a break-even study: say what would have to be true.",
        ),
    ] = None,
    stresses: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of riskcloud stress: say what stresses change."),
    ] = None,
) -> None:
    """Write the decision memo: two pages with verdict, tail, drivers and sources.

    A comparison gets one on who beats whom, a batch one on all its scenarios.
    The words and numbers are the same in every format. Needs the packages of
    riskcloud[memo].

    Examples:

        riskcloud memo runs/neocloud-1a2b3c4d

        riskcloud memo runs/neocloud-1a2b3c4d --out pack --format pdf,docx

        riskcloud memo runs/neocloud-1a2b3c4d --since runs/neocloud-october

        riskcloud memo runs/neocloud-1a2b3c4d --lang zh --out pack-zh

        riskcloud memo runs/compare-5e6f7a8b
    """
    with run_errors_as_lines():
        from riskcloud.memos import memo as write

        asked = [name.strip() for name in formats.split(",") if name.strip()]
        beside = {"since": since, "breakeven": breakeven, "stresses": stresses}
        for file in write(run, out, asked, language=language, **beside):
            print(file)
