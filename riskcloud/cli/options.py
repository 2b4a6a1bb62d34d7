"""Options that several commands have, written once."""

from typing import Annotated, TypeAlias

import typer

from riskcloud.cli.values import count

Seed: TypeAlias = Annotated[
    int | None, typer.Option(parser=count, metavar="S", help="Seed of every random number.")
]
Threads: TypeAlias = Annotated[
    int | None,
    typer.Option(
        parser=count, metavar="K", help="Threads; all CPUs if not given. Changes no number."
    ),
]
WithPlots: TypeAlias = Annotated[
    bool, typer.Option("--plots/--no-plots", help="Draw the pictures in DIR/plots, or not.")
]
