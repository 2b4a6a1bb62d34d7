"""A memo as PDF, set by Typst."""

import json
import logging
from importlib.resources import files

from riskcloud.report.memo.content import Memo
from riskcloud.report.memo.plain import plain

_TEMPLATE = "memo.typ"
_FIRST_CJK = "\u2e80"

_log = logging.getLogger(__name__)


class NoFontError(Exception):
    """No font here has the letters of the memo's language."""


def pdf(memo: Memo) -> bytes:
    """The document, tagged, its letters inside it; the same bytes for the same memo and fonts.

    Raises NoFontError for a Chinese memo without a font for it; a name that no font here can
    show is warned of only.
    """
    import matplotlib
    import typst

    fonts = typst.Fonts(font_paths=[f"{matplotlib.get_data_path()}/fonts/ttf"])
    if any(c >= _FIRST_CJK for text in memo.texts() for c in text) and not any(
        "CJK" in family for family in fonts.families()
    ):
        missing = "no font for Chinese, Japanese or Korean: install fonts-noto-cjk"
        if memo.language.startswith("zh"):
            raise NoFontError(f"{missing}, or ask for other formats")
        _log.warning(missing)
    return typst.compile(
        files("riskcloud.report.memo").joinpath(_TEMPLATE).read_bytes(),
        format="pdf",
        font_paths=fonts,
        sys_inputs={"memo": json.dumps(plain(memo), ensure_ascii=False)},
    )
