"""Hours of a month, by convention: a year of 8,760 is twelve of them."""

HOURS = 730.0
