"""Scenarios of every kind for the kernel and its reference, by Hypothesis.

Numbers that differ from path to path are given as distributions, so that each scenario has
late and early, dear and cheap, kept and broken contracts among its paths.
"""

from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from riskcloud.model.scenario import Scenario

Words = dict[str, Any]
CHIPS = ("h100", "b200", "gb300", "vr200")
FOREIGN = "CNY"


def between(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high).map(lambda value: round(value, 4))


def spread(low: float, high: float) -> st.SearchStrategy[Any]:
    """A number, or a uniform distribution on a part of the range."""
    wide = st.tuples(between(low, (low + high) / 2), between((low + high) / 2 + 0.01, high))
    return st.one_of(between(low, high), wide.map(lambda ends: {"uniform": list(ends)}))


def sections(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Words]:
    return st.fixed_dictionaries(fields)


def sometimes(words: st.SearchStrategy[Words]) -> st.SearchStrategy[Words]:
    """These words, or none: what is not said is off."""
    return st.one_of(st.just({}), words)


MARKET = sections(
    demand=sections(
        start=st.sampled_from(["boom", "normal", "bust"]),
        private_drift=st.one_of(st.just(0.0), spread(-0.5, 1)),
    ),
    tokens=sections(
        throughput=spread(1, 10),
        software_growth=between(-0.2, 0.7),
        markup_volatility=between(0, 0.5),
        release_rate=between(0, 6),
    ),
    price_events=sections(
        compute_cut_rate=between(0, 6),
        token_hike_rate=between(0, 6),
        compute_branching=between(0, 0.9),
        token_same_month=between(0, 1),
        tightness_slope=between(0, 5),
        premium_half_life=between(0.2, 24),
    ),
    exchange=sometimes(
        sections(
            currency=st.just(FOREIGN),
            start=spread(0.5, 1.5),
            drift=between(-0.1, 0.1),
            volatility=between(0, 0.3),
        )
    ),
    tightness=sections(start=between(-0.4, 0.3), volatility=between(0.1, 0.4)),
    entry_cost=sections(rent_decline=between(0, 0.3)),
    credit=sections(hazard_tightness=between(0, 6)),
    servers=sections(volatility=between(0, 0.3)),
)
POWER = sections(
    region=st.sampled_from(["us", "nordic"]),
    pue=between(1, 1.6),
    idle_share=between(0, 0.5),
    delivery_charge=between(0, 40),
    contracted_mw=between(0, 3),
    contract_price=between(10, 120),
    contract_escalator=between(-0.05, 0.1),
    contract_start=st.integers(0, 10),
    contract_months=st.integers(0, 50),
    surplus_sale=st.booleans(),
    termination_months=between(0, 24),
)
LEASE = sections(
    rent=between(30, 180),
    escalator=between(-0.02, 0.1),
    leased_kw=between(0, 2000),
    lease_start=st.integers(0, 10),
    lease_months=st.integers(0, 60),
    reletting_share=spread(0, 1),
)
SHELL = sections(rent=st.just(0), shell_capex=between(1e6, 3e7), shell_month=st.integers(0, 20))
COSTS = sections(
    network=between(0, 60),
    staff=between(1e5, 2e6),
    escalator=between(-0.02, 0.1),
    spares_share=between(0, 0.05),
    property_tax_rate=between(0, 0.02),
    sales_commission=between(0, 0.05),
    bad_debt=between(0, 0.03),
    failure_rate=between(0, 0.2),
    warranty_months=between(0, 24),
    receivable_days=between(0, 90),
    payable_days=between(0, 90),
)
RENTAL = sections(
    utilisation=spread(0.2, 0.95),
    utilisation_tightness=between(0, 8),
    on_demand_share=between(0, 1),
    positioning=between(0.02, 1.2),
    physical_use=between(0, 1),
    vendor=st.sampled_from([None, "aws", "others"]),
    follow_probability=between(0, 1),
)
MODEL_CALLS = sections(
    offered=st.just(True),
    serving_share=spread(0, 1),
    serving_shift=between(0, 4),
    utilisation=spread(0.2, 0.9),
    efficiency=between(0.3, 1.2),
    # At times too low to pay for the power.
    positioning=st.one_of(between(0.01, 0.1), between(0.1, 2)),
    hosted_share=between(0, 1),
    take_rate=spread(0, 1),
    resold=st.one_of(st.just(0.0), between(0, 1e6)),
    resale_growth=between(-0.5, 1),
    resale_take_rate=between(0, 0.3),
    service_cost=between(0, 0.3),
    model_cost=between(0, 1e7),
    physical_use=between(0, 1),
)
PLATFORM = sections(
    offered=st.just(True),
    accounts=spread(0, 50),
    new_accounts=between(0, 200),
    churn=between(0, 1),
    ramp_months=between(0.5, 36),
    revenue=between(0, 1e6),
    escalator=between(-0.05, 0.1),
    gross_margin=spread(-0.2, 0.8),
    cost=between(0, 1e7),
)
TAX = sections(
    depreciation=st.sampled_from(["bonus", "macrs5", "straight_line"]),
    loss_use=st.sampled_from(["standalone", "group"]),
    interest_cap=between(0, 0.4),
    loss_limit=between(0, 1),
    loss_years=st.sampled_from([None, 1, 2, 3]),
)
RESIDUAL = sections(
    life_months=st.integers(24, 84),
    scrap_share=between(0, 0.1),
    discount_rate=spread(0.05, 0.4),
    reversion=between(0.2, 4),
    variance=between(0, 0.3),
    glut_slope=between(0, 2),
    days_90=between(0, 1),
)
DEBT = sections(
    loan_to_cost=st.one_of(st.just(0.0), between(0.3, 0.9)),
    size_on_contracts=st.booleans(),
    funding_order=st.sampled_from(["pro_rata", "equity_first", "equity_last"]),
    prepayment_rank=st.sampled_from(["unsecured", "pari_passu", "senior"]),
    rating=st.sampled_from(["bb", "b", "ccc"]),
    tenor_months=st.integers(6, 36),
    grace_months=st.integers(0, 6),
    balloon_share=between(0, 0.6),
    reserve_months=between(0, 6),
    sweep_share=between(0, 0.6),
    revolver=between(0, 1e7),
    standstill_months=st.integers(0, 8),
    refinancing_months=st.integers(1, 24),
)
COHORT = sections(
    chip=st.sampled_from(CHIPS),
    gpus=st.integers(400, 2000),
    price=spread(20_000, 70_000),
    order_month=st.integers(0, 14),
    delivery_months=st.integers(0, 8),
    commissioning_delay=spread(0, 9),
    deposit_share=between(0, 0.4),
    milestone_share=between(0, 0.4),
    freight_share=between(0, 0.1),
    duty_share=between(0, 0.1),
    vat_rate=st.sampled_from([0.0, 0.13]),
    vat_refund_months=st.integers(0, 6),
    life_months=st.integers(6, 48),
    decommissioning=between(0, 3000),
    by_rule=st.booleans(),
    threshold=between(0.5, 1.5),
    max_deferral=st.integers(0, 8),
)
CUSTOMER = sections(
    at_market=st.booleans(),
    price=between(0.8, 2.5),
    term_months=st.integers(3, 40),
    prepayment_share=between(0, 0.4),
    default_rate=spread(0, 1.5),
    sla_credit=between(0, 0.05),
    physical_use=between(0.3, 1),
    long_stop_months=st.integers(0, 9),
    renegotiation_rate=between(0, 5),
    renegotiation_share=between(0, 1),
    reletting_months=st.integers(0, 6),
)


