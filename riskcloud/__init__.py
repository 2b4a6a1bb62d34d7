"""riskcloud: a Monte Carlo risk engine for buying GPUs and renting them out.

    import riskcloud

    scenario = riskcloud.load("configs/scenarios/neocloud.yaml", ["operator.wacc=0.12"])
    result = riskcloud.simulate(scenario, paths=100_000)
    result.summary.quantile("project_irr", 0.05)
    result.outcomes(columns=["project_npv", "equity_npv"])
    result.replay(12)
    riskcloud.plots(result)["equity_irr"]
    riskcloud.memo(result, "pack")
    riskcloud.workbook(result, 12)

What each name needs is imported when it is first used: ``import riskcloud`` takes no time.
"""

from typing import TYPE_CHECKING, Any

from riskcloud.version import __version__ as __version__

if TYPE_CHECKING:
    from riskcloud.memos import memo, workbook
    from riskcloud.plotting import plots
    from riskcloud.run import Result, load, open_run, replay, simulate
    from riskcloud.study import breakeven, compare, sensitivity, stress

__all__ = [
    "Result",
    "breakeven",
    "compare",
    "load",
    "memo",
    "open_run",
    "plots",
    "replay",
    "sensitivity",
    "simulate",
    "stress",
    "workbook",
]

_HOMES = {"memo": "memos", "plots": "plotting", "workbook": "memos"} | dict.fromkeys(
    ("breakeven", "compare", "sensitivity", "stress"), "study"
)


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"riskcloud.{_HOMES.get(name, 'run')}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
