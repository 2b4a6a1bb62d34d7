"""The memo's page in a browser: quiet, offline, right at the hurdle, whole without its script."""

import base64
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import memo_texts
import numpy as np
import pytest
from finished import HURDLE, Run, usual
from memo_inputs import HOSTILE, ODD, inputs, said

from riskcloud.report.memo.build import build
from riskcloud.report.memo.chinese import CHINESE
from riskcloud.report.memo.content import Memo
from riskcloud.report.memo.english import ENGLISH
from riskcloud.report.memo.html import html
from riskcloud.report.memo.irr_curve import IrrCurve, irr_curve
from riskcloud.report.memo.precision import worded
from riskcloud.risk.intervals import probability

pytest.importorskip("jinja2", reason="riskcloud[memo] is not installed")

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
needs_browser = pytest.mark.skipif(
    not (BROWSER and DRIVER), reason="chromium and chromedriver are not installed"
)


@pytest.fixture(scope="module")
def run() -> Run:
    return usual()


@pytest.fixture(scope="module")
def made(run: Run) -> Memo:
    return build(inputs(run))


@pytest.fixture(scope="module")
def curve(run: Run) -> IrrCurve:
    found = irr_curve(run.irr, run.summary, ENGLISH)
    assert found is not None
    return found


def _short(run: Run) -> int:
    return int((run.npv < 0.0).sum())


def test_the_curve_is_the_summarys_probability_at_the_hurdle(run: Run, curve: IrrCurve) -> None:
    assert curve.hits[curve.today] == _short(run)
    assert curve.hurdle == HURDLE
    assert len(curve.hits) <= 1000


def test_the_curve_counts_paths_between_two_hurdles(run: Run, curve: IrrCurve) -> None:
    for place in range(0, len(curve.hits) - 7, 37):
        low, high = (HURDLE + (one - curve.today) * curve.step for one in (place, place + 7))
        between = int(((run.irr >= low) & (run.irr < high)).sum())
        assert curve.hits[place + 7] - curve.hits[place] == between


@pytest.mark.parametrize("name", ["one lost path", "no rate", "total loss"])
def test_no_rate_makes_no_curve(name: str) -> None:
    assert irr_curve(ODD[name].irr, ODD[name].summary, ENGLISH) is None


@pytest.mark.parametrize("name", ["one path", "all the same", "nobody pays back"])
def test_few_rates_make_a_curve(name: str) -> None:
    found = irr_curve(ODD[name].irr, ODD[name].summary, ENGLISH)
    assert found is not None
    assert found.hits[found.today] == _short(ODD[name])
    assert list(found.hits) == sorted(found.hits)


def test_rates_far_apart_keep_the_curve_short() -> None:
    far = Run(np.linspace(-0.99, 80.0, 5000), np.linspace(-1e6, 1e6, 5000), np.full(5000, 12.0))
    found = irr_curve(far.irr, far.summary, ENGLISH)
    assert found is not None
    assert len(found.hits) <= 1000
    assert found.hits[found.today] == _short(far)


