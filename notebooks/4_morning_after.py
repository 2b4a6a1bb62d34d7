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
# # The morning after an overnight batch
#
# The risk desk started a plan in the evening. What ran, what do the scenarios say, and what has
# moved since the day before? We take the small plan `smoke.yaml`; the nightly one is read alike.

# %%
import os
import subprocess
import sys
import tempfile
from glob import glob
from pathlib import Path

import duckdb
import pandas as pd

os.chdir(next(p for p in (Path.cwd(), *Path.cwd().parents) if (p / "configs").is_dir()))
OUT = Path(tempfile.mkdtemp())


def riskcloud(*words):
    """The command line, as a shell has it."""
    command = [sys.executable, "-m", "riskcloud", *words]
    done = subprocess.run(command, capture_output=True, text=True)
    print(done.stdout + done.stderr)
    assert done.returncode == 0


# %% [markdown]
# ## The evening
#
# Two operators, with and without a glut.

# %%
monday = str(OUT / "monday")
riskcloud("batch", "configs/batches/smoke.yaml", "--out", monday)

# %% [markdown]
# ## What ran
#
# Had the night been cut short, the same command would go on where it was.

# %%
riskcloud("status", monday)

# %% [markdown]
# ## One row for each scenario and figure

# %%
figures = pd.read_parquet(f"{monday}/results.parquet")
npv = figures[figures.metric == "project_npv"]
npv.pivot(index="operator", columns="stress", values="value").div(1e6).round(1)  # mean, M USD

# %%
below = figures[figures.metric == "project_irr_below_wacc"]
below[["scenario", "value", "value_low", "value_high"]].round(4)

# %% [markdown]
# ## Every path of every scenario, as one table
#
# The outcomes lie in folders named by scenario, and are read where they are: with DuckDB,

# %%
parts = f"{monday}/scenario=*/outcomes/part-*.parquet"
with_duckdb = duckdb.sql(
    f"""
    SELECT scenario, count(*) AS paths, avg(project_npv) / 1e6 AS mean_npv_musd,
           quantile_disc(project_npv, 0.05) / 1e6 AS worst_twentieth_musd
    FROM read_parquet('{parts}', hive_partitioning = true)
    GROUP BY scenario ORDER BY scenario
    """
).df()
with_duckdb.round(1)

# %% [markdown]
# and with pandas.

# %%
columns = ["scenario", "path", "project_npv"]
paths = pd.read_parquet(glob(parts), columns=columns, partitioning="hive")
with_pandas = paths.groupby("scenario", observed=True).project_npv.mean() / 1e6
with_pandas.round(1)

# %% [markdown]
# Three ways to one number.

# %%
means = npv.set_index("scenario").value / 1e6
for scenario, mean in means.items():
    assert abs(with_pandas[scenario] - mean) < 1e-6 * abs(mean)
    row = with_duckdb[with_duckdb.scenario == scenario]
    assert abs(row.mean_npv_musd.iloc[0] - mean) < 1e-6 * abs(mean)

# %% [markdown]
# ## The same futures, with and without the stress
#
# Path 812 is the same future in every scenario but for what the stress changes, so the cost of a
# stress is known path by path. It need not be a cost: who rents by the hour gives up sooner in a
# glut, and may lose less.

# %%
wide = paths.pivot(index="path", columns="scenario", values="project_npv")
names = list(wide.columns)
stressed = [name for name in names if name.endswith("glut")]
for name in stressed:
    base = name.removesuffix("glut") + "none"
    cost = (wide[name] - wide[base]) / 1e6
    error = 1.96 * cost.std() / len(cost) ** 0.5
    print(f"{name}: {cost.mean():.1f} M USD of NPV, within {error:.1f}; ", end="")
    print(f"worse on {(cost < 0).mean():.0%} of the paths")

# %% [markdown]
# ## What moved since yesterday
#
# On Tuesday the desk makes the glut last longer. `riskcloud changes` splits each figure's move into
# inputs, one at a time on the same random numbers, what they do together, model version, and Monte
# Carlo noise. A scenario that was not touched has not moved.

# %%
field = "market.tightness.contraction_limit"
glut = Path("configs/stresses/glut.yaml").read_text()
assert f"{field}: 0.4" in glut
(OUT / "glut.yaml").write_text(glut.replace(f"{field}: 0.4", f"{field}: 0.2"))

plan = OUT / "tuesday.yaml"
text = Path("configs/batches/smoke.yaml").read_text()
text = text.replace("../stresses/glut.yaml", "glut.yaml")
plan.write_text(text.replace("../", f"{Path('configs').resolve()}/"))
tuesday = str(OUT / "tuesday")
riskcloud("batch", str(plan), "--out", tuesday, "--quiet")

# %%
riskcloud("changes", monday, tuesday)
