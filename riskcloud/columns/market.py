"""Monthly market state: one row of work a column, the ledger of `replay` as it stands.

Columns of items (chip generations, chips, power regions) repeat for each item; their
row is ``first + item * FIELDS + field``, where ``first`` is in the layout.
"""

from riskcloud.columns.table import Table

MARKET = Table("market")
_add = MARKET.add

REGIME = _add("regime", "state", "demand regime: 0 boom, 1 normal, 2 bust")
MIXING = _add("mixing", "1", "scale of this path-year's market shocks")
FRAILTY = _add("frailty", "1", "this path-year's common factor of customer defaults, mean one")
TIGHTNESS = _add("tightness", "log", "premium of the price of compute over entry cost, x")
PIPELINE_1 = _add("pipeline_1", "log", "capacity ordered, first stage of delivery, y1")
PIPELINE_2 = _add("pipeline_2", "log", "capacity in the second stage of delivery, y2")
PIPELINE_3 = _add("pipeline_3", "log", "capacity being delivered, y3")
LN_ENTRY_COST = _add("ln_entry_cost", "log USD/GPU-hour", "rent at which a new buyer enters")
CONTRACT_RESIDUAL = _add("contract_residual", "log", "contract price beyond entry cost and x, u")
CONTRACT_PRICE = _add("contract_price", "USD/GPU-hour", "1-year contract, H100-equivalent")
SPOT_BASIS = _add("spot_basis", "log", "spot against contract, b")
SPOT_PRICE = _add("spot_price", "USD/GPU-hour", "spot, H100-equivalent")
LN_LIST_PRICE = _add("ln_list_price", "log USD/GPU-hour", "list index, H100")
LIST_PRICE = _add("list_price", "USD/GPU-hour", "list index, H100")
INFERENCE_LOGIT = _add("inference_logit", "1", "log odds of the inference share, before its cap")
INFERENCE_SHARE = _add("inference_share", "share", "share of inference in compute")
SHORT_RATE = _add("short_rate", "1/year", "short rate of interest")
SERVER_NOISE = _add("server_noise", "log", "server prices' own noise, v")
SERVER_INDEX = _add("server_index", "1", "price of a new server, as-of month of a median path = 1")
SPREAD_FACTOR = _add("spread_factor", "1", "credit spreads against their base, moved by x")
HAZARD_FACTOR = _add("hazard_factor", "1", "customer default rates against the cycle's mean")
TOKEN_MARKUP = _add("token_markup", "log", "price of tokens over their unit cost in the market")
TOKEN_THROUGHPUT = _add(
    "token_throughput", "Mtokens/GPU-hour", "tokens that an hour of the first chip serves"
)
TOKEN_PRICE = _add("token_price", "USD/Mtokens", "price of a million tokens in the market")
LIST_MOVE = _add("list_move", "log", "compute price events, mean of vendors by weight, 0 if unused")
TOKEN_MOVE = _add("token_move", "log", "token price events, mean of vendors by weight, 0 if unused")
EXCHANGE_RATE = _add("exchange_rate", "1", "market's currency for one of the foreign currency")

GENERATION = Table("generation")
_add = GENERATION.add
GENERATION_LAUNCH = _add("launch", "months", "month of the launch")
GENERATION_LN_BEST = _add("ln_best_step", "log", "fall of the best unit cost that it brings")
GENERATION_ODDS = _add(
    "adoption_odds", "1", "exp(-speed*(t - launch - lag)) from launch on; adopted: 1/(1+odds)"
)
GENERATION_FIELDS = len(GENERATION.columns)

CHIP = Table("chip")
_add = CHIP.add
CHIP_LN_TRAINING = _add("ln_training", "log", "training performance against H100")
CHIP_LN_INFERENCE = _add("ln_inference", "log", "inference performance against H100")
CHIP_BIRTH = _add("birth", "months", "month from which it ages: launch or as-of month, the later")
CHIP_QUALITY = _add("quality", "1", "its price against the price of an H100-equivalent unit")
CHIP_PRICE = _add("price", "USD/GPU-hour", "1-year contract price of the chip, floored")
CHIP_FIELDS = len(CHIP.columns)

REGION = Table("region")
_add = REGION.add
REGION_SHORT = _add("short", "log", "short-term factor of the power price")
REGION_LONG = _add("long", "log", "long-term factor of the power price")
REGION_PRICE = _add("price", "USD/MWh", "market power price, spike excluded")
REGION_SPIKE = _add("spike", "1", "multiple of this month's price on unhedged power")
REGION_KEEP = _add("keep", "1", "exp(-reversion/12) of the short-term factor")
REGION_STEP = _add("step", "log", "sd of its month")
REGION_SPIKE_CHANCE = _add("spike_chance", "1", "probability of a spike in a month")
REGION_FIELDS = len(REGION.columns)

