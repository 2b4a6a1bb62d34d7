"""Whether the loan has a covenant of cover: a default level of 0 is none."""

from riskcloud.compilation import Compiled
from riskcloud.kernels.layout import operator as rows
from riskcloud.run.essay import input_mean


def has_cover_covenant(compiled: Compiled) -> bool:
    """Whether cover may be too thin on any path; the level is never below 0."""
    return input_mean(compiled, [rows.DEBT_DEFAULT_DSCR]).value > 0.0
