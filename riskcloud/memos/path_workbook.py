"""Workbooks of a path: where a finished run, its scenario and the report meet."""

from pathlib import Path

from riskcloud.columns import OUTCOMES
from riskcloud.columns.units import in_currency
from riskcloud.compilation.selection import Selection
from riskcloud.memos.assumptions import assumptions_of, structure_of
from riskcloud.memos.provenance import commands_of, scenario_text, versions
from riskcloud.memos.run_figures import run_figures
from riskcloud.memos.stresses import stresses_of
from riskcloud.outcomes.atomic import write_whole
from riskcloud.report.workbook import build
from riskcloud.report.workbook.inputs import Fleet, PathInput, WorkbookInputs
from riskcloud.run import Result, RunRefusedError, open_run
from riskcloud.run.path_inputs import path_inputs
from riskcloud.run.replaying import path_ledger

SCENARIO = "scenario.json"
STEM = "workbook"
"""Of every file: a run of more paths takes away what begins with it."""


def workbook(run: Result | str | Path, path: int, file: str | Path | None = None) -> Path:
    """Write the workbook of a path of a run, given as a result or as its folder.

        riskcloud.workbook(result, 12)                  # workbook-12.xlsx in the run folder
        riskcloud.workbook("runs/small", 12, "a.xlsx")

    file: appears whole or not at all.  Returns it.  Raises RunRefusedError for a path that
    the run does not have, or if the package XlsxWriter is not installed.
    """
    result = run if isinstance(run, Result) else open_run(run)
    given = inputs_of(result, path)
    place = result.folder / f"{STEM}-{path}.xlsx" if file is None else Path(file)
    try:
        made = build.workbook(given)
    except ModuleNotFoundError as error:
        raise RunRefusedError(
            f"workbook: needs the package {error.name}; pip install 'riskcloud[memo]'"
        ) from None
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, made)
    return place


def inputs_of(result: Result, path: int) -> WorkbookInputs:
    """The finished values of a path that a workbook is made of."""
    outcomes = result.outcomes_of(path)
    columns, values = path_ledger(result.compiled, path)
    chosen, found = path_inputs(result.scenario, result.compiled, path)
    currency = result.compiled.currency
    return WorkbookInputs(
        path=path,
        replay={one.name: values[:, i].tolist() for i, one in enumerate(columns)},
        units={one.name: in_currency(one.unit, currency) for one in columns},
        meanings={one.name: one.meaning for one in columns},
        inputs=tuple(
            PathInput(one.path, in_currency(one.unit, currency), value) for one, value in found
        ),
        fleet=_fleet(chosen, result),
        outcomes=outcomes,
        outcome_units={one.name: in_currency(one.unit, currency) for one in OUTCOMES},
        outcome_meanings={one.name: one.meaning for one in OUTCOMES},
        run=run_figures(result),
        assumptions=structure_of({one.path: value for one, value in found})
        | assumptions_of(result.scenario),
        versions=versions(),
        commands=commands_of(result, [path], SCENARIO),
        scenario=tuple(scenario_text(result, is_ascii=True).splitlines()),
        stresses=stresses_of(result, path),
    )


def _fleet(chosen: Selection, result: Result) -> Fleet:
    ids = {kind: [item.id for item in items] for kind, items in chosen.items.items()}
    rented = [ids["cohort"][place] for place in chosen.customer_cohort]
    chips = [ids["chip"][place] for place in chosen.cohort_chip]
    return Fleet(
        cohorts=tuple(zip(ids["cohort"], chips, strict=True)),
        customers=tuple(zip(ids["customer"], rented, strict=True)),
        region=ids["region"][chosen.region],
        first_region=ids["region"][0],
        first_chip=ids["chip"][0],
        horizon=result.compiled.horizon,
    )
