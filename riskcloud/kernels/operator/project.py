"""The unlevered ledger: it never knows of debt."""

from riskcloud.columns import operator as o
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES


@kernel
def step_project(work, flow):
    """Cash flow of the project in the month; flow: without the value realised at the end."""
    outlay = work[o.FINANCE_SCRATCH]
    end_value = work[o.PROJECT_TERMINAL]
    for lane in range(LANES):
        outlay[lane] = work[o.CAPEX, lane] + work[o.VAT_PAID, lane] - work[o.VAT_REFUNDED, lane]
        outlay[lane] += work[o.TAX_UNLEVERED, lane]
        sold = work[o.SALE_PROCEEDS, lane] - work[o.CLOSURE_COST, lane]
        closing = sold + work[o.CLOSURE_OTHER, lane]
        final = closing - work[o.END_REFUND, lane] - work[o.FINAL_TAX_UNLEVERED, lane]
        end_value[lane] = final * work[o.ENDING, lane]
        outlay[lane] -= closing
        prepaid = work[o.PREPAYMENT_RECEIVED, lane] - work[o.PREPAYMENT_REFUNDED, lane]
        whole = work[o.OPERATING_CASH, lane] + prepaid - outlay[lane]
        work[o.PROJECT_FLOW, lane] = whole
        flow[lane] = whole - end_value[lane]
