"""What a field is: unit, meaning, default, source, bounds and how to write it."""

from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from riskcloud.model.base import Item, Part
from riskcloud.model.faults import near_name
from riskcloud.model.numbers import Bounds, Facts, facts
from riskcloud.model.shape import entry_of, is_list, is_number, part_of
from riskcloud.model.shipped import by_item, shipped_items
from riskcloud.model.writing import in_yaml, plain


class UnknownFieldError(LookupError):
    """No such field; the message is one line with a near name."""


@dataclass(frozen=True)
class Explanation:
    """A field, or a section with the names and meanings of its fields."""

    path: str
    facts: Facts
    default: object
    is_required: bool
    shipped: str
    may_be_distribution: bool
    examples: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]

    def text(self) -> str:
        """For a terminal, one fact a line."""
        lines = [self.path, f"  {self.facts.meaning}"]
        if self.fields:
            width = max(len(name) for name, _ in self.fields)
            return "\n".join(lines + [f"    {n:{width}}  {m}".rstrip() for n, m in self.fields])
        given = {
            "unit": self.facts.unit,
            "default": "none, it must be given" if self.is_required else in_yaml(self.default),
            "shipped": self.shipped,
            "source": self.facts.source,
            "bounds": self.facts.bounds.sentence(),
            "distribution": "yes" if self.may_be_distribution else "no",
        }
        lines += [f"  {name + ':':14}{value}" for name, value in given.items() if value]
        return "\n".join(lines + [f"  {'for example:':14}{one}" for one in self.examples])


def explain(path: str, kind: type[Part]) -> Explanation:
    """The explanation of ``path``, for instance "market.tightness.volatility".

    In lists of items an id may stand or not: ``operator.customers.anchor.price`` and
    ``operator.customers.price`` are the same field.  Raises UnknownFieldError.
    """
    holder: type[Part] | None = kind
    declared: FieldInfo | None = None
    names = path.split(".")
    after_list = False
    shipped: tuple[Item, ...] = ()
    for place, name in enumerate(names):
        if holder is not None and name in holder.model_fields:
            declared = holder.model_fields[name]
            holder = part_of(declared) or entry_of(declared)
            after_list = is_list(declared)
            shipped = shipped_items(declared) if after_list else shipped
        elif after_list and _is_entry(name, names[place + 1 :], holder):
            after_list = False
            shipped = tuple(item for item in shipped if item.id == name)
        else:
            raise _unknown(names, place, holder)
    assert declared is not None
    return _explanation(path, declared, holder, by_item(shipped, names[-1]))


def _is_entry(name: str, rest: list[str], holder: type[Part] | None) -> bool:
    """Whether a name that is no field is the id or index of an entry of a list."""
    if holder is None:
        return name.isdigit() and not rest
    if rest and rest[0] in holder.model_fields:
        return True
    return near_name(name, list(holder.model_fields)) is None


def _unknown(names: list[str], place: int, holder: type[Part] | None) -> UnknownFieldError:
    path = ".".join(names)
    if holder is None:
        return UnknownFieldError(f"{path}: {'.'.join(names[:place])} is a field without parts")
    known = list(holder.model_fields)
    near = near_name(names[place], known)
    wanted = f"did you mean {near}?" if near else "expected one of " + ", ".join(known)
    return UnknownFieldError(f'{path}: no field "{names[place]}" here; {wanted}')


def _explanation(
    path: str, declared: FieldInfo, holder: type[Part] | None, shipped: str
) -> Explanation:
    if holder is not None:
        fields = tuple((name, facts(one).meaning) for name, one in holder.model_fields.items())
        return Explanation(path, facts(declared), None, False, "", False, (), fields)
    default: Any = declared.get_default(call_default_factory=True, validated_data={})
    is_required = default is PydanticUndefined
    default = None if is_required else plain(default)
    number = is_number(declared)
    examples: tuple[str, ...] = ()
    if number and not is_list(declared):
        examples = _examples(path.rsplit(".", 1)[-1], default, facts(declared).bounds)
    known = facts(declared)
    return Explanation(path, known, default, is_required, shipped, number, examples, ())


def _examples(name: str, default: Any, bounds: Bounds) -> tuple[str, ...]:
    """The field with its default, or a number that is allowed, and with a distribution."""
    middle = float(default) if isinstance(default, int | float) else _allowed(bounds)
    spread = 0.2 * abs(middle) or 0.1
    corners = [middle - spread, middle, middle + spread]
    kept = [one for one in corners if bounds.hold(one, one)]
    forms = [in_yaml(default if isinstance(default, dict) else middle)]
    if kept[-1] > kept[0]:
        forms.append(in_yaml({"triangular": [kept[0], middle, kept[-1]]}))
        forms.append(in_yaml({"uniform": [kept[0], kept[-1]]}))
    return tuple(f"{name}: {form}" for form in forms)


def _allowed(bounds: Bounds) -> float:
    lows = [bound for bound in (bounds.at_least, bounds.above) if bound is not None]
    highs = [bound for bound in (bounds.at_most, bounds.below) if bound is not None]
    low = max(lows, default=None)
    high = min(highs, default=None)
    if low is not None and high is not None:
        return (low + high) / 2.0
    if low is not None:
        return max(1.0, low + 1.0)
    return 1.0 if high is None else min(1.0, high - 1.0)
