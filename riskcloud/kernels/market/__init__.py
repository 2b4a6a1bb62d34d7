"""The market: what happens to everyone, whoever operates."""

from riskcloud.kernels.market.month import begin_market, step_market

__all__ = ["begin_market", "step_market"]
