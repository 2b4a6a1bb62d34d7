"""Compare operators on the same futures: an ordinary run each, then differences path by path."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from riskcloud.engine import blocks
from riskcloud.model.scenario import Scenario
from riskcloud.outcomes import RunFolder, read_chunks
from riskcloud.outcomes.identity import digest
from riskcloud.risk.comparison import ABOVE_WACC, PAIRED, RANKED, Comparison
from riskcloud.risk.paired import Pair, PairedSums
from riskcloud.run import Result, RunRefusedError
from riskcloud.run.host import refuse_too_many
from riskcloud.run.identity import identity_of
from riskcloud.run.progress import Report
from riskcloud.run.reading_back import as_float
from riskcloud.run.simulation import RUNS
from riskcloud.study.comparison_files import operator_folder, write_comparison
from riskcloud.study.comparison_table import as_text
from riskcloud.study.entrants import Entrant, entrants
from riskcloud.study.figures import cautions, figures_of
from riskcloud.study.running import Finished, Settings, run_all


class StudyFailedError(Exception):
    """No operator could be run; the message has a line for each."""


@dataclass(frozen=True)
class Compared:
    """A comparison and the folder that holds it, with a run folder for each operator."""

    folder: Path
    comparison: Comparison

    def run(self, operator: str) -> Path:
        """The run folder of an operator, for `riskcloud.open_run`."""
        return operator_folder(self.folder, operator)

    def __repr__(self) -> str:
        return f"{as_text(self.comparison)}\nfolder: {self.folder}"


def compare(
    operators: Sequence[str | Path | Scenario],
    market: str | Path | None = None,
    paths: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    out: str | Path | None = None,
    progress: Report | None = None,
    overrides: Sequence[str] = (),
) -> Compared:
    """Run operators on the same futures and set them side by side.

    operators: operator files, scenario files, names of files in configs/operators, or
        scenarios; the first is what the others are compared with.
    market: a market file for all of them; unless given, that of a scenario file, and
        configs/markets/2026-11.yaml for an operator file.
    paths, seed: those of the first scenario unless given.
    out: the folder, ``runs/compare-<digest>`` unless given; a run that was stopped goes on.
    overrides: ``path.to.field=value``, laid on every operator that is read from a file.
    Raises ScenarioError for a bad file, RunRefusedError for what cannot be compared and
    StudyFailedError if no operator could be run; one that fails alone is in ``failed``.
    """
    found = entrants(operators, market, overrides)
    first = found[0].scenario.run
    settings = Settings(
        first.paths if paths is None else paths, first.seed if seed is None else seed, threads
    )
    folder = Path(out) if out is not None else _default_folder(found, settings.seed)
    if folder.exists() and not folder.is_dir():
        raise RunRefusedError(f"{folder}: found a file, expected a folder")
    refuse_too_many(settings.paths * len(found), folder, "paths of all operators")
    finished = run_all(found, settings, folder, progress)
    if not finished.results:
        raise StudyFailedError("\n".join(f"{k}: {why}" for k, why in finished.failed.items()))
    comparison = _comparison(found, settings, finished)
    write_comparison(folder, comparison)
    return Compared(folder, comparison)


def _default_folder(found: Sequence[Entrant], seed: int) -> Path:
    """The same operators and seed have the same folder: raised paths keep those they have."""
    digests = [[one.name, identity_of(one.scenario, seed).digest] for one in found]
    return RUNS / f"compare-{digest({'operators': digests})[:8]}"


def _comparison(found: Sequence[Entrant], settings: Settings, finished: Finished) -> Comparison:
    done = [one for one in found if one.name in finished.results]
    figures = tuple(figures_of(one, finished.results[one.name].summary) for one in done)
    market = done[0].scenario.market
    return Comparison(
        market=market.name,
        currency=market.currency,
        seed=settings.seed,
        paths=settings.paths,
        operators=figures,
        pairs=tuple(_pairs(finished.results, settings.paths)),
        failed=finished.failed,
        cautions=cautions(figures),
    )


def _pairs(results: dict[str, Result], paths: int) -> Iterator[Pair]:
    """Every pair, from the stored parts: a block of each operator is in memory at a time."""
    sums = PairedSums(tuple(results), RANKED)
    wanted = list(blocks(0, paths))
    readers = [
        read_chunks(RunFolder(result.folder).parts, wanted, PAIRED) for result in results.values()
    ]
    for chunks in zip(*readers, strict=True):
        rows = {
            name: np.array([as_float(chunk.columns[name]) for chunk in chunks]) for name in PAIRED
        }
        sums.add(rows | {ABOVE_WACC: _at_or_above_zero(rows["project_npv"])})
    return sums.pairs()


def _at_or_above_zero(npv: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 where the IRR is at or above the hurdle, 0 where below, NaN where nothing is known."""
    above: NDArray[np.float64] = np.where(np.isnan(npv), np.nan, npv >= 0.0)
    return above
