import json
import logging
from pathlib import Path

import pytest
from small_run import COLUMNS, Span, manifest, matrix

from riskcloud.outcomes import (
    DamagedError,
    LockedError,
    MismatchError,
    RunFolder,
    RunFolderError,
    claim,
)

BLOCKS = [Span(0, 700), Span(32_768, 300)]


def run(root: Path, **changes: object) -> None:
    with claim(root, manifest(**changes), COLUMNS) as folder:  # type: ignore[arg-type]
        for block in folder.unfinished(BLOCKS):
            folder.parts.write(block.first_path, matrix(block.count))
            folder.keep_alive()
        folder.write_summary({"b": 0.1, "a": [1, None]})


def test_a_run_leaves_what_the_design_says(tmp_path: Path) -> None:
    run(tmp_path / "new" / "run")
    names = {p.relative_to(tmp_path / "new/run").as_posix() for p in tmp_path.rglob("*.*")}
    assert names == {
        "manifest.json",
        "outcomes/part-000000000000.parquet",
        "outcomes/part-000000032768.parquet",
        "summary.json",
    }
    folder = RunFolder(tmp_path / "new" / "run", COLUMNS)
    assert folder.manifest == manifest()
    assert folder.read_summary() == {"a": [1, None], "b": 0.1}
    assert all(folder.parts.is_done(block) for block in BLOCKS)


def test_the_summary_has_the_same_bytes_for_the_same_values(tmp_path: Path) -> None:
    with claim(tmp_path, manifest(), COLUMNS) as folder:
        folder.write_summary({"b": 0.1, "a": {"y": 1, "x": 2}})
        before = (tmp_path / "summary.json").read_bytes()
        folder.write_summary({"a": {"x": 2, "y": 1}, "b": 0.1})
    assert (tmp_path / "summary.json").read_bytes() == before
    assert before == b'{\n  "a": {\n    "x": 2,\n    "y": 1\n  },\n  "b": 0.1\n}\n'


def test_a_run_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    with claim(tmp_path, manifest(), COLUMNS) as folder:
        assert folder.unfinished(BLOCKS) == BLOCKS
        folder.parts.write(0, matrix(700))
    with claim(tmp_path, manifest(), COLUMNS) as folder:
        assert folder.unfinished(BLOCKS) == BLOCKS[1:]


def test_a_short_part_is_computed_again_and_a_long_one_is_not(tmp_path: Path) -> None:
    run(tmp_path)
    more = [BLOCKS[0], Span(32_768, 301), Span(65_536, 5)]
    with claim(tmp_path, manifest(paths=2000), COLUMNS) as folder:
        assert folder.unfinished(more) == more[1:]
        assert folder.unfinished([Span(0, 10)]) == []


def test_a_damaged_part_is_computed_again_and_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run(tmp_path)
    part = tmp_path / "outcomes" / "part-000000032768.parquet"
    part.write_bytes(part.read_bytes()[:-100])
    with caplog.at_level(logging.WARNING), claim(tmp_path, manifest(), COLUMNS) as folder:
        assert folder.unfinished(BLOCKS) == BLOCKS[1:]
    assert "part-000000032768.parquet: not readable" in caplog.text


def test_a_part_of_another_run_stops_the_run(tmp_path: Path) -> None:
    run(tmp_path / "one")
    run(tmp_path / "other", seed=8)
    part = "outcomes/part-000000000000.parquet"
    (tmp_path / "one" / part).write_bytes((tmp_path / "other" / part).read_bytes())
    refused = pytest.raises(MismatchError, match=r"part-0{12}.parquet: found riskcloud.digest")
    with claim(tmp_path / "one", manifest(), COLUMNS) as folder, refused:
        folder.unfinished(BLOCKS)


@pytest.mark.parametrize(
    ("changes", "difference"),
    [
        ({"market": {"price": 2.2}}, r"scenario.market.chips: \[\"h100\", \"b200\"\], absent"),
        ({"seed": 8}, "seed: 7, 8"),
        ({"zebra": 1}, "scenario.zebra: absent, 1"),
    ],
)
def test_a_folder_of_another_scenario_is_refused(
    tmp_path: Path, changes: dict[str, object], difference: str
) -> None:
    run(tmp_path)
    before = (tmp_path / "manifest.json").read_bytes()
    old, new = manifest().identity.digest, manifest(**changes).identity.digest  # type: ignore[arg-type]
    expected = f"found a run of digest {old}, expected {new}; first difference .*{difference}"
    with pytest.raises(MismatchError, match=expected):
        run(tmp_path, **changes)
    assert (tmp_path / "manifest.json").read_bytes() == before


def test_more_paths_are_not_another_scenario_but_make_the_summary_stale(tmp_path: Path) -> None:
    run(tmp_path)
    with claim(tmp_path, manifest(), COLUMNS):
        assert RunFolder(tmp_path, COLUMNS).read_summary()
    with claim(tmp_path, manifest(paths=5000), COLUMNS):
        assert RunFolder(tmp_path, COLUMNS).manifest.paths == 5000
        with pytest.raises(RunFolderError, match=r"summary.json: not found; the run is not finish"):
            RunFolder(tmp_path, COLUMNS).read_summary()


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    refused = pytest.raises(LockedError, match="in use by process")
    with claim(tmp_path, manifest(), COLUMNS), refused:
        run(tmp_path)
    run(tmp_path)


def test_the_lock_goes_when_the_run_fails(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="disk full"), claim(tmp_path, manifest(), COLUMNS):
        raise OSError("disk full")
    assert not (tmp_path / "lock.json").exists()


def test_what_a_killed_run_left_is_cleaned(tmp_path: Path) -> None:
    (tmp_path / "outcomes").mkdir()
    stale = [tmp_path / ".manifest.json.9-aa.tmp", tmp_path / "outcomes/.part-0.parquet.9-bb.tmp"]
    for path in stale:
        path.write_bytes(b"half")
    run(tmp_path)
    assert not any(path.exists() for path in stale)


def test_timings_are_added_at_the_end(tmp_path: Path) -> None:
    with claim(tmp_path, manifest(), COLUMNS) as folder:
        folder.write_manifest(manifest(paths=1001))
        with pytest.raises(MismatchError, match="seed: 7, 8"):
            folder.write_manifest(manifest(seed=8))
    assert RunFolder(tmp_path, COLUMNS).manifest.paths == 1001


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"")
    with pytest.raises(RunFolderError, match=r"found thesis.docx and no manifest.json, expected"):
        run(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.docx"]
    with pytest.raises(RunFolderError, match="found a file, expected a folder"):
        run(tmp_path / "thesis.docx")
    with pytest.raises(RunFolderError, match="run: cannot be created: Not a directory"):
        run(tmp_path / "thesis.docx" / "run")


def test_a_bad_manifest_or_summary_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunFolderError, match=r"manifest.json: not found"):
        RunFolder(tmp_path, COLUMNS)
    run(tmp_path)
    (tmp_path / "summary.json").write_text("{")
    with pytest.raises(DamagedError, match=r"summary.json: not readable as JSON"):
        RunFolder(tmp_path, COLUMNS).read_summary()
    (tmp_path / "manifest.json").write_text(json.dumps({"format": 9}))
    with pytest.raises(MismatchError, match=r"manifest.json: found format 9, expected 1"):
        RunFolder(tmp_path, COLUMNS)
