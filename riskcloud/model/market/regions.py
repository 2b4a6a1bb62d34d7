"""Power markets."""

from riskcloud.model.base import Item
from riskcloud.model.numbers import Number, number

_SEASON = (
    "first harmonic by least squares of log monthly prices less their centred 12-month mean; "
    "us: EIA industrial retail 2012-2026; nordic: Ember day-ahead 2015-2025, mean of Finland, "
    "Norway and Sweden; china: administered"
)


class Region(Item):
    """A power market: two factors, a season and spikes.  Defaults are of the United States."""

    start: Number = number(
        51.0,
        unit="USD/MWh",
        meaning="wholesale price at the as-of month, season taken out; on what is not hedged, "
        "spikes come on top (about 8 % in the mean at the defaults)",
        source="us: EIA Short-Term Energy Outlook, load-weighted, 2026; nordic: futures of "
        "September 2025, 44 EUR for 2026 at 1.16 USD; china: data-centre contracts of .30 to "
        ".50 RMB/kWh at 7.1 RMB",
        above=0,
    )
    reversion: Number = number(
        4.0,
        unit="1/year",
        meaning="reversion of the short-term factor",
        source="judgement for the United States; nordic: measured on Ember day-ahead 2015-2025 "
        "against its two-year mean and season (5.9)",
        at_least=0.01,
    )
    volatility: Number = number(
        0.35,
        unit="1/sqrt(year)",
        meaning="volatility of the short-term factor",
        source="judgement: .35 United States, .04 China (administered); nordic: measured as the "
        "reversion (1.09)",
        at_least=0,
        at_most=3,
    )
    long_drift: Number = number(
        0.02,
        unit="1/year",
        meaning="drift of the long-term factor",
        source="judgement: inflation; +23 % in 2025 and +9 % in 2026 (EIA) need not go on",
        at_least=-1,
        at_most=1,
    )
    long_volatility: Number = number(
        0.09,
        unit="1/sqrt(year)",
        meaning="volatility of the long-term factor",
        source="judgement: a doubling in ten years is two standard deviations and a half; china: "
        "administered prices move in small steps",
        at_least=0,
        at_most=3,
    )
    season_amplitude: Number = number(
        0.05,
        unit="log",
        meaning="height of the yearly season above its mean",
        source=_SEASON,
        at_least=0,
        at_most=3,
    )
    season_peak_month: Number = number(
        7.7,
        unit="month of the year",
        meaning="calendar month of the season's peak; January is 1",
        source=_SEASON,
        at_least=0,
        at_most=13,
    )
    spike_rate: Number = number(
        2.0,
        unit="1/year",
        meaning="spikes a year, each of one month, on power that is not hedged",
        source="judgement: two hot or cold months a year; none where prices are administered",
        at_least=0,
        at_most=120,
    )
    spike_multiple: Number = number(
        1.5,
        unit="1",
        meaning="price of unhedged power in a month of a spike against its market price",
        source="judgement: scarcity hours that a month's average hides",
        at_least=0,
        at_most=100,
    )


US = Region(id="us")

NORDIC = Region(
    id="nordic",
    start=51.0,  # Nordic futures of September 2025: 44 EUR/MWh for 2026, at 1.16 USD
    reversion=5.9,
    volatility=1.09,
    season_amplitude=0.165,
    season_peak_month=11.9,
)

CHINA = Region(
    id="china",
    start=56.0,  # data-centre contracts of .30 to .50 RMB/kWh, at 7.1 RMB
    volatility=0.04,
    long_volatility=0.04,  # judgement: administered prices move in small steps
    season_amplitude=0.0,
    spike_rate=0.0,
)

REGIONS = (US, NORDIC, CHINA)
