"""The picture of variance shares: bars as wide as the shares, whiskers, no sum of what overlaps."""

from dataclasses import replace

import numpy as np
import pytest
from finished import Run, usual
from matplotlib.patches import Rectangle

from riskcloud.report.draw_all import draw_all
from riskcloud.risk.attribution import Attribution, attribute, drawn
from riskcloud.risk.conventions import Worse

FIELDS = [f"operator.some.section.with-a-long-name.field_{i}" for i in range(20)]


def with_inputs(are_independent: bool) -> tuple[Run, Attribution]:
    run = usual()
    rng = np.random.default_rng(1)
    values = {name: rng.standard_normal(5000) for name in FIELDS}
    outcome = 3.0 * values[FIELDS[4]] + values[FIELDS[7]] + rng.standard_normal(5000)
    found = attribute(outcome, drawn(values), Worse.LOW, are_independent=are_independent)
    run.summary = replace(run.summary, attribution={"equity_npv": found})
    return run, found


@pytest.mark.parametrize("are_independent", [True, False])
def test_bars_are_the_shares_largest_at_the_top(are_independent: bool) -> None:
    run, found = with_inputs(are_independent)
    assert found.variance
    (ax,) = draw_all(run)["variance_shares"].figure().axes
    bars = [bar for bar in ax.patches if isinstance(bar, Rectangle)]
    expected = [share.value for share in found.variance.shares[:12]]
    if found.variance.remainder:
        expected.append(found.variance.remainder.value)
    widths = [bar.get_width() for bar in bars]
    assert widths[::-1] == pytest.approx([100 * value for value in expected])
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels[-1].endswith("field_4")
    assert ("remainder" in labels) == are_independent
    words = " ".join(text.get_text().replace("\n", " ") for text in ax.texts)
    assert ("correlated" in words) != are_independent
    assert "8 smaller ones are not drawn" in words


def test_a_run_without_uncertain_inputs_has_no_such_picture() -> None:
    assert "variance_shares" not in draw_all(usual())
