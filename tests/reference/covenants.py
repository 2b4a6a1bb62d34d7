"""The quarterly tests (3.6)."""

from types import SimpleNamespace

import numpy as np

from tests.reference.ledger import Flag, Ledger, Rows, ratio
from tests.reference.waterfall import pay_cure

NO_FLEET = 9.99
MISSING = -1.0


def check(ledger: Ledger, terms: SimpleNamespace, month: int, rows: Rows, on: Flag) -> Flag:
    """Cover and loan to value of the paths of ``on``; True where the covenant defaults."""
    since = month - ledger.first_commissioned
    since_first = since - terms.debt_first_test_months
    quarter = (since_first >= 0) & (since_first % 3 == 0)
    tested = on & quarter & (ledger.balance > 0) & (rows["ending"] == 0)
    ledger.tested = tested.astype(float)
    cfads, service = ledger.trailing(0), ledger.trailing(1)
    ledger.change(tested, dscr=ratio(cfads, service, MISSING))
    ltv = ratio(ledger.balance + ledger.revolver, rows["fleet_value"], NO_FLEET)
    ledger.change(tested, ltv=ltv)

    off = np.equal(terms.debt_lockup_dscr, 0)
    covered = (service == 0) | off | (ledger.dscr >= terms.debt_lockup_dscr)
    ledger.change(tested, locked=1.0 - (covered & (ledger.ltv <= terms.debt_covenant_ltv)))
    breach = tested & (service > 0) & (ledger.dscr < terms.debt_default_dscr)
    breach = breach & np.greater(terms.debt_default_dscr, 0)
    ledger.breaches = ledger.breaches + breach
    needed = np.minimum(ledger.balance, terms.debt_default_dscr * service - cfads)
    curable = (ledger.cures_left >= 1) & (needed <= ledger.cure_left)
    cure = np.where(breach & curable, needed, 0.0)
    pay_cure(ledger, cure)
    ledger.prepaid_principal = ledger.prepaid_principal + cure
    ledger.balance = ledger.balance - cure
    fails = breach & ~curable
    owes = (ledger.balance > 0) | fails
    over = (rows["ending"] == 1) | (ledger.default_month < month)
    ledger.change(over | (on & ~owes), locked=0.0)
    return fails
