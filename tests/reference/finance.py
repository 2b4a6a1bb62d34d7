"""The levered ledger of riskcloud/model/README.md, 3.4 to 3.6, in NumPy arrays over paths.

    levered = Levered(terms, cohorts, customers, horizon, paths)
    for month in range(horizon + 1):
        levered.accrue(month, rows)   # at month 0 it sizes the loan first
        ...                           # tax reads levered.ledger.interest and .fees
        levered.step(month, rows)

After each month `levered.ledger` holds the rows of the FINANCE table by name.  ``terms``,
``cohorts`` and ``customers`` are inputs by the names of riskcloud/kernels/layout/operator.py,
each a float or one value a path; a customer has "cohort" too, the place of its cohort.
``rows`` is the month's operations and market, name to array over paths: the rows of OPERATIONS
that are cash, contract_cliff, fleet_value, tax_levered, final_tax_levered,
operating_tax_levered, tax_owed, tightness, spread_factor, exchange_rate, base_rate; of shape
(cohorts, paths) "delivered" and "commissioned"; at month 0 "price_0", the customers' prices at
month 0, (customers, paths).
"""

from collections.abc import Mapping, Sequence

from tests.reference import covenants, default, funding, settlement, sizing, waterfall
from tests.reference.ledger import Ledger, Rows, named


class Levered:
    def __init__(
        self,
        terms: Rows,
        cohorts: Sequence[Mapping[str, object]],
        customers: Sequence[Mapping[str, object]],
        horizon: int,
        paths: int,
    ) -> None:
        self.terms = named(terms)
        self.cohorts = [named(rows, "COHORT_") for rows in cohorts]
        self.customers = [named(rows, "CUSTOMER_") for rows in customers]
        self.horizon = horizon
        self.ledger = Ledger(paths)

    def accrue(self, month: int, rows: Rows) -> None:
        """Interest and fees of the month, before its tax."""
        self.ledger.clear()
        if month == 0:
            sizing.size(self.ledger, self.terms, self.cohorts, self.customers, rows)
        sizing.date(self.ledger, self.terms, self.cohorts, month, rows)
        funding.accrue(self.ledger, self.terms, month, rows)

    def step(self, month: int, rows: Rows) -> None:
        """The month's money, after its tax."""
        ledger, terms = self.ledger, self.terms
        on = ledger.performing == 1
        funding.fund(ledger, terms, month, rows, on)
        failed = waterfall.serve(ledger, terms, month, rows, self.horizon, on)
        default.default_on_payment(ledger, month, failed)
        breached = covenants.check(ledger, terms, month, rows, on & ~failed)
        default.default_on_covenant(ledger, month, breached)
        default.enforce(ledger, terms, month, rows)
        sound = on & ~failed & ~breached
        settlement.settle(ledger, month, sound & (rows["ending"] == 1))
        scheduled = (1 - terms.debt_balloon_share) * ledger.balance / terms.debt_tenor_months
        ledger.change(sound & (month == ledger.available_until), instalment=scheduled)
        self._add_up()

    def _add_up(self) -> None:
        """The parties' flows: contributions and draws negative."""
        x = self.ledger
        x.equity_flow = x.distribution - x.equity_call - x.cure
        charges = x.interest_paid + x.fees_paid
        repaid = x.principal + x.prepaid_principal + x.revolver_repaid
        lent = x.debt_draw + x.from_revolver + x.refinanced
        x.lender_flow = charges + repaid + x.recovery - lent
