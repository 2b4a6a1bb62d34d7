"""Pictures of a run from Python: where finished runs and the report meet."""

from pathlib import Path

from riskcloud.outcomes.atomic import write_whole
from riskcloud.report.draw_all import draw_all
from riskcloud.report.picture import Plots
from riskcloud.run import Result, open_run


def plots(run: Result | str | Path, folder: str | Path | None = None) -> Plots:
    """The pictures of a run, given as a result or as its folder.

        riskcloud.plots(result)                          # a notebook shows all of them
        riskcloud.plots(result)["equity_irr"]            # one
        riskcloud.plots(result)["payback"].figure()      # a matplotlib Figure, to change
        riskcloud.plots(result, "memo/pictures")         # also written there, PNG and SVG

    folder: made if need be; each file appears whole or not at all.
    """
    made = draw_all(run if isinstance(run, Result) else open_run(run))
    if folder is not None:
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        for picture in made.values():
            for name, content in picture.files():
                write_whole(place / name, content)
    return made
