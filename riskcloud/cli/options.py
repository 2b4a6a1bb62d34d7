"""Arguments and options that several commands have, written once."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from riskcloud.cli.values import count

ScenarioFile: TypeAlias = Annotated[
    Path, typer.Argument(help="Scenario file (YAML).", metavar="SCENARIO")
]
Overrides: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Change one field. Repeatable."),
]
StudyPaths: TypeAlias = Annotated[
    int, typer.Option(parser=count, metavar="N", help="Paths of each figure that is compared.")
]
StudySeed: TypeAlias = Annotated[int, typer.Option(parser=count, metavar="S", help="Seed.")]
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
