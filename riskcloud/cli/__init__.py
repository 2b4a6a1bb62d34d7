"""The command line: arguments, progress, exit codes."""

import gc


def main() -> None:
    """Entry point of ``riskcloud``; always ends by SystemExit."""
    from riskcloud.cli.app import run_app

    collect_seldom()
    code = run_app()
    gc.freeze()
    raise SystemExit(code)


def collect_seldom() -> None:
    """Nothing here makes much cyclic rubbish.

    To look for it among the million objects of numba, scipy and matplotlib takes half a
    second of a short run, and as much again when the process ends.
    """
    gc.set_threshold(300_000, 20, 100)
