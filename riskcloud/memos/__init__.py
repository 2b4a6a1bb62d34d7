"""Memos and workbooks from Python: where finished runs, their scenario and the report meet."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from riskcloud.memos.assumptions import assumptions_of
from riskcloud.memos.break_evens import break_evens_of
from riskcloud.memos.path_workbook import workbook
from riskcloud.memos.provenance import commands_of, scenario_file, versions
from riskcloud.outcomes.atomic import write_whole
from riskcloud.report.draw_all import draw_all
from riskcloud.report.memo.build import build
from riskcloud.report.memo.chinese import CHINESE
from riskcloud.report.memo.content import Memo
from riskcloud.report.memo.docx import docx
from riskcloud.report.memo.english import ENGLISH
from riskcloud.report.memo.html import html
from riskcloud.report.memo.inputs import SCENARIO_FILE, MemoInputs
from riskcloud.report.memo.markdown import markdown
from riskcloud.report.memo.pdf import NoFontError, pdf
from riskcloud.run import Result, RunRefusedError, open_run
from riskcloud.study.since import since as changes_since

__all__ = ["FORMATS", "STEM", "inputs_of", "memo", "workbook"]

FORMATS = ("md", "html", "pdf", "docx")
STEM = "memo"
"""Of every file: a run of more paths takes away what begins with it."""

LANGUAGES = {"en": ENGLISH, "zh": CHINESE}

_RENDERERS: dict[str, Callable[[Memo], dict[str, bytes]]] = {
    "md": lambda made: markdown(made, STEM),
    "html": lambda made: {f"{STEM}.html": html(made)},
    "pdf": lambda made: {f"{STEM}.pdf": pdf(made)},
    "docx": lambda made: {f"{STEM}.docx": docx(made)},
}


def memo(
    run: Result | str | Path,
    folder: str | Path | None = None,
    formats: Sequence[str] = FORMATS,
    *,
    language: str = "en",
    since: str | Path | None = None,
    breakeven: str | Path | None = None,
) -> list[Path]:
    """Write the memo of a run, given as a result or as its folder; returns the files.

        riskcloud.memo(result)                        # all formats, into the run folder
        riskcloud.memo(result, "pack", ["html"])      # one, elsewhere

    language: "en" or "zh", Simplified Chinese.
    since: folder of an earlier run; the memo then says what changed.
    breakeven: folder of a break-even study of the same scenario, to say what would have to
        be true.
    folder: made if need be; each file appears whole or not at all.  Beside the memo lies the
    scenario that makes the run again.  Raises RunRefusedError for an unknown format or a
    package that is not installed.
    """
    unknown = [one for one in formats if one not in FORMATS]
    if unknown or not formats:
        found = ", ".join(unknown) or "none"
        raise RunRefusedError(f"format: found {found}, expected some of {', '.join(FORMATS)}")
    if language not in LANGUAGES:
        expected = ", ".join(LANGUAGES)
        raise RunRefusedError(f"language: found {language}, expected one of {expected}")
    result = run if isinstance(run, Result) else open_run(run)
    made = build(
        replace(
            inputs_of(result),
            since=None if since is None else changes_since(result, Path(since)),
            break_evens=None if breakeven is None else break_evens_of(result, Path(breakeven)),
        ),
        LANGUAGES[language],
    )
    files: dict[str, bytes] = {SCENARIO_FILE: scenario_file(result)}
    for one in dict.fromkeys(formats):
        try:
            files |= _RENDERERS[one](made)
        except ModuleNotFoundError as error:
            raise RunRefusedError(
                f"format {one}: needs the package {error.name}; pip install 'riskcloud[memo]'"
            ) from None
        except NoFontError as error:
            raise RunRefusedError(f"format {one}: {error}") from None
    place = result.folder if folder is None else Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_whole(place / name, content)
    return [place / name for name in files]


def inputs_of(result: Result) -> MemoInputs:
    """The finished values of a run that a memo is made of."""
    summary = result.summary
    anatomy = result.anatomy()
    bad = anatomy.typical[:1] if anatomy else ()
    return MemoInputs(
        summary=summary,
        plots=draw_all(result),
        assumptions=assumptions_of(result.scenario),
        anatomy=anatomy,
        versions=versions(),
        commands=commands_of(result, [one.path for one in bad]),
    )
