"""What would have to be true: thresholds with their digits, the same in every format."""

from dataclasses import replace

import memo_texts
import pytest
from finished import usual
from memo_inputs import HOSTILE, READERS, inputs, rendered, said
from test_memo_since import earlier

from riskcloud.report.memo.build import build
from riskcloud.report.memo.content import Memo
from riskcloud.report.memo.inputs import BreakEvens, LeverAnswer, Threshold
from riskcloud.risk.intervals import probability


def found(name: str = "price of cards", hits: int = 860) -> BreakEvens:
    """An invented study: a threshold with its interval, two, a whole one, none and no value."""
    once = (Threshold(1.131, 1.135, 1.1281, 1.1379, False),)
    twice = (Threshold(0.2, 0.21, 0.19, 0.22, True), Threshold(0.7, 0.71, None, None, False))
    whole = (Threshold(53.0, 54.0, 53.25, 53.75, True),)
    levers = (
        LeverAnswer(name, "1", 1.0, False, (0.4, 1.6), True, once),
        LeverAnswer("share let", "share", None, False, (0.0, 1.0), False, twice),
        LeverAnswer("life", "months", 72.0, True, (36.0, 96.0), False, whole),
        LeverAnswer("utilisation", "share", 0.737429, False, (0.05, 0.98), False, ()),
        LeverAnswer("cards", "1", 15000.0, True, None, False, ()),
    )
    now = probability("", hits, 1000)
    return BreakEvens("P(project IRR above wacc)", 0.5, now, 3, levers)


def _memo(one: BreakEvens) -> Memo:
    return build(replace(inputs(usual()), break_evens=one))


@pytest.mark.parametrize("name", READERS)
def test_every_format_says_the_same_of_the_levers(name: str) -> None:
    memo = _memo(found())
    text = memo_texts.squeezed(READERS[name](rendered(name, memo)))
    assert text == said(memo)
    assert "priceofcards11.1311.128to1.138sharelet21%19to22%" in text
    assert "sharelet" + "between70%and71%life72months" + "between53monthsand54months" in text


@pytest.mark.parametrize(
    ("one", "words", "interval"),
    [
        # 0.1266 would be 13 %, at which the hurdle is no longer earned.
        (Threshold(0.1266, 0.1274, 0.112, 0.141, False), "12 %", "11 to 15 %"),
        (Threshold(0.1266, 0.1274, 0.112, 0.141, True), "13 %", "11 to 15 %"),
        # To the whole percent it would leave its interval.
        (Threshold(0.1210, 0.1218, 0.1205, 0.1405, False), "12.1 %", "12.0 to 14.1 %"),
        (Threshold(0.1266, 0.1274, 0.1269, 0.1271, False), "12.66 %", "12.66 to 12.74 %"),
    ],
)
def test_rounding_keeps_a_break_even_where_the_target_is_reached(
    one: Threshold, words: str, interval: str
) -> None:
    study = found()
    lever = replace(study.levers[1], thresholds=(one,))
    text = " | ".join(_memo(replace(study, levers=(lever,))).texts())
    assert f"share let |  | {words} | {interval}" in text


def test_a_bracket_of_whole_numbers_keeps_its_ends() -> None:
    study = found()
    one = Threshold(14512.0, 14513.0, None, None, True)
    lever = replace(study.levers[4], thresholds=(one,))
    text = " | ".join(_memo(replace(study, levers=(lever,))).texts())
    assert "between 14,512 and 14,513" in text


def test_a_lever_without_a_threshold_says_so() -> None:
    text = " | ".join(_memo(found()).texts())
    assert "utilisation | 73.74 % | none from 5 % to 98 %: always below | " in text
    assert "cards | 15,000 | the scenario allows no value | " in text
    assert "As the scenario stands: project IRR above wacc on 86 % of paths" in text
    assert "across 50 % (seed 3)" in text


@pytest.mark.parametrize("hits", [0, 1, 1000])
def test_today_may_be_never_rare_or_always(hits: int) -> None:
    text = " ".join(_memo(found(hits=hits)).texts())
    words = {0: "on none of 1,000 paths (below", 1: "on 1 of 1,000 paths", 1000: "on all of 1,000"}
    assert f"wacc {words[hits]}" in text


def test_without_a_study_one_line_says_how_to_get_it() -> None:
    text = " ".join(build(inputs(usual(200))).texts())
    assert "riskcloud breakeven memo-scenario.json --out breakeven" in text


@pytest.mark.parametrize("name", READERS)
def test_the_name_of_a_lever_is_data(name: str) -> None:
    for hostile in (*HOSTILE, "x" * 10_000):
        memo = _memo(found(hostile))
        assert memo_texts.squeezed(READERS[name](rendered(name, memo))) == said(memo)


def test_all_sections_together_take_two_pages() -> None:
    memo = build(replace(inputs(usual()), since=earlier(), break_evens=found()))
    assert memo_texts.pages(rendered("typst", memo)) == 2
