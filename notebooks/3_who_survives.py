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
# # Who survives
#
# Public cloud for AI is a good strategy. For which vendor is it also a good business? Every
# shipped operator lives through the same futures; they are compared per unit of capex.

# %%
import os
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

import riskcloud
from riskcloud.study import levers_of, question_of

os.chdir(next(p for p in (Path.cwd(), *Path.cwd().parents) if (p / "configs").is_dir()))
OUT = Path(tempfile.mkdtemp())

GLOBAL = [
    *("contracted-neocloud", "aws", "azure", "google-cloud", "small-entrant", "own-chips"),
    *("industry-specialist", "sovereign-cloud", "cheap-power", "high-utilisation"),
    "model-partner",
]
CHINESE = ["alibaba-cloud", "tencent-cloud", "china-mobile-cloud"]

# %% [markdown]
# ## The global market

# %%
compared = riskcloud.compare(GLOBAL, paths=10_000, out=OUT / "global")
compared

# %%
pictures = riskcloud.plots(compared)
pictures["operators"]

# %% [markdown]
# Return against tail: to the right is better, and so is up.

# %%
pictures["median_tail"]

# %% [markdown]
# ## The same futures make differences sharp
#
# The small entrant and the same with cheap power: two runs apart would leave a wide interval on the
# difference; path by path it is narrow, as both have the same good and bad years.

# %%
columns = ["npv_per_dollar"]
npv = {
    name: riskcloud.open_run(compared.run(name)).outcomes(columns)["npv_per_dollar"]
    for name in ("cheap-power", "small-entrant")
}
a, b = (one.to_numpy(dtype=float) for one in npv.values())
bought = ~(np.isnan(a) | np.isnan(b))
difference = (a - b)[bought]
paired = 1.96 * difference.std() / np.sqrt(difference.size)
apart = 1.96 * np.sqrt((a[bought].var() + b[bought].var()) / difference.size)
print(f"correlation of the paths: {np.corrcoef(a[bought], b[bought])[0, 1]:.3f}")
print(f"cheap power is worth {difference.mean():.3f} of NPV per unit of capex,")
print(f"within {paired:.4f} path by path, {apart:.4f} apart: {apart / paired:.1f} times wider")
print(f"cheap power is ahead on {np.mean(difference > 0):.0%} of the futures")

# %% [markdown]
# ## China
#
# A market of its own: lower token prices, more price wars, domestic chips, amounts in RMB. Nothing
# is added across currencies, so these three are compared with each other.

# %%
chinese = riskcloud.compare(
    CHINESE, market="configs/markets/china-2026-11.yaml", paths=10_000, out=OUT / "china"
)
chinese

# %% [markdown]
# ## What would flip a verdict
#
# The small entrant rents by the hour. At which utilisation would its project earn its wacc on half
# of the futures, all else held? "No value in the range does it" is an answer.

# %%
entrant = riskcloud.load("configs/scenarios/small-entrant.yaml")
question = question_of("project-irr-above-wacc", target=0.5, paths=4096)
levers = levers_of(entrant, "wacc")
flips = riskcloud.breakeven(entrant, question, [levers["utilisation"], levers["card-price"]])
for curve in flips.curves:
    print(f"{curve.axis}: {curve.answer}")

# %%
next(iter(riskcloud.plots(flips).values()))

# %% [markdown]
# ## The six figures on which it turns
#
# Utilisation, share of contracts, inference share, fall of token cost, depreciation cycle and cost
# of money stand in the summary of every run.

# %%
pd.DataFrame(
    {
        name: {
            one.label: one.estimate.value
            for one in riskcloud.open_run(compared.run(name)).summary.essay.values()
        }
        for name in ("contracted-neocloud", "google-cloud", "small-entrant")
    }
).round(3)
