"""Parts in a store that fsspec reaches: the same numbers, found again, never mixed."""

import secrets
import shutil
from pathlib import Path

import pytest
from small_batch import NAMES, events, hashes, run, write_plan

import riskcloud
from riskcloud.batch.running import dask_workers, local_workers
from riskcloud.cli.app import run_app
from riskcloud.kernels.lanes import BLOCK
from riskcloud.outcomes import Store

fsspec = pytest.importorskip(
    "fsspec", reason="SKIPPED: no fsspec here; pip install 'riskcloud[dask]' to test it"
)

PATHS = BLOCK + 5


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Hashes of the batch with its parts in its folder."""
    folder = tmp_path_factory.mktemp("whole")
    run(write_plan(folder, PATHS), folder / "out")
    return hashes(folder / "out")


@pytest.fixture
def memory() -> Store:
    """A store of this process alone, as far from a file system as can be."""
    return Store(f"memory://{secrets.token_hex(4)}/tonight")


def test_workers_write_to_the_store_and_not_to_the_folder(
    whole: dict[str, str], tmp_path: Path
) -> None:
    pytest.importorskip("distributed", reason="SKIPPED: no Dask here")
    plan, out = write_plan(tmp_path, PATHS), tmp_path / "out"
    store = Store((tmp_path / "store").as_uri())
    assert run(plan, out, dask_workers(2), store).done == NAMES
    assert hashes(out) == whole
    assert not list(out.glob("*/outcomes"))
    parts = sorted((tmp_path / "store").glob("scenario=*/outcomes/part-*.parquet"))
    assert len(parts) == 4
    result = riskcloud.open_run(out / "scenario=one_stress")
    assert len(result.outcomes(["equity_irr"])) == PATHS


def test_what_is_in_a_store_is_not_run_again(
    whole: dict[str, str], tmp_path: Path, memory: Store
) -> None:
    plan, out = write_plan(tmp_path, PATHS), tmp_path / "out"
    assert run(plan, out, local_workers(2), memory).done == NAMES
    assert hashes(out) == whole
    assert run(plan, out, store=memory).done == NAMES
    assert [event["event"] for event in events(out)][-2:] == ["start", "end"]
    assert run(plan, out).done == NAMES  # the folder knows where its parts are
    shutil.rmtree(out)
    assert run(plan, out, store=memory).done == NAMES
    assert hashes(out) == whole
    assert [event["new"] for event in events(out) if event["event"] == "block"] == [False] * 4


@pytest.mark.parametrize("keep", [0, 1000, -1])
def test_a_put_that_was_cut_off_is_found_and_made_again(
    whole: dict[str, str], tmp_path: Path, memory: Store, keep: int
) -> None:
    plan, out = write_plan(tmp_path, PATHS), tmp_path / "out"
    run(plan, out, store=memory)
    before = len(events(out))
    files, root = fsspec.core.url_to_fs(memory.url)
    part = f"{root}/scenario=one_none/outcomes/part-000000000000.parquet"
    files.pipe_file(part, files.cat_file(part)[:keep])
    assert run(plan, out, store=memory).done == NAMES
    assert hashes(out) == whole
    new = [event["first"] for event in events(out)[before:] if event["event"] == "block"]
    assert new == [0]


def test_another_runs_parts_in_the_store_are_refused_by_name(tmp_path: Path, memory: Store) -> None:
    run(write_plan(tmp_path), tmp_path / "out", store=memory)
    plan = write_plan(tmp_path)
    plan.write_text(plan.read_text().replace("seed: 5", "seed: 6"))
    ended = run(plan, tmp_path / "other", store=memory)
    assert ended.done == []
    for failure in ended.failures:
        assert memory.url in str(failure)
        assert "found riskcloud.digest" in str(failure)


def test_parts_stay_where_they_are(tmp_path: Path, memory: Store) -> None:
    plan, out = write_plan(tmp_path), tmp_path / "out"
    run(plan, out)
    ended = run(write_plan(tmp_path, 700), out, store=memory)
    assert ended.done == []
    assert "found outcomes in it, expected outcomes at memory://" in str(ended.failures[0])
    away = tmp_path / "away"
    run(plan, away, store=memory)
    ended = run(write_plan(tmp_path, 800), away, store=Store("memory://elsewhere"))
    assert f"found outcomes at {memory.url}" in str(ended.failures[0])


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nowhere://bucket", "nowhere://bucket: Protocol not known: nowhere"),
        ("s3://bucket/tonight", "s3://bucket/tonight: Install s3fs"),
        ("ftp://me:secret@host/x", "found a password in the URL"),
    ],
)
def test_a_store_that_cannot_be_reached_is_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], url: str, message: str
) -> None:
    words = ["batch", str(write_plan(tmp_path)), "--out", str(tmp_path / "out"), "--store", url]
    assert run_app(words) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert message in line
    assert "secret" not in line
    assert not (tmp_path / "out").exists()
