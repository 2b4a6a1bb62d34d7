"""Stop by precision: at fixed counts, never on a missing interval, the same on any workers."""

import json
import math
from pathlib import Path

import pytest
from small_batch import NAMES, changed_times, hashes, run, write_plan

from riskcloud.batch.ledger import Ledger
from riskcloud.batch.plan import Precision
from riskcloud.batch.precision import LookDone, LookWork, is_reached, path_counts, width_of
from riskcloud.batch.running import local_workers
from riskcloud.batch.status import status_of
from riskcloud.batch.track import State
from riskcloud.kernels.lanes import BLOCK

RULE = "stop: {column: project_npv, quantile: 0.05, width: "
PATHS = BLOCK + 10


def stored(out: Path) -> dict[str, int]:
    """Paths of each scenario's run."""
    return {
        root.name.removeprefix("scenario="): json.loads((root / "manifest.json").read_text())[
            "paths"
        ]
        for root in out.glob("scenario=*")
    }


def test_looks_are_at_fixed_counts_that_double() -> None:
    assert path_counts(1) == [1]
    assert path_counts(BLOCK) == [BLOCK]
    assert path_counts(5 * BLOCK) == [BLOCK, 2 * BLOCK, 4 * BLOCK, 5 * BLOCK]


@pytest.mark.parametrize(
    ("low", "high", "width"),
    [
        (1.0, 3.0, 2.0),
        (1.0, 1.0, 0.0),
        (None, 3.0, None),
        (1.0, None, None),
        (math.nan, 1.0, None),
        (1.0, math.inf, None),
        (math.inf, math.inf, None),
    ],
)
def test_an_interval_without_two_finite_ends_has_no_width(
    low: float | None, high: float | None, width: float | None
) -> None:
    assert width_of(low, high) == width


def test_no_width_and_nan_never_stop_a_scenario() -> None:
    rule = Precision(width=1e300)
    assert not is_reached(rule, None)
    assert not is_reached(rule, math.nan)
    assert is_reached(Precision(width=0.0), 0.0)


def test_a_rule_that_fires_at_once_stops_at_the_first_look(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(write_plan(tmp_path, PATHS, RULE + "1e15}"), out).done == NAMES
    assert set(stored(out).values()) == {BLOCK}
    run(write_plan(tmp_path, BLOCK), tmp_path / "fresh")
    assert hashes(out) == hashes(tmp_path / "fresh")
    before = changed_times(out)
    assert run(write_plan(tmp_path, PATHS, RULE + "1e15}"), out).done == NAMES
    assert changed_times(out) == before


def test_a_rule_that_never_fires_runs_all_paths_and_an_asked_one_goes_on(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(write_plan(tmp_path, PATHS, RULE + "1e15}"), out)
    ended = run(write_plan(tmp_path, PATHS, RULE + "0}"), out, local_workers(2))
    assert sorted(ended.done) == NAMES
    assert set(stored(out).values()) == {PATHS}
    run(write_plan(tmp_path, PATHS), tmp_path / "fresh")
    assert hashes(out) == hashes(tmp_path / "fresh")


def test_where_it_stops_does_not_depend_on_workers(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "three"
    run(write_plan(tmp_path, PATHS, RULE + "1e15}"), first)
    widths = [e.finish.width for e in Ledger(first).entries.values() if e.finish]
    between = (min(filter(None, widths)) + max(filter(None, widths))) / 2
    plan = write_plan(tmp_path, PATHS, f"{RULE}{between}}}")
    for out, threads in ((first, 1), (second, 3)):
        run(plan, out, local_workers(threads))
    assert stored(first) == stored(second)
    assert len(set(stored(first).values())) > 1
    assert hashes(first) == hashes(second)


def test_a_column_without_values_never_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = "stop: {column: lender_irr, quantile: 0.05, width: 1}"  # nobody borrows
    seen: list[LookDone] = []
    perform = LookWork.perform

    def noted(self: LookWork) -> LookDone:
        seen.append(perform(self))
        return seen[-1]

    monkeypatch.setattr(LookWork, "perform", noted)
    run(write_plan(tmp_path, BLOCK + 1, more), tmp_path / "out")
    assert set(stored(tmp_path / "out").values()) == {BLOCK + 1}
    assert {look.width for look in seen} == {None}


def test_a_column_that_never_varies_stops_at_once(tmp_path: Path) -> None:
    more = "stop: {column: debt_drawn, quantile: 0.05, width: 0}"  # zero on every path
    run(write_plan(tmp_path, BLOCK + 1, more), tmp_path / "out")
    assert set(stored(tmp_path / "out").values()) == {BLOCK}


def test_status_tells_what_is_done_left_and_failed(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(write_plan(tmp_path, more="budget: {hours: 0}"), out)
    assert status_of(out).names(State.LEFT) == NAMES
    run(write_plan(tmp_path, more=RULE + "1e15}"), out)
    found = status_of(out)
    assert found.names(State.DONE) == NAMES
    assert found.last["event"] == "end"
    assert all(one.stored == one.paths == 600 for one in found.scenarios)
    assert all(one.width is not None and one.seconds > 0.0 for one in found.scenarios)
    (out / "scenario=one_none" / "summary.json").unlink()
    assert status_of(out).names(State.LEFT) == ["one_none"]
