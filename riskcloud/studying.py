"""Studies on disk: where finished studies and the report meet."""

import csv
import io
import json
from functools import partial
from pathlib import Path

from riskcloud.outcomes.atomic import write_whole
from riskcloud.report import style
from riskcloud.report.break_even import break_even
from riskcloud.report.picture import Picture, Plots
from riskcloud.study import BreakEven


def breakeven_plots(found: BreakEven) -> Plots:
    """One picture a lever."""
    question = found.question
    footer = (
        f"riskcloud   scenario {style.short(found.scenario)}   {style.paths(question.paths)}"
        f" a value   seed {question.seed}"
    )
    pictures = []
    for curve in found.curves:
        title = f"{question.measure.label}: {style.short(found.scenario)}"
        found_at = "break-even " if curve.crossings else ""
        answer = f"{curve.lever.label}: {found_at}{curve.sentence(question.target)}"
        draw = partial(break_even, curve=curve, target=question.target, title=title, answer=answer)
        name = f"breakeven_{curve.lever.key.replace('.', '_')}"
        pictures.append(Picture(name, f"{title}, {answer}", (draw,), footer))
    return Plots(pictures)


def write_breakeven(found: BreakEven, folder: Path) -> None:
    """breakeven.json, breakeven.csv (one row a value looked at) and pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "breakeven.json", json.dumps(found.as_json(), indent=1).encode())
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["lever", "unit", "value", "probability", "low", "high", "is_crossing"])
    for curve in found.curves:
        ends = {end.value for one in curve.crossings for end in (one.before, one.after)}
        for point in curve.points:
            metric = point.metric
            rows.writerow(
                [
                    curve.lever.key,
                    curve.lever.unit,
                    repr(point.value),
                    repr(metric.value),
                    metric.low,
                    metric.high,
                    int(point.value in ends),
                ]
            )
    write_whole(folder / "breakeven.csv", text.getvalue().encode())
    for picture in breakeven_plots(found).values():
        for name, content in picture.files():
            write_whole(folder / name, content)
