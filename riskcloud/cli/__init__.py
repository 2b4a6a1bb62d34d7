"""The command line: arguments, progress, exit codes."""


def main() -> None:
    """Entry point of ``riskcloud``; always ends by SystemExit."""
    import gc

    from riskcloud.cli.app import run_app

    # Nothing here makes much cyclic rubbish, and to look for it among the million objects of
    # numba, scipy and matplotlib takes half a second of a short run.
    gc.set_threshold(300_000, 20, 100)

    raise SystemExit(run_app())
