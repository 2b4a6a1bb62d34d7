"""A memo as Markdown: pictures beside it, every text escaped."""

import re

from riskcloud.report.memo.content import Block, Command, Figures, Items, Memo, Paragraph, Table

_MARKS = re.compile(r"([\\`*_\[\]<>|#&~$!@{}^])")
_LINE_MARKS = re.compile(r"^([-+=])|^(\d+)([.)])(?=\s|$)")


def markdown(memo: Memo, stem: str) -> dict[str, bytes]:
    """Contents of ``<stem>.md`` and of its pictures, ``<stem>-<picture>.png``, by file name."""
    parts = [f"# {escaped(memo.title)}", escaped(memo.subtitle)]
    for section in memo.sections:
        parts.append(f"## {escaped(section.title)}")
        parts += [_block(block, stem) for block in section.blocks]
    files = {f"{stem}-{picture.name}.png": picture.png for picture in memo.pictures()}
    return {f"{stem}.md": ("\n\n".join(parts) + "\n").encode(), **files}


def escaped(text: str) -> str:
    """Text that no reader of Markdown takes for a mark, an entity, HTML or an address."""
    marked = _MARKS.sub(r"\\\1", text)
    # Bare addresses become links in some dialects.
    marked = marked.replace("://", r"\://").replace("www.", r"www\.")
    return _LINE_MARKS.sub(lambda m: rf"\{m[1]}" if m[1] else rf"{m[2]}\{m[3]}", marked)


def _block(block: Block, stem: str) -> str:
    match block:
        case Paragraph(text, is_lead):
            return f"**{escaped(text)}**" if is_lead else escaped(text)
        case Items(sentences):
            return "\n".join(f"- {escaped(sentence)}" for sentence in sentences)
        case Table():
            return _table(block)
        case Figures(pictures):
            images = (f"![{escaped(p.alternative)}]({stem}-{p.name}.png)" for p in pictures)
            return "\n\n".join(images)
        case Command(lines):
            # Indented code takes every character as it stands, and no fence can end it early.
            return "\n".join(f"    {line}" for line in lines)


def _table(table: Table) -> str:
    places = range(len(table.headings))
    rule = "|".join("---:" if place in table.figures else "---" for place in places)
    lines = [table.headings, *table.rows]
    head, *rows = (f"| {' | '.join(escaped(cell) for cell in line)} |" for line in lines)
    return "\n".join([head, f"|{rule}|", *rows])
