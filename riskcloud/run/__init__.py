"""Runs: simulate a scenario into a folder, open it again, replay a path of it."""

from riskcloud.run.errors import RunRefusedError
from riskcloud.run.opening import load, open_run, replay
from riskcloud.run.progress import Progress
from riskcloud.run.result import Result
from riskcloud.run.simulation import simulate
from riskcloud.run.versions import RESULTS_VERSION, STREAM_VERSION

__all__ = [
    "RESULTS_VERSION",
    "STREAM_VERSION",
    "Progress",
    "Result",
    "RunRefusedError",
    "load",
    "open_run",
    "replay",
    "simulate",
]
