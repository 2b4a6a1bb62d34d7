"""The market's price of a chip for a term of years (part 2)."""

import numpy as np

from tests.reference.ledger import Array
from tests.reference.market import Market


def h(z: Array | float) -> Array:
    """Mean of exp(-z s) over s from 0 to 1."""
    z = np.asarray(z, dtype=float)
    safe = np.where(z == 0, 1.0, z)
    return np.where(z == 0, 1.0, (1 - np.exp(-safe)) / safe)


def term_price(market: Market, chip: int, years: Array | float, reversion: Array | float) -> Array:
    """USD per GPU-hour through the term, against one year's price of the chip.

    Tightness is expected to die out, and rents to fall.
    """
    premium = np.exp(market.tightness * (h(reversion * years) - h(reversion)))
    decline = market.p.entry_cost_rent_decline
    falling = h(decline * years) / h(decline)
    return market.chips[chip].price * premium * falling
