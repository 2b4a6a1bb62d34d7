import json
from pathlib import Path
from typing import Any

import pytest
from small_run import manifest

from riskcloud.outcomes import DamagedError, MismatchError, RunFolderError
from riskcloud.outcomes.manifest import read_manifest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "manifest.json"
    manifest().write(path)
    return path


def test_what_was_written_is_read(path: Path) -> None:
    assert read_manifest(path) == manifest()


def test_the_file_says_what_a_person_looks_for(path: Path) -> None:
    document = json.loads(path.read_text())
    assert document["digest"] == manifest().identity.digest
    assert document["identity"]["seed"] == 7
    assert document["scenario"]["name"] == "small"
    assert (document["paths"], document["timings"]) == (1000, {"simulate": 1.25})


def test_no_manifest_is_said(tmp_path: Path) -> None:
    with pytest.raises(RunFolderError, match=r"manifest.json: not found; is .* a run folder"):
        read_manifest(tmp_path / "manifest.json")


def test_every_truncation_is_damage(path: Path) -> None:
    whole = path.read_bytes()
    for length in range(0, len(whole) - 2, 7):
        path.write_bytes(whole[:length])
        with pytest.raises(DamagedError, match=r"manifest.json: not readable as JSON"):
            read_manifest(path)


def edited(path: Path, **change: Any) -> None:
    document = json.loads(path.read_text())
    for name, value in change.items():
        if value is None:
            del document[name]
        else:
            document[name] = value
    path.write_text(json.dumps(document))


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"format": 2}, MismatchError, "found format 2, expected 1"),
        ({"format": None}, MismatchError, "found format None, expected 1"),
        ({"paths": None}, DamagedError, "field paths is missing"),
        ({"paths": "many"}, DamagedError, "field paths is str, expected int"),
        ({"paths": True}, DamagedError, "field paths is bool, expected int"),
        ({"extra": 1}, DamagedError, "unknown field extra"),
        ({"identity": {"seed": 7}}, DamagedError, "field identity.results_version is missing"),
        ({"digest": "0"}, DamagedError, "found digest 0, but its identity gives"),
    ],
)
def test_a_wrong_field_is_named(
    path: Path, change: dict[str, Any], error: type[Exception], message: str
) -> None:
    edited(path, **change)
    with pytest.raises(error, match=message) as caught:
        read_manifest(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_a_scenario_edited_by_hand_is_found(path: Path) -> None:
    path.write_text(path.read_text().replace('"price": 2.1', '"price": 2.2'))
    with pytest.raises(DamagedError, match="its identity gives"):
        read_manifest(path)


@pytest.mark.parametrize("content", [b"[]", b"3", b"\xff\xfe"])
def test_json_of_another_kind_is_damage(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(DamagedError):
        read_manifest(path)
