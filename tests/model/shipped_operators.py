"""The shipped operators, each with the market of its currency."""

from collections.abc import Sequence
from pathlib import Path

from riskcloud.model.reading import read_yaml
from riskcloud.model.scenario import Scenario

CONFIGS = Path(__file__).parents[2] / "configs"
OPERATORS = sorted(file.stem for file in (CONFIGS / "operators").glob("*.yaml"))
CHINESE = ("alibaba-cloud", "china-mobile-cloud", "tencent-cloud")


def shipped_operator(name: str, overrides: Sequence[str] = ()) -> Scenario:
    market = "china-2026-11" if name in CHINESE else "2026-11"
    text = (
        f"name: {name}\nmarket: {CONFIGS}/markets/{market}.yaml\n"
        f"operator: {CONFIGS}/operators/{name}.yaml\n"
    )
    return read_yaml(text, Scenario, overrides)
