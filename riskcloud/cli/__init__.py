"""The command line: arguments, progress, exit codes."""


def main() -> None:
    """Entry point of ``riskcloud``; always ends by SystemExit."""
    import gc

    from riskcloud.cli.app import run_app

    # Nothing here makes much cyclic rubbish.  To look for it among the million objects of
    # numba, scipy and matplotlib takes half a second of a short run, and as much again when
    # the process ends.
    gc.set_threshold(300_000, 20, 100)
    code = run_app()
    gc.freeze()
    raise SystemExit(code)
