"""A letter's body as HTML for mail clients.

Inline styles, classes only for phones and dark screens.
"""

import re
from collections.abc import Sequence
from html import escape

from mailbot.adapters.blocks import (
    Block,
    Box,
    Grid,
    Heading,
    Listing,
    Paragraph,
    Rule,
    Run,
    Runs,
    plain,
)

# Many clients drop <style>; what must look right everywhere stands in each element. The classes are
# those of templates/layout.html, which turns colours for dark screens and tables into cards on a
# phone.
_STYLES = {
    "p": "margin:0 0 14px;",
    "small": "margin:0 0 8px;font-size:13px;line-height:1.5;color:#5b6672;",
    "h": "margin:26px 0 10px;font-size:17px;line-height:1.3;font-weight:600;color:#12324f;",
    "list": "margin:0 0 14px;padding-left:22px;",
    "li": "margin:0 0 6px;",
    "grid": "width:100%;border-collapse:collapse;margin:4px 0 18px;font-size:14px;"
    "line-height:1.45;",
    "th": "text-align:left;vertical-align:bottom;padding:7px 8px;border-bottom:2px solid #b9c6d3;"
    "font-size:12px;color:#5b6672;font-weight:600;",
    "td": "text-align:left;vertical-align:top;padding:8px;border-bottom:1px solid #e1e7ed;",
    "box": "border:1px solid #b9c6d3;border-left:4px solid #1f6fb2;background:#f3f7fb;"
    "border-radius:4px;padding:14px 16px 2px;margin:4px 0 18px;",
    "code": "font-family:Menlo,Consolas,'DejaVu Sans Mono',monospace;font-size:0.94em;",
    "hr": "border:0;border-top:1px solid #d4dde6;margin:24px 0 14px;",
    "a": "color:#1f6fb2;",
    "track": "display:inline-block;width:120px;height:10px;background:#dfe6ed;border-radius:3px;"
    "overflow:hidden;vertical-align:middle;",
    "fill": "display:block;height:10px;background:#1f6fb2;",
}
# Styles in each cell make a table of hundreds of rows so large that mail programs cut the letter.
_STYLED_ROWS = 40
# A word longer than this may be broken, or it would push a table out of the page.
_LONG = re.compile(r"\S{20}(?=\S)")
_BAR = re.compile("[█░]{10}")


def write_html(blocks: Sequence[Block]) -> str:
    """The blocks as an HTML fragment. Everything that is not our own element is escaped."""
    written: list[str] = []
    small = False
    for block in blocks:
        written.append(_block(block, small))
        small = small or isinstance(block, Rule)
    return "\n".join(written)


def _block(block: Block, small: bool) -> str:  # noqa: PLR0911  # a row for each kind
    match block:
        case Paragraph(runs):
            return _element("p", _runs(runs), "small" if small else "p")
        case Heading(level, runs):
            return _element(f"h{level}", _runs(runs), "h")
        case Listing(start, items):
            inner = "".join(_element("li", _item(item, small), "li") for item in items)
            if start is None:
                return _element("ul", inner, "list")
            return _element("ol", inner, "list", f' start="{start}"')
        case Grid():
            return _grid(block)
        case Box(blocks):
            return _element("div", "".join(_block(b, small) for b in blocks), "box")
        case Rule():
            return f'<hr class="hr" style="{_STYLES["hr"]}">'


def _item(blocks: Sequence[Block], small: bool) -> str:
    """An item's blocks; its first paragraph without an element of its own."""
    first, *rest = blocks or (Paragraph(()),)
    begin = _runs(first.runs) if isinstance(first, Paragraph) else _block(first, small)
    return begin + "".join(_block(block, small) for block in rest)


def _grid(grid: Grid) -> str:
    labels = [escape(plain(cell)) for cell in grid.header]
    head = "".join(
        _element("th", _runs(cell), "th", _aligned("th", right))
        for cell, right in zip(grid.header, grid.right, strict=True)
    )
    row_of = _row if len(grid.rows) <= _STYLED_ROWS else _plain_row
    body = "".join(row_of(row, labels, grid.right) for row in grid.rows)
    top = f'<thead><tr class="row">{head}</tr></thead>' if any(labels) else ""
    inner = f"{top}<tbody>{body}</tbody>"
    # On a phone the rows of a wide table become cards.
    is_wide = len(labels) >= 4 and any(labels) and len(grid.rows) <= _STYLED_ROWS
    kind = "grid cards" if is_wide else "grid"
    style = f'class="{kind}" style="{_STYLES["grid"]}"'
    return f'<table {style} cellpadding="0" cellspacing="0">{inner}</table>'


def _row(row: Sequence[Runs], labels: Sequence[str], right: Sequence[bool]) -> str:
    """A row; each cell carries its heading, shown only where a phone makes the row a card."""
    cells = []
    for cell, label, to_right in zip(row, labels, right, strict=True):
        hint = (
            f'<span class="lab" style="display:none;mso-hide:all;">{_labelled(label)}</span>'
            if label and plain(cell).strip()
            else ""
        )
        name = "td" if plain(cell).strip() else "td none"
        cells.append(f'<td class="{name}"{_aligned("td", to_right)}>{hint}{_runs(cell)}</td>')
    return f'<tr class="row">{"".join(cells)}</tr>'


def _plain_row(row: Sequence[Runs], _labels: Sequence[str], right: Sequence[bool]) -> str:
    """A row of a very long table: the page's own style sheet is enough."""
    names = ("td right" if to_right else "td" for to_right in right)
    cells = (f'<td class="{n}">{_runs(c)}</td>' for n, c in zip(names, row, strict=True))
    return f'<tr class="row">{"".join(cells)}</tr>'


def _labelled(label: str) -> str:
    return f"{label} " if label.endswith(".") else f"{label}: "


def _aligned(style: str, right: bool) -> str:
    text = _STYLES[style]
    if right:
        text = text.replace("text-align:left", "text-align:right;white-space:nowrap")
    return f' style="{text}"'


def _element(tag: str, inner: str, style: str, attributes: str = "") -> str:
    if 'style="' not in attributes:
        attributes += f' style="{_STYLES[style]}"'
    return f'<{tag} class="{style}"{attributes}>{inner}</{tag}>'


def _runs(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _bar(signs: str) -> str:
    """A bar of ten signs, drawn."""
    full = signs.count("█") * 10
    return (
        f'<span class="track" style="{_STYLES["track"]}" role="img" aria-label="{full}%">'
        f'<span class="fill" style="{_STYLES["fill"]}width:{full}%;"></span></span>'
    )


def _run(run: Run) -> str:
    if _BAR.fullmatch(run.text):
        return _bar(run.text)
    text = _LONG.sub(r"\g<0>\0", run.text)
    text = escape(text).replace("\0", "<wbr>").replace("\n", "<br>\n")
    if run.code:
        text = f'<code class="code" style="{_STYLES["code"]}">{text}</code>'
    if run.bold:
        text = f"<strong>{text}</strong>"
    if run.italic:
        text = f"<em>{text}</em>"
    if run.link:
        text = f'<a class="a" href="{escape(run.link)}" style="{_STYLES["a"]}">{text}</a>'
    return text
