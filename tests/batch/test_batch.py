"""Batches: one result however they are run, stopped, spoilt or grown; failures plainly told."""

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from small_batch import NAMES, changed_times, events, hashes, planned, run, write_plan

from riskcloud.batch import work as batch_work
from riskcloud.batch.ledger import NAME, Ledger
from riskcloud.batch.running import local_workers
from riskcloud.batch.status import status_of
from riskcloud.batch.track import State
from riskcloud.cli.app import run_app
from riskcloud.engine import Block
from riskcloud.kernels.lanes import BLOCK
from riskcloud.model.scenario import Scenario
from riskcloud.outcomes import (
    DamagedError,
    Identity,
    LockedError,
    MismatchError,
    Parts,
    RunFolder,
    RunFolderError,
)
from riskcloud.outcomes.lock import FolderLock
from riskcloud.outcomes.places import Stamp
from riskcloud.run import RunRefusedError
from riskcloud.run.identity import identity_of

LONG = BLOCK + 300
"""Two blocks, the second one short."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The batch run at once; its folder, with the plan beside it."""
    folder = tmp_path_factory.mktemp("whole")
    ended = run(write_plan(folder, LONG), folder / "out")
    assert (ended.done, ended.left, ended.failures, ended.stopped) == (NAMES, [], [], "")
    return folder / "out"


def test_each_scenario_is_a_run_folder_and_equals_a_single_run(whole: Path, tmp_path: Path) -> None:
    import riskcloud

    _, cases = planned(whole.parent / "plan.yaml")
    job = cases[1].job
    riskcloud.simulate(job.scenario, threads=2, out=tmp_path / "scenario=one_stress")
    found = hashes(tmp_path)
    assert found == {name: hashes(whole)[name] for name in found}
    assert riskcloud.open_run(whole / "scenario=one_stress").paths == LONG


def test_a_second_command_runs_nothing(whole: Path) -> None:
    before, lines = changed_times(whole), len(events(whole))
    assert run(whole.parent / "plan.yaml", whole).done == NAMES
    assert changed_times(whole) == before
    assert [event["event"] for event in events(whole)[lines:]] == ["start", "end"]


def test_one_scenario_run_alone_leaves_the_others_in_the_batch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, out = write_plan(tmp_path), tmp_path / "out"
    words = ["batch", str(plan), "--out", str(out), "--threads", "1"]
    assert run_app([*words, "--only", "one_stress"]) == 0
    assert "1 done, 0 failed, 0 left" in capsys.readouterr().out
    assert status_of(out).names(State.LEFT) == ["one_none"]
    assert run_app(words) == 0
    before = changed_times(out)
    assert run_app([*words, "--only", "one_none"]) == 0
    assert changed_times(out) == before
    assert set(pq.read_table(out / "results.parquet")["scenario"].to_pylist()) == set(NAMES)
    assert run_app([*words, "--only", "one_non"]) == 2
    assert "did you mean one_none?" in capsys.readouterr().err


def test_raised_paths_run_only_the_new_ones_and_equal_a_fresh_run(
    whole: Path, tmp_path: Path
) -> None:
    run(write_plan(tmp_path, BLOCK), tmp_path / "out")
    before = changed_times(tmp_path / "out")
    run(write_plan(tmp_path, LONG), tmp_path / "out")
    after = changed_times(tmp_path / "out")
    assert {name: after[name] for name in before} == before
    assert len(after) == 2 * len(before)
    assert hashes(tmp_path / "out") == hashes(whole)


def test_comments_and_names_change_nothing_and_a_seed_is_refused(tmp_path: Path) -> None:
    plan = write_plan(tmp_path)
    run(plan, tmp_path / "out")
    before = changed_times(tmp_path / "out")
    file = tmp_path / "one.yaml"
    file.write_text(file.read_text().replace("name: one", "name: other  # a remark"))
    assert run(plan, tmp_path / "out").done == NAMES
    assert changed_times(tmp_path / "out") == before
    plan.write_text(plan.read_text().replace("seed: 5", "seed: 6"))
    with pytest.raises(MismatchError, match="seed: 5, 6"):
        run(plan, tmp_path / "out")
    plan.write_text(plan.read_text().replace("seed: 6", "seed: 5"))
    file.write_text(file.read_text().replace("gpus: 100", "gpus: 101"))
    with pytest.raises(MismatchError, match=r"cohorts\[0\].gpus: 100"):
        run(plan, tmp_path / "out")
    assert changed_times(tmp_path / "out") == before


