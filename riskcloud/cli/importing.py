"""Slow imports while the kernel simulates: it does not hold Python's lock."""

import importlib
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riskcloud.cli.progress import Report
    from riskcloud.run import Progress

_SLOW = (
    "scipy.optimize",
    "matplotlib.figure",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "riskcloud.plotting",
)
"""What the end of a run needs.  An import that fails here fails again where it is used."""


def importing_ahead(report: "Report | None") -> "Report":
    """``report``, and imports in the background from the first finished block on.

    Not earlier: the kernels are being loaded, under Python's lock, and no core is idle yet.
    """
    imports = threading.Thread(target=_import_all, name="imports", daemon=True)

    def reporting(now: "Progress") -> None:
        if imports.ident is None:
            imports.start()
        if report:
            report(now)

    return reporting


def _import_all() -> None:
    for name in _SLOW:
        try:
            importlib.import_module(name)
        except ImportError:
            return
