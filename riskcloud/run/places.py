"""The statistics' finder of few values, by a kernel: they know NumPy's alone."""

import numpy as np
from numpy.typing import NDArray

from riskcloud.kernels.places import true_places


def places_of(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Where a mask is true, as `numpy.flatnonzero` says it: bool, 1-D, contiguous."""
    places = np.empty(mask.size, dtype=np.int64)
    return places[: true_places(mask, places)]
