"""What memos of invented runs are made of, and their renderings."""

from collections.abc import Callable
from dataclasses import replace

import memo_texts
import numpy as np
import pytest
from finished import Run

from riskcloud.report.draw_all import draw_all
from riskcloud.report.memo.content import Memo
from riskcloud.report.memo.docx import docx
from riskcloud.report.memo.html import html
from riskcloud.report.memo.inputs import Assumption, MemoInputs
from riskcloud.report.memo.markdown import markdown
from riskcloud.report.memo.pdf import pdf
from riskcloud.risk.anatomy import anatomy
from riskcloud.risk.attribution import Attribution, InputEffect

HOSTILE = (
    "ten thousand " + "x*" * 5_000,
    "<b>bold</b><script>alert(1)</script>",
    "#let x = 1 #panic() $x$ @ref [box] */ //",
    "*x* _y_ `z` | a | 1. ~~gone~~ http://example.org www.example.org",
    "{{ 7*7 }} {% raw %} {scenario} {0}",
    "=SUM(A1) &amp; \\ &#65; \u202egnp.exe",
)


N = 200
NONE = np.full(N, np.nan)
ODD = {
    "one path": Run(np.array([0.12]), np.array([-2e6]), np.array([30.0])),
    "one lost path": Run(np.array([np.nan]), np.array([-2e6]), np.array([np.nan])),
    "all the same": Run(np.full(N, 0.15), np.full(N, -3e6), np.full(N, 24.0)),
    "nobody pays back": Run(np.full(N, -0.5), np.linspace(-9e9, -1.0, N), NONE),
    "no rate": Run(NONE, np.zeros(N), NONE),
    "total loss": Run(np.full(N, -1.0), np.full(N, -1e6), NONE),
}


def inputs(run: Run) -> MemoInputs:
    """What a memo of an invented run is made of."""
    units = {"irr": "1/year", "npv": "USD", "payback": "months"}
    columns = {f"{o}_{k}": u for o in ("project", "equity") for k, u in units.items()}
    effects = tuple(
        InputEffect(field, shift, 0.02, 0.1, 0.01)
        for field, shift in (("market.x", -1.234), ("operator.y", 0.05))
    )
    summary = replace(
        run.summary,
        labels={name: name.replace("_", " ") for name in columns},
        units=columns,
        attribution={"equity_npv": Attribution(0.05, 5000, 5000, effects)},
    )
    given = {
        field: Assumption(field, "{uniform: [1, 2]}", "1", "meaning", source, is_stated)
        for field, source, is_stated in (
            ("operator.wacc", "judgement: why", False),
            ("operator.cost_of_equity", "", True),
            ("market.x", "a page", False),
            ("operator.y", "a page", False),
        )
    }
    drivers = {"tightness_mean": run.npv / 1e9 + 0.1 * np.sin(np.arange(len(run.npv)))}
    drivers["operator.y"] = np.cos(np.arange(len(run.npv)))
    made = anatomy("equity_npv", run.npv, drivers)
    return MemoInputs(summary, draw_all(run), given, made, "riskcloud 0", ("riskcloud run x",))


def rendered(name: str, memo: Memo) -> bytes:
    """A memo in the format that a package makes; skips where that is not installed."""
    if name in ("docx", "jinja2", "typst"):
        pytest.importorskip(name, reason="riskcloud[memo] is not installed")
    renderers: dict[str, Callable[[Memo], bytes]] = {
        "markdown": lambda one: markdown(one, "memo")["memo.md"],
        "jinja2": html,
        "docx": docx,
        "typst": pdf,
    }
    return renderers[name](memo)


READERS = {
    "markdown": memo_texts.of_markdown,
    "jinja2": memo_texts.of_html,
    "docx": memo_texts.of_docx,
    "typst": memo_texts.of_pdf,
}


def said(memo: Memo) -> str:
    """All that a memo says, as `memo_texts.squeezed` leaves it."""
    return memo_texts.squeezed("".join(memo.texts()))
