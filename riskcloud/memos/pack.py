"""A memo with the files that lie beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from riskcloud.report.memo.content import Memo

Place: TypeAlias = str | Path
"""A folder, as a caller names it."""


@dataclass(frozen=True)
class Pack:
    """A memo of what is in ``folder``, and contents of files beside it by their path there."""

    folder: Path
    memo: Memo
    files: Mapping[str, bytes]
