"""A batch of two small scenarios: an operator under a stress and none."""

import hashlib
import json
from pathlib import Path
from typing import Any

from riskcloud.batch.grid import Case, cases_of
from riskcloud.batch.plan import Plan, read_plan
from riskcloud.batch.running import Ended, Workers, local_workers, run_batch
from riskcloud.batch.track import Destination
from riskcloud.columns import OUTCOMES
from riskcloud.engine import blocks
from riskcloud.outcomes import RunFolder, Store, content_hash, read_chunks

OPERATOR = """
name: {name}
wacc: 0.12
cohorts:
  - {{id: first, chip: h100, gpus: {gpus}, price: {{uniform: [24000, 30000]}}, delivery_months: 1,
     life_months: 12}}
customers:
  - {{id: anchor, cohort: first, gpus: 40, price: 2.4, term_months: 12, default_rate: 0.08}}
"""
STRESS = """
meaning: customers fail
multiply: {operator.customers.*.default_rate: 3, operator.cohorts.*.price: 1.1}
set: {market.tightness.start: -0.2}
"""
PLAN = """
name: small
paths: {paths}
seed: 5
axes:
  operators: [{operators}]
  stresses: [none, stress.yaml]
{more}
"""
NAMES = ["one_none", "one_stress"]
_COLUMNS = [column.name for column in OUTCOMES]


def write_plan(folder: Path, paths: int = 600, more: str = "", operators: str = "one.yaml") -> Path:
    """The files of the plan; ``more`` is added at its end, ``operators`` is its list of them."""
    for name, gpus in (("one", 100), ("two", 200)):
        (folder / f"{name}.yaml").write_text(OPERATOR.format(name=name, gpus=gpus))
    (folder / "stress.yaml").write_text(STRESS)
    plan = folder / "plan.yaml"
    plan.write_text(PLAN.format(paths=paths, more=more, operators=operators))
    return plan


def planned(plan: Path) -> tuple[Plan, list[Case]]:
    """A plan file, read."""
    file = read_plan(plan)
    return file.plan, cases_of(file, 1)


def run(plan: Path, out: Path, workers: Workers | None = None, store: Store | None = None) -> Ended:
    """Run a plan, on one thread unless told otherwise."""
    return run_cases(*planned(plan), out, workers, store)


def run_cases(
    plan: Plan,
    cases: list[Case],
    out: Path,
    workers: Workers | None = None,
    store: Store | None = None,
) -> Ended:
    """Run these scenarios of a plan."""
    return run_batch(plan, cases, Destination(out, store), workers or local_workers(1))


def hashes(out: Path) -> dict[str, str]:
    """Of every scenario: its outcomes by value, and its figures by byte."""
    found = {}
    for root in sorted(out.glob("scenario=*")):
        run = RunFolder(root)
        chunks = read_chunks(run.parts, blocks(0, run.manifest.paths), _COLUMNS)
        found[root.name] = content_hash(chunks, OUTCOMES)
        found[f"{root.name} figures"] = sha(root / "summary.json")
    return found


def events(out: Path) -> list[dict[str, Any]]:
    """The log of a batch."""
    return [json.loads(line) for line in (out / "batch.log.jsonl").read_text().splitlines()]


def sha(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def changed_times(out: Path) -> dict[str, int]:
    """When each part was written."""
    return {
        str(part.relative_to(out)): part.stat().st_mtime_ns for part in out.glob("*/outcomes/*")
    }