@st.composite
def operators(draw: st.DrawFn) -> Words:
    cohorts = draw(st.lists(COHORT, min_size=1, max_size=3))
    if all(cohort["by_rule"] for cohort in cohorts):
        cohorts[0]["by_rule"] = False  # a loan is sized on committed cards
    for place, cohort in enumerate(cohorts):
        cohort["id"] = f"cohort-{place}"
    customers = draw(st.lists(CUSTOMER, min_size=1, max_size=3))
    for place, customer in enumerate(customers):
        cohort = draw(st.sampled_from(cohorts))
        credit_to = draw(st.integers(1, customer["term_months"]))
        customer |= {
            "id": f"customer-{place}",
            "cohort": cohort["id"],
            "gpus": 0.3 * cohort["gpus"],  # three of them fit
            "credit_from": draw(st.integers(1, credit_to)),
            "credit_to": credit_to,
        }
    return {
        "name": "random",
        "contracted_share": draw(st.one_of(st.none(), spread(0, 1))),
        "cohorts": cohorts,
        "customers": customers,
        "power": draw(POWER),
        "space": draw(st.one_of(LEASE, SHELL)),
        "costs": draw(COSTS),
        "rental": draw(RENTAL),
        "model_calls": draw(sometimes(MODEL_CALLS)),
        "platform": draw(sometimes(PLATFORM)),
        "tax": draw(TAX),
        "residual": draw(RESIDUAL),
        "closure": {"loss_months": draw(st.integers(2, 24))},
        "equity": {"opening_cash": draw(between(0, 1e7))},
        "debt": draw(DEBT),
    }


@st.composite
def scenarios(draw: st.DrawFn) -> Words:
    """Words of a scenario: what differs from the defaults."""
    run = {"horizon_months": draw(st.integers(24, 66)), "seed": draw(st.integers(0, 2**32))}
    words = {"market": draw(MARKET), "operator": draw(operators()), "run": run}
    known = ["USD", words["market"]["exchange"].get("currency", "")]
    for cohort in words["operator"]["cohorts"]:
        cohort["currency"] = draw(st.sampled_from(known))
    return words


def some_scenarios(count: int) -> list[Scenario]:
    """The same ones every time."""
    found: list[Scenario] = []

    @settings(max_examples=count, database=None, derandomize=True, phases=[Phase.generate])
    @given(scenarios())
    def collect(words: Words) -> None:
        found.append(Scenario.model_validate(words))

    collect()
    return found
