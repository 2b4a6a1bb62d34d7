"""The random numbers that a scenario reads, and nothing else, with the kernel's own functions."""

import numpy as np
from numpy.typing import NDArray

from riskcloud.kernels import random
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.model.scenario import Scenario
from tests.reference.addresses import Kind, Reading, readings_of

_FUNCTION = {
    (Kind.UNIFORMS, 1): 0,
    (Kind.UNIFORMS, 2): 1,
    (Kind.NORMALS, 1): 2,
    (Kind.NORMALS, 2): 2,
    (Kind.NORMALS, 4): 3,
    (Kind.ONCE, 1): 4,
    (Kind.ONCE, 2): 5,
}


@kernel
def draw_only(seed, first_path, count, plan, rows):
    """Draw all of the plan for `count` paths; rows: (4, LANES), what was drawn last.

    plan: (readings, 4) int64: function, month, item, stream.
    """
    for start in range(0, count, LANES):
        path = first_path + start
        for reading in range(plan.shape[0]):
            function, month = plan[reading, 0], plan[reading, 1]
            item, stream = plan[reading, 2], plan[reading, 3]
            if function == 0:
                random.monthly_uniform(seed, path, month, item, stream, rows[0])
            elif function == 1:
                random.monthly_uniforms(seed, path, month, item, stream, rows[0], rows[1])
            elif function == 2:
                random.monthly_normal_pair(seed, path, month, item, stream, rows[0], rows[1])
            elif function == 3:
                random.monthly_normals(
                    seed, path, month, item, stream, rows[0], rows[1], rows[2], rows[3]
                )
            elif function == 4:
                random.once_uniform(seed, path, item, stream, rows[0])
            else:
                random.once_uniforms(seed, path, item, stream, rows[0], rows[1])


def plan_of(scenario: Scenario) -> tuple[NDArray[np.int64], int]:
    """What to draw, (readings, 4), and how many numbers that is."""
    readings = readings_of(scenario)
    plan = np.array([_line(reading) for reading in readings], dtype=np.int64)
    return plan, sum(reading.count for reading in readings)


def _line(reading: Reading) -> tuple[int, int, int, int]:
    function = _FUNCTION[reading.kind, reading.count]
    return function, reading.month, reading.item, reading.stream
