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
# # Tail risk of a neocloud
#
# How badly can it go wrong, how sure are we of that, what made the worst paths, and what does the
# lender see?

# %%
import os
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from SALib.analyze import pawn

import riskcloud

os.chdir(next(p for p in (Path.cwd(), *Path.cwd().parents) if (p / "configs").is_dir()))
OUT = Path(tempfile.mkdtemp())

scenario = riskcloud.load("configs/scenarios/neocloud.yaml")
result = riskcloud.simulate(scenario, paths=60_000, out=OUT / "run", keep_inputs=True)
plots = riskcloud.plots(result)
summary = result.summary

# %% [markdown]
# ## Quantiles and expected shortfall
#
# The 5 % quantile of NPV is the outcome that one path in twenty falls below; the expected shortfall
# is the mean of those paths. Both with their intervals, in million USD.

# %%
npv = summary.columns["project_npv"]
pd.DataFrame(
    {
        one.name: {"value": one.value / 1e6, "low": one.low / 1e6, "high": one.high / 1e6}
        for one in (*npv.quantiles, *npv.shortfalls)
    }
).T.round(1)

# %% [markdown]
# The same from the outcomes, by hand: sort, and take the mean of the lowest twentieth.

# %%
values = np.sort(result.outcomes(["project_npv"])["project_npv"].to_numpy())
worst = values[: int(np.ceil(0.05 * values.size))]
shortfall = next(one for one in npv.shortfalls if "5 %" in one.name)
assert np.isclose(worst[-1], summary.quantile("project_npv", 0.05).value)
assert np.isclose(worst.mean(), shortfall.value)
print(f"expected shortfall by hand: {worst.mean() / 1e6:.1f} M USD")

# %% [markdown]
# ## The tail on a log scale
#
# A generalised Pareto tail is drawn where a tested threshold supports one; the caption says where,
# with its shape. Below zero the shape means that losses have an end: equity cannot lose more than
# it commits.

# %%
plots["loss_tail"]

# %% [markdown]
# ## What to distrust
#
# Cautions say which figures rest on too few paths or too heavy a tail.

# %%
for sentence in summary.cautions:
    print("-", sentence)

# %% [markdown]
# ## What made the worst 5 %
#
# The expected shortfall of equity NPV taken apart by driver (the parts and the remainder add up
# to it), and the conditions that describe the worst paths best. Associations, not causes.

# %%
anatomy = result.anatomy()
parts = anatomy.contributions
table = pd.DataFrame(
    {one.name: {"part, M USD": one.value / 1e6, "error": one.error / 1e6} for one in parts.parts}
).T
table.head(8).round(1)

# %%
rule = anatomy.rule
for one in rule.conditions:
    print(f"{one.name} {'above' if one.is_above else 'at or below'} {one.threshold:.3g}")
print(f"covers {rule.cover.value:.0%} of the worst paths, and {rule.paths.value:.1%} of all")

# %% [markdown]
# ## What the spread comes from
#
# Shares of the variance of equity NPV, input by input, from the run's own paths: first-order Sobol
# indices with their intervals. An input without influence has an interval around zero.

# %%
plots["variance_shares"]

# %% [markdown]
# A second opinion that looks at whole distributions instead of variances: PAWN, by SALib, on the
# inputs that the run has kept. Its maximum is the most that any tenth of an input's range moves
# the distribution of the outcome. An input that matters rarely but then much leads here too; by
# PAWN's median over the range it does not, and both are worth knowing.

# %%
inputs = pd.concat(pd.read_parquet(part) for part in sorted((result.folder / "inputs").glob("*")))
inputs = inputs.set_index("path")
outcome = result.outcomes(["equity_npv"])["equity_npv"].loc[inputs.index]
problem = {"num_vars": inputs.shape[1], "names": list(inputs.columns)}
found = pawn.analyze(problem, inputs.to_numpy(), outcome.to_numpy(dtype=float), S=10, seed=1)
second = pd.DataFrame({key: found[key] for key in ("maximum", "median")}, found["names"])
second = second.sort_values("maximum", ascending=False)
second.head(6).round(3)

# %%
first = [one.name for one in summary.attribution["equity_npv"].variance.shares]
assert set(first[:2]) == set(second.index[:2])

# %% [markdown]
# ## Three real paths
#
# A typical bad one, the median, a good one: month by month, as ledgers.

# %%
ledgers = {one.kind: result.replay(one.path) for one in anatomy.typical}
cash = pd.DataFrame({kind: one["equity_flow"].cumsum() / 1e6 for kind, one in ledgers.items()})
axes = cash.plot(xlabel="months from the start", ylabel="cumulative cash to equity, M USD")
_ = axes.axhline(0, color="black", linewidth=0.8)

# %%
bad = ledgers["bad"]
bad[["contract_price", "billed_hours", "revenue_contracts", "interest", "dscr", "balance"]].iloc[
    ::6
].round(2)

# %% [markdown]
# ## The lender's page
#
# DSCR and loan-to-value by year, and how likely default and loss are.

# %%
plots["lender"]

# %%
wanted = ["covenant_breach", "operator_default", "lender_loss", "refinancing_gap"]
pd.DataFrame(
    {
        summary.probabilities[key].label: {
            "share": (one := summary.probabilities[key].estimate).value,
            "low": one.low,
            "high": one.high,
        }
        for key in wanted
    }
).T.round(4)
