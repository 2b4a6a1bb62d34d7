"""The commands under one roof.  Each imports what it needs when it is called."""

import sys
from collections.abc import Sequence

import click
import typer

from riskcloud.cli import exits
from riskcloud.cli.explain import explain, schema
from riskcloud.cli.replay import replay
from riskcloud.cli.run import run
from riskcloud.cli.validate import validate
from riskcloud.cli.warmup import warmup

_HELP = """Monte Carlo risk of buying GPUs and renting them out: IRR, payback, and their tails.

A scenario file names a market, an operator and its financing; any number in it may be a
distribution. Start with:

    riskcloud validate configs/scenarios/neocloud.yaml

    riskcloud run configs/scenarios/neocloud.yaml --paths 100000

    riskcloud explain operator.customers

Exit codes: 0 done, 1 failed, 2 bad input, 130 or 143 stopped; the same command goes on.
"""

app = typer.Typer(
    help=_HELP,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for command in (run, replay, validate, schema, explain, warmup):
    app.command()(command)


def run_app(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    command = typer.main.get_command(app)
    try:
        code = command.main(
            None if arguments is None else list(arguments),
            prog_name="riskcloud",
            standalone_mode=False,
        )
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message())
        return exits.BAD_INPUT
    except click.ClickException as error:
        where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
        name = where or "riskcloud"
        print(f"{name}: {error.format_message()} (see {name} --help)", file=sys.stderr)
        return exits.BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        return exits.INTERRUPTED
    return code if isinstance(code, int) else exits.DONE
