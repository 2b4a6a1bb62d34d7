"""From a tally and the stored parts to the summary of a run."""

from collections.abc import Mapping, Sequence

from riskcloud.columns.units import in_currency
from riskcloud.compilation import Compiled
from riskcloud.engine import Block
from riskcloud.outcomes import Identity, Parts
from riskcloud.risk.conventions import Caution
from riskcloud.risk.intervals import probability
from riskcloud.risk.results import ColumnFigures, Estimate
from riskcloud.risk.risk_summary import Figure, RiskSummary
from riskcloud.risk.summary import summarise_column
from riskcloud.run.block_counts import HAS_DEBT
from riskcloud.run.covenant import has_cover_covenant
from riskcloud.run.essay import essay_figures
from riskcloud.run.events import EVENTS
from riskcloud.run.explaining import attributions
from riskcloud.run.first_paths import first_paths
from riskcloud.run.metrics import LENDER_COLUMNS, METRICS, Metric
from riskcloud.run.pages import pages
from riskcloud.run.places import places_of
from riskcloud.run.reading_back import column_readers
from riskcloud.run.tally import Tally

UNDECIDED = ("multiple", "none", "undecided", "out_of_range")


def summarise(
    name: str,
    identity: Identity,
    compiled: Compiled,
    parts: Parts,
    blocks: Sequence[Block],
    tally: Tally,
) -> RiskSummary:
    """All figures of a run whose ``blocks`` are stored and counted in ``tally``."""
    metrics = _metrics(tally)
    columns = _columns(metrics, parts, blocks, tally)
    probabilities = _probabilities(tally, has_cover_covenant(compiled))
    rates = _lender_rates(tally)
    first = first_paths(compiled, tally.paths)
    return RiskSummary(
        scenario=name,
        digest=identity.digest,
        seed=identity.seed,
        paths=tally.paths,
        horizon=compiled.horizon,
        columns=columns,
        labels={metric.column: metric.label for metric in metrics},
        units={metric.column: in_currency(metric.unit, compiled.currency) for metric in metrics},
        probabilities=probabilities,
        lender=rates,
        essay=essay_figures(columns, compiled),
        attribution=attributions(compiled, parts, blocks),
        cautions=_cautions(metrics, columns, probabilities, tally),
        currency=compiled.currency,
        pages=pages(columns, rates, tally, first, compiled),
    )


def _metrics(tally: Tally) -> list[Metric]:
    """The metrics that have a value on at least one path; the lender's only with debt."""
    has_debt = tally.events[HAS_DEBT] > 0
    return [
        metric
        for metric in METRICS
        if (has_debt or metric.column not in LENDER_COLUMNS)
        and tally.missing[metric.column].excluded < tally.paths
    ]


def _columns(
    metrics: Sequence[Metric], parts: Parts, blocks: Sequence[Block], tally: Tally
) -> dict[str, ColumnFigures]:
    readers = column_readers(parts, blocks, [metric.column for metric in metrics], tally.kept)
    return {
        name: summarise_column(
            tally.counts[name], read, metric.spec(), tally.missing[name], places_of
        )
        for metric, (name, read) in zip(metrics, readers, strict=True)
    }


def _probabilities(tally: Tally, has_covenant: bool) -> dict[str, Figure]:
    has_debt = tally.events[HAS_DEBT] > 0
    return {
        event.key: Figure(
            event.label, "share", probability(event.label, tally.events[event.key], tally.paths)
        )
        for event in EVENTS
        if event.may_come(has_debt, has_covenant)
    }


def _lender_rates(tally: Tally) -> dict[str, Figure]:
    """Rates a year of life of the loan, which ends at default."""
    default = "annual default probability"
    loss = "expected loss a year, of debt drawn"
    estimates = {
        "annual_default_probability": (default, "1/year", tally.default_rate.estimate(default)),
        "expected_loss": (loss, "bp/year", tally.expected_loss.estimate(loss, scale=1e4)),
    }
    return {
        key: Figure(label, unit, estimate)
        for key, (label, unit, estimate) in estimates.items()
        if estimate is not None
    }


def _cautions(
    metrics: Sequence[Metric],
    columns: Mapping[str, ColumnFigures],
    probabilities: Mapping[str, Figure],
    tally: Tally,
) -> tuple[str, ...]:
    """Sentences: which figures lack paths or have a heavy tail, which paths have no rate."""
    sentences = [
        "Intervals hold the error of a finite number of paths only, not that of the model.",
    ]
    for caution in Caution:
        named = [m.label for m in metrics if _carries(columns[m.column], caution)]
        if named:
            sentences.append(f"{', '.join(named)}: {caution.sentence}")
    for owner in ("project", "equity"):
        without = sum(tally.events[f"{owner}_irr_{status}"] for status in UNDECIDED)
        if without:
            share = probability("", without, tally.paths).value
            sentences.append(
                f"{without} paths ({100 * share:.3g} %) have no single {owner} IRR: quantiles rank"
                " them all lowest, then all highest, and show both answers where they differ."
            )
    late = probabilities["project_not_paid_back"].estimate.value
    if late > 0.5:
        sentences.append(
            "On most paths the project has not paid back within the horizon: its median payback"
            " is not a number of months."
        )
    return tuple(sentences)


def _carries(figures: ColumnFigures, caution: Caution) -> bool:
    return any(caution in estimate.cautions for estimate in _estimates(figures))


def _estimates(figures: ColumnFigures) -> list[Estimate]:
    means = [figures.mean] if figures.mean else []
    return [*figures.quantiles, *figures.shortfalls, *figures.shares_below, *means]
