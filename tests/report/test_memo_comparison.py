"""The memo of a comparison: same in every format, its words those of the figures."""

from dataclasses import replace

import memo_texts
import numpy as np
import pytest
from memo_inputs import HOSTILE, READERS, rendered, said
from test_comparison_pictures import PATHS, comparison, operator

from riskcloud.report.draw_comparison import draw_comparison
from riskcloud.report.memo.comparison import ComparisonInputs, build_comparison
from riskcloud.report.memo.content import Memo, Section, Table
from riskcloud.risk.comparison import ABOVE_WACC, RANKED, Comparison, OperatorFigures
from riskcloud.risk.paired import PairedSums
from riskcloud.risk.risk_summary import Figure

NOISE = np.random.default_rng(11).normal(size=PATHS)


def compared(levels: dict[str, float], spread: float = 0.2) -> Comparison:
    """Operators whose NPV per dollar is a level and the same noise; all pairs of them."""
    rows = np.array([level + spread * NOISE for level in levels.values()])
    sums = PairedSums(tuple(levels), RANKED)
    sums.add({RANKED: rows, ABOVE_WACC: (rows >= 0.0).astype(float)})
    operators = [_with_mean(operator(name, level, spread)) for name, level in levels.items()]
    return replace(comparison(*operators), pairs=tuple(sums.pairs()), cautions=("Take care.",))


def _with_mean(one: OperatorFigures) -> OperatorFigures:
    mean = one.columns[RANKED].mean
    assert mean is not None
    return replace(one, figures={**one.figures, "mean_npv_per_dollar": Figure("", "1", mean)})


def memo(found: Comparison) -> Memo:
    return build_comparison(
        ComparisonInputs(found, draw_comparison(found), "riskcloud 0", ("riskcloud compare x",))
    )


def _section(made: Memo, title: str) -> Section:
    return next(one for one in made.sections if one.title == title)


def _tables(section: Section) -> list[Table]:
    return [block for block in section.blocks if isinstance(block, Table)]


ELEVEN = {f"operator-{i}": 0.05 * i - 0.25 for i in range(11)}


@pytest.fixture(scope="module")
def made() -> Memo:
    return memo(compared(ELEVEN))


@pytest.mark.parametrize("name", READERS)
def test_every_format_says_the_same_to_the_character(name: str, made: Memo) -> None:
    assert memo_texts.squeezed(READERS[name](rendered(name, made))) == said(made)


def test_no_word_is_of_dollars(made: Memo) -> None:
    """NPV over capex is of no currency."""
    assert "dollar" not in " ".join(made.texts())


def test_eleven_operators_take_two_pages(made: Memo) -> None:
    assert memo_texts.pages(rendered("typst", made)) <= 2


def test_the_verdict_sorts_the_operators_by_their_intervals(made: Memo) -> None:
    text = " ".join(made.texts())
    assert (
        "5 more likely than not earn it (operator-10, operator-9, operator-8, operator-7," in text
    )
    assert "5 more likely than not fall short of it (operator-4," in text
    assert "1 cannot be told with this many paths (operator-5)" in text
    assert "in the mean: operator-10, 0.25" in text
    assert "ahead of each other operator's beyond chance" in text


def test_who_beats_whom_is_counted_path_by_path(made: Memo) -> None:
    # The same noise for all: the higher level is ahead on every path.
    against, square = _tables(_section(made, "Who beats whom"))
    assert len(against.rows) == 10
    name, less, _, ahead = against.rows[0]
    assert name == "operator-9"
    assert less.replace("\N{MINUS SIGN}", "-").startswith("-0.05")
    assert ahead.startswith("never (below 0.")
    for place, row in enumerate(square.rows):
        assert row[0] == f"{place + 1} operator-{10 - place}"
        assert row[1:] == ("0",) * place + ("",) + ("100",) * (10 - place)


def test_the_table_has_the_figures_with_their_intervals(made: Memo) -> None:
    (table,) = _tables(_section(made, "The operators"))
    best = operator("operator-10", 0.25)
    share = 100 * best.figures["p_project_irr_above_wacc"].estimate.value
    name, wacc, above, irr, mean, worst = table.rows[0]
    assert (name, wacc) == ("operator-10", "10 %")
    assert float(above.split()[0]) == pytest.approx(share, abs=0.6)
    assert irr == "35 % (34 to 36 %)"
    tail = np.sort(0.25 + 0.2 * NOISE)[: PATHS // 20].mean()
    assert float(worst.replace("\N{MINUS SIGN}", "-").split()[0]) == pytest.approx(tail, abs=0.01)
    assert float(mean.split()[0]) == pytest.approx((0.25 + 0.2 * NOISE).mean(), abs=0.001)


def test_twins_are_not_told_apart() -> None:
    text = " | ".join(memo(compared({"a": 0.1, "b": 0.1})).texts())
    assert "its mean is not ahead beyond chance of: b." in text
    assert "b | on no path | on no path | never (below 0.2 %)" in text


def test_failures_are_listed_plainly() -> None:
    found = replace(compared({"a": 0.1}), failed={"b": "disk full", "c": "<b>no</b>"})
    text = " | ".join(memo(found).texts())
    assert "Failed, and not compared: | b: disk full | c: <b>no</b>" in text
    assert "Who beats whom" not in text


def test_an_operator_that_buys_nothing_has_no_figures() -> None:
    idle = replace(operator("idle", 0.0), figures={}, columns={})
    text = " | ".join(memo(comparison(idle)).texts())
    assert "No operator buys anything" in text
    assert "idle | 10 % | absent | absent | absent | absent" in text


@pytest.mark.parametrize("name", READERS)
def test_names_are_data(name: str) -> None:
    for hostile in (*HOSTILE, "x" * 10_000):
        found = replace(
            compared({hostile: 0.1, "b": 0.0}), market=hostile, failed={hostile: hostile}
        )
        made = memo(found)
        assert memo_texts.squeezed(READERS[name](rendered(name, made))) == said(made)
        assert max(map(len, made.texts())) < 1_000
