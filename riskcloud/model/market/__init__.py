"""The market's part of a scenario: every number with its unit, default and source.

Sources are named in words, figures as of November 2026.  "Archived rate cards" are the list
prices of eleven providers, September 2023 to September 2026, in henryzhangpku/gpu-price-index
(restated to SXM, 8 GPUs, United States).
"""

from riskcloud.model.market.chips import Chip
from riskcloud.model.market.correlation import cholesky, correlation_matrix
from riskcloud.model.market.credit import Credit, Rates, Rating
from riskcloud.model.market.demand import Demand
from riskcloud.model.market.dependence import SHOCKS, InputCorrelation, Mixing, ShockCorrelation
from riskcloud.model.market.exchange import Exchange
from riskcloud.model.market.generations import Generation
from riskcloud.model.market.hardware import EntryCost, Servers
from riskcloud.model.market.market import Market
from riskcloud.model.market.price_events import PriceEvents, Vendor
from riskcloud.model.market.prices import Inference, Prices
from riskcloud.model.market.regions import Region
from riskcloud.model.market.tightness import Tightness
from riskcloud.model.market.tokens import Tokens

__all__ = [
    "SHOCKS",
    "Chip",
    "Credit",
    "Demand",
    "EntryCost",
    "Exchange",
    "Generation",
    "Inference",
    "InputCorrelation",
    "Market",
    "Mixing",
    "PriceEvents",
    "Prices",
    "Rates",
    "Rating",
    "Region",
    "Servers",
    "ShockCorrelation",
    "Tightness",
    "Tokens",
    "Vendor",
    "cholesky",
    "correlation_matrix",
]
