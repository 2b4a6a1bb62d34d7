"""From what a scenario file holds to a number: a float or a distribution."""

from collections.abc import Callable

from riskcloud.model.distributions import (
    Beta,
    Choice,
    Distribution,
    Lognormal,
    Normal,
    Triangular,
    Uniform,
)
from riskcloud.model.faults import fault, finite, near_name

EXPECTED = "a number or a distribution"
BOUNDS = ("min", "max")

Bounded = dict[str, float]


def parse_number(value: object) -> float | Distribution:
    """A float or a distribution; anything else is a fault that says where it lies."""
    if isinstance(value, Distribution):
        return value
    if not isinstance(value, dict):
        return finite(value, expected=EXPECTED)
    kind = _kind(value)
    bounds = {name: finite(value[name], (name,)) for name in BOUNDS if name in value}
    return PARSERS[kind](value[kind], bounds)


def _kind(value: dict[object, object]) -> str:
    kinds = [key for key in value if key not in BOUNDS]
    for key in kinds:
        if key not in PARSERS:
            expected = "one of " + ", ".join((*PARSERS, *BOUNDS))
            raise fault(expected, (str(key),), near_name(key, [*PARSERS, *BOUNDS]))
    if len(kinds) != 1:
        raise fault("one distribution, such as {triangular: [low, mode, high]}")
    return str(kinds[0])


def _listed(kind: str, body: object, names: tuple[str, ...]) -> list[float]:
    form = "[" + ", ".join(names) + "]"
    if not isinstance(body, list | tuple) or len(body) != len(names):
        raise fault(form, (kind,))
    return [finite(value, (kind, i), f"{form} as numbers") for i, value in enumerate(body)]


def _named(kind: str, body: object, needed: tuple[str, ...], others: tuple[str, ...]) -> Bounded:
    names = needed + others
    form = "{" + ", ".join(f"{name}: ..." for name in needed + others[:1]) + "}"
    if not isinstance(body, dict):
        raise fault(form, (kind,))
    for key in body:
        if key not in names:
            raise fault("one of " + ", ".join(names), (kind, str(key)), near_name(key, [*names]))
    for name in needed:
        if name not in body:
            raise fault(f"{name} in {form}", (kind,))
    return {str(key): finite(value, (kind, str(key))) for key, value in body.items()}


def _triangular(body: object, bounds: Bounded) -> Distribution:
    low, mode, high = _listed("triangular", body, ("low", "mode", "high"))
    return Triangular(low=low, mode=mode, high=high, **bounds)


def _uniform(body: object, bounds: Bounded) -> Distribution:
    low, high = _listed("uniform", body, ("low", "high"))
    return Uniform(low=low, high=high, **bounds)


def _normal(body: object, bounds: Bounded) -> Distribution:
    return Normal(**_named("normal", body, ("mean", "sd"), ()), **bounds)


def _lognormal(body: object, bounds: Bounded) -> Distribution:
    return Lognormal(**_named("lognormal", body, ("median",), ("p90", "log_sd")), **bounds)


def _beta(body: object, bounds: Bounded) -> Distribution:
    return Beta(**_named("beta", body, ("alpha", "beta"), ("low", "high")), **bounds)


def _choice(body: object, bounds: Bounded) -> Distribution:
    if not isinstance(body, dict) or not {"values"} <= set(body) <= {"values", "weights"}:
        raise fault("{values: [...], weights: [...]}", ("choice",))
    lists: dict[str, tuple[float, ...]] = {}
    for name, given in body.items():
        if not isinstance(given, list | tuple):
            raise fault("a list of numbers", ("choice", str(name)))
        lists[str(name)] = tuple(
            finite(value, ("choice", str(name), i)) for i, value in enumerate(given)
        )
    values = lists["values"]
    weights = lists.get("weights", (1.0,) * len(values))
    return Choice(values=values, weights=weights, **bounds)


PARSERS: dict[str, Callable[[object, Bounded], Distribution]] = {
    "triangular": _triangular,
    "lognormal": _lognormal,
    "normal": _normal,
    "uniform": _uniform,
    "beta": _beta,
    "choice": _choice,
}
"""Every distribution that a file may give, by its key."""
