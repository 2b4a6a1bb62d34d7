"""A memo says the same in every format, takes every name as data, and finds words for odd runs."""

import io
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files

import memo_texts
import pytest
from finished import usual
from memo_inputs import HOSTILE, ODD, READERS, inputs, rendered, said

from riskcloud.report.memo.build import build
from riskcloud.report.memo.content import Memo, one_line
from riskcloud.report.memo.english import ENGLISH
from riskcloud.report.memo.markdown import markdown
from riskcloud.report.memo.pdf import pdf
from riskcloud.report.memo.verdict import verdict_sentence
from riskcloud.risk.intervals import probability
from riskcloud.risk.risk_summary import Figure, RiskSummary


@pytest.fixture(scope="module")
def made() -> Memo:
    return build(inputs(usual()))


@pytest.mark.parametrize("name", READERS)
def test_every_format_says_the_same_to_the_character(name: str, made: Memo) -> None:
    assert memo_texts.squeezed(READERS[name](rendered(name, made))) == said(made)


@pytest.fixture(scope="module")
def hostile() -> dict[str, Memo]:
    return {name: build(inputs(usual(200, name=name))) for name in HOSTILE}


@pytest.mark.parametrize("name", READERS)
def test_a_name_is_data_in_every_format(name: str, hostile: dict[str, Memo]) -> None:
    for scenario, memo in hostile.items():
        assert memo_texts.squeezed(READERS[name](rendered(name, memo))) == said(memo)
        assert one_line(scenario) in memo.title


def test_html_has_its_own_script_alone_and_no_address_outside(hostile: dict[str, Memo]) -> None:
    content = rendered("jinja2", hostile[HOSTILE[1]])
    page = memo_texts.parsed_html(content)
    assert not page.tags & {"link", "iframe", "b", "object", "form"}
    script = files("riskcloud.report.memo").joinpath("memo.js").read_text()
    assert content.decode().partition("<script>")[2].partition("</script>")[0] == script
    assert content.count(b"<script") == 1
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert "default-src 'none'" in content.decode()
    assert f"script-src 'sha256-{digest}'" in content.decode()
    assert page.addresses
    assert all(address.startswith("data:image/png;base64,") for address in page.addresses)


def test_markdown_has_no_link_and_no_html(hostile: dict[str, Memo]) -> None:
    from markdown_it import MarkdownIt

    for memo in hostile.values():
        text = markdown(memo, "memo")["memo.md"].decode()
        tokens = MarkdownIt("commonmark").enable("table").parse(text)
        kinds = {child.type for token in tokens for child in [token, *(token.children or [])]}
        assert not kinds & {"link_open", "html_inline", "html_block", "em_open", "code_inline"}


def test_a_long_name_is_cut_and_control_characters_are_left_out() -> None:
    assert len(one_line("a" * 10_000)) == 120
    assert one_line("a\u202eb\x00c\n d") == "abc d"


def test_word_gets_headings_tables_and_alternative_text(made: Memo) -> None:
    content = rendered("docx", made)
    import docx as word

    document = word.Document(io.BytesIO(content))
    styles = [p.style.name for p in document.paragraphs]
    assert styles.count("Heading 1") == len(made.sections)
    assert len(document.tables) >= 3
    shown = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert shown == [picture.alternative for picture in made.pictures()]


def test_the_pdf_has_two_pages(made: Memo) -> None:
    content = rendered("typst", made)
    pypdf = pytest.importorskip("pypdf")
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) <= 2
    assert pdf(made) == content


def _with_chance(short: int, paths: int) -> RiskSummary:
    summary = inputs(usual(100)).summary
    figure = Figure("", "share", probability("", short, paths))
    keys = ("project_irr_below_wacc", "equity_irr_below_cost_of_equity")
    return replace(summary, probabilities=dict.fromkeys(keys, figure))


@pytest.mark.parametrize(
    ("short", "paths", "words"),
    [
        (0, 100_000, "of 10 % a year on every path simulated: its IRR falls short on none of"
         " 100,000 paths (below 0.004 % at 95 % confidence)"),
        (100_000, 100_000, "a year on no path simulated: its IRR falls short on all of 100,000"
         " paths (above 99.996 % at 95 % confidence)"),
        (1, 100_000, "on 1 of 100,000 paths (0.001 %; 95 % interval 0.000 to 0.006 %)"),
        (41_300, 100_000, "on 41.3 % of paths (95 % interval 41.0 to 41.6 %)"),
        (50_010, 100_000, "is an even bet as far as this many paths can tell"),
        (60_000, 100_000, "more likely than not falls short of its cost of equity of 10 %"),
        (0, 1, "on none of 1 path (below 80 % at 95 % confidence)"),
        (1, 1, "on all of 1 path (above 20 % at 95 % confidence)"),
    ],
)  # fmt: skip
def test_the_verdict_finds_the_words(short: int, paths: int, words: str) -> None:
    assert words in verdict_sentence(_with_chance(short, paths), ENGLISH)


def test_a_driver_is_named_only_beyond_chance(made: Memo) -> None:
    text = " ".join(made.texts())
    assert "meaning (market.x): in the worst 5 % its mean is 1.23 standard deviations below" in text
    assert "meaning (operator.y)" not in text


def test_sources_say_what_is_judgement(made: Memo) -> None:
    text = " ".join(made.texts())
    assert "Of these 3 the defaults of 1 are judgement; the scenario itself states 1." in text
    assert "stated in the scenario" in text


@pytest.mark.parametrize("name", ODD)
def test_odd_runs_make_a_memo(name: str) -> None:
    text = " ".join(build(inputs(ODD[name])).texts())
    assert not {"nan", "inf", "None", "()"} & set(text.replace("(", " (").split())
    if name in ("one path", "one lost path"):
        assert "Too few paths to judge whether equity earns its cost of equity of 10 %" in text
        assert "too few, or too alike, for an interval" in text
    if name == "nobody pays back":
        assert "no value" in text  # the payback, in the words of its column
    if name == "total loss":
        assert "\N{MINUS SIGN}100 %" in text


def test_the_parts_of_the_gap_add_up_as_printed(made: Memo) -> None:
    section = next(one for one in made.sections if one.title.startswith("The anatomy"))
    table = next(block for block in section.blocks if hasattr(block, "rows"))
    *parts, gap = (float(row[1].replace("\N{MINUS SIGN}", "-")) for row in table.rows)
    assert sum(parts) == pytest.approx(gap, abs=len(parts) * 0.5)
    assert table.rows[0][0] == "mean tightness of the market (log)"
    text = " ".join(block.text for block in section.blocks if hasattr(block, "text"))
    assert "In words: mean tightness of the market below" in text
    assert "is a typical bad one" in text


def test_few_paths_are_not_taken_apart() -> None:
    text = " ".join(build(inputs(usual(200))).texts())
    assert "too few paths, or too alike, to be taken apart" in text
