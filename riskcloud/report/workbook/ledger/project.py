"""The unlevered ledger (model, 3.3)."""

from riskcloud.report.workbook.ledger.scope import LEDGER, Scope


def step(scope: Scope) -> None:
    """It knows nothing of debt; of its last month, what the end brings."""
    book, x = scope.book, scope.x
    book.section("Project cash flow")
    customers = x.prepayment_received - x.prepayment_refunded
    outlays = x.capex + x.vat_paid - x.vat_refunded
    x.chips = x.sale_proceeds - x.closure_cost + x.closure_other
    flow = x.operating_cash + customers - outlays + x.chips - x.tax_unlevered
    x.project_flow = book.line(LEDGER, "project_flow", flow)
    terminal = x.chips - x.end_refund - x.final_tax_unlevered
    x.project_terminal = book.line(LEDGER, "project_terminal", terminal * x.ending)
