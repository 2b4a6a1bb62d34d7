"""Least and greatest value that a number can take, for checks across fields."""

from riskcloud.model.distributions import Distribution


def least(value: float | Distribution) -> float:
    """The number, or the least value of its distribution after ``min`` and ``max``."""
    return value.reach()[0] if isinstance(value, Distribution) else value


def greatest(value: float | Distribution) -> float:
    """The number, or the greatest value of its distribution after ``min`` and ``max``."""
    return value.reach()[1] if isinstance(value, Distribution) else value
