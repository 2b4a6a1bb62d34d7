"""Bad scenario files made from the declarations of the whole scenario, one or two a field."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic.fields import FieldInfo

from riskcloud.model.annotations import kinds
from riskcloud.model.base import Part
from riskcloud.model.numbers import facts
from riskcloud.model.scenario import Scenario
from riskcloud.model.shape import entry_of, is_list, is_number, part_of
from riskcloud.model.writing import in_yaml
from tests.model.malformed import Bad

Keys = tuple[str | int, ...]

OPERATOR = {
    "name": "small",
    "cohorts": [{"id": "first", "chip": "h100", "gpus": 100.0, "price": 30000.0}],
    "customers": [{"id": "anchor", "cohort": "first", "gpus": 50.0, "price": 2.0}],
}

BAD_NUMBERS = {
    ".nan": "a finite number",
    "-.inf": "a finite number",
    "1e999": "a finite number",
    "high": "a number or a distribution",
    "true": "a number or a distribution",
    '"0.2"': "a number or a distribution",
    "[1, 2, 3]": "a number or a distribution",
    "2026-11-01": "a number or a distribution",
    "{}": "one distribution",
    "{trianglar: [1, 2, 3]}": "did you mean triangular?",
    "{triangular: [3, 2, 1]}": "rising order",
    "{normal: {mean: .nan, sd: 1}}": "a finite number",
    "{lognormal: {median: 1}}": "either p90 or log_sd",
    "{uniform: [0.1, 0.2], max: 0.15}": "clip 50 %",
    "*other": "the value written out",
    "&other 1": "without an anchor",
}
BAD_COUNTS = {
    "1.5": "a whole number",
    ".nan": "a whole number",
    "soon": "a whole number",
    "true": "a whole number",
    "{uniform: [1, 2]}": "cannot be a distribution",
    "-7": "at least",
    "[1]": "a whole number",
}
BAD_FLAGS = {"yes": "true or false", "1": "true or false", "{}": "true or false"}
BAD_WORDS = {"3": "", "true": "", "[a]": "", "{a: 1}": "", ".nan": ""}


def bad_files() -> Iterator[Bad]:
    """Each field of the scenario with a wrong value, and with its name misspelt."""
    for place, (keys, field) in enumerate(leaves(Scenario, ())):
        wrong = _wrong_values(field)
        value, word = list(wrong.items())[place % len(wrong)]
        yield _bad(keys, value, word)
        if isinstance(keys[-1], str) and len(keys[-1]) > 2:
            name = keys[-1]
            text, line = _file(keys, name + "x: 1")
            yield Bad(f"{_dotted(keys)} misspelt", text, line, f'the unknown field "{name}x"')


def leaves(kind: type[Part], above: Keys) -> Iterator[tuple[Keys, FieldInfo]]:
    """Every field that is no part and no list of parts."""
    for name, field in kind.model_fields.items():
        part = part_of(field)
        entry = entry_of(field)
        if part is not None:
            yield from leaves(part, (*above, name))
        elif entry is not None:
            yield from leaves(entry, (*above, name, 0))
        elif is_list(field):
            yield (*above, name, 0), field
        else:
            yield (*above, name), field


def _wrong_values(field: FieldInfo) -> dict[str, str]:
    if is_number(field):
        outside = facts(field).bounds.at_least
        below = {} if outside is None else {str(outside - 1.0): "at least"}
        return BAD_NUMBERS | below
    if float in kinds(field.annotation):
        return {".nan": "number", "high": "number", "{uniform: [0, 1]}": "cannot be a distrib"}
    if bool in kinds(field.annotation):
        return BAD_FLAGS
    if int in kinds(field.annotation):
        bounded = facts(field).bounds.at_least is not None
        return {k: v for k, v in BAD_COUNTS.items() if bounded or v != "at least"}
    words = get_args(field.annotation)
    if words and all(isinstance(word, str) for word in words):
        return {f"{words[0]}s": "one of", "3": "one of"}
    return BAD_WORDS


def _bad(keys: Keys, value: str, word: str) -> Bad:
    name = keys[-1]
    text, line = _file(keys, value if isinstance(name, int) else f"{name}: {value}")
    return Bad(f"{_dotted(keys)}={value}", text, line, word)


def _dotted(keys: Keys) -> str:
    return ".".join(map(str, keys))


def _file(keys: Keys, wrong: str) -> tuple[str, int]:
    """A small scenario in block style with ``wrong`` in the place of ``keys``, and its line."""
    document: dict[str, Any] = {"operator": OPERATOR}
    lines: list[str] = []
    holder = _filled(document, keys[:-1])
    hit = _emit(holder, keys, wrong, 0, lines)
    return "\n".join(lines) + "\n", hit


def _filled(document: Any, keys: Keys) -> Any:
    """``document`` with what must stand along ``keys``: lists get their default items."""
    made = Scenario.model_validate(document).model_dump(mode="json")
    value, default = dict(document), made
    root = value
    for key in keys:
        default = default[key]
        if isinstance(key, int):
            value = value[key]
            continue
        old = value.get(key)
        if isinstance(default, list):
            new: Any = [dict(one) if isinstance(one, dict) else one for one in old or default]
            if not new and key.endswith("correlation"):
                new = [{"between": ["rate", "inference"], "correlation": 0.1}]
                default = new
        else:
            new = dict(old or {})
        value[key] = new
        value = new
    return root


def _emit(node: Any, keys: Keys, wrong: str, depth: int, lines: list[str]) -> int:
    """Write ``node``; returns the line on which ``wrong`` stands, 0 if not below here."""
    pad = "  " * depth
    hit = 0
    if isinstance(node, list):
        for place, one in enumerate(node):
            mine = keys[1:] if keys and keys[0] == place else ()
            if keys and keys[0] == place and len(keys) == 1:
                lines.append(f"{pad}- {wrong}")
                hit = len(lines)
            elif isinstance(one, dict):
                lines.append(f"{pad}-")
                hit = _emit(one, mine, wrong, depth + 1, lines) or hit
            else:
                lines.append(f"{pad}- {in_yaml(one)}")
        return hit
    for name, one in node.items():
        if len(keys) == 1 and keys[0] == name:
            continue
        below = keys[1:] if len(keys) > 1 and keys[0] == name else ()
        if below and isinstance(one, dict | list):
            lines.append(f"{pad}{name}:")
            hit = _emit(one, below, wrong, depth + 1, lines) or hit
        else:
            lines.append(f"{pad}{name}: {in_yaml(one)}")
    if len(keys) == 1:
        lines.append(f"{pad}{wrong}")
        hit = len(lines)
    return hit
