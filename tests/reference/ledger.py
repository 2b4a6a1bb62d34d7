"""The levered ledger's rows: one array over paths each, by the names of the FINANCE table.

Numbers in the docstrings of this folder are sections of riskcloud/model/README.md.
"""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcloud.columns.operator import FINANCE

Array = NDArray[np.float64]
Flag = NDArray[np.bool_]
Rows = Mapping[str, Any]  # a month's rows by name: (paths,), or (items, paths)

NEVER = 1e9

_COLUMNS = [column.name for column in FINANCE.columns]
_FLOWS = _COLUMNS.index("uses")
_OTHERS = {"next_test", "contract_cliff"}  # the kernel's own, and one that is given
STATES = [name for name in _COLUMNS[_COLUMNS.index("commitment") : _FLOWS] if name not in _OTHERS]
FLOWS = [name for name in _COLUMNS[_FLOWS:] if "scratch" not in name]


class Ledger(SimpleNamespace):
    """States and flows of the month, as attributes; beside them what only a month needs.

    ``unfunded``: uses that no source met; ``opening`` and ``first_reserve``: what of the uses
    is paid into the cash and reserve accounts; ``short_at_end``: the last month cannot pay what
    is due; ``first_delivered``: month; ``past``: CFADS and
    debt service of the last months since commissioning, newest last.
    """

    def __init__(self, paths: int) -> None:
        super().__init__(**{name: np.zeros(paths) for name in (*STATES, *FLOWS)})
        self.performing = np.ones(paths)
        self.default_month = np.full(paths, NEVER)
        self.unfunded = self.opening = self.first_reserve = np.zeros(paths)
        self.short_at_end = np.zeros(paths, dtype=bool)
        self.first_delivered = np.full(paths, NEVER)
        self.past: list[tuple[Array, Array]] = []

    def clear(self) -> None:
        """A new month: every flow is zero."""
        for name in FLOWS:
            setattr(self, name, np.zeros_like(self.balance))

    def change(self, where: Flag, **values: Array | float) -> None:
        """Set rows on the paths of ``where`` alone."""
        for name, value in values.items():
            setattr(self, name, np.where(where, value, getattr(self, name)))

    def trailing(self, place: int) -> Array:
        """Sum over the last 12 months: of CFADS (0) or of debt service (1)."""
        return np.sum([pair[place] for pair in self.past[-12:]], axis=0)


def named(rows: Mapping[str, Any], prefix: str = "") -> SimpleNamespace:
    """DEBT_SPREAD of the layout becomes the attribute debt_spread; a prefix falls away."""
    return SimpleNamespace(**{row.removeprefix(prefix).lower(): rows[row] for row in rows})


def ratio(upper: Array, lower: Array, without: float = 0.0) -> Array:
    """Upper over lower, ``without`` where lower is zero."""
    nothing = lower == 0
    return np.where(nothing, without, upper / np.where(nothing, 1.0, lower))
