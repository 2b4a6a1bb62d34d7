"""The section on an earlier run: same in every format, plain on what cannot be compared."""

from dataclasses import replace

import memo_texts
import pytest
from finished import usual
from memo_inputs import HOSTILE, READERS, inputs, rendered, said

from riskcloud.report.memo.build import build
from riskcloud.report.memo.content import Memo
from riskcloud.risk.changes import Change, Replaced, Since, Unpaired
from riskcloud.risk.intervals import probability
from riskcloud.risk.results import Estimate
from riskcloud.risk.risk_summary import Figure


def _share(hits: int) -> Figure:
    return Figure("", "share", probability("probability", hits, 10_000))


def _money(value: float) -> Figure:
    return Figure("", "USD", Estimate("mean", value, value - 2e6, value + 2e6, 10_000))


def earlier(name: str = "October", unpaired: tuple[Unpaired, ...] = ()) -> Since:
    """An invented earlier run."""
    fewer = Estimate("mean", -0.0312, -0.0401, -0.0223, 10_000)
    richer = Estimate("mean", 2.5e7, 2.31e7, 2.69e7, 10_000)
    alike = Estimate("mean", 0.0, 0.0, 0.0, 10_000)
    figures = (
        Change("P(IRR short)", _share(3412), _share(3100), fewer, ""),
        Change("NPV, mean", _money(1e8), _money(1.25e8), richer, ""),
        Change("P(default)", _share(41), _share(41), alike, ""),
        Change("P(breach)", None, _share(90), None, ""),
    )
    if unpaired:
        figures = tuple(replace(one, difference=None) for one in figures)
    many = tuple(Replaced(f"operator.field_{i}", str(i), str(i + 1)) for i in range(9))
    field = Replaced("market.name", name, "")
    versions = (Replaced("numpy", "2.0", "2.4"),)
    return Since(name, "a" * 64, 3, 20_000, 10_000, unpaired, figures, (field, *many), versions)


def _memo(found: Since) -> Memo:
    return build(replace(inputs(usual()), since=found))


@pytest.fixture(scope="module")
def made() -> Memo:
    return _memo(earlier())


@pytest.mark.parametrize("name", READERS)
def test_every_format_says_the_same_of_an_earlier_run(name: str, made: Memo) -> None:
    text = memo_texts.squeezed(READERS[name](rendered(name, made)))
    assert text == said(made)
    shown = ("34.1%31.0%-3.1points-4.0to-2.2points", "100MUSD125MUSD25MUSD23to27MUSD")
    assert all(words.replace("-", "\N{MINUS SIGN}") in text for words in shown)


def test_the_words_for_what_did_not_change_and_what_was_not_there(made: Memo) -> None:
    text = " | ".join(made.texts())
    assert "P(default) | 0.4 % | 0.4 % | on no path | " in text
    assert "P(breach) | absent | 0.9 % |  | " in text
    assert "Inputs that differ: 10, of which the first 6:" in text
    assert "operator.field_4 | 4 | 5 | " in text
    assert "operator.field_5" not in text
    assert "Versions that differ: numpy 2.0 then, 2.4 now." in text
    assert "scenario October, 20,000 paths, seed 3, digest aaaaaaaaaaaaaaaa." in text
    assert "over the first 10,000 paths" in text
    assert "Then and now are over all paths of each run" in text


def test_what_cannot_be_paired_is_said_with_its_reason() -> None:
    memo = _memo(earlier(unpaired=(Unpaired.SEED, Unpaired.RESULTS)))
    text = " ".join(memo.texts())
    assert "not the same futures: the seeds differ; the results versions differ." in text
    assert "points" not in text


def test_an_equal_run_is_told_as_such() -> None:
    text = " ".join(_memo(replace(earlier(), inputs=(), versions=())).texts())
    assert "All versions are the same. No input differs." in text


def test_a_memo_without_an_earlier_run_has_no_such_section() -> None:
    assert not any("earlier" in text for text in build(inputs(usual(200))).texts())


@pytest.mark.parametrize("name", READERS)
def test_names_of_the_earlier_run_are_data(name: str) -> None:
    for hostile in (*HOSTILE, "x" * 10_000):
        memo = _memo(earlier(hostile))
        assert memo_texts.squeezed(READERS[name](rendered(name, memo))) == said(memo)
        assert max(map(len, memo.texts())) < 1_000


def test_equal_paths_need_no_word_on_them() -> None:
    found = replace(earlier(), paths=5_000, paired=5_000)  # as many as the run has
    assert "all paths of each run" not in " ".join(_memo(found).texts())
