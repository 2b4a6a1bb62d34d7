"""What changed since an earlier run, with differences over the paths that both share."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcloud.engine import blocks
from riskcloud.outcomes import RunFolder, read_chunks
from riskcloud.outcomes.manifest import Manifest
from riskcloud.risk.changes import Change, Replaced, Since, Unpaired
from riskcloud.risk.conventions import FEWEST_EVENTS, Caution, rank_of
from riskcloud.risk.paired import PairedSums
from riskcloud.risk.results import Estimate
from riskcloud.risk.risk_summary import Figure
from riskcloud.run import Result, RunRefusedError
from riskcloud.run.events import BY_KEY
from riskcloud.run.reading_back import as_float
from riskcloud.study.field_changes import field_changes
from riskcloud.study.headlines import TAIL, Headline, event, mean, median, shortfall

Row = NDArray[np.float64]
Columns = Mapping[str, Row]

_MOST_PATHS = 1 << 20
"""Paths that differences are taken over: their interval is narrow, and memory stays small."""

_NPV = "equity_npv"
_READ = (
    _NPV,
    "project_npv",
    "covenant_breaches",
    "default_kind",
)
_EVENTS = (
    "equity_irr_below_cost_of_equity",
    "project_irr_below_wacc",
    "covenant_breach",
    "operator_default",
)
_MEAN, _SHORTFALL = mean(_NPV), shortfall(_NPV)
_HEADLINES: tuple[Headline, ...] = (
    *map(event, _EVENTS),
    median("equity_irr"),
    median("project_irr"),
    _MEAN,
    _SHORTFALL,
)


def since(result: Result, folder: Path) -> Since:
    """What a run says other than the earlier one in ``folder``.

    The paths are paired where seed and versions are the same: path k is then the same future
    in both, and a difference has the interval of the differences path by path.
    Raises RunFolderError for a folder without a finished run, RunRefusedError for the run
    itself.
    """
    if folder.resolve() == result.folder.resolve():
        raise RunRefusedError(f"since: found the run itself, {folder}, expected an earlier run")
    earlier, run = RunFolder(folder), RunFolder(result.folder)
    then, now = earlier.read_summary(), result.summary.as_json()
    unpaired = tuple(_unpaired(earlier.manifest, run.manifest))
    paths = 0 if unpaired else min(earlier.manifest.paths, run.manifest.paths, _MOST_PATHS)
    differences = _differences(earlier, run, paths) if paths else {}
    return Since(
        scenario=str(then["scenario"]),
        digest=earlier.manifest.identity.digest,
        seed=earlier.manifest.identity.seed,
        paths=earlier.manifest.paths,
        paired=paths,
        unpaired=unpaired,
        figures=tuple(_changes(then, now, differences)),
        inputs=tuple(_inputs(earlier.manifest, run.manifest)),
        versions=tuple(_versions(earlier.manifest, run.manifest)),
    )


def _unpaired(then: Manifest, now: Manifest) -> Iterator[Unpaired]:
    if then.identity.seed != now.identity.seed:
        yield Unpaired.SEED
    if then.identity.stream_version != now.identity.stream_version:
        yield Unpaired.STREAM
    if then.identity.results_version != now.identity.results_version:
        yield Unpaired.RESULTS


def _changes(
    then: Mapping[str, Any], now: Mapping[str, Any], differences: Mapping[str, Estimate]
) -> Iterator[Change]:
    for headline in _HEADLINES:
        before, after = headline.find(then), headline.find(now)
        known = after or before
        if known is None:
            continue
        columns = now["columns"] | then["columns"]
        yield Change(
            label=known.label,
            then=before,
            now=after,
            difference=_difference(differences.get(headline.key), before, after),
            beyond=columns.get(headline.column, {}).get("beyond", ""),
        )


def _difference(found: Estimate | None, then: Figure | None, now: Figure | None) -> Estimate | None:
    """A difference with the cautions of both sides; None where they cannot be subtracted.

    Those of a probability hold for a rare event; its difference has its own.
    """
    if found is None or then is None or now is None or then.unit != now.unit:
        return None
    if then.unit == "share":
        return found
    cautions = (*found.cautions, *then.estimate.cautions, *now.estimate.cautions)
    return replace(found, cautions=tuple(dict.fromkeys(cautions)))


def _differences(then: RunFolder, now: RunFolder, paths: int) -> dict[str, Estimate]:
    """Differences of probabilities, of the mean NPV and of its shortfall, by headline."""
    ends = [_tail_end(run, paths) for run in (then, now)]
    sums = PairedSums(("then", "now"), _NPV)
    turned = dict.fromkeys(_EVENTS, 0)
    for both in zip(_columns(then, paths), _columns(now, paths), strict=True):
        rows = {key: np.array([_hits(key, one) for one in both]) for key in _EVENTS}
        for key, (before, after) in rows.items():
            turned[key] += int(np.count_nonzero(before != after))
        rows[_NPV] = np.array([one[_NPV] for one in both])
        worst = [_beyond(one[_NPV], end) for one, end in zip(both, ends, strict=True)]
        sums.add(rows | {"worst": np.array(worst)})
    (pair,) = sums.pairs()
    found = {key: one.paired for key, one in pair.differences.items()}
    named = {_MEAN.key: _NPV, _SHORTFALL.key: "worst"}
    return {key: found[row] for key, row in named.items() if row in found} | {
        key: _if_enough(found[key], count) for key, count in turned.items()
    }


def _if_enough(difference: Estimate, turned: int) -> Estimate:
    """A difference of probabilities; without an interval where few paths changed sides."""
    if turned == 0 or turned >= FEWEST_EVENTS:
        return difference
    return replace(difference, low=None, high=None, cautions=(Caution.FEW_PATHS,))


def _columns(run: RunFolder, paths: int) -> Iterator[Columns]:
    for chunk in read_chunks(run.parts, list(blocks(0, paths)), _READ):
        yield {name: as_float(values) for name, values in chunk.columns.items()}


def _hits(key: str, columns: Columns) -> Row:
    return BY_KEY[key].hits(columns.__getitem__).astype(np.float64)


def _tail_end(run: RunFolder, paths: int) -> float:
    """The NPV at which the worst paths end; NaN where none has one."""
    npv = np.concatenate([columns[_NPV] for columns in _columns(run, paths)])
    known = npv[~np.isnan(npv)]
    if not known.size:
        return float("nan")
    rank = rank_of(TAIL, known.size)
    return float(np.partition(known, rank - 1)[rank - 1])


def _beyond(npv: Row, end: float) -> Row:
    """What a path adds to the shortfall: q - (q - x)+ / share; its mean is the shortfall.

    The interval is that of `riskcloud.risk.expected_shortfall`, of the difference.
    """
    return end - np.maximum(end - npv, 0.0) / TAIL


def _inputs(then: Manifest, now: Manifest) -> list[Replaced]:
    """The operator's fields first: they are what a desk changes."""
    found = field_changes(then.identity.scenario, now.identity.scenario)
    return sorted(found, key=lambda one: not one.name.startswith("operator."))


def _versions(then: Manifest, now: Manifest) -> Iterator[Replaced]:
    ours, theirs = (
        {
            **one.packages,
            "results version": str(one.identity.results_version),
            "stream version": str(one.identity.stream_version),
        }
        for one in (then, now)
    )
    return field_changes(ours, theirs)
