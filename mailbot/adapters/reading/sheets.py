"""Workbooks (XLSX, XLS, ODS) to tables by python-calamine. Formulas are never run: their last
values are read.
"""

import io
from datetime import datetime, time
from decimal import Decimal

from python_calamine import CalamineSheet, SheetVisibleEnum, load_workbook

from mailbot.adapters.reading.charsets import clean
from mailbot.adapters.reading.contents import Contents, Job
from mailbot.domain.mail import Table

_MOST_SHEETS = 30
_WIDEST = 60
_NO_SHEETS = frozenset({"doc", "msg", "msi", "ppt", "vsd"})
_LONGEST_CELL = 2_000


def read_sheets(job: Job) -> Contents:
    """A table for each sheet that holds anything."""
    tables = []
    problem = ""
    workbook = load_workbook(io.BytesIO(job.data))
    hidden = {m.name for m in workbook.sheets_metadata if m.visible != SheetVisibleEnum.Visible}
    for name in workbook.sheet_names[:_MOST_SHEETS]:
        sheet = workbook.get_sheet_by_name(name)
        rows = _rows(sheet, job.limits.sheet_rows)
        if sheet.height > job.limits.sheet_rows:
            problem = f"only the first {job.limits.sheet_rows} rows of a sheet were read"
        if rows:
            tables.append(Table(rows, clean(name)[:100], name in hidden))
        if job.late:
            problem = "the time for this mail's files was used up"
            break
    return Contents(tables=tuple(tables), problem=problem)


def read_old_office(job: Job) -> Contents:
    """The tables of an XLS; other files of its container are only kept."""
    if job.extension in _NO_SHEETS:
        return Contents(problem="an old Office file, not opened")
    return read_sheets(job)


def _rows(sheet: CalamineSheet, most: int) -> tuple[tuple[str, ...], ...]:
    """The rows from the first to the last that holds anything, cells as text."""
    rows = [
        [_cell(value) for value in row[:_WIDEST]]
        for row in sheet.to_python(skip_empty_area=True, nrows=most)
    ]
    _fill_merged(sheet, rows)
    while rows and not any(rows[-1]):
        rows.pop()
    return tuple(tuple(row) for row in rows)


def _fill_merged(sheet: CalamineSheet, rows: list[list[str]]) -> None:
    """Repeat a cell that is merged over several rows in each of them: it was written for all."""
    start = sheet.start or (0, 0)
    for (top, left), (bottom, _) in (sheet.merged_cell_ranges or [])[:1_000]:
        row, column = top - start[0], left - start[1]
        if not 0 <= row < len(rows) or not 0 <= column < len(rows[row]):
            continue
        for below in rows[row + 1 : bottom - start[0] + 1]:
            if column < len(below) and not below[column]:
                below[column] = rows[row][column]


def _cell(value: object) -> str:
    """A cell as its writer sees it: digits without exponent or `.0`, dates in ISO form."""
    shown = str(value)
    match value:
        case bool():
            shown = shown.upper()
        case float():
            shown = str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
        case datetime():
            shown = value.isoformat(" ", "minutes").removesuffix(" 00:00")
        case time():
            shown = value.isoformat("minutes")
    return clean(shown).strip()[:_LONGEST_CELL]
