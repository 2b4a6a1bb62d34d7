"""Model calls in the market: tokens that a GPU-hour serves, and what a token is sold for."""

from riskcloud.model.base import Part
from riskcloud.model.numbers import Number, number


class Tokens(Part):
    """Throughput of the market's first chip, and the markup of token prices over unit cost."""

    throughput: Number = number(
        {"lognormal": {"median": 4.0, "p90": 8.0}},
        unit="Mtokens/GPU-hour",
        meaning="tokens that a GPU-hour of the first chip serves at the as-of month",
        source="judgement: 1,100 tokens a second on H100 at the load and mix that is sold",
        above=0,
    )
    software_growth: Number = number(
        {"uniform": [0.34, 0.69]},
        unit="1/year",
        meaning="growth of log throughput by software",
        source="judgement: 40 to 100 % a year; prices at fixed quality fall ten times (a16z, "
        "Epoch), which the mix that is sold does not",
        at_least=-1,
        at_most=3,
    )
    markup: Number = number(
        {"triangular": [0.36, 0.70, 0.92]},
        unit="log",
        meaning="level that the log markup of the token price over unit cost reverts to",
        source="derived: gross margins of 30 to 60 % (Alibaba's model studio 50-70 %, Bedrock "
        "about 55 % EBIT); releases and vendors' moves come on top, so that the mean markup is "
        "lower, about .53 at the defaults",
        at_least=-2,
        at_most=3,
    )
    markup_reversion: Number = number(
        1.5, unit="1/year", meaning="reversion of the markup", source="judgement", at_least=0.01
    )
    markup_volatility: Number = number(
        0.35,
        unit="1/sqrt(year)",
        meaning="volatility of the markup",
        source="judgement",
        at_least=0,
        at_most=3,
    )
    release_rate: Number = number(
        1.0,
        unit="1/year",
        meaning="open-model releases a year that move prices",
        source="judgement: DeepSeek V2 (May 2024), V3 and R1 (January 2025), Qwen 3 (April 2025)",
        at_least=0,
        at_most=12,
    )
    release_cut: Number = number(
        0.15,
        unit="log",
        meaning="fall of the markup at such a release",
        source="judgement: few of the tokens sold are of a model that is displaced at once",
        at_least=0,
        at_most=3,
    )
