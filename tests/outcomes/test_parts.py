import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from small_run import COLUMNS, TAGS, Span, matrix

from riskcloud.columns import Column
from riskcloud.outcomes import DamagedError, MismatchError, Parts, RunFolderError, read_chunks

NAMES = [c.name for c in COLUMNS]


def test_names_sort_as_paths_do(tmp_path: Path, parts: Parts) -> None:
    firsts = [0, 32_768, 98_304, 1_015_808, 10_027_008, 999_999_995_904]
    names = [parts.path(first).name for first in firsts]
    assert names == sorted(names)
    assert names[1] == "part-000000032768.parquet"


@pytest.mark.parametrize("count", [1, 255, 256, 257, 32_767, 32_768])
def test_values_and_nulls_come_back(parts: Parts, count: int) -> None:
    rows = matrix(count)
    parts.write(65_536, rows)
    (chunk,) = read_chunks(parts, [Span(65_536, count)], NAMES)
    assert (chunk.first_path, chunk.count) == (65_536, count)
    for column, row in zip(COLUMNS, rows, strict=True):
        found = chunk.columns[column.name]
        assert found.values.dtype == column.dtype
        assert np.array_equal(found.missing, np.isnan(row))
        assert np.array_equal(found.values[~found.missing], row[~np.isnan(row)])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is asked to forget a file")
def test_an_uncached_part_leaves_memory_and_is_whole(parts: Parts) -> None:
    parts.write(0, matrix(32_768))
    assert _is_cached(parts.path(0))
    parts.uncache(0)
    assert not _is_cached(parts.path(0))
    assert parts.is_done(Span(0, 32_768))


def _is_cached(path: Path) -> bool:
    """Whether the start of a file can be read without waiting for the disk."""
    with path.open("rb") as file:
        try:
            return os.preadv(file.fileno(), [bytearray(4096)], 0, os.RWF_NOWAIT) > 0
        except BlockingIOError:
            return False
        except OSError as error:
            pytest.skip(f"{path}: this file system does not say what is in memory: {error}")


def test_extreme_floats_come_back_to_the_bit(parts: Parts) -> None:
    info = np.finfo(float)
    extremes = [0.0, -0.0, info.max, -info.max, info.tiny, 5e-324, -5e-324, np.inf, -np.inf, 1 / 3]
    rows = np.zeros((4, len(extremes)))
    rows[0] = extremes
    parts.write(0, rows)
    (chunk,) = read_chunks(parts, [Span(0, len(extremes))], ["irr"])
    assert chunk.columns["irr"].values.tobytes() == rows[0].tobytes()
    assert not chunk.columns["irr"].missing.any()


def test_a_column_all_missing_comes_back(parts: Parts) -> None:
    parts.write(0, np.full((4, 300), np.nan))
    (chunk,) = read_chunks(parts, [Span(0, 300)], NAMES)
    assert all(chunk.columns[name].missing.all() for name in NAMES)


def test_rows_of_a_wider_work_matrix_are_written_as_they_stand(parts: Parts) -> None:
    wide = matrix(1000)
    parts.write(0, wide[:, :300])
    (chunk,) = read_chunks(parts, [Span(0, 300)], ["npv"])
    assert np.array_equal(chunk.columns["npv"].values, wide[3, :300])


def test_the_file_is_as_promised(parts: Parts) -> None:
    parts.write(32_768, matrix(2000))
    file = pq.ParquetFile(parts.path(32_768))
    group = file.metadata.row_group(0)
    assert (file.metadata.num_row_groups, file.metadata.num_rows) == (1, 2000)
    assert file.schema_arrow.names == ["path", *NAMES]
    assert [str(t) for t in file.schema_arrow.types] == [
        "int64",
        "double",
        "int16",
        "int8",
        "double",
    ]
    assert [f.nullable for f in file.schema_arrow] == [False, True, True, True, True]
    assert file.schema_arrow.field("irr").metadata[b"unit"] == b"1/year"
    for index in range(group.num_columns):
        column = group.column(index)
        assert column.compression == "ZSTD"
        assert not column.has_dictionary_page
        is_float = column.physical_type == "DOUBLE"
        assert ("BYTE_STREAM_SPLIT" in column.encodings) == is_float
        assert ("DELTA_BINARY_PACKED" in column.encodings) == (not is_float)
    keys = {k.decode() for k in file.metadata.metadata}
    assert keys == {*TAGS, "ARROW:schema"}
    assert group.column(2).statistics is None


@pytest.mark.parametrize("value", [1.5, 40_000.0, -40_000.0, np.inf])
def test_a_whole_number_that_is_not_one_is_refused(parts: Parts, value: float) -> None:
    rows = matrix(10)
    rows[1, 3] = value
    with pytest.raises(RunFolderError, match=f"outcome payback: found {value}, expected int16"):
        parts.write(0, rows)
    assert list(parts.folder.iterdir()) == []


@pytest.mark.parametrize("rows", [np.zeros((3, 5)), np.zeros((4, 5), np.float32), np.zeros(4)])
def test_a_matrix_of_another_shape_is_refused(parts: Parts, rows: np.ndarray) -> None:
    with pytest.raises(ValueError, match="expected float64"):
        parts.write(0, rows)


