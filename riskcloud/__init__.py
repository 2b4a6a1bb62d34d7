"""riskcloud: a Monte Carlo risk engine for buying GPUs and renting them out."""

__version__ = "0.1.0"
