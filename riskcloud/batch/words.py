"""Times and sizes as people say them."""


def duration(seconds: float) -> str:
    """Seconds, minutes or hours, whichever are few."""
    if seconds < 120.0:
        return f"{seconds:.3g} s"
    if seconds < 7200.0:
        return f"{seconds / 60.0:.3g} min"
    return f"{seconds / 3600.0:,.3g} h"


def size(count: float) -> str:
    """Bytes in MB or GB."""
    return f"{count / 1e6:.3g} MB" if count < 1e9 else f"{count / 1e9:,.3g} GB"