def test_a_part_is_done_when_it_has_its_block(parts: Parts) -> None:
    assert not parts.is_done(Span(0, 500))
    parts.write(0, matrix(500))
    assert parts.is_done(Span(0, 500))
    assert parts.is_done(Span(0, 400)), "a longer part holds the shorter run"
    assert not parts.is_done(Span(0, 501)), "paths were raised"


def test_the_first_paths_of_a_longer_part_are_read(parts: Parts) -> None:
    rows = matrix(500)
    parts.write(0, rows)
    (chunk,) = read_chunks(parts, [Span(0, 123)], ["npv"])
    assert np.array_equal(chunk.columns["npv"].values, rows[3, :123])
    with pytest.raises(DamagedError, match="found 500 paths, expected 501"):
        list(read_chunks(parts, [Span(0, 501)], ["npv"]))


def test_a_part_that_is_not_there_is_named(parts: Parts) -> None:
    with pytest.raises(DamagedError, match=r"part-000000000000.parquet: not found"):
        list(read_chunks(parts, [Span(0, 1)], ["npv"]))


def test_a_part_of_another_run_is_refused_by_name(parts: Parts) -> None:
    parts.write(0, matrix(10))
    other = replace(parts, tags={**TAGS, "riskcloud.digest": "e" * 64})
    with pytest.raises(MismatchError, match=r"part-0{12}\.parquet: found riskcloud.digest dddd"):
        other.is_done(Span(0, 10))
    with pytest.raises(MismatchError, match="expected eeee"):
        list(read_chunks(other, [Span(0, 10)], ["npv"]))


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (COLUMNS[:3], "found 5 columns, expected 4"),
        ((COLUMNS[1], COLUMNS[0], *COLUMNS[2:]), "found column irr double, expected payback int16"),
        (
            (*COLUMNS[:2], Column("status", "code", "int16", ""), COLUMNS[3]),
            "status int8, expected",
        ),
    ],
)
def test_a_part_of_another_schema_is_refused(
    parts: Parts, columns: tuple[Column, ...], message: str
) -> None:
    parts.write(0, matrix(10))
    with pytest.raises(MismatchError, match=message):
        replace(parts, columns=columns).is_done(Span(0, 10))


def test_a_part_under_another_name_is_damaged(parts: Parts) -> None:
    parts.write(0, matrix(10))
    parts.path(0).rename(parts.path(32_768))
    with pytest.raises(DamagedError, match="paths out of order"):
        parts.is_done(Span(32_768, 10))


def test_a_part_cut_short_anywhere_is_damaged(parts: Parts) -> None:
    parts.write(0, matrix(3000))
    whole = parts.path(0).read_bytes()
    for length in [0, 1, 4, 100, len(whole) // 2, len(whole) - 9, len(whole) - 1]:
        parts.path(0).write_bytes(whole[:length])
        with pytest.raises(DamagedError, match=r"part-0{12}\.parquet: not readable"):
            parts.is_done(Span(0, 3000))


def test_a_flipped_bit_is_found_or_changes_nothing(parts: Parts) -> None:
    """Anywhere in the file: in the pages, which have a CRC, it must be found."""
    parts.write(0, matrix(3000))
    whole = parts.path(0).read_bytes()
    before = values_of(parts)
    footer = int.from_bytes(whole[-8:-4], "little") + 8
    dice = random.Random(5)
    found_in_pages = 0
    for turn in range(400):
        in_footer = turn % 2 == 1
        start, stop = (len(whole) - footer, len(whole)) if in_footer else (0, len(whole) - footer)
        flipped = bytearray(whole)
        flipped[dice.randrange(start, stop)] ^= 1 << dice.randrange(8)
        parts.path(0).write_bytes(flipped)
        try:
            parts.is_done(Span(0, 3000))
            assert values_of(parts) == before
        except (DamagedError, MismatchError):
            found_in_pages += not in_footer
    assert found_in_pages >= 199  # a bit or so of a page's header is never read


def values_of(parts: Parts) -> list[bytes]:
    (chunk,) = read_chunks(parts, [Span(0, 3000)], NAMES)
    return [part.tobytes() for name in NAMES for part in chunk.columns[name]]


def test_killed_writers_leave_whole_parts(tmp_path: Path) -> None:
    """Killed at five moments while writing; every part under its final name is whole."""
    program = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from small_run import COLUMNS, TAGS, matrix\n"
        "from riskcloud.outcomes import Parts\n"
        "parts, rows = Parts(Path(sys.argv[1]), TAGS, COLUMNS), matrix(32768)\n"
        "for first in range(0, 10**9, 32768): parts.write(first, rows); print(flush=True)\n"
    )
    parts = Parts(tmp_path, TAGS, COLUMNS)
    here = os.path.dirname(__file__)
    for round_ in range(5):
        command = [sys.executable, "-c", program, str(tmp_path), here]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"\n"
            time.sleep(0.004 * round_)
            writer.send_signal(signal.SIGKILL)
        files = sorted(tmp_path.glob("part-*"))
        assert files
        assert all(parts.is_done(Span(32_768 * i, 32_768)) for i in range(len(files)))
