"""A memo as one HTML file: pictures inside it, no address outside."""

from importlib.resources import files

from riskcloud.report.memo.content import Memo
from riskcloud.report.memo.plain import plain

_TEMPLATE = "memo.html.j2"


def html(memo: Memo) -> bytes:
    """The page; jinja2 escapes every text that it is given."""
    from jinja2 import Environment, StrictUndefined

    source = files("riskcloud.report.memo").joinpath(_TEMPLATE).read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(source).render(memo=plain(memo)).encode()
