"""How far each lever is moved in a sensitivity: its own distribution, or a stated range."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from riskcloud.compilation import compile_scenario
from riskcloud.model.scenario import Scenario
from riskcloud.run.lanes import drawn_inputs
from riskcloud.study.levers import Lever, lever_on, levers_of

_PATHS = 4096
"""Draws that P10 and P90 are taken from."""

DRAWN = "P10 and P90 of its distribution"
GIVEN = "given"

_REACH = {
    "utilisation": 0.10,
    "contracted-share": 0.20,
    "inference-share": 0.10,
    "token-cost-fall": 0.10,
    "economic-life": 12.0,
    "cost-of-money": 0.02,
    "next-generation": 6.0,
}
"""Judgement: what is added and taken off where a lever is no distribution, in its unit."""

_SHARE = 0.2
"""Judgement: share of today's value that is added and taken off for every other lever."""


@dataclass(frozen=True)
class Sweep:
    """A lever whose low and high are the values looked at, and where they come from."""

    lever: Lever
    basis: str


def sweeps_of(
    scenario: Scenario, hurdle: str, over: Mapping[str, tuple[float, float] | None]
) -> list[Sweep]:
    """Every lever of `levers_of`, and the fields in ``over``, with their ranges.

    over: low and high by lever or path of a field; None for the range that it has anyway.
    Raises UnknownFieldError for what is neither, RunRefusedError where no range is known.
    """
    known = levers_of(scenario, hurdle)
    drawn = _drawn(scenario)
    others = {name: lever_on(scenario, name, over[name]) for name in over if name not in known}
    return [
        _sweep(lever, over.get(key), drawn.get(lever.fields[0][0]))
        for key, lever in (known | others).items()
    ]


def _drawn(scenario: Scenario) -> dict[str, tuple[float, float]]:
    """P10 and P90 of every uncertain field."""
    compiled = compile_scenario(scenario)
    ends = np.quantile(drawn_inputs(compiled, 0, _PATHS), (0.1, 0.9), axis=1)
    names = [one.path for one in compiled.uncertain]
    return {name: (float(low), float(high)) for name, low, high in zip(names, *ends, strict=True)}


def _sweep(
    lever: Lever, given: tuple[float, float] | None, drawn: tuple[float, float] | None
) -> Sweep:
    if given is not None:
        return Sweep(replace(lever, low=given[0], high=given[1]), GIVEN)
    if drawn is not None:
        low, high = map(lever.value_at, drawn)
        return Sweep(replace(lever, low=low, high=high), DRAWN)
    if lever.now is None:
        return Sweep(lever, "judgement: the range that break-evens look at")
    reach, words = _SHARE * abs(lever.now), f"today's value, {100 * _SHARE:g} % less and more"
    if lever.key in _REACH:
        reach = _REACH[lever.key]
        words = f"today's value, {reach:g} less and more"
    low = min(max(lever.now - reach, lever.low), lever.now)
    high = max(min(lever.now + reach, lever.high), lever.now)
    return Sweep(replace(lever, low=low, high=high), f"judgement: {words}, within its range")
