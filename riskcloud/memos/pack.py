"""A memo with the files that lie beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from riskcloud.report.memo.content import Memo
from riskcloud.report.memo.irr_curve import IrrCurve

Place: TypeAlias = str | Path
"""A folder, as a caller names it."""


@dataclass(frozen=True)
class Beside:
    """Folders that the memo of a run also tells of, each None unless given.

    since: an earlier run.  breakeven, stresses: studies of the same scenario.
    """

    since: Place | None = None
    breakeven: Place | None = None
    stresses: Place | None = None


@dataclass(frozen=True)
class Pack:
    """A memo of what is in ``folder``, and contents of files beside it by their path there.

    curve: of the IRR of a run, for its page.
    """

    folder: Path
    memo: Memo
    files: Mapping[str, bytes]
    curve: IrrCurve | None = None
