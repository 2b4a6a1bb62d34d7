"""How far a batch has come, from its ledger, whether or not it is running."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riskcloud.batch.description import read_description
from riskcloud.batch.ledger import Entry, Ledger
from riskcloud.batch.log import NAME as LOG
from riskcloud.batch.track import State, folder_of
from riskcloud.outcomes import summary_hash

_LOG_TAIL = 4096
"""Bytes that hold the last line of the log."""


@dataclass(frozen=True)
class ScenarioStatus:
    """One scenario of a batch.

    paths: of the plan.  stored: in parts, as the ledger knows them.  seconds: in the kernel,
    all workers together.  width: of the interval that a precision rule looks at.  reason:
    of a failure.
    """

    name: str
    state: State
    paths: int
    stored: int
    seconds: float
    width: float | None
    reason: str


@dataclass(frozen=True)
class BatchStatus:
    """A batch; ``last`` is the last event of its log, empty without one."""

    name: str
    scenarios: tuple[ScenarioStatus, ...]
    stop: dict[str, Any] | None
    last: dict[str, Any]

    def names(self, state: State) -> list[str]:
        return [one.name for one in self.scenarios if one.state is state]


def status_of(folder: Path) -> BatchStatus:
    """The status of a batch folder, which is only read.  Raises RunFolderError if it is none."""
    described = read_description(folder)
    ledger = Ledger(folder)
    scenarios = tuple(
        _scenario(folder, one, ledger.entries[one["name"]]) for one in described["scenarios"]
    )
    return BatchStatus(described["name"], scenarios, described["stop"], _last_event(folder))


def _scenario(folder: Path, described: dict[str, Any], entry: Entry) -> ScenarioStatus:
    parts = entry.parts.values()
    return ScenarioStatus(
        name=described["name"],
        state=_state(folder, described, entry),
        paths=described["paths"],
        stored=sum(part.count for part in parts),
        seconds=sum(part.seconds for part in parts),
        width=entry.finish.width if entry.finish else None,
        reason=str(entry.failure) if entry.failure else "",
    )


def _state(folder: Path, described: dict[str, Any], entry: Entry) -> State:
    finish = entry.finish
    if finish and finish.digest == described["digest"]:
        is_there = summary_hash(folder_of(folder, described["name"])) == finish.summary
        is_all = finish.paths == described["paths"] or finish.stop is not None
        if is_there and is_all:
            return State.DONE
    return State.FAILED if entry.failure else State.LEFT


def _last_event(folder: Path) -> dict[str, Any]:
    try:
        with (folder / LOG).open("rb") as file:
            file.seek(0, 2)
            file.seek(max(file.tell() - _LOG_TAIL, 0))
            lines = file.read().splitlines()
    except FileNotFoundError:
        return {}
    return next(_events(reversed(lines)), {})


def _events(lines: Iterator[bytes]) -> Iterator[dict[str, Any]]:
    """Lines that are whole; a kill may have cut the last one."""
    for line in lines:
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict):
            yield event
