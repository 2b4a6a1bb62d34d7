"""Model calls: tokens served on own cards, others' models hosted, and calls resold."""

from riskcloud.model.base import Part
from riskcloud.model.numbers import Number, number, structural

_TAKE = (
    "OpenRouter keeps 5.5 %, Microsoft and OpenAI shared about 20 % of revenue; a channel keeps "
    "5 to 20 %"
)


class ModelCalls(Part):
    """The second layer of revenue.  Hours that serve tokens earn no rent."""

    offered: bool = structural(
        False,
        meaning="the operator sells model calls",
        source="judgement: compute only unless stated",
    )
    serving_share: Number = number(
        0.0,
        unit="share",
        meaning="of the hours without contract, kept for serving tokens at the as-of month",
        source="judgement: none unless stated",
        at_least=0,
        at_most=1,
    )
    serving_shift: Number = number(
        1.0,
        unit="1",
        meaning="growth of that share for one of the inference share in the market",
        source="judgement: the fleet follows the work",
        at_least=0,
        at_most=5,
    )
    utilisation: Number = number(
        0.6,
        unit="share",
        meaning="of the hours kept for serving, sold in a balanced market",
        source="judgement: calls come by day and in bursts; below rental by the hour",
        above=0,
        below=1,
    )
    efficiency: Number = number(
        0.85,
        unit="1",
        meaning="own throughput on a chip against the market's",
        source="judgement: the best inference engines are not for sale",
        above=0,
        at_most=5,
    )
    positioning: Number = number(
        1.0,
        unit="1",
        meaning="own token price against the market's",
        source="judgement",
        above=0,
        at_most=10,
    )
    hosted_share: Number = number(
        0.5,
        unit="share",
        meaning="of the tokens served: of others' models",
        source="judgement",
        at_least=0,
        at_most=1,
    )
    take_rate: Number = number(
        0.6,
        unit="share",
        meaning="of what hosted models bring, kept by who hosts them; the owner gets the rest",
        source="judgement: host and serve leaves 30 to 70 % of gross margin; Amazon is said to "
        "keep half of gross profit on Anthropic's tokens",
        at_least=0,
        at_most=1,
    )
    resold: Number = number(
        0.0,
        unit="Mtokens/month",
        meaning="tokens resold at the as-of month that run on nobody's cards here",
        source="judgement: none unless stated",
        at_least=0,
    )
    resale_growth: Number = number(
        0.5,
        unit="1/year",
        meaning="growth of the log volume resold",
        source="judgement: volumes in China grew far faster (140 trillion a day in March 2026)",
        at_least=-3,
        at_most=5,
    )
    resale_take_rate: Number = number(
        0.08,
        unit="share",
        meaning="fee kept of what is resold; the rest goes to the model's owner",
        source=_TAKE,
        at_least=0,
        at_most=1,
    )
    service_cost: Number = number(
        0.06,
        unit="share",
        meaning="gateway, support and safety, of all that calls bring",
        source="judgement",
        at_least=0,
        at_most=1,
    )
    model_cost: Number = number(
        0.0,
        unit="USD/year",
        meaning="cost of own models: people and training, in the first year",
        source="judgement: none unless stated",
        at_least=0,
    )
    physical_use: Number = number(
        0.6,
        unit="share",
        meaning="use of power in an hour that serves tokens",
        source="judgement: decoding waits for memory",
        at_least=0,
        at_most=1,
    )
