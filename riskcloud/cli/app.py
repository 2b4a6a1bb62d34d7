"""The commands under one roof.  Each imports what it needs when it is called."""

import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from riskcloud.cli import exits
from riskcloud.cli.batch import batch
from riskcloud.cli.breakeven import breakeven
from riskcloud.cli.changes import changes
from riskcloud.cli.compare import compare
from riskcloud.cli.explain import explain, schema
from riskcloud.cli.memo import memo
from riskcloud.cli.output import patient_output
from riskcloud.cli.replay import replay
from riskcloud.cli.run import run
from riskcloud.cli.sensitivity import sensitivity
from riskcloud.cli.status import status
from riskcloud.cli.stress import stress
from riskcloud.cli.validate import validate
from riskcloud.cli.warmup import warmup
from riskcloud.cli.workbook import workbook
from riskcloud.version import __version__

_HELP = """Monte Carlo risk of buying GPUs and renting them out: IRR, payback, and their tails.

A scenario file names a market, an operator and its financing; any number in it may be a
distribution. Start with:

    riskcloud validate configs/scenarios/neocloud.yaml

    riskcloud run configs/scenarios/neocloud.yaml --paths 100000

    riskcloud compare neocloud small-entrant

    riskcloud batch configs/batches/smoke.yaml

    riskcloud explain operator.customers

Exit codes: 0 done, 1 failed, 2 bad input, 3 done but for some, 130 or 143 stopped; the same
command goes on.
"""

app = typer.Typer(
    help=_HELP,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
COMMANDS: dict[Callable[..., None], str] = {
    run: "Simulate a scenario: figures with intervals, pictures.",
    compare: "Set operators side by side on the same futures.",
    breakeven: "Find where a lever flips the verdict, others held.",
    sensitivity: "See what each lever moves, low and high: a tornado.",
    stress: "Lay stresses on a scenario: a waterfall.",
    batch: "Run many scenarios overnight; resume, retry, report.",
    status: "Say how far a batch has come.",
    changes: "Say what moved between two batches, and what moved it.",
    memo: "Write the two-page decision memo: PDF, Word, HTML.",
    workbook: "Write one path as a spreadsheet of live formulas.",
    replay: "Print one path month by month, as it was summed.",
    validate: "Check files without running them.",
    schema: "Print the JSON Schema, for completion in editors.",
    explain: "Say what a field is: unit, default, source, bounds.",
    warmup: "Compile the kernels ahead.",
}
"""In the order of the work; the words stand in the list of commands, uncut."""

for command, words in COMMANDS.items():
    app.command(short_help=words)(command)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        print(f"riskcloud {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Options of no command."""


# typer offers no common name for bad options, bad values and unknown commands.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]


def run_app(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; without arguments, show the help."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    command = typer.main.get_command(app)
    try:
        with patient_output():
            code = command.main(given or ["--help"], prog_name="riskcloud", standalone_mode=False)
    except _UsageError as error:
        print(_one_line(error), file=sys.stderr)
        return exits.BAD_INPUT
    except OSError as error:
        from riskcloud.outcomes.errors import in_words

        print(in_words(error), file=sys.stderr)
        return exits.FAILED
    except (typer.Abort, KeyboardInterrupt):
        return exits.INTERRUPTED
    return code if isinstance(code, int) else exits.DONE


def _one_line(error: Any) -> str:
    path = error.ctx.command_path if error.ctx else "riskcloud"
    message = " ".join(error.format_message().split())
    return f"{path}: {message} (see {path} --help)"
