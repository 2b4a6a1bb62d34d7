"""Whole files that no parser should be asked to make sense of: exit 2, one line each."""

from pathlib import Path

import pytest
from test_commands import SMALL

from riskcloud.cli.app import run_app

NASTY = {
    "empty": b"",
    "only a comment": b"# nothing\n",
    "a null byte": b"name: a\0b\n",
    "not UTF-8": b"name: caf\xe9\n",
    "UTF-16": SMALL.encode("utf-16"),
    "a tab": b"operator:\n\tname: a\n",
    "too deep": b"operator: " + b"{a: " * 500 + b"1" + b"}" * 500,
    "too large": b"x: 1\n" * 200_000,
    "a huge number": SMALL.replace("28000", "9" * 5000).encode(),
    "an alias bomb": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "a tag": b'!!python/object/apply:os.system ["true"]\n',
    "an open quote": b'name: "a\n',
    "two documents": SMALL.encode() + b"---\n" + SMALL.encode(),
    "itself as operator": b"name: x\noperator: bad.yaml\n",
    "a folder as operator": b"name: x\noperator: .\n",
    "a NUL in a file name": SMALL.encode() + b'market: "a\\0b"\n',
    "triangular performance": SMALL.encode()
    + b"market:\n  generations:\n  - id: a\n    launch_month: 6\n"
    + b"    performance: {triangular: [1, 2, 3]}\n",
    "a name too long for a folder": SMALL.replace("name: small", "name: " + "x" * 250, 1).encode(),
    "a name of two lines": SMALL.replace("name: small", 'name: "a\\nb"', 1).encode(),
    "an operator's name too long": SMALL.replace("  name: small", "  name: " + "算" * 70).encode(),
    "1e15 paths": SMALL.encode() + b"run: {paths: 1e15}\n",
}


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_file_is_refused_by_run_and_validate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file = tmp_path / "bad.yaml"
    file.write_bytes(NASTY[name])
    for command in (["validate", str(file)], ["run", str(file), "--out", str(tmp_path / "run")]):
        assert run_app(command) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        lines = printed.err.splitlines()
        assert lines
        assert all(line.startswith(f"{file}:") and "expected" in line for line in lines)
    assert not (tmp_path / "run").exists()


def test_a_file_with_a_byte_order_mark_and_windows_lines_is_good(tmp_path: Path) -> None:
    file = tmp_path / "good.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert run_app(["validate", str(file)]) == 0


def test_a_folder_in_place_of_a_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["validate", str(tmp_path)]) == 2
    assert "a scenario file that can be read" in capsys.readouterr().err


def test_a_count_may_be_written_as_1e2(tmp_path: Path) -> None:
    file = tmp_path / "good.yaml"
    file.write_text(SMALL + "run: {paths: 1e5, horizon_months: 1e2, seed: 1e3}\n")
    assert run_app(["validate", str(file)]) == 0


def test_validate_shows_what_only_compilation_finds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riskcloud.compilation.streams.stream_of", lambda path: 7)
    file = tmp_path / "one-stream.yaml"
    file.write_text(SMALL)
    assert run_app(["validate", str(file)]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(f"{file}: market.")
    assert "the random stream of market." in printed.err
    assert printed.err.count("\n") == 1
