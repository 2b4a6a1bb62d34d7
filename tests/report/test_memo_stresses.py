"""The memo tells what stresses change, in both languages, and how to get it where it does not."""

from dataclasses import replace

import memo_texts
import pytest
from finished import usual
from memo_inputs import HOSTILE, READERS, inputs, rendered, said

from riskcloud.report.memo.build import build
from riskcloud.report.memo.chinese import CHINESE
from riskcloud.report.memo.content import Memo
from riskcloud.report.memo.english import ENGLISH
from riskcloud.report.memo.language import Language
from riskcloud.risk.results import Estimate
from riskcloud.risk.tornado import Asked
from riskcloud.risk.waterfall import Step, Waterfall


def change(value: float) -> Estimate:
    return Estimate("change", value, value - 1e6, value + 1e6, 20_000)


OVERRULED = ("market.demand.start: training-collapse overrules glut",)


def study(meaning: str = "glut of capacity", key: str = "project-npv-median") -> Waterfall:
    base = Estimate("median", 199.7e6, 197e6, 202e6, 20_000)
    asked = Asked("test case", "d", key, "median project NPV at wacc", "USD", 20_000, 1)
    steps = (
        Step("small", "power spike", base, change(-28e6)),
        Step("large", meaning, base, change(-90e6)),
        Step("infinite", "never", base, None),
        Step("still", "credit crunch", base, Estimate("change", 0.0, 0.0, 0.0, 20_000)),
    )
    return Waterfall(asked, base, steps, base, change(-150e6), change(-32e6), OVERRULED)


def memo(meaning: str = "glut of capacity", language: Language = ENGLISH) -> Memo:
    return build(replace(inputs(usual(200)), stresses=study(meaning)), language)


def rows_of(made: Memo, heading: str) -> list[tuple[str, ...]]:
    section = next(one for one in made.sections if one.title == heading)
    return list(section.blocks[1].rows)


def test_the_worst_stress_comes_first_and_all_together_last() -> None:
    rows = rows_of(memo(), "Under stress")
    assert rows[0] == ("glut of capacity", "\u221290 M USD", "\u221291 to \u221289 M USD")
    assert [row[0] for row in rows[1:]] == [
        "power spike",
        "never",
        "credit crunch",
        "all together",
        "of it interaction, beyond the sum of each",
    ]
    assert rows[2][1:] == ("no number", "")


def test_a_stress_without_effect_says_why() -> None:
    """Before debt a credit crunch moves nothing: what it does to equity is elsewhere."""
    words = " ".join(memo().texts())
    assert "No change from: credit crunch. The figure is that of the project before debt" in words
    assert "--metric equity-npv-median" in words
    of_equity = replace(inputs(usual(200)), stresses=study(key="equity-npv-median"))
    words = " ".join(build(of_equity).texts())
    assert "No change on any path from: credit crunch." in words
    assert "before debt, which" not in words


def test_all_together_says_which_stresses_overrule_others() -> None:
    assert OVERRULED[0] in " ".join(memo().texts())
    chinese = " ".join(memo(language=CHINESE).texts())
    assert "training-collapse 取代 glut" in chinese
    made = replace(study(), overruled=("something else",))
    assert "something else" in " ".join(build(replace(inputs(usual(200)), stresses=made)).texts())


def test_no_limit_denies_what_a_stress_shows() -> None:
    limits = next(one for one in memo("export controls").sections if one.title == "Limits")
    assert "export rules are in the jumps" in " ".join(limits.blocks[0].sentences)


def test_numbers_are_the_same_in_chinese() -> None:
    english = [row[1].split()[0] for row in rows_of(memo(), "Under stress")]
    chinese = [
        row[1].split()[0] for row in rows_of(memo(language=CHINESE), CHINESE.say("stresses"))
    ]
    assert chinese[:2] == english[:2]


def test_without_a_study_the_memo_says_how_to_make_one() -> None:
    words = " ".join(build(inputs(usual(200))).texts())
    assert "riskcloud stress memo-scenario.json" in words


@pytest.mark.parametrize("name", READERS)
def test_the_meaning_of_a_stress_is_data(name: str) -> None:
    made = memo(" ".join(HOSTILE))
    assert memo_texts.squeezed(READERS[name](rendered(name, made))) == said(made)
