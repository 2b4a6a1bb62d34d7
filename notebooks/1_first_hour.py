# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # A first hour with riskcloud
#
# Is it a good business to buy GPUs and rent them out? We take the shipped neocloud, look at what
# it may earn, change one assumption, and check one path by hand, as one would in a spreadsheet.

# %%
import os
import tempfile
from pathlib import Path

import numpy as np

import riskcloud

os.chdir(next(p for p in (Path.cwd(), *Path.cwd().parents) if (p / "configs").is_dir()))
OUT = Path(tempfile.mkdtemp())

# %% [markdown]
# ## One scenario, many futures
#
# A scenario is a market, an operator and run settings. Every path is one future of both, month by
# month. The first run on a machine compiles for a minute or so; later ones start at once.

# %%
scenario = riskcloud.load("configs/scenarios/neocloud.yaml")
result = riskcloud.simulate(scenario, paths=20_000, out=OUT / "base")
result

# %% [markdown]
# Each figure has an interval: what the number of paths leaves open, not what the model may have
# wrong. With four times the paths an interval is about half as wide.

# %%
few = riskcloud.simulate(scenario, paths=5_000, out=OUT / "few")


def width(run):
    median = run.summary.quantile("project_irr", 0.5)
    return 100 * (median.high - median.low)


print(f"median project IRR, interval in points: {width(few):.2f} with 5,000 paths,")
print(f"{width(result):.2f} with 20,000 paths")

# %% [markdown]
# ## The distribution, not the middle
#
# What lies below the hurdle, and the worst 5 % of paths, are shaded.

# %%
plots = riskcloud.plots(result)
plots["project_irr"]

# %%
plots["payback"]

# %% [markdown]
# ## Change one assumption
#
# Any field may be overridden; `riskcloud explain operator.debt` says what a field is. Here all
# cards cost a tenth more to buy. Both runs live through the same futures, so the difference is
# taken path by path.

# %%
dear = riskcloud.load(
    "configs/scenarios/neocloud.yaml",
    ["operator.cohorts.first.price=72600", "operator.cohorts.second.price=72600"],
)
fixed = riskcloud.load(
    "configs/scenarios/neocloud.yaml",
    ["operator.cohorts.first.price=66000", "operator.cohorts.second.price=66000"],
)
npv = {
    name: riskcloud.simulate(one, paths=20_000, out=OUT / name).outcomes(["project_npv"])
    for name, one in {"dear": dear, "fixed": fixed}.items()
}
lost = (npv["fixed"] - npv["dear"])["project_npv"]
error = 1.96 * lost.std() / np.sqrt(len(lost))
print(f"a tenth dearer costs {lost.mean() / 1e6:.1f} M USD of NPV, within {error / 1e6:.1f} M USD")

# %% [markdown]
# ## Check a path by hand
#
# The ledger of a path holds the numbers that were summed. We take the path whose project IRR is
# the median, and compute its NPV, its IRR and its payback ourselves.

# %%
path = result.summary.quantile("project_irr", 0.5).path
ledger = result.replay(path)
ledger[["contract_price", "billed_hours", "revenue_contracts", "cost_power", "project_flow"]].iloc[
    ::12
]

# %%
stored = result.outcomes(["project_npv", "project_irr", "project_payback"]).loc[path]
flow = ledger["project_flow"].to_numpy()
years = ledger.index.to_numpy() / 12

npv_by_hand = (flow / (1 + scenario.operator.wacc) ** years).sum()
at_the_irr = (flow / (1 + stored["project_irr"]) ** years).sum()
unpaid = np.flatnonzero(np.cumsum(flow) < 0)
payback_by_hand = unpaid[-1] + 1

assert np.isclose(npv_by_hand, stored["project_npv"])
assert abs(at_the_irr) < 1e-6 * np.abs(flow).sum()  # the IRR is the rate at which NPV is zero
assert payback_by_hand == stored["project_payback"]
print(f"path {path}: NPV {npv_by_hand / 1e6:.2f} M USD, IRR {stored['project_irr']:.2%},")
print(f"payback in month {payback_by_hand}")

# %% [markdown]
# And one month of it: what comes in, what goes out, what is left before tax and capex. Working
# capital stands between what is earned and what is received; a prepayment has been received.

# %%
month = ledger.loc[24]
revenue = month[["revenue_contracts", "revenue_on_demand", "revenue_spot"]].sum()
costs = month[[name for name in ledger.columns if name.startswith("cost_")]].sum()
waiting = month["working_capital"] - ledger.loc[23, "working_capital"]
by_hand = revenue - costs - waiting - month["prepayment_credited"]
assert np.isclose(by_hand, month["operating_cash"])
print(f"month 24, USD: revenue {revenue:,.0f}, costs {costs:,.0f}, waiting {waiting:,.0f}")
print(f"operating cash in the ledger: {month['operating_cash']:,.0f} USD")

# %% [markdown]
# ## What to read next
#
# `result.summary` holds every figure, `result.outcomes([...])` a DataFrame of any outcome column,
# `result.replay(path)` any path. The other notebooks: the tail, all operators, the morning after a
# batch, adding a risk factor.