VENDOR = Table("vendor")
_add = VENDOR.add
VENDOR_WEIGHT = _add("weight", "1", "its weight among the vendors, normalised")
VENDOR_LEADS = _add("leads", "1", "its part among those who lead, normalised")
VENDOR_FOLLOWS = _add("follows", "1", "its part among those who follow, normalised")
# Four processes, in this order everywhere: compute down, compute up, tokens down, tokens up.
VENDOR_COMPUTE_CUTS = _add("compute_cuts", "1", "cuts of its compute prices this month")
VENDOR_COMPUTE_HIKES = _add("compute_hikes", "1", "rises of its compute prices this month")
VENDOR_TOKEN_CUTS = _add("token_cuts", "1", "cuts of its token prices this month")
VENDOR_TOKEN_HIKES = _add("token_hikes", "1", "rises of its token prices this month")
VENDOR_WAITING = _add("compute_cuts_waiting", "1", "past compute cuts not yet answered, decayed")
_add("compute_hikes_waiting", "1", "past compute rises not yet answered, decayed")
_add("token_cuts_waiting", "1", "past token cuts not yet answered, decayed")
_add("token_hikes_waiting", "1", "past token rises not yet answered, decayed")
VENDOR_LIST_MOVE = _add("list_move", "log", "move of its compute prices this month")
VENDOR_TOKEN_MOVE = _add("token_move", "log", "move of its token prices this month")
VENDOR_FIELDS = len(VENDOR.columns)

SHOCK = Table("shock", MARKET.end)
_add = SHOCK.add
SHOCK_TIGHTNESS = _add("tightness", "sd", "shock of tightness")
SHOCK_CONTRACT = _add("contract", "sd", "shock of the contract residual")
SHOCK_SPOT = _add("spot", "sd", "shock of the spot basis")
SHOCK_LIST = _add("list", "sd", "shock of the list index")
SHOCK_INFERENCE = _add("inference", "sd", "shock of the inference share")
SHOCK_RATE = _add("rate", "sd", "shock of the short rate")
SHOCK_SERVER = _add("server", "sd", "shock of server prices")
SHOCK_JUMP = _add("jump", "sd", "size of a jump of tightness, if one comes")
SHOCKS = len(SHOCK.columns)

# Figures computed once a path from the drawn inputs.
COEFFICIENT = Table("coefficient", SHOCK.end)
_add = COEFFICIENT.add
GROWTH_MEAN = _add("growth_mean", "1/year", "stationary mean of regime growth")
BUILD_STEP = _add("build_step", "1", "share of a pipeline stage passed on in a month")
LN_ENTRY_COST_START = _add("ln_entry_cost_start", "log USD/GPU-hour", "c_0")
SERVER_WEIGHT = _add("server_weight", "1", "share of hardware in entry cost")
CONTRACT_KEEP = _add("contract_keep", "1", "exp(-reversion/12) of the contract residual")
CONTRACT_STEP = _add("contract_step", "log", "sd of its month")
SPOT_KEEP = _add("spot_keep", "1", "exp(-reversion/12) of the spot basis")
SPOT_STEP = _add("spot_step", "log", "sd of its month")
LIST_STEP = _add("list_step", "1", "share of the gap that the list index closes in a month")
RATE_KEEP = _add("rate_keep", "1", "exp(-reversion/12) of the short rate")
RATE_STEP = _add("rate_step", "1/year", "sd of its month")
SERVER_KEEP = _add("server_keep", "1", "exp(-reversion/12) of server noise")
SERVER_STEP = _add("server_step", "log", "sd of its month")
ADOPTION_KEEP = _add("adoption_keep", "1", "exp(-adoption speed/12)")
DRAW_0 = _add("draw_0", "1", "scratch of a draw")
DRAW_1 = _add("draw_1", "1", "scratch of a draw")
DRAW_2 = _add("draw_2", "1", "scratch of a draw")
DRAW_3 = _add("draw_3", "1", "scratch of a draw")
EXCESS_GROWTH = _add("excess_growth", "1/year", "growth of demand beyond its stationary mean")
JUMP_CHANCE = _add("jump_chance", "1", "probability of a jump of tightness in a month")
TOKEN_KEEP = _add("token_keep", "1", "exp(-reversion/12) of the token markup")
TOKEN_STEP = _add("token_step", "log", "sd of its month")
COMPUTE_EVENT_KEEP = _add("compute_event_keep", "1", "of waiting compute events, kept in a month")
TOKEN_EVENT_KEEP = _add("token_event_keep", "1", "of waiting token events, kept in a month")
COMPUTE_CUT_LOG = _add("compute_cut_log", "log", "what a cut adds to a compute price")
COMPUTE_HIKE_LOG = _add("compute_hike_log", "log", "what a rise adds to a compute price")
TOKEN_CUT_LOG = _add("token_cut_log", "log", "what a cut adds to a token price")
TOKEN_HIKE_LOG = _add("token_hike_log", "log", "what a rise adds to a token price")
PREMIUM_KEEP = _add("premium_keep", "1", "of a distance to the index, kept in a month")
RELEASE_CHANCE = _add("release_chance", "1", "probability of an open-model release in a month")
LN_LIST_RATIO = _add("ln_list_ratio", "log", "list index against contract price, at rest")
