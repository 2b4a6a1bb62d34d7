"""Outcome columns: one value a path.  The file of a block has them in this order.

A missing value is NaN in the kernel's matrix and a null on disk, and a status column
says why.  Months count from month 0; USD are nominal unless "present value" is said.
"""

from riskcloud.columns.table import Table

OUTCOME = Table("outcome")
_add = OUTCOME.add

IRR_STATUS = "0 unique, 1 total loss, 2 no outlay, 3 multiple, 4 none, 5 undecided, 6 out of range"

# Project: the unlevered ledger.
PROJECT_IRR = _add("project_irr", "1/year", "annual internal rate of return, unlevered, after tax")
PROJECT_IRR_STATUS = _add("project_irr_status", "code", IRR_STATUS, "int8")
PROJECT_IRR_ROOTS = _add("project_irr_roots", "1", "distinct roots found", "int16")
PROJECT_IRR_LOWEST = _add("project_irr_lowest", "1/year", "lowest root, if there are several")
PROJECT_IRR_HIGHEST = _add("project_irr_highest", "1/year", "highest root, if there are several")
PROJECT_NPV = _add("project_npv", "USD", "present value of unlevered flows at wacc")
PROJECT_PAYBACK = _add("project_payback", "months", "paid back for good, from month 0", "int16")
PROJECT_PAYBACK_OPERATING = _add(
    "project_payback_operating", "months", "the same without terminal value", "int16"
)
PROJECT_PAYBACK_DISCOUNTED = _add(
    "project_payback_discounted", "months", "discounted at wacc, from month 0", "int16"
)
PROJECT_FIRST_OUTLAY = _add("project_first_outlay", "months", "month of the first outlay", "int16")
FIRST_COMMISSIONED = _add(
    "first_commissioned", "months", "first cohort in service, if any comes to serve", "int16"
)
PROJECT_PAYBACK_FROM_OUTLAY = _add(
    "project_payback_from_outlay", "months", "payback, counted from the first outlay", "int16"
)
PROJECT_PAYBACK_FROM_SERVICE = _add(
    "project_payback_from_service",
    "months",
    "payback, counted from commissioning of the first cohort; below 0 if before it",
    "int16",
)
PROJECT_PEAK_FUNDING = _add("project_peak_funding", "USD", "deepest cumulative unlevered flow")
FREE_CASH_FLOW_TROUGH = _add(
    "free_cash_flow_trough",
    "USD",
    "least unlevered flow of a year, before the end's value; the last year as far as it goes",
)
PROJECT_CAPEX = _add("project_capex", "USD", "all outlays on cards and shell")
CAPEX_PV = _add("capex_pv", "USD", "present value of capex at wacc")
TERMINAL_VALUE_PV = _add(
    "terminal_value_pv", "USD", "present value at wacc of the value realised at the end, after tax"
)
NPV_PER_DOLLAR = _add("npv_per_dollar", "1", "project NPV over present value of capex")
LEVELISED_COST = _add(
    "levelised_cost",
    "USD/GPU-hour",
    "present value at wacc of capex, costs without those of the layers, tax and pending VAT, less"
    " what the end brings, over that of billed hours",
)

# Equity.
EQUITY_IRR = _add("equity_irr", "1/year", "annual internal rate of return of equity")
EQUITY_IRR_STATUS = _add("equity_irr_status", "code", IRR_STATUS, "int8")
EQUITY_IRR_ROOTS = _add("equity_irr_roots", "1", "distinct roots found", "int16")
EQUITY_IRR_LOWEST = _add("equity_irr_lowest", "1/year", "lowest root, if there are several")
EQUITY_IRR_HIGHEST = _add("equity_irr_highest", "1/year", "highest root, if there are several")
EQUITY_NPV = _add("equity_npv", "USD", "present value of equity flows at cost_of_equity")
EQUITY_PAYBACK = _add("equity_payback", "months", "paid back for good, from month 0", "int16")
EQUITY_PAYBACK_OPERATING = _add(
    "equity_payback_operating", "months", "the same without terminal value", "int16"
)
EQUITY_PAYBACK_DISCOUNTED = _add(
    "equity_payback_discounted", "months", "discounted at cost_of_equity, from month 0", "int16"
)
EQUITY_FIRST_OUTLAY = _add("equity_first_outlay", "months", "month of the first outlay", "int16")
EQUITY_PAYBACK_FROM_OUTLAY = _add(
    "equity_payback_from_outlay", "months", "payback, counted from the first outlay", "int16"
)
EQUITY_PAYBACK_FROM_SERVICE = _add(
    "equity_payback_from_service",
    "months",
    "payback, counted from commissioning of the first cohort; below 0 if before it",
    "int16",
)
EQUITY_MOIC = _add("equity_moic", "1", "distributions over contributions, each in full")
EQUITY_PAID_IN = _add("equity_paid_in", "USD", "contributions: calls and cures")
EQUITY_DISTRIBUTED = _add("equity_distributed", "USD", "distributions")
EQUITY_COMMITTED = _add("equity_committed", "USD", "commitment of equity")
CURES_PAID = _add("cures_paid", "USD", "equity cures paid")
CURES_USED = _add("cures_used", "1", "months with an equity cure", "int16")

