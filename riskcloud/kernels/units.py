"""Units of time and energy, by convention: a year has twelve months of 730 hours.

Factors, to multiply by: a division takes a core as long as many products.
"""

HOURS = 730.0
"""Of a month."""

HOUR = 1.0 / HOURS
"""In months."""

MONTH = 1.0 / 12.0
"""In years."""

DAY = 12.0 / 365.0
"""In months."""

KILO = 1e-3
"""In mega: kWh in MWh."""
