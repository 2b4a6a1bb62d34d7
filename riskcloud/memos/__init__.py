"""Memos and workbooks from Python: where what is finished, its scenarios and the report meet."""

from collections.abc import Callable, Sequence
from pathlib import Path

from riskcloud.batch.description import NAME as BATCH
from riskcloud.memos.of_batch import batch_pack
from riskcloud.memos.of_comparison import comparison_pack
from riskcloud.memos.of_run import run_pack
from riskcloud.memos.pack import Beside, Pack, Place
from riskcloud.memos.path_workbook import workbook
from riskcloud.outcomes.atomic import write_whole
from riskcloud.report.memo.chinese import CHINESE
from riskcloud.report.memo.docx import docx
from riskcloud.report.memo.english import ENGLISH
from riskcloud.report.memo.html import html
from riskcloud.report.memo.language import Language
from riskcloud.report.memo.markdown import markdown
from riskcloud.report.memo.pdf import NoFontError, pdf
from riskcloud.run import Result, RunRefusedError, open_run
from riskcloud.study import Compared
from riskcloud.study.comparison_files import COMPARISON

__all__ = ["FORMATS", "LANGUAGES", "STEM", "memo", "workbook"]

FORMATS = ("md", "html", "pdf", "docx")
STEM = "memo"
"""Of every file: a run of more paths takes away what begins with it."""

LANGUAGES = {"en": ENGLISH, "zh": CHINESE}

_RENDERERS: dict[str, Callable[[Pack], dict[str, bytes]]] = {
    "md": lambda pack: markdown(pack.memo, STEM),
    "html": lambda pack: {f"{STEM}.html": html(pack.memo, pack.curve)},
    "pdf": lambda pack: {f"{STEM}.pdf": pdf(pack.memo)},
    "docx": lambda pack: {f"{STEM}.docx": docx(pack.memo)},
}


def memo(
    run: Result | Compared | Place,
    folder: Place | None = None,
    formats: Sequence[str] = FORMATS,
    *,
    language: str = "en",
    since: Place | None = None,
    breakeven: Place | None = None,
    stresses: Place | None = None,
) -> list[Path]:
    """Write the memo of a run, a comparison or a batch; returns the files.

        riskcloud.memo(result)                        # all formats, into the run folder
        riskcloud.memo(result, "pack", ["html"])      # one, elsewhere
        riskcloud.memo(result, since="runs/october")  # with what changed since

    run: a result, what `riskcloud.compare` returned, or the folder of any of the three.
    language: "en" or "zh", Simplified Chinese.
    since: folder of an earlier run; the memo of a run then says what changed.
    breakeven: folder of a break-even study of the same scenario, to say what would have to
        be true.
    stresses: folder of `riskcloud stress` on the same scenario.
    folder: made if need be; each file appears whole or not at all.  Beside the memo lies what
    makes the figures again.  Raises RunRefusedError for an unknown format or language, or a
    package that is not installed.
    """
    _refuse_unknown(formats, language)
    pack = _pack(run, LANGUAGES[language], Beside(since, breakeven, stresses))
    files = dict(pack.files)
    for one in dict.fromkeys(formats):
        try:
            files |= _RENDERERS[one](pack)
        except ModuleNotFoundError as error:
            raise RunRefusedError(
                f"format {one}: needs the package {error.name}; pip install 'riskcloud[memo]'"
            ) from None
        except NoFontError as error:
            raise RunRefusedError(f"format {one}: {error}") from None
    place = pack.folder if folder is None else Path(folder)
    for name, content in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(place / name, content)
    return [place / name for name in files]


def _refuse_unknown(formats: Sequence[str], language: str) -> None:
    unknown = [one for one in formats if one not in FORMATS]
    if unknown or not formats:
        found = ", ".join(unknown) or "none"
        raise RunRefusedError(f"format: found {found}, expected some of {', '.join(FORMATS)}")
    if language not in LANGUAGES:
        expected = ", ".join(LANGUAGES)
        raise RunRefusedError(f"language: found {language}, expected one of {expected}")


def _pack(run: Result | Compared | Place, language: Language, beside: Beside) -> Pack:
    """The memo of whatever it is: its files say so."""
    if isinstance(run, Result):
        return run_pack(run, language, beside)
    folder = run.folder if isinstance(run, Compared) else Path(run)
    makers = {COMPARISON: comparison_pack, BATCH: batch_pack}
    for name, make in makers.items():
        if (folder / name).exists():
            if beside != Beside():
                raise RunRefusedError(
                    f"{folder}: found {name}, expected a run: --since, --breakeven and --stresses"
                    " are of runs"
                )
            return make(folder, language)
    return run_pack(open_run(folder), language, beside)
