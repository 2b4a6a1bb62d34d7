"""What made a run, and the lines that make it again."""

import json
from collections.abc import Sequence

from riskcloud.report.memo.inputs import SCENARIO_FILE
from riskcloud.run import RESULTS_VERSION, STREAM_VERSION, Result
from riskcloud.run.identity import scenario_document
from riskcloud.version import __version__


def versions() -> str:
    """Of riskcloud, its results and its random numbers."""
    return (
        f"riskcloud {__version__}, results version {RESULTS_VERSION}, stream version"
        f" {STREAM_VERSION}"
    )


def commands_of(
    result: Result, paths: Sequence[int] = (), scenario: str = SCENARIO_FILE
) -> tuple[str, ...]:
    """Lines that make the run again from a file of its scenario, and replay some paths."""
    seed = int(result.compiled.layout.seed)
    again = f"riskcloud run {scenario} --paths {result.paths} --seed {seed} --out again"
    return again, *(f"riskcloud replay again --path {path}" for path in paths)


def scenario_file(result: Result) -> bytes:
    """The scenario after defaults and overrides: JSON, which YAML 1.2 holds."""
    return (scenario_text(result) + "\n").encode()


def scenario_text(result: Result, is_ascii: bool = False) -> str:
    """The same as a text; ASCII where other characters could turn what stands beside them."""
    return json.dumps(scenario_document(result.scenario), indent=1, ensure_ascii=is_ascii)
