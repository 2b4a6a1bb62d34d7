"""Is a sample what the law says?  Each check is a function of samples and raises.

Limits are in standard errors of the sample, so a check sharpens with the square root of
its size: at a million paths a volatility 1 % off is 14 of them.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

LIMIT = 5.0


def _check(name: str, difference: float, standard_error: float, scale: float) -> None:
    # A figure that does not vary must agree to rounding.
    limit = LIMIT * standard_error + 1e-11 * max(scale, 1e-3)
    assert abs(difference) < limit, f"{name}: off by {difference:.3g}, limit {limit:.3g}"


def check_mean(samples: NDArray[np.float64], mean: float, sd: float, name: str = "") -> None:
    error = sd / np.sqrt(samples.size)
    _check(f"mean {name}", samples.mean() - mean, error, abs(mean))


def check_covariance(
    first: NDArray[np.float64],
    second: NDArray[np.float64],
    means: tuple[float, float],
    covariance: float,
    name: str = "",
) -> None:
    """Covariance about known means; its error comes from the products' own spread."""
    product = (first - means[0]) * (second - means[1])
    error = product.std() / np.sqrt(product.size)
    _check(f"covariance {name}", product.mean() - covariance, error, abs(covariance))


def check_moments(samples: NDArray[np.float64], mean: float, sd: float, name: str = "") -> None:
    """Mean and variance."""
    check_mean(samples, mean, sd, name)
    check_covariance(samples, samples, (mean, mean), sd**2, name)


def check_probability(hits: NDArray[np.bool_], probability: float, name: str = "") -> None:
    sd = np.sqrt(probability * (1.0 - probability))
    check_mean(hits.astype(np.float64), probability, sd, name)


def check_vector(samples: NDArray[np.float64], mean: ArrayLike, covariance: ArrayLike) -> None:
    """Mean and whole covariance of samples with shape (rows, paths)."""
    mean, covariance = np.asarray(mean), np.asarray(covariance)
    for row, values in enumerate(samples):
        sd = np.sqrt(max(covariance[row, row], 0.0))
        check_mean(values, mean[row], sd, f"of row {row}")
        for other in range(row + 1):
            pair = (mean[row], mean[other])
            name = f"of rows {row}, {other}"
            check_covariance(values, samples[other], pair, covariance[row, other], name)
