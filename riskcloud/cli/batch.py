"""``riskcloud batch``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskcloud.cli.exits import SOME_FAILED, resumable, run_errors_as_lines
from riskcloud.cli.progress import progress_bar
from riskcloud.cli.values import count

if TYPE_CHECKING:
    from riskcloud.batch.grid import Case
    from riskcloud.batch.plan import Plan
    from riskcloud.batch.running import Ended, Workers
    from riskcloud.engine.dask import Tls

_EXECUTORS = ("threads", "serial", "dask")
_STOPS_WITHIN = 4.0
"""Seconds: with the end of the process, five after a signal."""


def batch(
    plan: Annotated[Path, typer.Argument(help="Plan file (YAML).", metavar="PLAN")],
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Batch folder; runs/batch-<plan> if not given."),
    ] = None,
    executor: Annotated[
        str, typer.Option(metavar="NAME", help=f"{', '.join(_EXECUTORS)}. Changes no number.")
    ] = "threads",
    threads: Annotated[
        int | None,
        typer.Option(parser=count, metavar="K", help="Workers; all CPUs if not given."),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Dask scheduler that runs already; implies dask."),
    ] = None,
    tls: Annotated[
        str | None,
        typer.Option(metavar="CA,CERT,KEY", help="Files for a scheduler that asks for TLS."),
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where outcomes go, if not in DIR: s3://bucket/tonight."),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Run this scenario alone. Repeatable."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the scenarios and what they need; run none.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing but the batch folder.")
    ] = False,
) -> None:
    """Run many scenarios overnight: every one finished, or plainly reported.

    The plan names scenario files, or lists of operators, markets, stresses and field values
    to cross. Give the same command again and it goes on: finished blocks are never run twice.
    A scenario that fails does not stop the others; exit code 3 says that some have no figures.

    Examples:

        riskcloud batch configs/batches/overnight.yaml --dry-run

        riskcloud batch configs/batches/overnight.yaml --out runs/tonight

        riskcloud batch configs/batches/overnight.yaml --only aws_2026-11_glut
    """
    if executor not in _EXECUTORS:
        raise typer.BadParameter(
            f'found "{executor}", expected {", ".join(_EXECUTORS)}', param_hint="--executor"
        )
    if threads is not None and threads < 1:
        raise typer.BadParameter(f"found {threads}, expected 1 or more", param_hint="--threads")
    if tls is not None and scheduler is None:
        raise typer.BadParameter("found no --scheduler to speak it with", param_hint="--tls")
    again = f"to go on, run {_again()}"
    with run_errors_as_lines(), resumable(again, _STOPS_WITHIN):
        from riskcloud.batch.grid import cases_of
        from riskcloud.batch.plan import read_plan
        from riskcloud.batch.running import refuse_what_cannot_run, run_batch
        from riskcloud.batch.track import Destination
        from riskcloud.outcomes import Store

        file = read_plan(plan)
        workers = _workers(executor, threads, scheduler, tls)
        cases = cases_of(file, workers.count)
        chosen = _chosen(cases, only)
        folder = out if out is not None else Path("runs") / f"batch-{plan.stem}"
        destination = Destination(folder, None if store is None else Store(store))
        if dry_run:
            _show_grid(file.plan, chosen, workers.count)
            refuse_what_cannot_run(file.plan, cases, chosen, destination, workers)
            return
        if destination.store:
            destination.store.check()
        with progress_bar(quiet) as bar:
            ended = run_batch(file.plan, cases, destination, workers, bar, only or ())
    if not quiet:
        _show(file.plan, ended)
    print(folder if quiet else f"batch folder: {folder}")
    if ended.failures or ended.left or not ended.has_tables:
        raise typer.Exit(SOME_FAILED)


def _again() -> str:
    import shlex

    return shlex.join(["riskcloud", *sys.argv[1:]])


def _workers(
    executor: str, threads: int | None, scheduler: str | None, tls: str | None
) -> "Workers":
    from riskcloud.batch.running import dask_workers, local_workers
    from riskcloud.engine import available_cpus
    from riskcloud.engine.dask import is_installed

    count = available_cpus() if threads is None else threads
    if executor != "dask" and scheduler is None:
        return local_workers(1 if executor == "serial" else count)
    if not is_installed():
        expected = "dask.distributed: pip install 'riskcloud[dask]'"
        raise typer.BadParameter(f"not installed; expected {expected}", param_hint="--executor")
    return dask_workers(count, scheduler, _tls(tls))


def _tls(words: str | None) -> "Tls | None":
    from riskcloud.engine.dask import Tls

    if words is None:
        return None
    files = words.split(",")
    if len(files) != 3:
        raise typer.BadParameter(f'found "{words}", expected CA,CERT,KEY', param_hint="--tls")
    for file in files:
        if not Path(file).is_file():
            raise typer.BadParameter(f"{file}: not found", param_hint="--tls")
    return Tls(*files)


def _chosen(cases: "list[Case]", only: list[str] | None) -> "list[Case]":
    from riskcloud.model.faults import near_name

    known = {case.name: case for case in cases}
    for name in only or ():
        if name not in known:
            near = near_name(name, list(known))
            hint = f"; did you mean {near}?" if near else ""
            raise typer.BadParameter(f'no scenario "{name}"{hint}', param_hint="--only")
    return [known[name] for name in only] if only else cases


def _show_grid(plan: "Plan", cases: "list[Case]", workers: int) -> None:
    """The scenarios, each with what it needs, and all together."""
    from riskcloud.batch.budget import needs_of

    seen: dict[str, str] = {}
    for case in cases:
        digest = case.job.identity.digest
        twin = f"; the same paths as {seen[digest]}" if digest in seen else ""
        seen.setdefault(digest, case.name)
        print(f"{case.name}: seed {case.job.identity.seed}, {needs_of([case], workers)}{twin}")
    print(f"{plan.name}: {len(cases)} scenarios on {workers} workers, {needs_of(cases, workers)}")


def _show(plan: "Plan", ended: "Ended") -> None:
    """What is done, what failed and why, what is left."""
    from riskcloud.batch.precision import OPTIMISTIC

    print(f"{len(ended.done)} done, {len(ended.failures)} failed, {len(ended.left)} left")
    if plan.stop:
        print(OPTIMISTIC)
    for failure in ended.failures:
        print(f"failed: {failure}", file=sys.stderr)
    if ended.stopped:
        print(f"stopped early: {ended.stopped}", file=sys.stderr)
    if ended.left:
        print(f"left: {', '.join(ended.left)}; the same command goes on", file=sys.stderr)
    elif not ended.has_tables:
        print("left: the tables of all scenarios; the same command goes on", file=sys.stderr)
