"""Bad scenario files.  Each message is one line: file, line, field, found, expected."""


class ScenarioError(ValueError):
    """A scenario cannot be used.  ``lines`` has one message a fault, in the order of the model."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def refuse(place: str, found: str, expected: str, near: str | None = None) -> ScenarioError:
    """The error for one fault; ``place`` is "file:line: field" or "file:line"."""
    return ScenarioError([message(place, found, expected, near)])


def message(place: str, found: str, expected: str, near: str | None = None) -> str:
    """One line, whatever the file held."""
    hint = f" (did you mean {near}?)" if near else ""
    text = f"{place}: found {found}, expected {expected}{hint}"
    return "".join(c if c.isprintable() else "?" for c in text)
