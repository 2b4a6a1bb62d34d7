import datetime
import hashlib
import json
from enum import IntEnum

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_run import manifest

from riskcloud.outcomes import Identity
from riskcloud.outcomes.identity import canonical_json, digest, first_difference, stable_json

finite = st.floats(allow_nan=False, allow_infinity=False)
scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | finite
values = st.recursive(
    scalars, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=3), v, max_size=3)
)
documents = st.dictionaries(st.text(max_size=3), values, max_size=4)


def test_the_digest_is_sha256_of_canonical_json() -> None:
    document = {"b": [1, 2.0, None, True], "a": {"é": 0.1, "n": 1e300}}
    text = '{"a":{"n":1e+300,"\\u00e9":0.1},"b":[1,2.0,null,true]}'
    assert canonical_json(document) == text
    assert digest(document) == hashlib.sha256(text.encode()).hexdigest()


def reordered(value: object) -> object:
    if isinstance(value, dict):
        return {key: reordered(value[key]) for key in reversed(value)}
    return [reordered(item) for item in value] if isinstance(value, list) else value


@given(documents)
def test_the_digest_does_not_see_the_order_of_keys(document: dict[str, object]) -> None:
    other = reordered(document)
    assert isinstance(other, dict)
    assert digest(other) == digest(document)
    assert first_difference(document, other) is None


@given(documents, documents)
def test_digests_differ_exactly_when_there_is_a_difference(
    one: dict[str, object], other: dict[str, object]
) -> None:
    assert (digest(one) == digest(other)) == (first_difference(one, other) is None)


@given(documents)
def test_the_indented_text_is_that_of_the_standard_library(document: dict[str, object]) -> None:
    text = json.dumps(document, sort_keys=True, indent=2, allow_nan=False, ensure_ascii=False)
    assert stable_json(document) == f"{text}\n".encode()


def test_the_indented_text_takes_what_is_like_a_number_or_a_list() -> None:
    document = {"x": np.float64(0.1), "y": (1, True, None, ()), "z": {}, "é": IntEnum("I", "a")(1)}
    text = json.dumps(document, sort_keys=True, indent=2, ensure_ascii=False)
    assert stable_json(document) == f"{text}\n".encode()


def test_one_text_for_one_float_of_any_kind() -> None:
    assert digest({"x": np.float64(0.1)}) == digest({"x": 0.1})
    assert digest({"x": 0.1}) != digest({"x": np.nextafter(0.1, 1.0)})


@pytest.mark.parametrize(
    ("document", "error"),
    [
        ({"x": float("nan")}, ValueError),
        ({"x": float("inf")}, ValueError),
        ({"x": datetime.date(2026, 11, 1)}, TypeError),
        ({"x": {1, 2}}, TypeError),
        ({1: "x"}, TypeError),
        ({"x": [{None: 1}]}, TypeError),
    ],
)
def test_what_json_cannot_say_is_refused(document: dict[str, object], error: type) -> None:
    with pytest.raises(error):
        digest(document)
    with pytest.raises(error):
        stable_json(document)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({"a": {"b": 1}}, {"a": {"b": 2}}, "a.b: 1, 2"),
        ({"a": 1, "z": 1}, {"b": 1, "z": 2}, "a: 1, absent"),
        ({}, {"x": {"y": 1}}, 'x: absent, {"y": 1}'),
        ({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}, "a[1].b: 2, 3"),
        ({"a": [1]}, {"a": [1, 2]}, "a: 1 items, 2 items"),
        ({"a": 1}, {"a": 1.0}, "a: 1, 1.0"),
        ({"a": True}, {"a": 1}, "a: true, 1"),
        ({"a": {"b": 1}}, {"a": 3}, 'a: {"b": 1}, 3'),
        ({"a": "x" * 100}, {"a": ""}, 'a: "' + "x" * 56 + '..., ""'),
    ],
)
def test_the_first_difference_is_named(ours: object, theirs: object, expected: str) -> None:
    assert first_difference(ours, theirs) == expected


def test_seed_and_versions_are_part_of_the_identity() -> None:
    base = manifest().identity
    for change in ({"seed": 8}, {"stream_version": 2}, {"results_version": 4}):
        other = Identity(**{**base.document, **change})
        ((name, value),) = change.items()
        assert other.digest != base.digest
        assert base.first_difference(other) == f"{name}: {getattr(base, name)}, {value}"
