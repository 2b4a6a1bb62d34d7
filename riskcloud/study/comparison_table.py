"""A comparison in words: a table for each operator, and all of them against the first."""

from collections.abc import Iterator
from dataclasses import dataclass

from riskcloud.risk.comparison import ABOVE_WACC, RANKED, Comparison, OperatorFigures
from riskcloud.risk.paired import Difference, Pair
from riskcloud.risk.results import Estimate
from riskcloud.risk.risk_summary import Figure
from riskcloud.run.table import Row, row, shown


@dataclass(frozen=True)
class Grid:
    """A table with its title and headings."""

    title: str
    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


def heading(comparison: Comparison) -> str:
    count = len(comparison.operators)
    return (
        f"{count} operator{'s' * (count != 1)} on the same {comparison.paths:,} paths, market"
        f" {comparison.market}, seed {comparison.seed}"
    )


def grids(comparison: Comparison) -> Iterator[Grid]:
    """A table for each operator, then the pairs with the first."""
    for one in comparison.operators:
        yield _operator(one)
    if len(comparison.operators) > 1:
        yield _pairs(comparison)


def sentences(comparison: Comparison) -> Iterator[str]:
    """What failed, then what a reader must know."""
    for name, why in comparison.failed.items():
        yield f"FAILED, not compared: {name}: {why}"
    yield from comparison.cautions
    base = comparison.base.name
    if len(comparison.operators) > 1:
        yield (
            "Ahead: the greater NPV per unit of capex on the same path. Gain: how many times wider"
            " the interval would be without pairing."
        )
    for one in comparison.operators[1:]:
        pair = comparison.pair(one.name, base)
        if pair.missing:
            yield (
                f"{one.name} against {base}: {pair.missing:,} of {comparison.paths:,} paths are"
                " left out, on which one of them buys nothing."
            )


def _operator(one: OperatorFigures) -> Grid:
    rates = [
        f"{words} {_hurdle(one.hurdles[key])}"
        for key, words in (("wacc", "wacc"), ("cost_of_equity", "cost of equity"))
    ]
    called = "" if one.title.lower() == one.name else f" ({one.title})"
    title = (
        f"{one.name}{called}: hurdle of the project {rates[0]}, of equity {rates[1]};"
        f" {one.horizon} months"
    )
    rows = [_row(figure) for figure in one.figures.values()]
    if one.margins:
        rows.append(_margins(one))
    lines = tuple((r.label, r.value, r.interval) for r in rows)
    return Grid(title, ("figure", "estimate", "95 % interval"), lines)


def _hurdle(figure: Figure) -> str:
    rate = shown(figure.estimate.value, figure.unit)
    return rate if figure.estimate.name == "constant" else f"{rate} (mean)"


def _row(figure: Figure) -> Row:
    return row(figure.label, figure.estimate, figure.unit, "no number")


def _margins(one: OperatorFigures) -> Row:
    """All years on one line; their intervals are in the files."""
    years = [f"{100 * figure.estimate.value:.0f}" for figure in one.margins.values()]
    first, last = min(one.margins), max(one.margins)
    return Row(f"operating margin, years {first} to {last}, means", f"{' '.join(years)} %", "")


def _pairs(comparison: Comparison) -> Grid:
    base = comparison.base.name
    headings = (
        f"less {base}",
        "NPV per unit of capex",
        "P(at or above wacc)",
        "P(ahead)",
        "correlation",
        "gain",
    )
    lines = (_line(comparison.pair(one.name, base)) for one in comparison.operators[1:])
    title = f"Differences from {base} path by path, NPV per unit of capex, 95 % intervals"
    return Grid(title, headings, tuple(lines))


def _line(pair: Pair) -> tuple[str, ...]:
    if pair.beats is None:
        return pair.operator, *("no common path",) * 2, "-", "-", "-"
    per_dollar, above = pair.differences[RANKED], pair.differences[ABOVE_WACC]
    return (
        pair.operator,
        _with_interval(per_dollar, 1.0, ""),
        _with_interval(above, 100.0, " pt"),
        _share(pair.beats),
        "-" if per_dollar.correlation is None else f"{per_dollar.correlation:.2f}",
        "-" if per_dollar.gain is None else f"x {per_dollar.gain:.2f}",
    )


def _with_interval(one: Difference, scale: float, unit: str) -> str:
    e = one.paired
    assert e.low is not None
    assert e.high is not None
    digits = 3 if scale == 1.0 else 1
    value, low, high = (f"{scale * v:+.{digits}f}" for v in (e.value, e.low, e.high))
    return f"{value}{unit} ({low} to {high})"


def _share(one: Estimate) -> str:
    assert one.low is not None
    assert one.high is not None
    return f"{100 * one.value:.1f} % ({100 * one.low:.1f} to {100 * one.high:.1f})"


def as_text(comparison: Comparison) -> str:
    """The tables as plain text."""
    lines = [heading(comparison)]
    for grid in grids(comparison):
        table = (grid.headings, *grid.lines)
        widths = [max(len(line[i]) for line in table) for i in range(len(grid.headings))]
        lines += ["", grid.title]
        lines += [
            "  ".join(f"{word:{w}}" for word, w in zip(line, widths, strict=True)).rstrip()
            for line in table
        ]
    return "\n".join([*lines, "", *sentences(comparison)])