class Page:
    """A page in a browser of its own, and what it has asked for."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver, self._folder, self.address = driver, folder, ""

    def open(self, content: bytes) -> "Page":
        file = self._folder / "memo.html"
        file.write_bytes(content)
        self.address = file.as_uri()
        self.driver.get(self.address)
        return self

    def find(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def texts(self, selector: str) -> list[str]:
        return [one.text for one in self.driver.find_elements("css selector", selector)]

    def complaints(self) -> list[str]:
        return [line["message"] for line in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        told = (json.loads(line["message"]) for line in self.driver.get_log("performance"))
        events = (line["message"] for line in told)
        sent = [one["params"] for one in events if one["method"] == "Network.requestWillBeSent"]
        # The browser loads a first page of its own.
        return [one["request"]["url"] for one in sent if one["documentURL"] == self.address]

    def move_to(self, place: int) -> str:
        code = "const s = arguments[0]; s.value = arguments[1]; s.dispatchEvent(new Event('input'))"
        self.driver.execute_script(code, self.find("#hurdle"), place)
        return str(self.find("output").text)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    selenium = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    options = selenium.ChromeOptions()
    options.binary_location = BROWSER
    for flag in (*FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--window-size=1000,1400"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = selenium.ChromeService(executable_path=DRIVER)
    driver = selenium.Chrome(options=options, service=service)
    try:
        yield Page(driver, tmp_path)
    finally:
        driver.quit()


@needs_browser
def test_the_page_is_quiet_and_fetches_nothing(page: Page, made: Memo, curve: IrrCurve) -> None:
    page.open(html(made, curve)).move_to(3)
    for button in page.driver.find_elements("css selector", "th button"):
        button.click()
    assert page.complaints() == []
    asked = page.requests()
    assert [address for address in asked if not address.startswith("data:")] == [page.address]


@needs_browser
def test_the_slider_gives_the_summarys_probability(
    page: Page, run: Run, made: Memo, curve: IrrCurve
) -> None:
    page.open(html(made, curve))
    found = worded(run.summary.probabilities["equity_irr_below_cost_of_equity"].estimate, "share",
                   ENGLISH)  # fmt: skip
    words = f"hurdle 10 %: equity earns less on {found.value} of paths (95 % interval"
    assert page.find("output").text == f"{words} {found.interval})"
    assert found.value in made.sections[0].blocks[0].text  # the verdict's own
    for place in (0, 17, curve.today + 40, len(curve.hits) - 1):
        there = worded(probability("", curve.hits[place], curve.paths), "share", ENGLISH)
        told = page.move_to(place)
        assert f"on {there.value} of paths (95 % interval {there.interval})" in told
    page.find(".reader button").click()
    assert page.find("output").text.startswith(words)


@needs_browser
@pytest.mark.parametrize(("paths", "short", "share"), [(8, 3, "40 %"), (1000, 125, "12 %")])
def test_the_slider_rounds_as_the_memo_does(page: Page, paths: int, short: int, share: str) -> None:
    """Few paths leave tens; half a percent is rounded to even."""
    over = (np.arange(paths) - short + 0.5) / paths
    few = Run(HURDLE + over, 1e6 * over, np.full(paths, 12.0))
    page.open(html(build(inputs(few)), irr_curve(few.irr, few.summary, ENGLISH)))
    told = page.find("output").text
    assert f"on {share} of paths" in told
    event = few.summary.probabilities["equity_irr_below_cost_of_equity"].estimate
    assert told.endswith(f"interval {worded(event, 'share', ENGLISH).interval})")


@needs_browser
def test_the_cursor_reads_the_curve(page: Page, made: Memo, curve: IrrCurve) -> None:
    from selenium.webdriver import ActionChains

    page.open(html(made, curve))
    assert page.find(".under").text == ENGLISH.say("curve_hint")
    ActionChains(page.driver).move_to_element(page.find(".reader svg")).perform()
    told = page.find(".under").text
    assert "of paths earn less (95 % interval" in told
    assert told.startswith("equity IRR of ")


@needs_browser
def test_tables_are_sorted_by_number_and_back(page: Page, made: Memo, curve: IrrCurve) -> None:
    page.open(html(made, curve))
    rows = "section:nth-of-type(4) tbody td:nth-child(2)"  # parts of the gap
    button = page.find("section:nth-of-type(4) th:nth-child(2) button")
    before = page.texts(rows)
    numbers = sorted(float(one.replace("\N{MINUS SIGN}", "-")) for one in before)

    def shown() -> list[float]:
        return [float(one.replace("\N{MINUS SIGN}", "-")) for one in page.texts(rows)]

    assert shown() != numbers
    button.click()
    assert shown() == numbers
    button.click()
    assert shown() == numbers[::-1]
    button.click()
    assert page.texts(rows) == before


@needs_browser
def test_the_page_is_whole_without_its_script(page: Page, made: Memo, curve: IrrCurve) -> None:
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    page.open(html(made, curve))
    assert memo_texts.squeezed(page.find("body").text) == said(made)
    assert not page.texts("button")


@needs_browser
@pytest.mark.parametrize("language", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_it_prints_on_two_pages_at_most(page: Page, run: Run, language: Any) -> None:
    pypdf = pytest.importorskip("pypdf")
    made = build(inputs(run), language)
    page.open(html(made, irr_curve(run.irr, run.summary, language)))
    printed = base64.b64decode(page.driver.print_page())
    pages = pypdf.PdfReader(io.BytesIO(printed)).pages
    assert 1 <= len(pages) <= 2
    text = memo_texts.squeezed("".join(one.extract_text() for one in pages))
    assert memo_texts.squeezed(made.title) in text
    assert memo_texts.squeezed(language.say("curve_title")) not in text


@needs_browser
def test_a_phone_shows_the_page_without_scrolling_sideways(
    page: Page, made: Memo, curve: IrrCurve
) -> None:
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    page.open(html(made, curve))
    assert page.driver.execute_script("return document.documentElement.scrollWidth") <= 390


@needs_browser
@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_does_nothing_in_a_browser(page: Page, name: str) -> None:
    hostile = usual(200, name=name)
    made = build(inputs(hostile))
    page.open(html(made, irr_curve(hostile.irr, hostile.summary, ENGLISH)))
    assert memo_texts.squeezed(page.find("h1").text) == memo_texts.squeezed(made.title)
    assert page.complaints() == []
    assert len(page.driver.find_elements("css selector", "script")) == 2
