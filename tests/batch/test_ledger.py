"""The ledger: what was written is read, what is spoilt is left out, never read wrongly."""

import time
import zlib
from pathlib import Path

import pytest

from riskcloud.batch.ledger import NAME, FailureLine, FinishLine, Ledger, PartLine


def filled(folder: Path) -> list[bytes]:
    ledger = Ledger(folder)
    ledger.add(PartLine("a", 0, 32_768, 100, 7, 0.5))
    ledger.add(PartLine("a", 32_768, 10, 50, 8, 0.1))
    ledger.add(FailureLine("b", 0, 600, 1, "no\nroom"))
    ledger.add(FinishLine("a", "d" * 64, 32_778, "s" * 64, {"width": 0.1}, 0.05))
    return (folder / NAME).read_bytes().splitlines(keepends=True)


def test_what_is_added_is_read_again(tmp_path: Path) -> None:
    filled(tmp_path)
    ledger = Ledger(tmp_path)
    entry = ledger.entries["a"]
    assert (entry.parts[32_768].count, entry.parts[0].changed) == (10, 7)
    assert entry.finish is not None
    assert entry.finish.stop == {"width": 0.1}
    assert "paths 0 to 599, seed 1" in str(ledger.entries["b"].failure)
    assert ledger.spoilt == 0


@pytest.mark.parametrize("line", range(4))
def test_any_flipped_bit_costs_its_line_and_no_other(tmp_path: Path, line: int) -> None:
    lines = filled(tmp_path)
    before = sum(map(len, lines[:line]))
    content = bytearray(b"".join(lines))
    for place in range(before, before + len(lines[line]) - 1, 7):
        for bit in (0, 6):
            flipped = bytearray(content)
            flipped[place] ^= 1 << bit
            (tmp_path / NAME).write_bytes(flipped)
            found = Ledger(tmp_path)
            assert found.spoilt >= 1
            kept = {text for entry in found.entries.values() for text in map(str, entry.lines())}
            (tmp_path / NAME).write_bytes(content)
            whole = Ledger(tmp_path)
            everything = {t for entry in whole.entries.values() for t in map(str, entry.lines())}
            assert len(everything - kept) == 1
            assert kept < everything


def test_a_file_cut_anywhere_keeps_its_whole_lines_and_takes_new_ones(tmp_path: Path) -> None:
    lines = filled(tmp_path)
    content = b"".join(lines)
    for length in range(len(content)):
        (tmp_path / NAME).write_bytes(content[:length])
        ledger = Ledger(tmp_path)
        kept = [line for entry in ledger.entries.values() for line in entry.lines()]
        assert len(kept) == content[:length].count(b"\n")
        ledger.tidy()
        ledger.add(PartLine("c", 0, 1, 1, 1, 0.0))
        again = Ledger(tmp_path)
        assert again.spoilt == 0
        assert again.entries["c"].parts[0].count == 1


def test_later_lines_replace_earlier_ones_and_tidying_drops_those(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    for count in (10, 20):
        ledger.add(PartLine("a", 0, count, 100, 7, 0.5))
    again = Ledger(tmp_path)
    again.tidy()
    assert (tmp_path / NAME).read_bytes().count(b"\n") == 1
    assert Ledger(tmp_path).entries["a"].parts[0].count == 20


def test_a_hundred_thousand_blocks_open_in_seconds(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    for i in range(100_000):
        ledger._take(PartLine(f"scenario-{i // 250}", i % 250 * 32_768, 32_768, 13_000_000, i, 0.3))
    ledger.spoilt = 1
    ledger.tidy()
    start = time.perf_counter()
    opened = Ledger(tmp_path)
    assert time.perf_counter() - start < 5.0
    assert sum(len(entry.parts) for entry in opened.entries.values()) == 100_000


def test_a_line_of_another_version_is_looked_at_anew(tmp_path: Path) -> None:
    content = b'{"part":{"scenario":"a","first":0,"count":9,"mtime_ns":7}}'
    (tmp_path / NAME).write_bytes(b"%08x %s\n" % (zlib.crc32(content), content))
    ledger = Ledger(tmp_path)
    assert (ledger.spoilt, dict(ledger.entries)) == (1, {})
