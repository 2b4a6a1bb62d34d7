"""The unlevered ledger (3.3)."""

from tests.reference.state import State


def add_up(state: State) -> None:
    """It knows nothing of debt; of its last month, what the end brings."""
    chips = state.sale_proceeds - state.closure_cost + state.closure_other
    customers = state.prepayment_received - state.prepayment_refunded
    outlays = state.capex + state.vat_paid - state.vat_refunded
    flow = state.operating_cash + customers - outlays + chips - state.tax_unlevered
    terminal = chips - state.end_refund - state.final_tax_unlevered
    state.project_flow = flow
    state.project_terminal = terminal * (state.ending == 1)
