"""The inputs of one path by field: what the kernel read, uncertain ones as the path drew them."""

import numpy as np

from riskcloud.compilation import Compiled
from riskcloud.compilation.places import KINDS, find_places
from riskcloud.compilation.selection import Selection, select
from riskcloud.compilation.values import Input, inputs_of
from riskcloud.kernels.lanes import LANES
from riskcloud.model.scenario import Scenario
from riskcloud.run.lanes import drawn_inputs, group_of


def path_inputs(
    scenario: Scenario, compiled: Compiled, path: int
) -> tuple[Selection, list[tuple[Input, float]]]:
    """Items in use, and every input that is read with its value on the path.

    In the order of the model's fields.  Values are in the unit of the input.
    """
    chosen = select(scenario)
    places = find_places({kind: len(chosen.items[kind]) for kind in KINDS}, scenario.horizon)
    found = inputs_of(scenario.market, scenario.operator, chosen, places)
    rows = np.array([one.row for one in found], dtype=np.int64)
    first = group_of(path)
    values = drawn_inputs(compiled, first, LANES, rows)[:, path - first]
    return chosen, [(one, float(value)) for one, value in zip(found, values, strict=True)]
