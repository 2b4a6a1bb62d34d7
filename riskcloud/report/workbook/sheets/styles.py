"""How cells look: inputs blue, formulas black, text inert."""

from typing import Any

from riskcloud.columns.units import is_money
from riskcloud.report.memo.content import one_line

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_COUNTED = ("GPUs", "GPU-hours", "kW", "MWh", "Mtokens", "accounts")
_LONGEST = 500
_BLUE, _GREY, _FILL = "#0000FF", "#7F7F7F", "#FFF9E5"


def is_inert(text: str) -> bool:
    """Whether no program takes it for a formula."""
    return not text.startswith(_DANGEROUS)


def inert(text: str, longest: int = _LONGEST) -> str:
    """A text on one line that no program takes for a formula, even when exported to CSV."""
    line = one_line(text, longest)
    return line if is_inert(line) else "'" + line


def number_format(unit: str) -> str:
    """By the unit of a figure."""
    if is_money(unit):
        return "#,##0;[Red]-#,##0;0"
    if unit in ("share", "1/year", "1/month"):
        return "0.00%"
    if unit in ("flag", "code"):
        return "0"
    if unit in _COUNTED:
        return "#,##0.0"
    if unit.startswith("month"):
        return '[>=1000000]"never";0'
    return "#,##0.0000;[Red]-#,##0.0000;0"


class Styles:
    """Formats of a workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        """A format with these properties of XlsxWriter."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({"font_size": 10, **properties})
        return self._made[key]

    @property
    def title(self) -> Any:
        return self.of(bold=True, font_size=14)

    @property
    def heading(self) -> Any:
        return self.of(bold=True, text_wrap=True, valign="bottom", bottom=1)

    @property
    def note(self) -> Any:
        return self.of(font_color=_GREY, italic=True)

    @property
    def text(self) -> Any:
        return self.of(valign="top")

    @property
    def beside(self) -> Any:
        """Text to the right of a number."""
        return self.of(valign="top", align="left", indent=1)

    @property
    def wrapped(self) -> Any:
        return self.of(text_wrap=True, valign="top")

    @property
    def words(self) -> Any:
        """In place of a number."""
        return self.of(align="right", valign="top", font_color=_GREY)

    def value(self, unit: str) -> Any:
        """A number that was put in."""
        return self.of(num_format=number_format(unit), font_color=_BLUE, valign="top")

    def live_input(self) -> Any:
        """A number that formulas read."""
        properties = {"num_format": "General", "font_color": _BLUE, "bg_color": _FILL}
        return self.of(**properties, valign="top")

    def dead_input(self) -> Any:
        return self.of(num_format="General", font_color=_GREY, valign="top")

    def formula(self, unit: str) -> Any:
        return self.of(num_format=number_format(unit), valign="top", align="right")

    @property
    def gap(self) -> Any:
        """A difference from the kernel."""
        return self.of(num_format="0.0E+00", valign="top", align="right", font_color=_GREY)