# The lender.
LENDER_IRR = _add("lender_irr", "1/year", "annual internal rate of return of the lender")
LENDER_IRR_STATUS = _add("lender_irr_status", "code", IRR_STATUS, "int8")
DEBT_COMMITMENT = _add("debt_commitment", "USD", "commitment of the lender")
DEBT_DRAWN = _add("debt_drawn", "USD", "loan drawn")
MONTHS_LENT = _add(
    "months_lent",
    "months",
    "months with loan or revolver owed at their start, to default or repayment",
    "int16",
)
DEBT_MARGIN = _add("debt_margin", "1/year", "margin at signing")
DEFAULT_KIND = _add(
    "default_kind",
    "code",
    "0 none, 1 payment, 2 covenant, 3 maturity, 4 at the end, 5 insolvent without debt",
    "int8",
)
DEFAULT_MONTH = _add("default_month", "months", "month of default or insolvency", "int16")
EXPOSURE = _add("exposure", "USD", "owed to the lender at default")
LENDER_LOSS = _add("lender_loss", "USD", "loss of the lender in money of the default month")
LOSS_GIVEN_DEFAULT = _add("loss_given_default", "1", "loss over exposure")
COVENANT_BREACHES = _add("covenant_breaches", "1", "tests below the default level", "int16")
MONTHS_LOCKED = _add(
    "months_locked",
    "months",
    "months of distributions locked up, to a default, repayment or the end",
    "int16",
)
MIN_DSCR = _add("min_dscr", "1", "least DSCR at a test")
AVERAGE_DSCR = _add(
    "average_dscr",
    "1",
    "CFADS over debt service, commissioning to maturity or the month before a default",
)
MAX_LTV = _add("max_ltv", "1", "greatest loan-to-value at a test")
LLCR = _add(
    "llcr",
    "1",
    "loan life cover at the end of drawing: CFADS of the tenor, before any tax shield, at the"
    " loan rate over the balance",
)
DEBT_CAPACITY = _add(
    "debt_capacity",
    "USD",
    "loan at the end of drawing that operating cash less unlevered tax would just repay over"
    " the tenor: its present value at the loan rate, at least 0",
)
CONTRACT_COVER = _add(
    "contract_cover",
    "1",
    "contracted cash to come at the end of drawing, net of prepayments held, over the balance",
)
BALLOON = _add("balloon", "USD", "due at maturity beyond the instalment")
REFINANCING_GAP = _add("refinancing_gap", "USD", "of the balloon not refinanced")

# Operations.
REVENUE_CONTRACTS = _add("revenue_contracts", "USD", "billed to named customers")
REVENUE_ON_DEMAND = _add("revenue_on_demand", "USD", "on demand")
REVENUE_SPOT = _add("revenue_spot", "USD", "spot")
REVENUE_MODEL_CALLS = _add("revenue_model_calls", "USD", "model calls: own, hosted, resold, gross")
REVENUE_PLATFORM = _add("revenue_platform", "USD", "enterprise platform")
COST_MODEL_CALLS = _add(
    "cost_model_calls", "USD", "owners of models, serving beyond cards, own models"
)
COST_PLATFORM = _add("cost_platform", "USD", "delivery and development of the platform")
TOKENS_SERVED = _add("tokens_served", "Mtokens", "served on own cards")
OPERATING_COSTS = _add("operating_costs", "USD", "all operating costs, those of the layers too")
COST_POWER = _add("cost_power", "USD", "energy, delivery and minimums")
ENERGY = _add("energy", "MWh", "drawn from the grid")
TAX = _add("tax", "USD", "tax paid, unlevered ledger")
UTILISATION = _add("utilisation", "share", "billed hours over available hours")
PRICE = _add("price", "USD/GPU-hour", "revenue of compute over the hours it is billed for")
SERVING_SHARE = _add("serving_share", "share", "of billed hours: served tokens")
CUSTOMER_DEFAULTS = _add("customer_defaults", "1", "defaults of named customers", "int16")
CONTRACTED_SHARE = _add("contracted_share", "share", "revenue from named customers")
CLOSED_MONTH = _add("closed_month", "months", "month of abandonment", "int16")
TERMINAL_VALUE = _add("terminal_value", "USD", "realised at the end, unlevered, after tax")
MARGIN_YEARS = 8
MARGIN_YEAR_1 = _add("margin_year_1", "share", "revenue less operating costs over revenue, year 1")
for _year in range(2, MARGIN_YEARS + 1):
    _add(
        f"margin_year_{_year}",
        "share",
        f"the same, year {_year}; missing where the horizon cuts the year",
    )

# The market that explains the path.
PRICE_YEARS = 5
CONTRACT_PRICE_YEAR_1 = _add(
    "h100_price_year_1", "USD/GPU-hour", "first listed chip, 1-year contract, month 12"
)
for _year in range(2, PRICE_YEARS + 1):
    _add(f"h100_price_year_{_year}", "USD/GPU-hour", f"the same, month {12 * _year}")
TIGHTNESS_MEAN = _add("tightness_mean", "log", "mean of x over the run")
TIGHTNESS_MIN = _add("tightness_min", "log", "least x")
BUST_MONTHS = _add("bust_months", "months", "months in the bust regime", "int16")
POWER_PRICE = _add("power_price", "USD/MWh", "mean market price in the operator's region")
SHORT_RATE = _add("short_rate", "1/year", "mean short rate")
ENTRY_COST_FALL = _add("entry_cost_fall", "1/year", "mean log fall of entry cost")
INFERENCE_SHARE = _add("inference_share", "share", "inference share at the end")
TOKEN_PRICE_FALL = _add(
    "token_price_fall", "1/year", "mean log fall of the token price, if calls are sold"
)

OUTCOMES = tuple(OUTCOME.columns)
INDEX = {column.name: place for place, column in enumerate(OUTCOMES)}
