"""Bad files made from the declarations of a model: each with the line that is at fault."""

from collections.abc import Iterator
from typing import NamedTuple

from riskcloud.model.base import Part, numbers
from riskcloud.model.numbers import facts


class Bad(NamedTuple):
    """A text, the line at fault, and a word that its error must hold."""

    name: str
    text: str
    line: int
    word: str


BAD_NUMBERS = {
    "text": ("high", "a number or a distribution"),
    "quoted": ('"0.2"', "a number or a distribution"),
    "boolean": ("true", "a number or a distribution"),
    "list": ("[1, 2]", "a number or a distribution"),
    "nothing": ("", "a number or a distribution"),
    "nan": (".nan", "a finite number"),
    "infinity": ("-.inf", "a finite number"),
    "overflow": ("1e999", "a finite number"),
    "long": ("9" * 380, "a finite number"),
    "no distribution": ("{}", "one distribution"),
    "two distributions": ("{uniform: [1, 2], triangular: [1, 2, 3]}", "one distribution"),
    "near distribution": ("{trianglar: [1, 2, 3]}", "did you mean triangular?"),
    "two corners": ("{triangular: [1, 2]}", "[low, mode, high]"),
    "falling": ("{triangular: [3, 2, 1]}", "rising order"),
    "point": ("{uniform: [1, 1]}", "rising order"),
    "nan corner": ("{uniform: [1, .nan]}", "a finite number"),
    "text corner": ("{uniform: [1, b]}", "[low, high] as numbers"),
    "list for mapping": ("{normal: [1, 2]}", "{mean: ..., sd: ...}"),
    "no sd": ("{normal: {mean: 1}}", "sd in"),
    "sd zero": ("{normal: {mean: 1, sd: 0}}", "an sd above 0"),
    "unknown parameter": ("{normal: {mean: 1, sdd: 1}}", "did you mean sd?"),
    "negative median": ("{lognormal: {median: -1, p90: 2}}", "a median above 0"),
    "both spreads": ("{lognormal: {median: 1, p90: 2, log_sd: 1}}", "either p90 or log_sd"),
    "p90 low": ("{lognormal: {median: 2, p90: 1}}", "a p90 above the median"),
    "alpha zero": ("{beta: {alpha: 0, beta: 1}}", "alpha above 0"),
    "no values": ("{choice: {values: []}}", "at least one value"),
    "weights short": ("{choice: {values: [1, 2], weights: [1]}}", "2 weights"),
    "weight negative": ("{choice: {values: [1, 2], weights: [2, -1]}}", "0 or more"),
    "weights zero": ("{choice: {values: [1, 2], weights: [0, 0]}}", "sum above 0"),
    "clipped": ("{uniform: [0.1, 0.2], max: 0.19}", "clip 10 %"),
    "bounds crossed": ("{uniform: [0.1, 0.2], min: 1, max: 0}", "min below max"),
    "alias": ("*other", "the value written out"),
    "anchor": ("&other 1", "without an anchor"),
    "tag": ("!!float 1", "without a tag"),
    "open bracket": ("{uniform: [1, 2", "YAML 1.2"),
}


def bad_numbers(path: str) -> Iterator[Bad]:
    """One file for each way to give a wrong number at ``path``, which crosses no list."""
    head, line = _head(path)
    for name, (value, word) in BAD_NUMBERS.items():
        yield Bad(f"{path}: {name}", f"{head} {value}\n", line, word)


def bad_names(path: str) -> Iterator[Bad]:
    """The last name of ``path`` misspelt, and given twice."""
    head, line = _head(path)
    name = path.rsplit(".", 1)[-1]
    wrong = head.rstrip(":") + "x: 1\n"
    yield Bad(f"{path}: misspelt", wrong, line, f"did you mean {name}?")
    indent = "  " * path.count(".")
    yield Bad(f"{path}: twice", f"{head} 1\n{indent}{name}: 1\n", line + 1, "each name once")


def out_of_bounds(part: Part) -> Iterator[Bad]:
    """A number just outside each bound of each number that is not in a list."""
    for path, _, field in numbers(part):
        bounds = facts(field).bounds
        outside = {
            "at least": bounds.at_least and bounds.at_least - 1,
            "at most": bounds.at_most and bounds.at_most + 1,
            "above": bounds.above,
            "below": bounds.below,
        }
        if bounds.at_least == 0:
            outside["at least"] = -1.0
        head, line = _head(path)
        for word, value in outside.items():
            if value is not None and not _is_in_list(part, path):
                yield Bad(f"{path}: not {word}", f"{head} {value}\n", line, word)


def _is_in_list(part: Part, path: str) -> bool:
    value: object = part
    for name in path.split("."):
        if isinstance(value, tuple):
            return True
        value = getattr(value, name)
    return False


def _head(path: str) -> tuple[str, int]:
    """Nested block mappings down to ``path``, after a comment, and the line of the last name."""
    names = path.split(".")
    lines = ["# a scenario"] + ["  " * i + name + ":" for i, name in enumerate(names)]
    return "\n".join(lines), len(lines)
