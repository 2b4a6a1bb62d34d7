"""The market's part of a scenario: defaults, sources, rows, and what it refuses."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML

from riskcloud.kernels.layout import market as rows
from riskcloud.model.base import Part
from riskcloud.model.market import SHOCKS, Market, cholesky, correlation_matrix
from riskcloud.model.numbers import Number, facts
from tests.reference.sampling import SECTIONS

CONFIG = Path(__file__).parents[2] / "configs/markets/2026-11.yaml"
ITEMS = {"generations": "GENERATION", "chips": "CHIP", "regions": "REGION"}


def _numbers(part: type[BaseModel]) -> set[str]:
    number = Number.__metadata__  # type: ignore[attr-defined]
    fields = part.model_fields.items()
    return {name for name, field in fields if set(number) <= set(field.metadata)}


def _row_names(prefix: str) -> set[str]:
    known = {name for name in vars(rows) if name.startswith(f"{prefix}_")}
    return known - {f"{prefix}_INPUTS"}


def test_every_field_is_an_input_row_and_every_row_a_field() -> None:
    market = Market()
    for section in SECTIONS:
        names = {f"{section}_{name}".upper() for name in _numbers(type(getattr(market, section)))}
        choices = {"DEMAND_START"} if section == "demand" else set()
        assert names | choices == _row_names(section.upper())
    for items, prefix in ITEMS.items():
        names = {f"{prefix}_{name}".upper() for name in _numbers(type(getattr(market, items)[0]))}
        assert names == _row_names(prefix)


def _parts(part: Part) -> list[Part]:
    values = [getattr(part, name) for name in type(part).model_fields]
    listed = [one for value in values if isinstance(value, tuple) for one in value]
    inner = [one for one in values + listed if isinstance(one, Part)]
    return [part] + [each for one in inner for each in _parts(one)]


def test_every_number_has_a_unit_a_meaning_and_a_source() -> None:
    for kind in {type(part) for part in _parts(Market())}:
        for name in _numbers(kind):
            found = facts(kind.model_fields[name])
            assert found.unit, (kind, name)
            assert found.meaning, (kind, name)
            assert found.source, (kind, name)


def test_shipped_file_states_the_defaults() -> None:
    assert Market.model_validate(YAML(typ="safe").load(CONFIG)) == Market()


def test_example_in_the_shipped_file_is_valid() -> None:
    lines = CONFIG.read_text().split("#\n", 1)[1].splitlines()
    example = YAML(typ="safe").load("\n".join(line.removeprefix("# ") for line in lines))
    market = Market.model_validate(example | {"chips": []})
    assert market.demand.start == "normal"
    assert [generation.id for generation in market.generations] == ["rubin", "rubin-ultra"]
    assert len(market.input_correlation) == 2


def test_dump_reads_back() -> None:
    market = Market.model_validate({"as_of": "2027-02", "demand": {"start": "bust"}})
    assert market.calendar_month == 2
    assert Market.model_validate(market.model_dump(mode="json")) == market


def test_calm_and_turbulent_years_leave_the_variance() -> None:
    mixing = Market().mixing
    share = mixing.turbulent_probability
    square = mixing.calm**2 * (1 - share) + mixing.turbulent**2 * share
    assert square == pytest.approx(1, abs=0.005)


PAIR = {"between": ["rate", "inference"], "correlation": 0.3}
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"tightnes": {}}, "tightnes"),
    ({"as_of": "2026-13"}, "a month"),
    ({"as_of": "November"}, "a month"),
    ({"currency": "usd"}, "a currency"),
    ({"demand": {"start": "glut"}}, "'boom', 'normal' or 'bust'"),
    ({"demand": {"boom_to_normal": 0.6, "boom_to_bust": 0.5}}, "at most 1 together"),
    ({"demand": {"boom_to_bust": {"uniform": [0, 0.95]}}}, "at most 1 together"),
    (
        {
            "demand": {
                "boom_to_normal": 0,
                "boom_to_bust": 0,
                "bust_to_boom": 0,
                "bust_to_normal": 0,
            }
        },
        "a regime that can be reached",
    ),
    ({"tightness": {"build_time": 0}}, "above 0"),
    ({"tightness": {"volatility": 15}}, "at most 3"),
    ({"prices": {"spot_reversion": 0}}, "at least 0.01"),
    ({"inference": {"cap": 1.2}}, "at most 1"),
    ({"regions": []}, "at least one region"),
    ({"regions": [{"id": "us"}, {"id": "us"}]}, "an id that no other item"),
    ({"ratings": [{"id": "ig"}]}, "spread"),
    ({"generations": [{"id": "rubin"}]}, "launch_month"),
    ({"generations": [{"id": "ruby", "launch_month": 3}]}, "an id of generations"),
    ({"shock_correlation": [{"between": ["rate", "price"], "correlation": 0.1}]}, "'tightness'"),
    ({"shock_correlation": [{"between": ["rate", "rate"], "correlation": 0.1}]}, "two different"),
    (
        {"shock_correlation": [{"between": ["spot", "tightness"], "correlation": 0.1}]},
        "that tightness links already",
    ),
    ({"shock_correlation": [PAIR, PAIR]}, "each pair once"),
    (
        {
            "shock_correlation": [
                {"between": ["rate", "inference"], "correlation": 0.9},
                {"between": ["rate", "server"], "correlation": 0.9},
                {"between": ["inference", "server"], "correlation": -0.9},
            ]
        },
        "positive definite",
    ),
    (
        {"input_correlation": [{"between": ["tightness.start", "prices.lists"], "correlation": 0}]},
        "a number below market",
    ),
    (
        {
            "input_correlation": [
                {"between": ["tightness.start", "prices.list_start"], "correlation": 1.0}
            ]
        },
        "positive definite",
    ),
]


@pytest.mark.parametrize(("given", "expected"), REFUSED, ids=range(len(REFUSED)))
def test_refused(given: dict[str, Any], expected: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Market.model_validate(given)
    assert expected in str(refusal.value)


def test_unlinked_shocks_may_be_correlated() -> None:
    market = Market.model_validate({"shock_correlation": [PAIR]})
    factor = np.array(market.shock_factor())
    expected = np.eye(len(SHOCKS))
    expected[4, 5] = expected[5, 4] = 0.3
    np.testing.assert_allclose(factor @ factor.T, expected, atol=1e-15)


def test_cholesky_is_numpys() -> None:
    rng = np.random.default_rng(3)
    for size in range(1, 8):
        spread = rng.standard_normal((size, size + 2))
        covariance = spread @ spread.T
        scale = np.sqrt(np.diag(covariance))
        matrix = covariance / np.outer(scale, scale)
        np.testing.assert_allclose(
            cholesky(matrix.tolist()), np.linalg.cholesky(matrix), atol=1e-12
        )


def test_singular_matrix_has_no_factor() -> None:
    assert cholesky(correlation_matrix(["a", "b"], [("a", "b", 1.0)])) is None
    assert cholesky(correlation_matrix(["a", "b"], [("a", "b", 0.999)])) is not None
