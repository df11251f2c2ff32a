"""Which of the tables that come with a mail are meant, and which are left out."""

from collections.abc import Sequence

from mailbot.domain.columns import is_value
from mailbot.domain.mail import Table
from mailbot.domain.passages import Reading, Sheet
from mailbot.domain.sheets import is_over, is_titled_over, read_rows

_LOOKED_AT = 200  # rows


def meant_sheets(reading: Reading) -> list[Sheet]:
    """The tables that ask for something: not hidden, not quoted, no list of what is over.

    A sheet whose name says that it is over is left out only where its file has another one: why
    else was it sent?
    """
    asked = [s for s in _visible(reading.sheets) if not is_over(s.table)]
    filled = {s.where for s in asked if _holds_units(s.table)}
    over = [s for s in _visible(reading.sheets) if is_over(s.table) and s.where not in filled]
    return [*asked, *over]


def left_out(reading: Reading) -> tuple[str, ...]:
    """The names of the sheets that hold units and are not read, for staff."""
    meant = meant_sheets(reading)
    others = [s.table for s in reading.sheets if not s.table.quoted and s not in meant]
    names = [" ".join(t.name.split())[:40] for t in others if t.name and read_rows(t)]
    return tuple(dict.fromkeys(names))[:10]


def _visible(sheets: Sequence[Sheet]) -> list[Sheet]:
    shown = [s for s in sheets if not s.table.hidden and not s.table.quoted]
    return [s for s in shown if not is_titled_over(s.table)]


def _holds_units(table: Table) -> bool:
    rows = table.rows[:_LOOKED_AT]
    return bool(read_rows(table)) or any(is_value(cell) for row in rows for cell in row)
