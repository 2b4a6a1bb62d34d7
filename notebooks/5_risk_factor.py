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
# # Adding a risk factor
#
# Four steps of growing effort: a number becomes a distribution; several fields become a stress; a
# process of its own is tested by itself; and then where it goes in the code.

# %%
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

import riskcloud

os.chdir(next(p for p in (Path.cwd(), *Path.cwd().parents) if (p / "configs").is_dir()))
OUT = Path(tempfile.mkdtemp())
SCENARIO = "configs/scenarios/neocloud.yaml"
PATHS = 20_000


def simulate(name, overrides=()):
    scenario = riskcloud.load(SCENARIO, overrides)
    return riskcloud.simulate(scenario, paths=PATHS, out=OUT / name)


base = simulate("base")

# %% [markdown]
# ## A number becomes a distribution
#
# Wherever a scenario takes a number it takes a distribution, drawn once a path from a stream of its
# own: no other random number changes. Suppose that the price of contracted power is not known.

# %%
field = "operator.power.contract_price"
unsure = simulate("unsure", [f"{field}={{triangular: [50, 62, 110]}}"])
shares = unsure.summary.attribution["project_npv"].variance.shares
(own,) = [one for one in shares if one.name == field]
print(f"{field}: {own.value:.2%} of the variance of project NPV ({own.low:.2%} to {own.high:.2%})")

# %% [markdown]
# The market's futures are the same as before, to the bit.

# %%
market = ["h100_price_year_1", "h100_price_year_3", "short_rate"]
assert base.outcomes(market).equals(unsure.outcomes(market))

# %% [markdown]
# ## Several fields become a stress
#
# A stress is a file that sets or multiplies fields (`configs/stresses`). By hand it is a few
# overrides, on the same futures.

# %%
stressed = simulate(
    "stressed",
    ["market.regions.us.start=90", "market.regions.us.spike_rate=6", f"{field}=90"],
)
change = (stressed.outcomes(["project_npv"]) - base.outcomes(["project_npv"]))["project_npv"]
error = 1.96 * change.std() / np.sqrt(PATHS)
print(f"dear power: {change.mean() / 1e6:.1f} M USD of NPV, within {error / 1e6:.1f} M USD")

# %% [markdown]
# ## A process of its own
#
# Suppose a carbon price that reverts to a mean: dX = k (m - X) dt + s dW, in USD per tonne. Before
# a process joins the model it stands alone, with its exact monthly step, against its closed form.

# %%
k, m, s, start = 0.8, 60.0, 15.0, 30.0  # per year, USD/t, USD/t per root year, USD/t
months = 60
keep = np.exp(-k / 12)
step = s * np.sqrt((1 - keep**2) / (2 * k))


def carbon(paths, seed=1):
    """Monthly carbon price, (months + 1, paths), USD per tonne."""
    shocks = np.random.default_rng(seed).standard_normal((months, paths))
    price = np.full((months + 1, paths), start)
    for month, shock in enumerate(shocks, start=1):
        price[month] = m + keep * (price[month - 1] - m) + step * shock
    return price


price = carbon(100_000)
t = np.arange(months + 1) / 12
mean = m + (start - m) * np.exp(-k * t)
variance = s**2 / (2 * k) * (1 - np.exp(-2 * k * t))

# %% [markdown]
# The check is a function of samples, and it must be able to object: fed a volatility that is two
# per cent off, it does.

# %%


def objections(samples):
    """Months whose mean or variance is further than five standard errors from the closed form."""
    paths = samples.shape[1]
    by_mean = (samples.mean(axis=1) - mean)[1:] / np.sqrt(variance[1:] / paths)
    by_variance = (samples.var(axis=1)[1:] / variance[1:] - 1) / np.sqrt(2 / paths)
    return int(((abs(by_mean) > 5) | (abs(by_variance) > 5)).sum())


assert objections(price) == 0
assert objections(mean[:, None] + 1.02 * (price - mean[:, None])) > 0

# %%
figure, axes = plt.subplots(figsize=(6.5, 3.5))
axes.fill_between(12 * t, *np.quantile(price, [0.05, 0.95], axis=1), alpha=0.3, label="5 to 95 %")
axes.plot(12 * t, mean, label="closed form of the mean")
axes.plot(12 * t, price[:, :2], linewidth=0.8)
axes.set(xlabel="months from the start", ylabel="carbon price, USD/t")
_ = axes.legend()

# %% [markdown]
# ## Where it goes in the code
#
# This part needs changes of the source; a field or a stress does not. The README's recipe has six
# small places, in this order:
#
# 1. the fields, with unit, meaning, bounds and source, in `riskcloud/model/market`;
# 2. their rows in `riskcloud/kernels/layout`;
# 3. the state that a replay shows, in `riskcloud/columns`;
# 4. the process, one loop over the lanes, in `riskcloud/kernels/market`, called from `month.py`
#    there, and its cost in `riskcloud/kernels/operator`;
# 5. the equation in `riskcloud/model/README.md`, its twin in `tests/reference`, its closed form in
#    `tests/market`;
# 6. the results version, if results change where the factor is off.
#
# Every field that exists can be asked what it is:

# %%
words = [sys.executable, "-m", "riskcloud", "explain", "market.regions.us.spike_rate"]
print(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
