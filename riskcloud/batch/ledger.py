"""The ledger: which blocks of a batch are done, so that nobody has to read the parts to know.

The parts are the truth and the ledger is an index of them: a text file to which a line is
added for whatever ends.  Each line starts with a checksum of the rest.  A line that a crash
cut off or a bit spoilt is left out, and what it spoke of is looked up in the parts again.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from riskcloud.outcomes.atomic import naming, write_whole

NAME = "ledger.txt"


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part that was written or read whole: its size and mark of change say if it still is.

    count: paths in it.  seconds: in the kernel, 0 if it was only read.
    """

    scenario: str
    first: int
    count: int
    bytes: int
    changed: int
    seconds: float


@dataclass(frozen=True, slots=True)
class FinishLine:
    """A scenario whose figures are written.

    summary: SHA-256 of summary.json.  stop: the rule that it could have ended by.  width:
    of the interval that the rule looks at, None without a rule or without an interval.
    """

    scenario: str
    digest: str
    paths: int
    summary: str
    stop: dict[str, Any] | None
    width: float | None


@dataclass(frozen=True, slots=True)
class FailureLine:
    """A scenario that was given up: the paths that failed, under which seed, and why."""

    scenario: str
    first: int
    count: int
    seed: int
    reason: str

    def __str__(self) -> str:
        last = self.first + self.count - 1
        return f"{self.scenario}: paths {self.first} to {last}, seed {self.seed}: {self.reason}"


Line = PartLine | FinishLine | FailureLine
_KINDS: dict[str, type[Line]] = {
    "part": PartLine,
    "finish": FinishLine,
    "failure": FailureLine,
}
_WORDS = {kind: word for word, kind in _KINDS.items()}


@dataclass
class Entry:
    """What the ledger knows of one scenario."""

    parts: dict[int, PartLine] = field(default_factory=dict)
    finish: FinishLine | None = None
    failure: FailureLine | None = None

    def lines(self) -> Iterator[Line]:
        yield from self.parts.values()
        yield from (line for line in (self.finish, self.failure) if line)


class Ledger:
    """The ledger of a batch folder; only its owner may add to it.

    spoilt: lines that were left out when it was opened.
    """

    def __init__(self, folder: Path) -> None:
        """Open, or begin, the ledger of ``folder``."""
        self.path = folder / NAME
        self.entries: defaultdict[str, Entry] = defaultdict(Entry)
        self.spoilt = 0
        self._read = 0
        for line in _lines(self.path):
            self._read += 1
            if line is None:
                self.spoilt += 1
            else:
                self._take(line)

    def add(self, line: Line) -> None:
        """Note that something ended.  One write: a kill leaves the line, or a piece of it."""
        self._take(line)
        with naming(self.path), self.path.open("ab") as file:
            file.write(_text(line))

    def tidy(self) -> None:
        """Write the file anew if it holds lines that are spoilt or that later ones replaced."""
        kept = [line for entry in self.entries.values() for line in entry.lines()]
        if self.spoilt or len(kept) < self._read:
            write_whole(self.path, b"".join(map(_text, kept)))
            self.spoilt, self._read = 0, len(kept)

    def _take(self, line: Line) -> None:
        entry = self.entries[line.scenario]
        if isinstance(line, PartLine):
            entry.parts[line.first] = line
        elif isinstance(line, FinishLine):
            entry.finish, entry.failure = line, None
        else:
            entry.finish, entry.failure = None, line


def _text(line: Line) -> bytes:
    content = json.dumps({_WORDS[type(line)]: asdict(line)}, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(content), content)


def _lines(path: Path) -> Iterator[Line | None]:
    """The lines of the file in order, None for one that is spoilt."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return
    *whole, cut = content.split(b"\n")
    yield from map(_line, whole)
    if cut:
        yield None  # without its end: the next line would be added to it


def _line(text: bytes) -> Line | None:
    check, _, content = text.partition(b" ")
    if check != b"%08x" % zlib.crc32(content):
        return None
    try:
        [(word, values)] = json.loads(content).items()
        return _KINDS[word](**values)
    except (KeyError, TypeError):
        return None  # whole, but written by another version: what it says is looked at anew
