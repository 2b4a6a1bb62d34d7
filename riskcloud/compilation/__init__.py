"""Scenario -> arrays that the kernel reads."""

from riskcloud.compilation.compiled import (
    Compiled,
    Uncertain,
    aligned,
    compile_scenario,
    new_work,
)

__all__ = ["Compiled", "Uncertain", "aligned", "compile_scenario", "new_work"]
