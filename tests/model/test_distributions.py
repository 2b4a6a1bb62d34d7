"""Shares clipped, order of parameters and the form in files."""

import math
import random

import pytest
from scipy import stats

from riskcloud.model.beta import incomplete_beta
from riskcloud.model.distributions import (
    Beta,
    Choice,
    Distribution,
    Lognormal,
    Normal,
    Triangular,
    Uniform,
)
from riskcloud.model.parsing import PARSERS, parse_number

PAIRS = [
    (Triangular(low=-1.0, mode=0.5, high=3.0), stats.triang(1.5 / 4.0, -1.0, 4.0)),
    (Triangular(low=0.0, mode=0.0, high=2.0), stats.triang(0.0, 0.0, 2.0)),
    (Triangular(low=0.0, mode=2.0, high=2.0), stats.triang(1.0, 0.0, 2.0)),
    (Uniform(low=-2.0, high=5.0), stats.uniform(-2.0, 7.0)),
    (Normal(mean=0.3, sd=1.7), stats.norm(0.3, 1.7)),
    (Lognormal(median=2.0, log_sd=0.6), stats.lognorm(0.6, scale=2.0)),
    (
        Lognormal(median=3.0, p90=9.0),
        stats.lognorm(math.log(3.0) / stats.norm.ppf(0.9), scale=3.0),
    ),
    (Beta(alpha=2.0, beta=0.7, low=-1.0, high=4.0), stats.beta(2.0, 0.7, -1.0, 5.0)),
]


@pytest.mark.parametrize(("ours", "scipys"), PAIRS, ids=lambda one: type(one).__name__)
def test_shares_agree_with_scipy(ours: Distribution, scipys: stats.rv_continuous) -> None:
    for i in range(-60, 121):
        value = i / 10.0
        assert ours.share_below(value) == pytest.approx(scipys.cdf(value), abs=1e-12)
        assert ours.share_above(value) == pytest.approx(scipys.sf(value), abs=1e-12)


def test_incomplete_beta_agrees_with_scipy() -> None:
    draw = random.Random(1)
    for _ in range(1000):
        a, b, x = 10 ** draw.uniform(-2, 3), 10 ** draw.uniform(-2, 3), draw.random()
        assert incomplete_beta(a, b, x) == pytest.approx(stats.beta.cdf(x, a, b), abs=1e-10)


def test_choice_counts_weights_beyond_bounds() -> None:
    choice = Choice(values=(1.0, 2.0, 3.0), weights=(1.0, 198.0, 1.0), min=2.0)
    assert choice.share_clipped() == pytest.approx(0.005, abs=1e-15)
    assert choice.reach() == (2.0, 3.0, False)


@pytest.mark.parametrize(("sds", "is_refused"), [(2.32, True), (2.33, False)])
def test_clipping_more_than_one_percent_is_refused(sds: float, is_refused: bool) -> None:
    """The 1 % quantile of a normal is 2.3263 sd below its mean."""
    if is_refused:
        with pytest.raises(ValueError, match="clip at most 1 %"):
            Normal(mean=0.0, sd=1.0, min=-sds)
    else:
        assert Normal(mean=0.0, sd=1.0, min=-sds).share_clipped() < 0.01


def test_both_ends_count_together() -> None:
    """0.6 % on each side is 1.2 %."""
    with pytest.raises(ValueError, match=r"clip 1\.2 %"):
        Uniform(low=0.0, high=1.0, min=0.006, max=0.994)


def test_lognormal_never_takes_zero_but_a_bound_can_be_taken() -> None:
    assert Lognormal(median=1.0, log_sd=1.0).reach() == (0.0, math.inf, True)
    assert Lognormal(median=1.0, log_sd=1.0, min=0.05).reach() == (0.05, math.inf, False)


FORMS = [
    {"triangular": [0.0, 1.0, 2.0]},
    {"uniform": [0.0, 1.0], "max": 0.995},
    {"normal": {"mean": 0.0, "sd": 1.0}, "min": -3.0, "max": 3.0},
    {"lognormal": {"median": 1.0, "p90": 2.0}},
    {"lognormal": {"median": 1.0, "log_sd": 0.5}, "max": 20.0},
    {"beta": {"alpha": 2.0, "beta": 3.0, "low": 0.0, "high": 1.0}},
    {"choice": {"values": [1.0, 2.0], "weights": [0.5, 0.5]}},
]


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_forms_come_back_as_written(form: dict[str, object]) -> None:
    parsed = parse_number(form)
    assert isinstance(parsed, Distribution)
    assert parsed.in_file() == form
    assert parse_number(parsed) is parsed


def test_every_kind_has_a_form_here() -> None:
    assert {next(iter(form)) for form in FORMS} == set(PARSERS)
