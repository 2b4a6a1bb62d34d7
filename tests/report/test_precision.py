"""No more digits than the interval supports."""

import pytest

from riskcloud.report.memo.english import ENGLISH
from riskcloud.report.memo.precision import bound, decimals, lower_bound, number, worded
from riskcloud.risk.results import Estimate


@pytest.mark.parametrize(
    ("half_width", "places"),
    [(0.3, 1), (0.1, 1), (0.099, 2), (0.95, 1), (1.0, 0), (9.0, 0), (40.0, -1), (1e-30, 9)],
)
def test_the_last_digit_is_about_the_error(half_width: float, places: int) -> None:
    assert decimals(half_width) == places


def test_numbers_are_rounded_to_tens_too() -> None:
    assert number(-538.2, -1) == "\N{MINUS SIGN}540"
    assert number(-0.04, 1) == "0.0"
    assert number(12345.678, 2) == "12,345.68"


@pytest.mark.parametrize(
    ("value", "ends", "unit", "words", "interval"),
    [
        (0.41321, (0.41015, 0.41627), "share", "41.3 %", "41.0 to 41.6 %"),
        (
            -5.382e8,
            (-5.514e8, -5.255e8),
            "USD",
            "\N{MINUS SIGN}540 M USD",
            "\N{MINUS SIGN}550 to \N{MINUS SIGN}530 M USD",
        ),
        (
            -5.382e8,
            (-5.514e8, -5.255e8),
            "CNY",
            "\N{MINUS SIGN}540 M CNY",
            "\N{MINUS SIGN}550 to \N{MINUS SIGN}530 M CNY",
        ),
        (1.5312, (1.5301, 1.5322), "1", "1.531", "1.530 to 1.532"),
        (59.0, (59.0, 59.0), "months", "59 months", "59 months"),
        (51.0, (50.0, 51.0), "months", "51 months", "50 to 51 months"),
        (59.0, (57.0, float("inf")), "months", "59 months", "57 months or more"),
        (0.12, (None, 0.15), "1/year", "12 %", "up to 15 %"),
        (float("inf"), (float("inf"), float("inf")), "months", "beyond", "beyond"),
        (0.1, (None, None), "1/year", "10 %", ""),
        (0.123456, (None, None), "1/year", "12.3 %", ""),
        (1.5e6, (1.5e6 - 1e-6, 1.5e6 + 1e-6), "USD", "1,500 k USD", "1,500 k USD"),
    ],
)
def test_a_figure_and_its_interval(
    value: float, ends: tuple, unit: str, words: str, interval: str
) -> None:
    found = worded(Estimate("x", value, *ends, 1000), unit, ENGLISH, "beyond")
    assert (found.value, found.interval) == (words, interval)


def test_a_few_equal_paths_bound_nothing() -> None:
    found = worded(Estimate("mean", 123456.0, 123456.0, 123456.0, 9), "1", ENGLISH)
    assert (found.value, found.interval) == ("123,000", "")


def test_a_constant_has_no_interval_and_two_answers_are_both_told() -> None:
    assert worded(Estimate("constant", 0.1, 0.1, 0.1, 1), "1/year", ENGLISH).interval == ""
    both = Estimate("x", -1.0, -1.0, -0.1743, 1000, alternative=-0.2089)
    assert worded(both, "1/year", ENGLISH).value == "\N{MINUS SIGN}100 % or \N{MINUS SIGN}21 %"


def test_what_happens_is_never_printed_as_zero() -> None:
    rare = Estimate("x", 1.3e-6, 0.0, 4.9e-6, 1000)
    assert worded(rare, "share", ENGLISH).value == "0.0001 %"


def test_bounds_of_never_and_always_are_rounded_to_the_safe_side() -> None:
    assert bound(3.84e-5) == "0.004 %"
    assert bound(0.79) == "80 %"
    assert lower_bound(1.0 - 3.84e-5) == "99.996 %"


@pytest.mark.parametrize(
    ("value", "other", "ends", "words"),
    [
        (-1.0, -0.9963, (-1.0, -0.97), "-100.0 % or -99.6 %"),
        (-0.9788, -0.6478, (-1.0, -0.51), "-98 % or -65 %"),
        (-0.9788, None, (-1.0, -0.51), "-98 %"),
        (-1.0, -0.06, (-1.0, -0.04), "-100 % or -6 %"),
    ],
)
def test_only_a_total_loss_is_printed_as_one(
    value: float, other: float | None, ends: tuple[float, float], words: str
) -> None:
    """Paths without a single rate rank at -100 % too: the other answer must be seen."""
    estimate = Estimate("5 % quantile", value, *ends, 1000, alternative=other)
    shown = worded(estimate, "1/year", ENGLISH).value
    assert shown == words.replace("-", "\N{MINUS SIGN}")
