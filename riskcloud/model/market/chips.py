"""Chips that are rented out in the market."""

from riskcloud.model.base import Item, Slug
from riskcloud.model.numbers import Number, number, structural

_TRAINING = (
    "vendors' dense BF16 against H100 (989 TFLOP/s): B200 2,250, GB300 2,500; H200 as H100; "
    "VR200: that of the entry chip, since its generation multiplies it"
)
_INFERENCE = (
    "vendors' memory bandwidth against H100 (3.35 TB/s): H200 4.8, B200 7.7; GB300 is judgement: "
    "bandwidth gives 2.39, and it has 288 GB; VR200 as in training"
)


class Chip(Item):
    """A chip with its own price, by its performance against H100.

    A chip of a coming generation states the performance of the entry chip, in units of H100;
    the generation's drawn performance multiplies it.
    """

    generation: Slug | None = structural(
        None,
        meaning="generation that it belongs to; none for a chip that is on the market",
        source="NVIDIA's roadmap: VR200 is Rubin's",
    )
    training_performance: Number = number(
        unit="H100", meaning="performance in training", source=_TRAINING, above=0
    )
    inference_performance: Number = number(
        unit="H100", meaning="performance in inference", source=_INFERENCE, above=0
    )
    launch_month: Number = number(
        0.0,
        unit="months",
        meaning="month of its launch, from the as-of month; not read if it has a generation",
        source="dates of volume supply, in the press: Q4 2022 to H1 2023, mid-2024, Q1 and Q3 2025",
        at_least=-600,
        at_most=1200,
    )
    kw: Number = number(
        unit="kW",
        meaning="power drawn at the servers by one GPU with its part of the host",
        source="NVIDIA DGX maxima: H100 10.2 and B200 14.3 kW for 8; H200 is judgement: the H100 "
        "host; GB300 derived from its rack of 72, VR200 from a package of 1,800 W",
        above=0,
    )


CHIPS = (
    Chip(
        id="h100",
        training_performance=1.0,
        inference_performance=1.0,
        launch_month=-46.0,  # volume Q4-22 to H1-23
        kw=1.28,  # DGX H100: 10.2 kW for 8
    ),
    Chip(
        id="h200",
        training_performance=1.0,
        inference_performance=1.43,  # bandwidth: 4.8 against 3.35 TB/s
        launch_month=-28.0,  # mid-2024
        kw=1.28,  # judgement: the H100 host
    ),
    Chip(
        id="b200",
        training_performance=2.27,  # 2,250 against 989 TFLOP/s BF16
        inference_performance=2.27,  # bandwidth: 7.7 against 3.35 TB/s is 2.30
        launch_month=-21.0,  # Q1-25
        kw=1.79,  # DGX B200: 14.3 kW for 8
    ),
    Chip(
        id="gb300",
        training_performance=2.53,  # 2,500 against 989 TFLOP/s BF16
        inference_performance=2.53,  # judgement: bandwidth gives 2.39, 288 GB of memory more
        launch_month=-15.0,  # Q3-25
        kw=1.9,  # rack of 72
    ),
    Chip(
        id="vr200",
        generation="rubin",
        training_performance=2.53,  # of the entry chip, GB300
        inference_performance=2.53,
        kw=2.6,  # derived from a package of 1,800 W
    ),
)
