import hashlib
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from small_run import COLUMNS, TAGS, Span, matrix

from riskcloud.outcomes import Parts, RunFolderError, content_hash, read_chunks, read_frame

NAMES = [c.name for c in COLUMNS]
SPANS = [Span(0, 700), Span(32_768, 300)]


def written(folder: Path) -> Parts:
    parts = Parts(folder, TAGS, COLUMNS)
    for span in SPANS:
        parts.write(span.first_path, matrix(span.count))
    return parts


def test_chunks_come_in_the_order_asked_with_the_columns_asked(tmp_path: Path) -> None:
    chunks = list(read_chunks(written(tmp_path), SPANS[::-1], ["status", "irr"]))
    assert [(c.first_path, c.count) for c in chunks] == [(32_768, 300), (0, 700)]
    assert [list(c.columns) for c in chunks] == [["status", "irr"]] * 2


def test_only_one_part_is_read_at_a_time(tmp_path: Path) -> None:
    parts = written(tmp_path)
    chunks = read_chunks(parts, SPANS, ["npv"])
    parts.path(32_768).unlink()
    assert next(chunks).count == 700


def test_an_unknown_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunFolderError, match="no outcome column named 'ir'"):
        list(read_chunks(written(tmp_path), SPANS, ["ir"]))
    with pytest.raises(RunFolderError, match="no outcome column named 'ir'"):
        read_frame(written(tmp_path), SPANS, ["ir"])


def test_the_frame_has_paths_as_index_and_missing_as_missing(tmp_path: Path) -> None:
    frame = read_frame(written(tmp_path), SPANS, ["payback", "irr", "status"])
    both = np.concatenate([matrix(700), matrix(300)], axis=1)
    paths = [*range(700), *range(32_768, 33_068)]
    assert frame.columns.to_list() == ["payback", "irr", "status"]
    assert frame.index.name == "path"
    assert frame.index.to_list() == paths
    assert frame.dtypes.to_dict() == {
        "irr": np.dtype("float64"),
        "payback": pd.Int16Dtype(),
        "status": pd.Int8Dtype(),
    }
    assert np.array_equal(frame["irr"], both[0], equal_nan=True)
    assert np.array_equal(
        frame["payback"].to_numpy(float, na_value=np.nan), both[1], equal_nan=True
    )


def whole_hash(parts: Parts, spans: list[Span] = SPANS) -> str:
    spans_of_paths = [Span(s.first_path, s.count) for s in spans]
    return content_hash(read_chunks(parts, spans_of_paths, NAMES), COLUMNS)


def one_part(folder: Path, rows: np.ndarray) -> Parts:
    parts = Parts(folder, TAGS, COLUMNS)
    parts.write(0, rows)
    return parts


def test_the_hash_is_its_definition(tmp_path: Path) -> None:
    """Written out by hand, so that the golden hash can be computed without this code."""
    rows = np.array([[1.0, np.nan], [3.0, 4.0], [5.0, np.nan], [7.0, 8.0]])

    def sha(content: bytes) -> str:
        return hashlib.sha256(content).hexdigest()

    lines = [
        "0 2",
        f"irr float64 {sha(np.array([1.0, 0.0], '<f8').tobytes())} {sha(bytes([0, 1]))}",
        f"payback int16 {sha(bytes([3, 0, 4, 0]))} {sha(bytes([0, 0]))}",
        f"status int8 {sha(bytes([5, 0]))} {sha(bytes([0, 1]))}",
        f"npv float64 {sha(np.array([7.0, 8.0], '<f8').tobytes())} {sha(bytes([0, 0]))}",
    ]
    expected = sha("".join(line + "\n" for line in lines).encode())
    assert whole_hash(one_part(tmp_path, rows), [Span(0, 2)]) == expected


def test_the_hash_sees_values_and_not_files(tmp_path: Path) -> None:
    parts = one_part(tmp_path, matrix(700))
    before, content = whole_hash(parts, SPANS[:1]), parts.path(0).read_bytes()
    table = pq.read_table(parts.path(0))
    pq.write_table(table, parts.path(0), compression="snappy", row_group_size=100)
    assert parts.path(0).read_bytes() != content
    assert whole_hash(parts, SPANS[:1]) == before


def test_the_hash_is_the_same_for_any_cut_into_chunks(tmp_path: Path) -> None:
    """Parts of any length, though the engine cuts at blocks."""
    rows = matrix(1000)
    hashes = set()
    for cuts in ([1000], [1, 999], [256, 256, 488]):
        folder = tmp_path / str(len(cuts))
        folder.mkdir()
        parts = Parts(folder, TAGS, COLUMNS)
        starts = np.cumsum([0, *cuts])[:-1].tolist()
        for start, count in zip(starts, cuts, strict=True):
            parts.write(start, rows[:, start : start + count])
        spans = [Span(start, count) for start, count in zip(starts, cuts, strict=True)]
        hashes.add(whole_hash(parts, spans))
    assert len(hashes) == 1


@pytest.mark.parametrize(
    ("column", "path", "value"),
    [(0, 3, np.nan), (0, 3, 1e-300), (0, 3, -0.0), (1, 5, 1.0), (1, 5, np.nan), (3, 69, 0.0)],
)
def test_the_hash_sees_one_changed_value(
    tmp_path: Path, column: int, path: int, value: float
) -> None:
    rows = matrix(70)
    rows[:, [3, 5, 69]] = 0.0
    rows[3, 69] = 2.0
    before = whole_hash(one_part(tmp_path, rows), [Span(0, 70)])
    rows[column, path] = value
    assert whole_hash(one_part(tmp_path, rows), [Span(0, 70)]) != before


def test_the_hash_sees_fewer_paths_and_refuses_a_gap(tmp_path: Path) -> None:
    parts = written(tmp_path)
    assert whole_hash(parts, [Span(0, 700)]) != whole_hash(parts, [Span(0, 699)])
    with pytest.raises(ValueError, match="chunk starts at path 32768, expected 700"):
        whole_hash(parts, SPANS)


def test_which_nan_it_was_does_not_matter(tmp_path: Path) -> None:
    rows = matrix(50)
    before = whole_hash(one_part(tmp_path, rows), [Span(0, 50)])
    other = rows.copy()
    other[np.isnan(other)] = np.uint64(0xFFF8_0000_0000_0123).view(np.float64)
    assert other.tobytes() != rows.tobytes()
    assert whole_hash(one_part(tmp_path, other), [Span(0, 50)]) == before
