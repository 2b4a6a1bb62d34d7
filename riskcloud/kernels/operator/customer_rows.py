"""Where the inputs and the state of a named customer stand."""

from riskcloud.columns import operator as o
from riskcloud.kernels.jit import inlined
from riskcloud.kernels.layout import operator as oi


@inlined
def customer_rows(j, layout, inputs, work):
    """The inputs and the state of customer j, as two matrices of rows."""
    first_input = layout.customers.inputs + j * oi.CUSTOMER_INPUTS
    first_row = layout.customers.work + j * o.CUSTOMER_FIELDS
    return (
        inputs[first_input : first_input + oi.CUSTOMER_INPUTS],
        work[first_row : first_row + o.CUSTOMER_FIELDS],
    )
