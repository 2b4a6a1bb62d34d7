"""Slow imports while the kernel simulates: it does not hold Python's lock."""

import importlib
import threading

_SLOW = (
    "scipy.stats",
    "matplotlib.figure",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "riskcloud.plotting",
)
"""What the end of a run needs.  An import that fails here fails again where it is used."""


def import_ahead() -> None:
    """Import in the background what summary and pictures need."""
    threading.Thread(target=_import_all, name="imports", daemon=True).start()


def _import_all() -> None:
    for name in _SLOW:
        try:
            importlib.import_module(name)
        except ImportError:
            return
