"""The Chinese memo says what the English one says, with the same numbers and names for all."""

import io
import re
import string
from dataclasses import replace
from pathlib import Path

import memo_texts
import pytest
from finished import usual
from memo_inputs import HOSTILE, ODD, READERS, inputs, rendered, said
from test_memo_batch import STOPPED, THREE
from test_memo_comparison import ELEVEN, compared

from riskcloud.cli.app import run_app
from riskcloud.model.base import numbers
from riskcloud.model.distributions import Distribution
from riskcloud.model.numbers import facts
from riskcloud.report.draw_comparison import draw_comparison
from riskcloud.report.memo.batch import build_batch
from riskcloud.report.memo.build import build
from riskcloud.report.memo.chinese import CHINESE
from riskcloud.report.memo.comparison import ComparisonInputs, build_comparison
from riskcloud.report.memo.content import Memo
from riskcloud.report.memo.english import ENGLISH
from riskcloud.report.memo.pdf import NoFontError, pdf
from riskcloud.risk.conventions import Caution
from riskcloud.run import load
from riskcloud.run.events import EVENTS
from riskcloud.run.metrics import METRICS
from riskcloud.study import MEASURES
from riskcloud.study.figures import cautions

SCENARIOS = Path("configs/scenarios")


def _gaps(sentence: str) -> set[str]:
    return {gap for _, gap, _, _ in string.Formatter().parse(sentence) if gap}


def test_every_sentence_is_there_in_both_languages_with_the_same_gaps() -> None:
    assert CHINESE.sentences.keys() == ENGLISH.sentences.keys()
    for key, sentence in ENGLISH.sentences.items():
        assert _gaps(sentence) == _gaps(CHINESE.sentences[key]), key


def test_every_label_and_caution_has_a_chinese_name() -> None:
    labels = [metric.label for metric in METRICS] + [event.label for event in EVENTS]
    labels += [caution.sentence for caution in Caution]
    labels += [one.label for one in MEASURES.values()]
    assert [words for words in labels if CHINESE.term(words) == words] == []


@pytest.mark.parametrize("file", sorted(SCENARIOS.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_uncertain_input_of_a_shipped_scenario_has_a_chinese_meaning(file: Path) -> None:
    found = [one for one in numbers(load(file)) if isinstance(one.value, Distribution)]
    meanings = [facts(one.field).meaning for one in found]
    assert len(meanings) > 20
    assert [words for words in meanings if CHINESE.term(words) == words] == []


def test_what_has_no_name_stays_as_it_is() -> None:
    assert CHINESE.term("x, y") == "x, y"
    assert CHINESE.term("P(x)") == "P（x）"
    assert CHINESE.term("planned month of release, {rubin}") == "计划发布月份，{rubin}"
    assert CHINESE.term("equity NPV at cost of equity, mean").endswith("，均值")
    assert ENGLISH.term("median") == "median"


def _numbers(memo: Memo) -> list[list[str]]:
    """The numbers of each text, sorted: languages put them in another order."""
    note = CHINESE.say("pictures_note")
    texts = (text for text in memo.texts() if text != note)
    return [sorted(re.findall(r"\u2212?\d+(?:[.,]\d+)*", text)) for text in texts]


@pytest.mark.parametrize("name", [*ODD, "usual", *HOSTILE])
def test_numbers_are_the_same_in_both_languages(name: str) -> None:
    run = ODD.get(name) or (usual() if name == "usual" else usual(200, name=name))
    given = inputs(run)
    numbers = _numbers(build(given, ENGLISH))
    assert _numbers(build(given, CHINESE)) == numbers
    assert sum(map(len, numbers)) > 20


def _comparison() -> tuple[Memo, Memo]:
    found = compared(ELEVEN)
    told = cautions(found.operators)
    found = replace(found, cautions=told)
    given = ComparisonInputs(found, draw_comparison(found), "riskcloud 0", ("riskcloud compare x",))
    return build_comparison(given, ENGLISH), build_comparison(given, CHINESE)


@pytest.mark.parametrize("name", ["comparison", "batch", "stopped batch"])
def test_comparisons_and_batches_have_the_same_numbers(name: str) -> None:
    if name == "comparison":
        english, chinese = _comparison()
    else:
        given = THREE if name == "batch" else STOPPED
        english, chinese = build_batch(given, ENGLISH), build_batch(given, CHINESE)
    assert _numbers(chinese) == _numbers(english)
    same = [one for one in chinese.texts() if one in set(english.texts()) and " of " in one]
    assert same == []


def test_cautions_of_a_comparison_are_told_in_chinese() -> None:
    _, chinese = _comparison()
    text = "".join(chinese.texts())
    assert "不包含模型本身的误差" in text
    assert "Intervals hold" not in text


@pytest.fixture(scope="module")
def made() -> Memo:
    return build(inputs(usual()), CHINESE)


@pytest.mark.parametrize("name", READERS)
def test_every_format_says_the_same_to_the_character(name: str, made: Memo) -> None:
    if name == "typst":
        _needs_a_font(made)
    assert memo_texts.squeezed(READERS[name](rendered(name, made))) == said(made)


def test_the_verdict_reads_as_chinese(made: Memo) -> None:
    text = "".join(made.texts())
    assert "其内部收益率（IRR）在 31 % 的路径上（95 % 置信区间" in text
    assert "百万美元" in text
    assert "个月" in text


def test_a_machine_without_a_font_is_told_which(
    made: Memo, monkeypatch: pytest.MonkeyPatch
) -> None:
    typst = pytest.importorskip("typst", reason="riskcloud[memo] is not installed")
    monkeypatch.setattr(typst, "Fonts", _NoFonts)
    with pytest.raises(NoFontError, match="install fonts-noto-cjk, or ask for other formats"):
        pdf(made)


class _NoFonts:
    def __init__(self, font_paths: list[str]) -> None:
        del font_paths

    def families(self) -> list[str]:
        return ["DejaVu Sans"]


def _needs_a_font(made: Memo) -> None:
    try:
        pdf(made)
    except NoFontError as error:
        pytest.skip(str(error))


def test_a_language_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["memo", str(tmp_path), "--lang", "fr"]) == 2
    assert "language: found fr, expected one of en, zh" in capsys.readouterr().err


def test_word_is_told_the_letters_and_the_language(made: Memo) -> None:
    word = pytest.importorskip("docx", reason="riskcloud[memo] is not installed")
    document = word.Document(io.BytesIO(rendered("docx", made)))
    for name in ("Normal", "Title", "Heading 1"):
        style = document.styles[name].element.xml
        assert 'w:eastAsia="Noto Sans CJK SC"' in style
        assert '<w:lang w:eastAsia="zh-CN"/>' in style
        assert "eastAsiaTheme" not in style
