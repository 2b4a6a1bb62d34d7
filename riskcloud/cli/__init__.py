"""The command line: arguments, progress, exit codes."""


def main() -> None:
    """Entry point of ``riskcloud``; always ends by SystemExit."""
    from riskcloud.cli.app import run_app

    raise SystemExit(run_app())
