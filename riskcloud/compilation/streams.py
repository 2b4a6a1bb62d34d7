"""Random streams of uncertain inputs: a hash of the field path, so names decide nothing else."""

import hashlib

from riskcloud.kernels.random.streams import INPUT_BIT


class StreamCollisionError(ValueError):
    """Two field paths hash to one stream."""


def stream_of(path: str) -> int:
    """Stream of a field path such as ``market.tightness.start``: 31 bits of SHA-256."""
    digest = hashlib.sha256(path.encode()).digest()
    return INPUT_BIT | (int.from_bytes(digest[:4], "big") & (INPUT_BIT - 1))


def streams_of(paths: list[str]) -> list[int]:
    """A stream for each path; a collision is refused."""
    seen: dict[int, str] = {}
    for path in paths:
        stream = stream_of(path)
        if stream in seen:
            raise StreamCollisionError(
                f"{path} and {seen[stream]} share a random stream: rename an id of one of them"
            )
        seen[stream] = path
    return list(seen)
