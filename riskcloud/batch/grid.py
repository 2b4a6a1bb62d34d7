"""From a plan to its scenarios: every entry crossed with every axis, each with a name.

Groups of axes are crossed each by itself, after the entries.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from riskcloud.batch.plan import NO_STRESS, Axes, PlanFile
from riskcloud.model.reading import ScenarioError, read, read_yaml
from riskcloud.model.reading.errors import refuse
from riskcloud.model.scenario import Scenario
from riskcloud.run.job import Job, job_of
from riskcloud.study.overlay import Override, Stress, override, placed, read_stress

_LONGEST = 200
"""Characters of a name: with ``scenario=`` it is a folder."""


@dataclass(frozen=True)
class Case:
    """One scenario of a batch.

    axes: where it stands on each axis, in words; a column each in the batch's table.
    """

    name: str
    job: Job
    axes: dict[str, str]


@dataclass(frozen=True)
class _Choice:
    """One value of one axis."""

    axis: str
    word: str
    overrides: tuple[Override, ...] = ()
    stress: Stress | None = None


_Choices = tuple[_Choice, ...]
_Keys = tuple[str | int, ...]


def cases_of(file: PlanFile, threads: int | None = None) -> list[Case]:
    """Every scenario of a plan, in its order.  Raises ScenarioError, one line a fault."""
    cases, faults = [], dict[str, None]()
    for number, choices in _combinations(file):
        try:
            cases.append(_case(file, number, choices, threads))
        except ScenarioError as error:
            faults |= dict.fromkeys(error.lines)
    if faults:
        raise ScenarioError(list(faults))
    _refuse_twins(file, cases)
    return cases


def _combinations(file: PlanFile) -> Iterator[tuple[int | None, _Choices]]:
    """Each entry by its number, or none, with one choice of every axis."""
    plan = file.plan
    if plan.scenarios or plan.axes.operators:
        entries = range(len(plan.scenarios)) if plan.scenarios else [None]
        yield from product(entries, _crossed(file, plan.axes, ("axes",)))
    for i, group in enumerate(plan.groups):
        yield from product([None], _crossed(file, group, ("groups", i)))


def _crossed(file: PlanFile, axes: Axes, keys: _Keys) -> list[_Choices]:
    return list(product(*_axes(file, axes, keys)))


def _axes(file: PlanFile, axes: Axes, keys: _Keys) -> Iterator[list[_Choice]]:
    """The axes that have values.  One with a single value is in every name all the same: a
    list that grows later leaves the names that there are.

    keys: where the axes stand in the plan.
    """
    for axis, field, names in (
        ("operator", "operator", axes.operators),
        ("market", "market", axes.markets),
    ):
        if names:
            places = (file.place(*keys, f"{axis}s", i) for i in range(len(names)))
            yield [
                _Choice(axis, _slug(Path(n).stem), (override(field, str(file.beside(n)), at),))
                for n, at in zip(names, places, strict=True)
            ]
    for field, values in axes.fields.items():
        place = file.place(*keys, "fields", field)
        last = field.rpartition(".")[2]
        yield [
            _Choice(field, _slug(f"{last}-{_word(value)}"), (override(field, value, place),))
            for value in values
        ]
    if axes.stresses:
        yield [
            _stress(file, name, file.place(*keys, "stresses", i))
            for i, name in enumerate(axes.stresses)
        ]


def _stress(file: PlanFile, name: str, place: str) -> _Choice:
    if name == NO_STRESS:
        return _Choice("stress", NO_STRESS)
    return _Choice("stress", _slug(Path(name).stem), (), read_stress(file.beside(name), place))


def _case(file: PlanFile, number: int | None, choices: _Choices, threads: int | None) -> Case:
    entry = None if number is None else file.plan.scenarios[number]
    words = [choice.word for choice in choices]
    if entry is not None:
        words.insert(0, _slug(entry.name or Path(entry.file).stem))
    name = "_".join(words)
    if len(name) > _LONGEST:
        raise refuse(str(file.path), f'the name "{name}"', f"at most {_LONGEST} characters")
    plain = [*_settings(file, number), *(one for choice in choices for one in choice.overrides)]
    scenario = _read(file, number, plain)
    for choice in choices:
        if choice.stress is not None:
            plain += choice.stress.overrides(scenario)
            scenario = _read(file, number, plain)
    job = job_of(scenario.model_copy(update={"name": name}), threads=threads)
    return Case(name, job, {choice.axis: choice.word for choice in choices})


def _settings(file: PlanFile, number: int | None) -> Iterator[Override]:
    """Paths and seed of an entry, or else of the plan, under whatever an axis says of them."""
    for name in ("paths", "seed"):
        keys: _Keys = (name,)
        value = getattr(file.plan, name)
        if number is not None and (own := getattr(file.plan.scenarios[number], name)) is not None:
            value, keys = own, ("scenarios", number, name)
        if value is not None:
            yield override(f"run.{name}", value, file.place(*keys))


def _read(file: PlanFile, number: int | None, overrides: Sequence[Override]) -> Scenario:
    """The scenario, with the places of the plan and its overlays in whatever is wrong."""
    texts = [one.text for one in overrides]
    with placed(overrides):
        if number is None:
            return read_yaml("{}", Scenario, texts)
        base = file.beside(file.plan.scenarios[number].file)
        return read(base, Scenario, texts, file.place("scenarios", number, "file"))


def _slug(words: str) -> str:
    """Letters, digits, dots and hyphens: safe in folders, in URLs and as a Hive partition."""
    return re.sub(r"[^a-z0-9.-]+", "-", words.lower()).strip("-.") or "-"


def _word(value: object) -> str:
    """A value in a name; a number keeps its sign, and 1e+300 is not 1e-300."""
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    text = re.sub(r"(?<=[0-9]e)\+(?=[0-9])", "", text)
    return _slug(text) if isinstance(value, dict | list) else text


def _refuse_twins(file: PlanFile, cases: Sequence[Case]) -> None:
    seen: set[str] = set()
    for case in cases:
        if case.name in seen:
            raise refuse(f"{file.path}", f"two scenarios named {case.name}", "a name for each")
        seen.add(case.name)
