"""The memo of a batch: all of its scenarios, and plainly what is not done."""

from dataclasses import replace

import memo_texts
import numpy as np
import pytest
from memo_inputs import HOSTILE, READERS, rendered, said

from riskcloud.report.memo.batch import BatchInputs, ScenarioFigures, build_batch
from riskcloud.report.memo.content import Memo, Table
from riskcloud.risk.intervals import probability
from riskcloud.risk.results import Estimate
from riskcloud.risk.risk_summary import Figure

PATHS = 1000


def scenario(name: str, earns: int) -> ScenarioFigures:
    """One that earns its wacc on so many of a thousand paths."""
    irr = Estimate("median", 0.1, 0.09, 0.11, PATHS)
    worst = Estimate("mean", -0.5, -0.52, -0.48, PATHS)
    figures = {
        "p_project_irr_above_wacc": Figure("", "share", probability("", earns, PATHS)),
        "median_project_irr": Figure("", "1/year", irr),
        "npv_per_dollar_worst_5": Figure("", "1", worst),
    }
    return ScenarioFigures(name, PATHS, figures)


def batch(*done: ScenarioFigures, name: str = "overnight") -> BatchInputs:
    return BatchInputs(name, done, (), (), (3,), "riskcloud 0", ("riskcloud memo scenario=a",))


THREE = batch(scenario("poor", 4), scenario("rich", 900), scenario("even", 500))
STOPPED = replace(THREE, failed=("broken: paths 0 to 9, seed 3: disk full",), left=("later",))


def _table(made: Memo) -> Table:
    blocks = (block for section in made.sections for block in section.blocks)
    return next(block for block in blocks if isinstance(block, Table))


@pytest.mark.parametrize("name", READERS)
def test_every_format_says_the_same_to_the_character(name: str) -> None:
    made = build_batch(STOPPED)
    assert memo_texts.squeezed(READERS[name](rendered(name, made))) == said(made)


def test_the_verdict_and_the_table_put_the_best_first() -> None:
    made = build_batch(THREE)
    text = " ".join(made.texts())
    assert "1 more likely than not earn it (rich)" in text
    assert "1 more likely than not fall short of it (poor)" in text
    assert "1 cannot be told with this many paths (even)" in text
    assert "Every scenario is done; none failed." in text
    assert [row[0] for row in _table(made).rows] == ["rich", "even", "poor"]
    minus = "\N{MINUS SIGN}"
    assert _table(made).rows[2] == (
        "poor",
        "0.4 % (0.2 to 1.0 %)",
        "10 % (9 to 11 %)",
        f"{minus}0.50 ({minus}0.52 to {minus}0.48)",
    )
    assert " poor: Too few paths in the tail" in text


def test_what_is_not_done_is_said() -> None:
    text = " | ".join(build_batch(STOPPED).texts())
    assert "5 scenarios: 3 done, 1 failed, 1 left" in text
    assert "in no figure here (1): | broken: paths 0 to 9, seed 3: disk full" in text
    assert "Neither done nor failed: later." in text
    assert "none failed" not in text
    nothing = " ".join(build_batch(replace(STOPPED, done=(), seeds=(), commands=())).texts())
    assert "No scenario is done" in nothing


def test_a_long_batch_keeps_its_best_and_its_worst_on_two_pages() -> None:
    shares = np.linspace(0, PATHS, 300).astype(int)
    many = batch(*(scenario(f"operator-{i}_2026-11_stress", int(s)) for i, s in enumerate(shares)))
    failed = tuple(f"scenario-{i}: paths 0 to 9, seed 3: disk full" for i in range(100))
    made = build_batch(replace(many, failed=failed, left=tuple(f"left-{i}" for i in range(100))))
    rows = [row[0] for row in _table(made).rows]
    assert len(rows) == 40
    assert rows[0] == "operator-299_2026-11_stress"
    assert rows[-1] == "operator-0_2026-11_stress"
    text = " ".join(made.texts())
    assert "The 20 with the best chance" in text
    assert "80 more" in text
    assert "88 more" in text
    assert memo_texts.pages(rendered("typst", made)) <= 2


@pytest.mark.parametrize("name", READERS)
def test_names_are_data(name: str) -> None:
    for hostile in (*HOSTILE, "x" * 10_000):
        found = batch(scenario(hostile, 9), scenario("b", 8), name=hostile)
        made = build_batch(replace(found, failed=(hostile,), left=(hostile,)))
        assert memo_texts.squeezed(READERS[name](rendered(name, made))) == said(made)
        assert max(map(len, made.texts())) < 1_000
