"""Pictures of a run or a study from Python: where what is finished and the report meet."""

from pathlib import Path
from typing import TypeAlias

from riskcloud.outcomes.atomic import write_whole
from riskcloud.report import style
from riskcloud.report.beside import Beside, files_of
from riskcloud.report.draw_all import draw_all
from riskcloud.report.draw_break_even import draw_break_even
from riskcloud.report.draw_comparison import draw_comparison
from riskcloud.report.picture import Plots
from riskcloud.report.tornado import draw_tornado
from riskcloud.report.waterfall import draw_waterfall
from riskcloud.risk.tornado import Tornado
from riskcloud.risk.waterfall import Waterfall
from riskcloud.run import Result, open_run
from riskcloud.study import BreakEven, Compared

Drawable: TypeAlias = Result | Compared | BreakEven | Tornado | Waterfall | str | Path


def plots(run: Drawable, folder: str | Path | None = None) -> Plots:
    """The pictures of a run, given as a result or as its folder, or of a study.

        riskcloud.plots(result)                          # a notebook shows all of them
        riskcloud.plots(result)["equity_irr"]            # one
        riskcloud.plots(result)["payback"].figure()      # a matplotlib Figure, to change
        riskcloud.plots(result, "memo/pictures")         # also written there, PNG and SVG

    folder: made if need be; each file appears whole or not at all.
    """
    made = _drawn(run)
    if folder is not None:
        write_plots(made, Path(folder))
    return made


def write_plots(made: Plots, folder: Path, beside: Beside | None = None) -> None:
    """Write the files of pictures; a second process draws half of them if there is one."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = list(made.values())
    for name, content in beside.files(pictures) if beside else files_of(pictures):
        write_whole(folder / name, content)


def _drawn(run: Drawable) -> Plots:
    if isinstance(run, Tornado):
        return draw_tornado(run)
    if isinstance(run, Waterfall):
        return draw_waterfall(run)
    if isinstance(run, Compared):
        return draw_comparison(run.comparison)
    if isinstance(run, BreakEven):
        footer = f"riskcloud   {style.paths(run.question.paths)} a value   seed {run.question.seed}"
        return draw_break_even(run.curves, run.title, footer)
    return draw_all(run if isinstance(run, Result) else open_run(run))
