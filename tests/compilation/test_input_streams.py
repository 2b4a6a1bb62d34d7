"""Streams of uncertain inputs: fixed for ever by their field path."""

import numpy as np
import pytest

from riskcloud.compilation import streams
from riskcloud.model.reading import ScenarioError
from tests.compilation.scenarios import COHORT, compiled

# printf %s PATH | sha256sum, first 8 digits, highest bit set.
GOLDEN = {
    "market.generations.rubin.cost": 0x9322CCEE,
    "operator.cohorts.first.price": 0xCEEF5CEC,
}


@pytest.mark.parametrize("path", GOLDEN)
def test_golden_streams(path):
    assert streams.stream_of(path) == GOLDEN[path]


def test_draws_hold_the_streams_of_their_paths():
    price = {"uniform": [50_000.0, 60_000.0]}
    made = compiled(operator={"cohorts": [COHORT | {"price": price}]})
    found = dict(zip((one.path for one in made.uncertain), made.layout.draws.stream, strict=True))
    assert {path: found[path] for path in GOLDEN} == GOLDEN


def test_the_operator_s_name_is_in_no_stream():
    one, other = (compiled(operator={"name": name}) for name in ("one", "other"))
    assert np.array_equal(one.layout.draws.stream, other.layout.draws.stream)


def test_a_collision_names_both(monkeypatch):
    monkeypatch.setattr(streams, "stream_of", lambda path: len(path))
    assert streams.streams_of(["a", "bb"]) == [1, 2]
    with pytest.raises(ScenarioError, match=r"^market\.b: .*market\.a"):
        streams.streams_of(["market.a", "market.bb", "market.b"])
