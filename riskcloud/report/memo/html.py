"""A memo as one HTML file: pictures and script inside it, no address outside."""

from base64 import b64encode
from dataclasses import asdict
from hashlib import sha256
from importlib.resources import files
from typing import Any

from riskcloud.report.memo.content import Memo
from riskcloud.report.memo.irr_curve import IrrCurve
from riskcloud.report.memo.plain import plain

_TEMPLATE = "memo.html.j2"
_SCRIPT = "memo.js"


def html(memo: Memo, curve: IrrCurve | None = None) -> bytes:
    """The page; jinja2 escapes every text that it is given.

    Its policy lets no script run but the one shipped with riskcloud, by its hash, and nothing
    be fetched.  curve: of the IRR, for the reader on a screen.
    """
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined)
    script = _text(_SCRIPT)
    gaps: dict[str, Any] = {
        "memo": plain(memo),
        "curve": None if curve is None else asdict(curve),
        "script": script,
        "script_hash": b64encode(sha256(script.encode()).digest()).decode(),
    }
    return environment.from_string(_text(_TEMPLATE)).render(gaps).encode()


def _text(name: str) -> str:
    return files("riskcloud.report.memo").joinpath(name).read_text(encoding="utf-8")
