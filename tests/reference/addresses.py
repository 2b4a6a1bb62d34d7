"""Which random numbers a scenario reads: the reference walked once, its draws noted."""

from enum import IntEnum
from typing import NamedTuple

from riskcloud.compilation import compile_scenario
from riskcloud.model.scenario import Scenario
from tests.reference.draws import Array, Draws
from tests.reference.path import ReferencePath


class Kind(IntEnum):
    """What the words of an address are made into."""

    UNIFORMS = 0  # a word each
    NORMALS = 1  # two words for one or two
    ONCE = 2  # uniforms of two words each


class Reading(NamedTuple):
    """``count`` numbers read at an address."""

    kind: Kind
    count: int
    month: int
    item: int
    stream: int

    @property
    def counter(self) -> tuple[int, int]:
        """The two words of the Philox counter that are not the path."""
        return self.month + 65536 * self.item, self.stream

    @property
    def words(self) -> int:
        """How many of the four words are used, from word 0 on."""
        if self.kind is Kind.UNIFORMS:
            return self.count
        return 2 * self.count if self.kind is Kind.ONCE else self.count + self.count % 2


class Noting:
    """Draws of another source, each noted."""

    def __init__(self, source: Draws) -> None:
        self.source, self.paths = source, source.paths
        self.readings: list[Reading] = []

    def uniforms(self, count: int, month: int, item: int, stream: int) -> Array:
        self.readings.append(Reading(Kind.UNIFORMS, count, month, item, stream))
        return self.source.uniforms(count, month, item, stream)

    def normals(self, count: int, month: int, item: int, stream: int) -> Array:
        self.readings.append(Reading(Kind.NORMALS, count, month, item, stream))
        return self.source.normals(count, month, item, stream)

    def once(self, count: int, item: int, stream: int) -> Array:
        self.readings.append(Reading(Kind.ONCE, count, 0, item, stream))
        return self.source.once(count, item, stream)


def readings_of(scenario: Scenario) -> list[Reading]:
    """All that one path reads, uncertain inputs first."""
    streams = compile_scenario(scenario).layout.draws.stream.tolist()
    inputs = [Reading(Kind.ONCE, 1, 0, 0, stream) for stream in streams]
    path = ReferencePath(scenario)
    noting = Noting(path.market.draws)
    path.market.draws = path.operations.draws = noting
    for _ in path.months():
        pass
    return inputs + noting.readings
