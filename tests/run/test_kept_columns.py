"""Columns kept in memory say what the parts say, whatever part of them fits."""

import json

import numpy as np
import pytest
from conftest import PATHS

import riskcloud
from riskcloud.engine import Block, blocks
from riskcloud.kernels.lanes import BLOCK
from riskcloud.outcomes import RunFolder
from riskcloud.run import tally as tallies
from riskcloud.run.kept_columns import KeptColumns
from riskcloud.run.reading_back import column_readers, count_stored
from riskcloud.run.summarise import summarise
from riskcloud.run.tally import Tally

NAMES = ("equity_npv", "equity_irr", "months_locked")
ONE_BLOCK = 8 * len(NAMES) * BLOCK


@pytest.mark.parametrize(("room", "kept"), [(0, []), (ONE_BLOCK, [0]), (2 * ONE_BLOCK, [0, BLOCK])])
def test_columns_are_kept_while_there_is_room(result: riskcloud.Result, room: int, kept: list[int]):
    run = RunFolder(result.folder)
    columns, frame = KeptColumns(NAMES, room), result.outcomes(NAMES)
    every = list(blocks(0, PATHS))
    for block in every:
        rows = frame.iloc[block.first_path : block.first_path + block.count]
        own = {name: rows[name].to_numpy(float, na_value=np.nan) for name in NAMES}
        columns.add(block, columns.copied(block, own.__getitem__))
    assert [block.first_path for block in every if block in columns] == kept
    readers = column_readers(run.parts, every, NAMES, columns)
    for (name, read), expected in zip(readers, NAMES, strict=True):
        assert name == expected
        chunks = sorted(read(), key=lambda chunk: chunk.first_path)
        assert [chunk.first_path for chunk in chunks] == [0, BLOCK]
        whole = np.concatenate([chunk.values for chunk in chunks])
        np.testing.assert_array_equal(whole, frame[name].to_numpy(float, na_value=np.nan))


def test_room_that_was_taken_meanwhile_is_not_taken_twice():
    columns = KeptColumns(["equity_npv"], 8 * 4)
    both = [Block(0, 3), Block(BLOCK, 3)]
    copies = [columns.copied(block, lambda _: np.arange(3.0)) for block in both]
    assert all(copy is not None for copy in copies)
    for block, copy in zip(both, copies, strict=True):
        columns.add(block, copy)
    assert [block in columns for block in both] == [True, False]


def test_a_block_is_copied():
    columns, values = KeptColumns(["equity_npv"]), np.arange(3.0)
    columns.add(Block(0, 3), columns.copied(Block(0, 3), lambda _: values))
    values[:] = 0.0
    [chunk] = columns.chunks([Block(0, 3)], "equity_npv")
    np.testing.assert_array_equal(chunk.values, [0.0, 1.0, 2.0])


@pytest.mark.parametrize("blocks_kept", [0, 1])
def test_the_summary_is_the_same_however_much_is_kept(
    result: riskcloud.Result, monkeypatch: pytest.MonkeyPatch, blocks_kept: int
):
    room = blocks_kept * 8 * len(tallies.METRICS) * BLOCK
    monkeypatch.setattr(tallies, "KeptColumns", lambda names: KeptColumns(names, room))
    run, counted = RunFolder(result.folder), Tally()
    every = list(blocks(0, PATHS))
    count_stored(run.parts, every, counted)
    assert sum(block in counted.kept for block in every) == blocks_kept
    summary = summarise(
        result.scenario.name, run.manifest.identity, result.compiled, run.parts, every, counted
    )
    assert json.dumps(summary.as_json()) == json.dumps(result.summary.as_json())
