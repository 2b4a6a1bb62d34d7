"""Random streams of uncertain inputs: a hash of the field path, so names decide nothing else."""

import hashlib

from riskcloud.kernels.random.streams import INPUT_BIT
from riskcloud.model.reading.errors import refuse


def stream_of(path: str) -> int:
    """Stream of a field path such as ``market.tightness.start``: 31 bits of SHA-256."""
    digest = hashlib.sha256(path.encode()).digest()
    return INPUT_BIT | (int.from_bytes(digest[:4], "big") & (INPUT_BIT - 1))


def streams_of(paths: list[str]) -> list[int]:
    """A stream for each path.  Raises ScenarioError if two paths hash to one stream."""
    seen: dict[int, str] = {}
    for path in paths:
        stream = stream_of(path)
        if stream in seen:
            found = f"the random stream of {seen[stream]}"
            raise refuse(path, found, "a stream of its own: rename an id in one of the two")
        seen[stream] = path
    return list(seen)
