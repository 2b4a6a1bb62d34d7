"""A new loan at maturity looks at contracts that end, worked by hand.

1,000 cards from month 0, of which a customer rents 600 at 3 dollars: 600 * 3 * 730 = 1,314,000
a month; the rest is sold by the hour at 2.  A loan of 12 months, so maturity in month 12.
"""

import pytest

from riskcloud.model.scenario import Scenario
from tests.operator.quiet import quiet
from tests.operator.record import recorded

MATURITY = 12
CONTRACT = 1_314_000
BY_HOUR = 600 * 730 * 2  # if every hour were sold: 876,000


def scenario(term: int, life: int) -> Scenario:
    customer = {"gpus": 600, "price": 3.0, "term_months": term}
    debt = {"loan_to_cost": 0.3, "tenor_months": MATURITY, "balloon_share": 0.5, "grace_months": 0}
    debt |= {"size_on_contracts": False, "refinancing_months": 12, "refinancing_dscr": 6}
    debt |= {"refinancing_ltv": 0.9, "revolver": 20e6, "lockup_dscr": 0, "default_dscr": 0}
    rental = {"positioning": 1.0, "discount": 0.0, "utilisation_volatility": 0}
    return quiet(40, [{"life_months": life}], [customer], debt=debt, rental=rental)


@pytest.mark.parametrize(
    ("term", "life", "lost", "replaced"),
    [
        # Ends two months after maturity: of the next 12 months 10 are billed no more.
        (14, 60, 10, 10),
        # The cards go four months after the contract.
        (14, 18, 10, 4),
        # Ended three months before: 9 bills of the last 12 months are gone, and the cards have
        # been sold by the hour for three of them already.
        (9, 60, 9, 9),
        # Goes on for the whole year.
        (24, 60, 0, 0),
    ],
)
def test_a_new_loan_looks_at_contracts_that_end(
    term: int, life: int, lost: int, replaced: int
) -> None:
    rows = recorded(scenario(term, life), paths=1)
    one = {name: row[:, 0] for name, row in rows.items()}
    cliff = lost * CONTRACT - replaced * BY_HOUR * one["rental_utilisation"][MATURITY]
    assert one["contract_cliff"][MATURITY] == pytest.approx(cliff)
    assert one["contract_cliff"][: MATURITY - 1].tolist() == [0.0] * (MATURITY - 1)
    # 12 months: an instalment of a twelfth, and the new rate, six times covered.
    forward = one["cfads"][1 : MATURITY + 1].sum() - cliff
    rate = one["loan_rate"][MATURITY + 1]
    assert one["default_kind"][MATURITY] == 0
    assert one["refinanced"][MATURITY] == pytest.approx(forward / (6 * (1 + rate)))
