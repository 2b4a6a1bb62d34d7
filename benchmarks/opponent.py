"""Paths per second of the NumPy reference on one thread; `python -m benchmarks.opponent FILE`.

The only place that knows the reference.  It takes its normals from SFC64 and its exponentials
from np.exp, and is given the block size at which it is fastest.  A process of its own, since
the threads of NumPy's linear algebra are fixed when NumPy is imported.
"""

import json
import os
import subprocess
import sys
import time

_BLOCKS = (500, 1000, 2000, 4000, 8000, 16_000)
_ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM")}


def paths_per_second(file: str, repeats: int) -> dict[int, float]:
    """By block size, the best of so many repeats."""
    command = [sys.executable, "-m", "benchmarks.opponent", file, str(repeats)]
    done = subprocess.run(command, env=os.environ | _ONE_THREAD, stdout=subprocess.PIPE, check=True)
    return {int(size): speed for size, speed in json.loads(done.stdout).items()}


def _measure(file: str, repeats: int) -> dict[int, float]:
    import numpy as np

    import riskcloud
    from tests.reference.path import ReferencePath

    scenario = riskcloud.load(file)
    generator = np.random.Generator(np.random.SFC64(1))

    def seconds(paths: int) -> float:
        start = time.perf_counter()
        path = ReferencePath(scenario, paths, source=generator)
        for _ in path.months():
            pass
        path.outcomes()
        return time.perf_counter() - start

    best = dict.fromkeys(_BLOCKS, 0.0)
    for _ in range(repeats):
        for size in _BLOCKS:
            best[size] = max(best[size], size / seconds(size))
    return best


if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[1], int(sys.argv[2]))))
