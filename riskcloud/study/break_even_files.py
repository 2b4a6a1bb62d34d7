"""A break-even study on disk: breakeven.json, and breakeven.csv with a row a value."""

import csv
import io
import json
from pathlib import Path

from riskcloud.outcomes.atomic import write_whole
from riskcloud.study.break_even import BreakEven

FILE = "breakeven.json"

_HEADING = ["lever", "unit", "value", "probability", "low", "high", "is_crossing"]


def write_break_even(found: BreakEven, folder: Path) -> None:
    """Write both files, each whole or not at all; the folder is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / FILE, json.dumps(found.as_json(), indent=1).encode())
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(_HEADING)
    for curve in found.curves:
        lever = curve.lever
        ends = {end.value for one in curve.crossings for end in (one.before, one.after)}
        for point in curve.points:
            share = point.metric
            figures = [repr(point.value), repr(share.value), share.low, share.high]
            rows.writerow([lever.key, lever.unit, *figures, int(point.value in ends)])
    write_whole(folder / "breakeven.csv", text.getvalue().encode())
