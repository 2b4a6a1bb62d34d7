"""Who is compared: operator files, scenario files and bare names, read into scenarios."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from riskcloud.model.faults import near_name
from riskcloud.model.operator import Operator
from riskcloud.model.reading import ScenarioError, read_yaml
from riskcloud.model.scenario import Scenario
from riskcloud.outcomes.identity import first_difference
from riskcloud.run import RunRefusedError, load
from riskcloud.run.identity import identity_of
from riskcloud.run.opening import kind_of

MARKET = Path("configs/markets/2026-11.yaml")
"""The market of operator files, beside the current folder."""

OPERATORS = Path("configs/operators")
"""Where a bare name is looked for, beside the current folder."""


@dataclass(frozen=True)
class Entrant:
    """One operator of a comparison; ``name`` is that of its folder, unlike any other's."""

    name: str
    scenario: Scenario


def entrants(
    operators: Sequence[str | Path | Scenario],
    market: str | Path | None,
    overrides: Sequence[str],
) -> list[Entrant]:
    """Read every operator into the one market.

    Raises ScenarioError for a bad file and RunRefusedError where the markets differ.
    """
    if not operators:
        raise RunRefusedError("operators: found none, expected at least one")
    taken: set[str] = set()
    found = [_entrant(one, market, overrides, taken) for one in operators]
    _refuse_other_markets(found)
    return found


def _entrant(
    given: str | Path | Scenario,
    market: str | Path | None,
    overrides: Sequence[str],
    taken: set[str],
) -> Entrant:
    if isinstance(given, Scenario):
        return Entrant(_unlike(given.name, taken), given)
    file = _file(given)
    name = _unlike(file.stem, taken)
    # JSON's quotes are YAML's: a path may hold any character.
    if kind_of(file) is Operator:
        parts = {"name": name, "market": str(market or MARKET), "operator": str(file)}
        # A name without a folder: the paths in it are relative to the working folder.
        return Entrant(name, read_yaml(json.dumps(parts), Scenario, overrides, f"operator {name}"))
    chosen = [] if market is None else [f"market={json.dumps(str(market))}"]
    return Entrant(name, load(file, [*chosen, *overrides]))


def _file(given: str | Path) -> Path:
    """A bare name stands for a file of `OPERATORS`, unless there is a file of that name."""
    path = Path(given)
    if path.exists() or path.name != str(given) or path.suffix:
        return path
    named = OPERATORS / f"{given}.yaml"
    if not named.exists():
        known = sorted(file.stem for file in OPERATORS.glob("*.yaml"))
        near = near_name(str(given), known)
        hint = f" (did you mean {near}?)" if near else ""
        expected = f"a file or one of {', '.join(known)}" if known else f"a file or {named}"
        raise ScenarioError([f'operator: found "{given}", expected {expected}{hint}'])
    return named


def _unlike(name: str, taken: set[str]) -> str:
    """The name in letters that a folder may have, numbered if it is taken."""
    slug = "".join(c if c.isalnum() else "-" for c in name.lower()).strip("-") or "operator"
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    taken.add(free)
    return free


def _refuse_other_markets(found: Sequence[Entrant]) -> None:
    """Paths are the same futures only in one market: whatever is said of it must agree."""
    first = found[0]
    markets = [identity_of(one.scenario, 0).scenario["market"] for one in found]
    for other, market in zip(found[1:], markets[1:], strict=True):
        if differs := first_difference(markets[0], market, "market"):
            raise RunRefusedError(
                f"operators {first.name} and {other.name} are in different markets"
                f" ({differs}), expected one; --market names it"
            )
