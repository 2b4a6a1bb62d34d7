"""What a process that compiles all afresh finds; `python -m tests.whole.fresh` prints it.

A process of its own, as the CPU target and the number of lanes are fixed when the kernels are
imported, and kernels loaded from a cache show neither signatures of callees nor assembly.
"""

import json

from riskcloud.kernels.lanes import LANES
from tests.whole.frozen import hashes
from tests.whole.kernels_compiled import registers, signatures


def main() -> None:
    outcomes = hashes()
    found = {"lanes": LANES, "outcomes": outcomes, "signatures": signatures()}
    print(json.dumps(found | {"registers": registers()}))


if __name__ == "__main__":
    main()
