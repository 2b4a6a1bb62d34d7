"""The anatomy of the tail: parts of the gap, a rule in words, paths to replay."""

from riskcloud.columns import INDEX, OUTCOMES
from riskcloud.columns.units import in_currency
from riskcloud.report.memo.content import Paragraph, Section, Table
from riskcloud.report.memo.figures import paths
from riskcloud.report.memo.inputs import MemoInputs
from riskcloud.report.memo.language import Language
from riskcloud.report.memo.precision import decimals, number, worded
from riskcloud.report.style import money_scale
from riskcloud.risk.anatomy import Anatomy
from riskcloud.risk.contributions import Contribution, Contributions
from riskcloud.risk.conventions import LEVEL, rank_of
from riskcloud.risk.intervals import normal_half_width
from riskcloud.risk.tail_rule import Condition

_MOST = 5


def tail_anatomy(inputs: MemoInputs, language: Language) -> Section:
    """What made the worst 5 % of paths."""
    title = language.say("anatomy")
    found = inputs.anatomy
    if found is None:
        return Section(title, (Paragraph(language.say("too_few")),))
    said = _Said(inputs, found, language)
    blocks = (
        Paragraph(said.head()),
        said.table(),
        Paragraph(said.method()),
        Paragraph(said.rule()),
        Paragraph(said.typical()),
    )
    return Section(title, blocks)


class _Said:
    """An anatomy in words, all amounts with the same unit and decimals so that they add up."""

    def __init__(self, inputs: MemoInputs, anatomy: Anatomy, language: Language) -> None:
        self._inputs, self._anatomy, self._language = inputs, anatomy, language
        found = self._found
        sizes = (abs(found.mean), abs(found.shortfall))
        self._scale, unit = money_scale(max(sizes), inputs.summary.currency)
        self._unit = language.term(unit)
        largest = max((part.error for part in found.parts), default=0.0)
        self._places = decimals(normal_half_width(LEVEL) * largest / self._scale) if largest else 1

    @property
    def _found(self) -> Contributions:
        return self._anatomy.contributions

    def head(self) -> str:
        return self._language.say(
            "anatomy_head",
            paths=paths(self._found.paths, self._language),
            mean=self._money(self._found.mean),
            shortfall=self._money(self._found.shortfall),
            unit=self._unit,
        )

    def table(self) -> Table:
        """The largest parts beyond chance, the others together, the remainder, and their sum."""
        say, found = self._language.say, self._found
        shown = [part for part in found.parts[:_MOST] if self._is_certain(part)]
        others = [part for part in found.parts if part not in shown]
        rows = [self._row(part) for part in shown]
        if others:
            words = say("other_drivers", count=str(len(others)))
            rows.append((words, self._amount(sum(part.value for part in others)), "", "", ""))
        rows.append((say("remainder"), self._amount(found.remainder), "", "", ""))
        rows.append((say("gap"), self._amount(found.shortfall - found.mean), "", "", ""))
        interval = say("interval", level=f"{100 * LEVEL:g} %")
        headings = (say("driver"), say("part"), interval, say("mean_all"), say("mean_tail"))
        return Table(headings, tuple(rows), figures=(1, 2, 3, 4))

    def method(self) -> str:
        explained = number(100.0 * self._found.explained, 0)
        return self._language.say("anatomy_method", explained=f"{explained} %")

    def rule(self) -> str:
        """The rule, each share with no more digits than its interval supports."""
        say, rule = self._language.say, self._anatomy.rule
        if rule is None:
            return say("no_rule")
        told = [self._condition(one) for one in rule.conditions]
        return say(
            "rule",
            conditions=told[0] if len(told) == 1 else say("both", first=told[0], second=told[1]),
            cover=worded(rule.cover, "share", self._language).value,
            paths=worded(rule.paths, "share", self._language).value,
            bad=worded(rule.bad, "share", self._language).value,
        )

    def typical(self) -> str:
        gaps = {}
        for one in self._anatomy.typical:
            gaps[one.kind] = f"{one.path:,}"
            gaps[f"{one.kind}_value"] = self._money(one.value)
        return self._language.say("typical", **gaps)

    def _is_certain(self, part: Contribution) -> bool:
        """Whether a part is beyond chance, and not too small to be printed."""
        least = 0.5 * 10.0**-self._places * self._scale
        return abs(part.value) >= max(least, normal_half_width(LEVEL) * part.error)

    def _row(self, part: Contribution) -> tuple[str, ...]:
        half = normal_half_width(LEVEL) * part.error
        ends = self._amount(part.value - half), self._amount(part.value + half)
        interval = self._language.say("range", low=ends[0], high=ends[1])
        places = _driver_places(part, self._found)
        means = number(part.mean, places), number(part.tail_mean, places)
        return self._name(part.name), self._amount(part.value), interval, *means

    def _condition(self, one: Condition) -> str:
        # A tenth of the driver's spread is as sharp as a threshold on a grid of quantiles.
        spread = next(part.spread for part in self._found.parts if part.name == one.name)
        key = "condition_above" if one.is_above else "condition_below"
        threshold = number(one.threshold, decimals(spread / 10.0))
        name, unit = self._name_and_unit(one.name)
        return self._language.say(key, driver=name, threshold=f"{threshold} {unit}".rstrip())

    def _name(self, driver: str) -> str:
        name, unit = self._name_and_unit(driver)
        return self._language.say("driver_name", name=name, unit=unit) if unit else name

    def _name_and_unit(self, driver: str) -> tuple[str, str]:
        """A field by its path, a market figure in words; no unit for a count."""
        if driver in INDEX:
            unit = in_currency(OUTCOMES[INDEX[driver]].unit, self._inputs.summary.currency)
            name = self._language.say(driver)
        else:
            name, unit = driver, self._inputs.assumptions[driver].unit
        return name, "" if unit == "1" else self._language.term(unit)

    def _amount(self, value: float) -> str:
        return number(value / self._scale, self._places)

    def _money(self, value: float) -> str:
        return f"{self._amount(value)} {self._unit}"


def _driver_places(part: Contribution, found: Contributions) -> int:
    """Decimals that the mean of a driver over the tail supports."""
    error = part.spread / rank_of(found.share, found.paths) ** 0.5
    return decimals(normal_half_width(LEVEL) * error)
