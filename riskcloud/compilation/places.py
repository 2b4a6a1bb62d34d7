"""Where each item and each block of rows stands in the inputs and the work matrix."""

from dataclasses import dataclass

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.columns.outcomes import OUTCOME
from riskcloud.columns.totals import TOTALS
from riskcloud.kernels.layout import market as market_rows
from riskcloud.kernels.layout import operator as operator_rows
from riskcloud.kernels.layout.items import Items
from riskcloud.kernels.returns import FOUND_ROWS, SCRATCH_ROWS

KINDS = ("generation", "chip", "region", "vendor", "cohort", "customer")
_INPUTS = {
    "generation": market_rows.GENERATION_INPUTS,
    "chip": market_rows.CHIP_INPUTS,
    "region": market_rows.REGION_INPUTS,
    "vendor": market_rows.VENDOR_INPUTS,
    "cohort": operator_rows.COHORT_INPUTS,
    "customer": operator_rows.CUSTOMER_INPUTS,
}
_FIELDS = {
    "generation": m.GENERATION_FIELDS,
    "chip": m.CHIP_FIELDS,
    "region": m.REGION_FIELDS,
    "vendor": m.VENDOR_FIELDS,
    "cohort": o.COHORT_FIELDS,
    "customer": o.CUSTOMER_FIELDS,
}
SHOCK_PAIRS = 28  # lower triangle of seven shocks


@dataclass(frozen=True)
class Places:
    """First rows of everything of which a scenario has its own number."""

    items: dict[str, Items]
    cholesky: int
    spares: int
    input_rows: int
    scores: int
    flows: int
    scratch: int
    outcome: int
    work_rows: int

    def input_row(self, kind: str, place: int, field: int) -> int:
        """Row of field ``field`` of the item at ``place``."""
        return self.items[kind].inputs + place * _INPUTS[kind] + field


def find_places(counts: dict[str, int], horizon: int, scores: int = 0, spares: int = 0) -> Places:
    """Lay out items of each kind, correlated scores, flows and scratch, one after the other.

    spares: input rows of draws that no process reads, only correlated ones.  Rows of items
    do not depend on scores and spares.
    """
    row, work = operator_rows.OPERATOR_INPUTS_END, TOTALS.end
    items = {}
    for kind in KINDS:
        items[kind] = Items(counts[kind], row, work)
        row += counts[kind] * _INPUTS[kind]
        work += counts[kind] * _FIELDS[kind]
    flows = work + scores
    scratch = flows + 3 * (horizon + 1)
    outcome = scratch + SCRATCH_ROWS + FOUND_ROWS
    return Places(
        items=items,
        cholesky=row,
        spares=row + SHOCK_PAIRS,
        input_rows=row + SHOCK_PAIRS + spares,
        scores=work,
        flows=flows,
        scratch=scratch,
        outcome=outcome,
        work_rows=outcome + OUTCOME.end,
    )
