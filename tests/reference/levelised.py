"""Levelised cost of compute (model, 3.7): what an hour billed has to bring."""

import numpy as np

from tests.reference import costs
from tests.reference.draws import Array
from tests.reference.state import State


class Levelised:
    """Present values at wacc of the cost of compute and of billed hours, month by month."""

    def __init__(self, state: State) -> None:
        self.cost, self.hours, self.vat = np.zeros((3, *np.shape(state.zero)))

    def step(self, state: State, month: int) -> None:
        terms = state.terms
        discount = (1 + terms.wacc) ** (-month / 12)
        self.cost = self.cost + discount * self._of_month(state, month)
        self.hours = self.hours + discount * state.billed_hours

    def _of_month(self, state: State, month: int) -> Array:
        terms = state.terms
        by_hour = costs.total(state) - state.cost_layers
        by_hour = by_hour - terms.costs_sales_commission * (
            state.revenue_layers - state.cost_model_owners
        )
        self.vat = self.vat + state.vat_paid - state.vat_refunded
        built = terms.space_shell_month <= month
        shell = terms.space_shell_capex * terms.space_shell_residual_share if built else 0.0
        at_the_end = np.where(state.ending == 1, self.vat + shell, 0.0)
        cards = state.capex - state.sale_proceeds + state.closure_cost
        vat = state.vat_paid - state.vat_refunded
        return by_hour + cards + vat + state.tax_unlevered - at_the_end

    def value(self) -> Array:
        some = self.hours > 0
        return np.where(some, self.cost / np.where(some, self.hours, 1.0), np.nan)
