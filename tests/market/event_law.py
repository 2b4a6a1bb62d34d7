"""Means and covariances of price events in a balanced market: a linear law, solved exactly.

With x at 0 a process of README 1.11 is, for the counts N and the waiting stocks Q of all
vendors, with L strictly lower triangular of ones, D = diag(follows), J all ones,

    N  = led + n D ((1 - k) Q + h L N) + noise
    Q' = k Q + (J - h L) N

where the noise of a vendor has mean zero given all before it, and its rate for variance: a
Poisson number.  So first and second moments close.  (The kernel's counts stop at 4, which is
not seen at the rates of the tests.)  One vendor is an INGARCH(1, 1), which has a formula of its
own: R. Ferland, A. Latour, D. Oraichi, "Integer-valued GARCH process", J. Time Series Analysis
27 (2006).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Vendors = Sequence[Mapping[str, float]]


@dataclass(frozen=True)
class Process:
    """Led events a month, branching ratio, share that answers at once, what a month keeps."""

    led: float
    branching: float
    at_once: float
    keep: float


@dataclass(frozen=True)
class EventLaw:
    """Stationary counts of each vendor: mean, covariance, and of a month with the month before."""

    mean: Matrix
    covariance: Matrix
    next_month: Matrix


def part(vendors: Vendors, name: str) -> Matrix:
    """A column of the vendors, normalised."""
    column = np.array([vendor[name] for vendor in vendors])
    return column / column.sum()


def event_law(process: Process, vendors: Vendors) -> EventLaw:
    count = len(vendors)
    one, ones = np.eye(count), np.ones((count, count))
    before = np.tril(ones, -1)
    follows = process.branching * np.diag(part(vendors, "follows"))
    in_month = np.linalg.inv(one - process.at_once * follows @ before)
    answer = (1 - process.keep) * in_month @ follows
    wait = ones - process.at_once * before
    stays = process.keep * one + wait @ answer

    led = in_month @ (process.led * part(vendors, "leads"))
    stock = np.linalg.solve(one - stays, wait @ led)
    mean = led + answer @ stock
    noise = np.diag(mean)
    shock = wait @ in_month
    stock_covariance = _stationary(stays, shock @ noise @ shock.T)
    covariance = answer @ stock_covariance @ answer.T + in_month @ noise @ in_month.T
    next_stock = stays @ stock_covariance @ answer.T + shock @ noise @ in_month.T
    return EventLaw(mean, covariance, answer @ next_stock)


def _stationary(stays: Matrix, added: Matrix) -> Matrix:
    """The covariance S with S = A S A' + added."""
    size = len(stays)
    flat = np.linalg.solve(np.eye(size**2) - np.kron(stays, stays), added.ravel())
    return flat.reshape(size, size)
