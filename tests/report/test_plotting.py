"""Pictures of a real run: written whole, from Python and from the command line."""

from pathlib import Path

import pytest

import riskcloud
from riskcloud import plotting
from riskcloud.cli.app import run_app

SMALL = """
name: small
operator:
  name: small
  cohorts: [{id: first, chip: h100, gpus: 100, price: 28000, delivery_months: 2, life_months: 12}]
"""


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("plots") / "small.yaml"
    file.write_text(SMALL)
    return file


@pytest.fixture(scope="module")
def folder(scenario: Path) -> Path:
    out = scenario.parent / "run"
    given = ["run", str(scenario), "--paths", "300", "--out", str(out)]
    assert run_app([*given, "--no-plots"]) == 0
    assert not (out / "plots").exists()
    return out


def test_run_draws_the_pictures_that_python_draws(
    scenario: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["run", str(scenario), "--paths", "300", "--out", str(folder)]) == 0
    assert f"plots: {folder / 'plots'}" in capsys.readouterr().out
    made = riskcloud.plots(folder, tmp_path / "again")
    names = {f"{name}.{kind}" for name in made for kind in ("png", "svg")}
    for place in (folder / "plots", tmp_path / "again"):
        assert {path.name for path in place.iterdir()} == names
    for name in names:
        same = (tmp_path / "again" / name).read_bytes() == (folder / "plots" / name).read_bytes()
        assert same, name


def test_a_failure_in_the_middle_leaves_no_half_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, written = Path.write_bytes, []

    def full_disk(self: Path, data: bytes) -> int:
        written.append(self)
        real(self, data[:100])
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(OSError, match="No space"):
        plotting.plots(folder, tmp_path / "plots")
    left = sorted(path.name for path in (tmp_path / "plots").iterdir())
    assert left == ["equity_irr.png", "equity_irr.svg"]
    assert (tmp_path / "plots" / "equity_irr.svg").read_bytes().endswith(b"</svg>\n")


def test_more_paths_take_away_the_pictures_of_fewer(scenario: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    given = ["run", str(scenario), "--out", str(out), "-q", "--no-plots"]
    assert run_app([*given, "--paths", "256"]) == 0
    (out / "plots").mkdir()
    for name in ("payback.png", ".payback.svg.1-ab.tmp"):
        (out / "plots" / name).write_bytes(b"of 256 paths")
    (out / "memo.md").write_bytes(b"of 256 paths")
    assert run_app([*given, "--paths", "300"]) == 0
    assert not list((out / "plots").iterdir())
    assert not (out / "memo.md").exists()
