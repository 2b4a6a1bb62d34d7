"""``riskcloud validate``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskcloud.cli.exits import BAD_INPUT

if TYPE_CHECKING:
    from riskcloud.model.base import Part

_SHOWN = 1e-6
"""Shares clipped that are smaller are not worth a line."""


def validate(
    files: Annotated[
        list[Path], typer.Argument(help="Scenario, market or operator files.", metavar="FILE...")
    ],
) -> None:
    """Check files without running them: one line a fault, with file, line and field.

    Also says what share of a distribution its bounds clip, and what deserves a second
    look. Exit code 2 if any file is refused.

    Example:

        riskcloud validate configs/scenarios/*.yaml configs/markets/*.yaml
    """
    from riskcloud.model.reading import ScenarioError

    bad = False
    for file in files:
        try:
            part = _read(file)
        except ScenarioError as error:
            bad = True
            print("\n".join(error.lines), file=sys.stderr)
            continue
        print(f"{file}: {type(part).__name__.lower()}, good")
        for sentence in _remarks(part):
            print(f"{file}: {sentence}")
    if bad:
        raise typer.Exit(BAD_INPUT)


def _read(file: Path) -> "Part":
    """The part that a file describes: the kind whose fields most of its keys name.

    A scenario is compiled too: what only shows there must show here.
    """
    from riskcloud.compilation import compile_scenario
    from riskcloud.model.reading import ScenarioError, read
    from riskcloud.model.scenario import Scenario
    from riskcloud.run.opening import kind_of

    part = read(file, kind_of(file))
    if isinstance(part, Scenario):
        try:
            compile_scenario(part)
        except ScenarioError as error:
            raise ScenarioError([f"{file}: {line}" for line in error.lines]) from None
    return part


def _remarks(part: "Part") -> list[str]:
    from riskcloud.model.base import numbers
    from riskcloud.model.distributions import Distribution
    from riskcloud.model.scenario import Scenario

    drawn = [(d.path, d.value) for d in numbers(part) if isinstance(d.value, Distribution)]
    clipped = [(path, one.share_clipped()) for path, one in drawn]
    lines = [f"{len(drawn)} uncertain inputs"]
    lines += [
        f"{path}: bounds clip {100 * share:.2g} %" for path, share in clipped if share > _SHOWN
    ]
    if isinstance(part, Scenario):
        lines += [f"warning: {sentence}" for sentence in part.warnings()]
    return lines
