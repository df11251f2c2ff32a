"""A letter's body as plain text that is good on its own.

72 columns, aligned tables, no signs of Markdown.
"""

import unicodedata
from collections.abc import Iterable, Sequence

from mailbot.adapters.blocks import (
    Block,
    Box,
    Grid,
    Heading,
    Listing,
    Paragraph,
    Rule,
    Runs,
    plain,
)

COLUMNS = 72
# A first cell of fewer digits is a line's number; a longer one is a serial.
_SERIAL_DIGITS = 4
# Between the columns of a table.
_GAP = "  "
# A box is set in; a `>` would make mail clients and our own reader take it for a quote.
_BOX_INDENT = "    "
# Before this character every one takes one column.
_FIRST_COMBINING = "\u0300"


def write_text(blocks: Sequence[Block], columns: int = COLUMNS) -> str:
    """The blocks as text, lines ended by `\\n`.

    Only a word longer than the line goes past `columns`.
    """
    return "\n\n".join("\n".join(_lines(block, columns)) for block in blocks) + "\n"


def width(text: str) -> int:
    """The columns a text takes on a screen.

    Wide East Asian characters count two, combining ones none.
    """
    if max(text, default="") < _FIRST_COMBINING:
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _lines(block: Block, columns: int) -> list[str]:
    match block:
        case Paragraph(runs):
            return _wrap(_spoken(runs), columns)
        case Heading(level, runs):
            title = _wrap(plain(runs), columns)
            under = "=" if level == 1 else "-"
            return [*title, under * max(width(line) for line in title)]
        case Listing():
            return _listing(block, columns)
        case Grid():
            return _grid(block, columns)
        case Box(blocks):
            inner = write_text(blocks, columns - len(_BOX_INDENT)).rstrip("\n")
            return [(_BOX_INDENT + line).rstrip() for line in inner.split("\n")]
        case Rule():
            return ["_" * 24]


def _spoken(runs: Runs) -> str:
    """The words, with the address after a link whose words do not show it."""
    words = []
    for run in runs:
        words.append(run.text)
        shown = run.link.removeprefix("mailto:")
        if run.link and shown not in run.text:
            words.append(f" <{shown}>")
    return "".join(words)


def _wrap(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """Lines of at most `columns`, the first begun with `first`, the others with `rest`.

    Line breaks are kept.
    """
    lines: list[str] = []
    for row in text.split("\n"):
        begin = rest if lines else first
        words, taken = [begin], width(begin)
        for word in row.split():
            needed = width(word)
            if len(words) > 1 and taken + 1 + needed > columns:
                lines.append(words[0] + " ".join(words[1:]))
                words, taken = [rest], width(rest)
            taken += needed + (len(words) > 1)
            words.append(word)
        lines.append((words[0] + " ".join(words[1:])).rstrip())
    return lines


def _listing(listing: Listing, columns: int) -> list[str]:
    lines: list[str] = []
    for index, item in enumerate(listing.items):
        mark = "- " if listing.start is None else f"{listing.start + index}. "
        inner: list[str] = []
        for block in item:
            inner += _lines(block, columns - len(mark))
        lines += [(mark if i == 0 else " " * len(mark)) + line for i, line in enumerate(inner)]
    return [line.rstrip() for line in lines]


def _grid(grid: Grid, columns: int) -> list[str]:
    header = [_cell(cell) for cell in grid.header]
    rows = [[_cell(cell) for cell in row] for row in grid.rows]
    widths = [max(width(row[i]) for row in (header, *rows)) for i in range(len(header))]
    if sum(widths) + len(_GAP) * (len(widths) - 1) > columns:
        return _blocks_of_rows(header, rows, columns)
    titled = any(header)
    table = [header, ["-" * w for w in widths], *rows] if titled else rows
    return [
        _GAP.join(
            _pad(cell, w, right) for cell, w, right in zip(row, widths, grid.right, strict=True)
        ).rstrip()
        for row in table
    ]


def _cell(runs: Runs) -> str:
    return " ".join(_spoken(runs).split())


def _pad(cell: str, columns: int, right: bool) -> str:
    space = " " * (columns - width(cell))
    return space + cell if right else cell + space


def _blocks_of_rows(
    header: Sequence[str], rows: Iterable[Sequence[str]], columns: int
) -> list[str]:
    """A table too wide for the line.

    Each row a block, its first cells the title, the others under their headings.
    """
    label_width = max(width(label) for label in header) + 2
    lines: list[str] = []
    for row in rows:
        cells = list(zip(header, row, strict=True))
        numbered = row[0].isdigit() and len(row[0]) < _SERIAL_DIGITS and len(row) > 2
        filled = [index for index, cell in enumerate(row) if cell]
        first = 1 if numbered else min(filled, default=0)
        title = f"{row[0]}. {row[1]}" if numbered else row[first]
        indent = " " * (len(row[0]) + 2 if numbered else 2)
        if lines:
            lines.append("")
        lines += _wrap(title, columns, rest=indent)
        for label, cell in cells[first + 1 :]:
            if cell:
                start = indent + (_pad(f"{label}:", label_width, False) if label else "")
                lines += _wrap(cell, columns, first=start, rest=" " * width(start))
    return lines