def spoil(file: Path, how: str) -> None:
    content = bytearray(file.read_bytes())
    if how == "truncated":
        content = content[: len(content) // 2]
    elif how == "emptied":
        content = bytearray()
    else:
        content[len(content) // 3] ^= 4
    file.write_bytes(content)


def spoil_column(part: Path, name: str) -> None:
    """Flip a bit in the middle of a column's values: whoever reads others does not meet it."""
    metadata = pq.read_metadata(part)
    chunks = (metadata.row_group(0).column(place) for place in range(metadata.num_columns))
    chunk = next(chunk for chunk in chunks if chunk.path_in_schema == name)
    content = bytearray(part.read_bytes())
    first = chunk.dictionary_page_offset or chunk.data_page_offset
    content[first + chunk.total_compressed_size // 2] ^= 4
    part.write_bytes(content)


@pytest.mark.parametrize("how", ["truncated", "emptied", "flipped"])
@pytest.mark.parametrize(
    "file", ["scenario=one_none/outcomes/part-000000000000.parquet", NAME, "summary"]
)
def test_a_spoilt_file_is_found_and_made_again(tmp_path: Path, file: str, how: str) -> None:
    plan = write_plan(tmp_path)
    out = tmp_path / "out"
    run(plan, out)
    before = hashes(out)
    spoil(out / file.replace("summary", "scenario=one_none/summary.json"), how)
    assert run(plan, out).done == NAMES
    assert hashes(out) == before
    assert Ledger(out).spoilt == 0


@pytest.mark.parametrize("how", ["truncated", "emptied", "flipped"])
def test_a_spoilt_manifest_or_description_is_refused_by_name_or_made_again(
    tmp_path: Path, how: str
) -> None:
    plan, out = write_plan(tmp_path), tmp_path / "out"
    run(plan, out)
    before = hashes(out)
    manifest = out / "scenario=one_none" / "manifest.json"
    spoil(out / "batch.json", how)
    spoil(manifest, how)
    ended = run(plan, out)
    if ended.failures:
        assert f"{manifest}: " in str(ended.failures[0])
        assert ended.done == ["one_stress"]
        shutil.rmtree(manifest.parent)
        assert run(plan, out).done == NAMES
    assert hashes(out) == before
    spoil(out / "batch.json", "emptied")
    with pytest.raises(DamagedError, match=r"batch\.json"):
        status_of(out)


@pytest.mark.parametrize("name", ["ledger.txt", "batch.log.jsonl", "batch.json", "summary.csv"])
def test_a_file_of_the_batch_that_cannot_be_written_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    plan, out = write_plan(tmp_path), tmp_path / "out"
    run(plan, out)
    before = hashes(out)
    (out / name).unlink()
    (out / name).mkdir()
    (out / name / "a file").touch()  # so that no rename replaces it
    (out / "scenario=one_none" / "summary.json").unlink()
    assert run_app(["batch", str(plan), "--out", str(out), "--threads", "1"]) in (1, 2)
    [line] = capsys.readouterr().err.splitlines()
    assert name in line
    shutil.rmtree(out / name)
    assert run(plan, out).done == NAMES
    assert hashes(out) == before


def test_figures_that_cannot_be_written_fail_their_scenario_alone(tmp_path: Path) -> None:
    plan, out = write_plan(tmp_path), tmp_path / "out"
    run(plan, out)
    before = hashes(out)
    summary = out / "scenario=one_none" / "summary.json"
    summary.unlink()
    summary.mkdir()
    (summary / "a file").touch()
    ended = run(plan, out)
    assert ended.done == ["one_stress"]
    assert "one_none: paths 0 to 599, seed 5: IsADirectoryError" in str(ended.failures[0])
    shutil.rmtree(summary)
    assert run(plan, out).done == NAMES
    assert hashes(out) == before


def test_a_part_spoilt_behind_the_ledgers_back_is_found_when_it_is_read(tmp_path: Path) -> None:
    """Same size and time of change: only reading shows it, as finishing does of its columns."""
    plan, out = write_plan(tmp_path), tmp_path / "out"
    run(plan, out)
    before = hashes(out)
    part = out / "scenario=one_none" / "outcomes" / "part-000000000000.parquet"
    status = part.stat()
    spoil_column(part, "project_npv")
    os.utime(part, ns=(status.st_atime_ns, status.st_mtime_ns))
    (out / "scenario=one_none" / "summary.json").unlink()
    assert run(plan, out).done == NAMES
    assert hashes(out) == before
    assert "retry" in [event["event"] for event in events(out)]


def test_a_ledger_that_is_gone_is_made_again_from_the_parts(tmp_path: Path) -> None:
    plan, out = write_plan(tmp_path), tmp_path / "out"
    run(plan, out)
    before = changed_times(out)
    (out / NAME).unlink()
    assert run(plan, out).done == NAMES
    assert changed_times(out) == before
    assert sum(len(entry.parts) for entry in Ledger(out).entries.values()) == 2


def failing(monkeypatch: pytest.MonkeyPatch, name: str, times: int, error: Exception) -> None:
    """Have the blocks of a scenario fail so many times."""
    perform, left = batch_work.BlockWork.perform, [times]

    def perform_or_fail(self: batch_work.BlockWork) -> batch_work.BlockDone:
        if self.order.name == name and self.block == Block(0, 600) and left[0]:
            left[0] -= 1
            raise error
        return perform(self)

    monkeypatch.setattr(batch_work.BlockWork, "perform", perform_or_fail)


def test_a_block_that_fails_once_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "one_stress", 1, ValueError("by chance"))
    assert run(write_plan(tmp_path), tmp_path / "out").done == NAMES
    [retry] = [event for event in events(tmp_path / "out") if event["event"] == "retry"]
    assert (retry["scenario"], retry["reason"]) == ("one_stress", "ValueError: by chance")


@pytest.mark.parametrize("threads", [1, 3])
def test_a_scenario_that_fails_stops_no_other_and_says_how_to_run_it_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    plan, out = write_plan(tmp_path), tmp_path / "out"
    with monkeypatch.context() as patch:
        failing(patch, "one_stress", 99, ValueError("bad luck"))
        ended = run(plan, out, local_workers(threads))
    assert ended.done == ["one_none"]
    [failure] = ended.failures
    assert str(failure) == "one_stress: paths 0 to 599, seed 5: ValueError: bad luck"
    assert set(pq.read_table(out / "results.parquet")["scenario"].to_pylist()) == set(ended.done)
    assert sorted(run(plan, out).done) == NAMES  # tried again by the next command


def test_a_block_performed_twice_at_once_is_one_part_of_the_same_bytes(tmp_path: Path) -> None:
    plan, out = write_plan(tmp_path), tmp_path / "out"
    run(plan, out)
    before = hashes(out)
    _, [case, *_] = planned(plan)
    order = batch_work.Order(case.name, case.job, RunFolder(out / "scenario=one_none").parts, None)
    part = order.parts.path(0)
    part.unlink()
    pieces = [batch_work.BlockWork(order, Block(0, 600))] * 4
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(batch_work.BlockWork.perform, pieces))
    assert {one.count for one in done} == {600}
    assert hashes(out) == before
    assert len(list(part.parent.iterdir())) == 1


def test_a_block_that_failed_after_it_was_counted_is_counted_once(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp, missed = Parts.stamp, []

    def stamp_or_miss(self: Parts, first_path: int) -> Stamp | None:
        found = stamp(self, first_path)
        if found and not missed:
            missed.append(first_path)  # as a file server that has not seen the file yet
            return None
        return found

    monkeypatch.setattr(Parts, "stamp", stamp_or_miss)
    assert run(write_plan(tmp_path, LONG), tmp_path / "out").done == NAMES
    assert missed == [0]
    assert [event["first"] for event in events(tmp_path / "out") if event["event"] == "retry"] == [
        0
    ]
    assert hashes(tmp_path / "out") == hashes(whole)


def test_a_worker_with_another_version_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(scenario: Scenario, seed: int) -> Identity:
        return replace(identity_of(scenario, seed), results_version=0)

    monkeypatch.setattr(batch_work, "identity_of", other)
    monkeypatch.setattr(batch_work, "_compiled", {})
    ended = run(write_plan(tmp_path), tmp_path / "out")
    assert ended.done == []
    for failure in ended.failures:
        assert "this worker would give other paths" in failure.reason
        assert "results_version" in failure.reason
    assert not changed_times(tmp_path / "out")


def test_a_full_disk_stops_all_and_leaves_all_resumable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, out = write_plan(tmp_path), tmp_path / "out"
    with monkeypatch.context() as patch:
        failing(patch, "one_stress", 99, OSError(28, "No space left on device"))
        ended = run(plan, out)
    assert "No space left" in ended.stopped
    assert ended.failures == []
    assert "one_stress" in ended.left
    assert run(plan, out).done == NAMES


def test_tables_that_a_full_disk_refuses_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, out = write_plan(tmp_path), tmp_path / "out"

    def full(folder: Path, cases: object) -> None:
        raise OSError(28, "No space left on device", str(folder / "results.parquet"))

    with monkeypatch.context() as patch:
        patch.setattr("riskcloud.batch.running.write_table", full)
        ended = run(plan, out)
    assert ended.done == NAMES
    assert not ended.has_tables
    assert ended.stopped == f"{out / 'results.parquet'}: No space left on device"
    assert run(plan, out).has_tables


BUDGETS = {
    "budget: {hours: 0}": "time budget of 0 hours",
    "budget: {disk_gb: 0.0101}": "the budget is 0.0101",
}


@pytest.mark.parametrize("more", BUDGETS)
def test_a_budget_that_is_used_up_stops_new_blocks(tmp_path: Path, more: str) -> None:
    ended = run(write_plan(tmp_path, more=more), tmp_path / "out")
    assert BUDGETS[more] in ended.stopped
    assert ended.left == NAMES
    assert run(write_plan(tmp_path), tmp_path / "out").done == NAMES


@pytest.mark.parametrize("more", ["budget: {disk_gb: 0.0001}", "budget: {memory_gb: 0.1}"])
def test_a_budget_that_cannot_do_is_refused_at_once(tmp_path: Path, more: str) -> None:
    with pytest.raises(RunRefusedError, match=r"budget\..*expected"):
        run(write_plan(tmp_path, more=more), tmp_path / "out")
    assert not list((tmp_path / "out").glob("scenario=*"))


def test_a_second_batch_on_a_folder_is_told_who_has_it(tmp_path: Path) -> None:
    plan, out = write_plan(tmp_path), tmp_path / "out"
    run(plan, out)
    with (
        FolderLock(out / "lock.json"),
        pytest.raises(LockedError, match=f"in use by process {os.getpid()}"),
    ):
        run(plan, out)


def test_a_lock_of_the_dead_is_taken_over(tmp_path: Path) -> None:
    plan, out = write_plan(tmp_path), tmp_path / "out"
    out.mkdir()
    (out / "lock.json").write_text('{"pid": 1, "host": "elsewhere", "time": "?"}')
    with pytest.raises(LockedError, match="on elsewhere"):
        run(plan, out)
    os.utime(out / "lock.json", (0, 0))
    assert run(plan, out).done == NAMES


def test_a_folder_of_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.doc").touch()
    with pytest.raises(RunFolderError, match=r"found thesis\.doc"):
        run(write_plan(tmp_path), tmp_path / "out")


def test_the_table_has_a_row_a_metric_and_scenario_with_its_axes(whole: Path) -> None:
    table = pq.read_table(whole / "results.parquet")
    rows = {(row["scenario"], row["metric"]): row for row in table.to_pylist()}
    assert len(rows) == table.num_rows
    row = rows["one_stress", "project_npv"]
    assert (row["operator"], row["stress"], row["unit"], row["paths"]) == (
        "one",
        "stress",
        "USD",
        LONG,
    )
    summary = json.loads((whole / "scenario=one_stress" / "summary.json").read_text())
    figures = summary["columns"]["project_npv"]
    assert row["value"] == figures["mean"]["value"]
    assert (row["q05_low"], row["q05"]) == tuple(
        figures["quantiles"][1][key] for key in ("low", "value")
    )
    assert row["worst_01"] == figures["shortfalls"][0]["value"]
    late = rows["one_none", "project_payback"]["q99"]
    assert late == np.inf or late >= 1
    assert len((whole / "summary.csv").read_text().splitlines()) == table.num_rows + 1
