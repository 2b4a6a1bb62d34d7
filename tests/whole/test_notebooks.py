"""Every notebook runs from start to end, and says nothing on standard error."""

import os
from pathlib import Path

import pytest

jupytext = pytest.importorskip(
    "jupytext", reason="SKIPPED: no notebooks here; pip install 'riskcloud[notebooks]' to run them"
)
nbclient = pytest.importorskip("nbclient", reason="SKIPPED: no nbclient here")

NOTEBOOKS = sorted(Path("notebooks").glob("*.py"))


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_it_runs(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Its runs are kept nowhere but here.
    monkeypatch.setitem(os.environ, "TMPDIR", str(tmp_path))
    notebook = jupytext.read(file)
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    complaints = [out.text for out in outputs if out.get("name") == "stderr"]
    assert not complaints
    assert outputs


def test_there_are_five() -> None:
    assert len(NOTEBOOKS) == 5
