"""The loan: size, price, repayment, covenants, default."""

from typing import Literal

from riskcloud.model.base import Part, Slug
from riskcloud.model.numbers import Number, number, structural


class Debt(Part):
    """A delayed-draw term loan on the cards and their contracts; none unless stated."""

    loan_to_cost: Number = number(
        0.0,
        unit="share",
        meaning="loan, at most, over planned cost; 0 is no loan",
        source="judgement: no loan unless stated; specialists lend 70-80 % of cards",
        at_least=0,
        at_most=1,
    )
    loan_to_value: Number = number(
        0.80,
        unit="share",
        meaning="loan, at most, over the price of the cards",
        source="policy of a GPU lender: at most 80 %, usually 75 % (USD.AI)",
        at_least=0,
        at_most=1,
    )
    size_on_contracts: bool = structural(
        False,
        meaning="the loan is also limited by the value of contracted cash",
        source="judgement: lenders to contracted fleets do so, lenders on cards alone cannot",
    )
    sizing_dscr: Number = number(
        1.4,
        unit="1",
        meaning="contracted cash over the loan, at least",
        source="DSCR of 1.4 and more in CoreWeave's facilities (press)",
        above=0,
    )
    contract_cost_share: Number = number(
        0.30,
        unit="share",
        meaning="operating costs, in the lender's case, over contracted receipts",
        source="judgement: IREN states about 15 % for its Microsoft contract; lenders add to it",
        at_least=0,
        at_most=1,
    )
    funding_order: Literal["pro_rata", "equity_first", "equity_last"] = structural(
        "pro_rata",
        meaning="order in which loan and equity pay for the cards",
        source="judgement: usual in delayed-draw loans",
    )
    rating: Slug = structural(
        "b",
        meaning="id of the market's rating that sets the spread",
        source="judgement: between CoreWeave's DDTL 5 (Ba2) and its first loans",
    )
    ltv_margin_slope: Number = number(
        0.02,
        unit="1/year",
        meaning="change of the margin for a unit of loan-to-value above or below reference",
        source="judgement",
        at_least=0,
        at_most=1,
    )
    reference_ltv: Number = number(
        0.60,
        unit="share",
        meaning="loan-to-value that the spread is for",
        source="private credit lends 55-65 %",
        at_least=0,
    )
    swap_share: Number = number(
        0.75,
        unit="share",
        meaning="share of the loan swapped to a fixed rate",
        source="judgement: lenders ask for 50-100 %",
        at_least=0,
        at_most=1,
    )
    swap_rate: Number = number(
        0.0365,
        unit="1/year",
        meaning="fixed rate of the swap",
        source="derived: CoreWeave's DDTL 4 fixed at 5.9 % with a margin of 2.25 %",
        above=-0.05,
        at_most=1,
    )
    upfront_fee: Number = number(
        0.015,
        unit="share",
        meaning="fee at signing",
        source="judgement: 1-2 %",
        at_least=0,
        at_most=1,
    )
    commitment_fee: Number = number(
        0.005,
        unit="1/year",
        meaning="fee on the undrawn commitment",
        source="judgement: .5-1 %",
        at_least=0,
        at_most=1,
    )
    agency_fee: Number = number(
        0.0, unit="USD/year", meaning="agency and hedge fees", source="judgement", at_least=0
    )
    letter_of_credit: Number = number(
        0.0,
        unit="USD",
        meaning="letters of credit for power and space",
        source="judgement: none unless stated",
        at_least=0,
    )
    letter_of_credit_fee: Number = number(
        0.02, unit="1/year", meaning="their fee", source="judgement: 1-3 %", at_least=0, at_most=1
    )
    tenor_months: int = structural(
        54,
        unit="months",
        meaning="of repayment after drawing",
        source="DDTL 5: five and a half years from signing; amortisation 3-5 years",
        at_least=1,
        at_most=480,
    )
    grace_months: int = structural(
        6,
        unit="months",
        meaning="from the last commissioning to the end of drawing; instalments follow",
        source="judgement: two quarters of interest only, while receivables build up",
        at_least=0,
        at_most=120,
    )
    slack_months: int = structural(
        12,
        unit="months",
        meaning="by which a late site may hold up the end of drawing, after planned delivery",
        source="judgement: a year; lenders fix a last date of the first instalment at signing",
        at_least=0,
        at_most=120,
    )
    balloon_share: Number = number(
        0.0,
        unit="share",
        meaning="share of the loan left at maturity",
        source="judgement: these loans amortise in full",
        at_least=0,
        at_most=1,
    )
    reserve_months: Number = number(
        6.0,
        unit="months",
        meaning="debt service held in reserve",
        source="judgement: six months are usual in project finance",
        at_least=0,
    )
    sweep_share: Number = number(
        0.0,
        unit="share",
        meaning="share of surplus cash that prepays the loan",
        source="judgement",
        at_least=0,
        at_most=1,
    )
    first_test_months: int = structural(
        3,
        unit="months",
        meaning="from first commissioning to the first covenant test, then quarterly",
        source="judgement: the first quarter; it still holds the rise of receivables",
        at_least=1,
        at_most=120,
    )
    lockup_dscr: Number = number(
        1.20,
        unit="1",
        meaning="below it distributions are locked up; 0: no such test",
        source="judgement: 1.2-1.4 in covenants",
        at_least=0,
    )
    default_dscr: Number = number(
        1.05,
        unit="1",
        meaning="below it the loan is in default, unless cured; 0: no such test",
        source="judgement: 1.05-1.10 in project finance",
        at_least=0,
    )
    covenant_ltv: Number = number(
        0.90,
        unit="share",
        meaning="above it distributions are locked up",
        source="judgement",
        above=0,
    )
    revolver: Number = number(
        0.0, unit="USD", meaning="limit of the revolver", source="judgement", at_least=0
    )
    cure_share: Number = number(
        0.10,
        unit="share",
        meaning="equity cures, in all, over equity's commitment",
        source="judgement",
        at_least=0,
    )
    cures: int = structural(
        2, unit="1", meaning="number of cures", source="judgement", at_least=0, at_most=480
    )
    standstill_months: int = structural(
        6,
        unit="months",
        meaning="from default to the sale",
        source="judgement",
        at_least=0,
        at_most=120,
    )
    enforcement_cost: Number = number(
        0.03,
        unit="share",
        meaning="cost of enforcement over what the sale brings",
        source="judgement",
        at_least=0,
        at_most=1,
    )
    prepayment_rank: Literal["unsecured", "pari_passu", "senior"] = structural(
        "unsecured",
        meaning="rank of customers' unearned prepayments in the lender's sale: after the lender, "
        "beside it in proportion, before it",
        source="judgement: customers seldom have security over cards that a lender finances",
    )
    refinancing_ltv: Number = number(
        0.55,
        unit="share",
        meaning="new loan at maturity, at most, over the fleet's value",
        source="banks lend 50-55 %",
        at_least=0,
    )
    refinancing_dscr: Number = number(
        1.3, unit="1", meaning="cover that a new loan needs", source="judgement", above=0
    )
    refinancing_months: int = structural(
        24,
        unit="months",
        meaning="tenor of a new loan",
        source="judgement",
        at_least=1,
        at_most=480,
    )
    refinancing_gate: Number = number(
        -0.35,
        unit="log",
        meaning="tightness below which nobody refinances",
        source="judgement: deep glut",
    )
