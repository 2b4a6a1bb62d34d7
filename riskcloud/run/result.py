"""A run, finished or opened again: its summary, outcomes, replays and fans."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from riskcloud.columns import OUTCOMES
from riskcloud.columns.units import in_currency
from riskcloud.compilation import Compiled
from riskcloud.engine import Block, blocks
from riskcloud.model.scenario import Scenario
from riskcloud.outcomes import RunFolder, read_frame
from riskcloud.risk.anatomy import Anatomy
from riskcloud.risk.fans import Fan
from riskcloud.risk.risk_summary import RiskSummary
from riskcloud.risk.shapes import Shapes
from riskcloud.run import fan_replay, replaying, shaping
from riskcloud.run.anatomy import tail_anatomy
from riskcloud.run.internal_rates import InternalRates, rates_of_ledger
from riskcloud.run.path_outcomes import check_path, path_outcomes
from riskcloud.run.reading_back import count_stored
from riskcloud.run.summarise import summarise
from riskcloud.run.table import as_html, as_text
from riskcloud.run.tally import Tally

if TYPE_CHECKING:
    import pandas as pd


class Result:
    """A run folder with what is known of it.

    folder: the run folder.  scenario: after defaults and overrides.  compiled: its arrays.
    """

    def __init__(
        self,
        folder: Path,
        scenario: Scenario,
        compiled: Compiled,
        summary: RiskSummary | None = None,
        shapes: Shapes | None = None,
    ) -> None:
        self.folder = folder
        self.scenario = scenario
        self.compiled = compiled
        self._run = RunFolder(folder)
        if summary is not None:
            self.summary = summary
        if shapes is not None:
            self.shapes = shapes

    @property
    def paths(self) -> int:
        return self._run.manifest.paths

    @cached_property
    def summary(self) -> RiskSummary:
        """Figures with intervals; counted from the stored parts if the run was opened."""
        run, compiled, tally = self._run, self.compiled, self._tally
        return summarise(
            self.scenario.name, run.manifest.identity, compiled, run.parts, self._blocks(), tally
        )

    @cached_property
    def shapes(self) -> Shapes:
        """Distributions that pictures draw; counted from the stored parts if opened."""
        return shaping.shapes(self._tally, self.compiled)

    @cached_property
    def _tally(self) -> Tally:
        tally = Tally()
        count_stored(self._run.parts, self._blocks(), tally)
        return tally

    def outcomes(self, columns: Sequence[str] | None = None) -> "pd.DataFrame":
        """Outcome columns of every path, the path as index; all columns unless named.

        Missing floats are NaN, whole numbers nullable.  All of it is in memory at once: ask
        for few columns of a long run.  Units and meanings are in ``frame.attrs``.
        """
        names = [column.name for column in OUTCOMES] if columns is None else list(columns)
        frame = read_frame(self._run.parts, self._blocks(), names)
        asked = [column for column in OUTCOMES if column.name in names]
        frame.attrs["units"] = {
            column.name: in_currency(column.unit, self.compiled.currency) for column in asked
        }
        frame.attrs["meanings"] = {column.name: column.meaning for column in asked}
        return frame

    def outcomes_of(self, path: int) -> dict[str, float]:
        """Every outcome of one path, in declared order; NaN where missing."""
        return path_outcomes(self._run, path)

    def replay(self, path: int) -> "pd.DataFrame":
        """The ledger of one path, month by month: the numbers that the simulation summed."""
        check_path(self._run, path)
        return replaying.replay_path(self.compiled, path)

    def internal_rates(self, path: int) -> dict[str, InternalRates]:
        """Every internal rate of one path's flows: of project, equity and lender.

        Where the status is "multiple" the outcomes have their number, least and greatest only.
        """
        return rates_of_ledger(self.replay(path))

    def fans(self) -> dict[str, Fan]:
        """Fans by month from replaying the first 4,096 paths, with single paths, by name."""
        return self._fans

    @cached_property
    def _fans(self) -> dict[str, Fan]:
        return fan_replay.fans(self.compiled, self.summary)

    def anatomy(self) -> Anatomy | None:
        """What made the worst 5 % by equity NPV; None where that is too few paths to tell."""
        return self._anatomy

    @cached_property
    def _anatomy(self) -> Anatomy | None:
        return tail_anatomy(self.compiled, self._run.parts, self._blocks())

    def _blocks(self) -> list[Block]:
        return list(blocks(0, self.paths))

    def __repr__(self) -> str:
        return f"{as_text(self.summary)}\nfolder: {self.folder}"

    def _repr_html_(self) -> str:
        return as_html(self.summary, str(self.folder))
