"""Prices of a unit of compute: contract, spot, list; and the mix of work that buys it."""

from riskcloud.model.base import Part
from riskcloud.model.numbers import Number, number


class Prices(Part):
    """Prices of an H100-equivalent GPU-hour in the channels of sale."""

    contract_reversion: Number = number(
        1.5,
        unit="1/year",
        meaning="reversion of the contract price to entry cost and tightness",
        source="archived rate cards: autocorrelation of .84 a month gives 2.1 a year, .5 corrected",
        at_least=0.01,
    )
    contract_volatility: Number = number(
        0.16,
        unit="1/sqrt(year)",
        meaning="volatility of the contract price's own noise",
        source="judgement: with tightness .25 a year in all, that of archived rate cards",
        at_least=0,
        at_most=3,
    )
    spot_ratio: Number = number(
        0.9,
        unit="1",
        meaning="median spot price against the contract price",
        source="SemiAnalysis: 2.42 spot against 2.65 contract in June 2026",
        above=0,
    )
    spot_reversion: Number = number(
        4.0,
        unit="1/year",
        meaning="reversion of spot to its ratio",
        source="judgement: the spike of May 2026 was gone in weeks",
        at_least=0.01,
    )
    spot_stationary_sd: Number = number(
        0.18,
        unit="log",
        meaning="long-run standard deviation of spot against contract",
        source="ladder on the Ornn H100 index, October 2026: volatility .51 to .61 a year",
        at_least=0,
        at_most=3,
    )
    list_start: Number = number(
        3.79,
        unit="USD/GPU-hour",
        meaning="list price of H100 on demand at the as-of month",
        source="archived rate cards, median list of September 2026",
        above=0,
    )
    list_ratio: Number = number(
        1.43,
        unit="1",
        meaning="list price against the contract price, in the long run",
        source="derived: 3.79 list against 2.65 contract (archived rate cards, SemiAnalysis)",
        above=0,
    )
    list_adjustment: Number = number(
        3.0,
        unit="1/year",
        meaning="speed at which list prices follow contracts",
        source="judgement: rate cards move rarely and in steps",
        at_least=0.01,
    )
    list_volatility: Number = number(
        0.20,
        unit="1/sqrt(year)",
        meaning="volatility of the list index's own noise: changes of the panel",
        source="archived rate cards: H100 list .26 a year in all",
        at_least=0,
        at_most=3,
    )
    ageing: Number = number(
        0.03,
        unit="1/year",
        meaning="fall of a chip's price for its age and software, beyond newer generations",
        source="judgement: A100 stood flat for 14 months through the Blackwell launch",
        at_least=0,
        at_most=3,
    )
    reference_pue: Number = number(
        1.25,
        unit="1",
        meaning="power drawn by the reference site for a unit at the servers",
        source="Uptime Institute 2025: new sites 1.1 to 1.3, average of the industry 1.54",
        at_least=1,
        at_most=5,
    )


class Inference(Part):
    """Share of inference in compute: log odds that grow, with noise, up to a cap."""

    start: Number = number(
        0.67,
        unit="share",
        meaning="share of inference at the as-of month",
        source="Deloitte: one third in 2023, half in 2025, two thirds in 2026",
        above=0,
        below=1,
    )
    slope: Number = number(
        {"uniform": [0.30, 0.46]},
        unit="1/year",
        meaning="growth of the log odds",
        source="Deloitte: .46 from 2023 to 2026; slower is judgement",
        at_least=-5,
        at_most=5,
    )
    volatility: Number = number(
        0.15,
        unit="1/sqrt(year)",
        meaning="noise of the log odds",
        source="judgement: a year moves the share by three points, more or less",
        at_least=0,
        at_most=3,
    )
    cap: Number = number(
        0.85,
        unit="share",
        meaning="most that inference can be of compute",
        source="judgement: training goes on",
        above=0,
        at_most=1,
    )
