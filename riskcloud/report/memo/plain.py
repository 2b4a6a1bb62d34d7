"""A memo as plain data, for templates: each block a mapping that names its kind."""

from base64 import b64encode
from dataclasses import asdict
from typing import Any

from riskcloud.report.memo.content import Block, Figures, Memo


def plain(memo: Memo) -> dict[str, Any]:
    """Mappings, lists and texts; pictures as base64 of PNG and as the text of SVG."""
    sections = [
        {"title": section.title, "blocks": [_block(block) for block in section.blocks]}
        for section in memo.sections
    ]
    return {
        "title": memo.title,
        "subtitle": memo.subtitle,
        "language": memo.language,
        "sections": sections,
    }


def _block(block: Block) -> dict[str, Any]:
    kind = type(block).__name__
    if not isinstance(block, Figures):
        return {"kind": kind, **asdict(block)}
    pictures = [
        {
            "alternative": picture.alternative,
            "base64": b64encode(picture.png).decode(),
            "svg": picture.svg.decode(),
        }
        for picture in block.pictures
    ]
    return {"kind": kind, "pictures": pictures}
