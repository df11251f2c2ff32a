"""Rows for a spreadsheet program, as CSV or XLSX, with nothing in them that it would run."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import IO

from mailbot.errors import Misconfigured, Mistake, Unavailable

Cell = str | int | date | None

# What makes a spreadsheet program read a text as a formula (mail-layer 20), after blanks too.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
# XLSX cannot hold them, and nobody can read them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# The most characters that a cell of XLSX takes.
_MOST_CHARS = 32_000


def safe(cell: Cell) -> Cell:
    """The cell as data: a text that could be a formula gets a quote before it."""
    if not isinstance(cell, str):
        return cell
    text = _CONTROL.sub("", cell)[:_MOST_CHARS]
    return f"'{text}" if _FORMULA.match(text) else text


def write_csv(file: IO[bytes], rows: Iterable[Sequence[Cell]]) -> int:
    """Write CSV in UTF-8 with the mark that Excel wants, dates in ISO 8601; the count of rows."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        writer, count = csv.writer(text), 0
        for row in rows:
            writer.writerow([safe(cell) for cell in row])
            count += 1
        return count
    finally:
        text.detach()


def write_xlsx(file: IO[bytes], rows: Iterable[Sequence[Cell]]) -> int:
    """Write one sheet row by row, the first one bold and fixed; the count of rows.

    Errors: Misconfigured without openpyxl.
    """
    try:
        # It takes 0.2 s and may be left out of an installation.
        from openpyxl import Workbook  # noqa: PLC0415
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
        from openpyxl.styles import Font  # noqa: PLC0415
    except ImportError as error:
        right = "install it with `pip install 'mailbot[xlsx]'`, or choose csv"
        raise Misconfigured([Mistake("xlsx", 0, "openpyxl is missing", right)]) from error
    book = Workbook(write_only=True)
    sheet = book.create_sheet("tickets")
    sheet.freeze_panes = "A2"
    count = 0
    for row in rows:
        line = [WriteOnlyCell(sheet, value=safe(cell)) for cell in row]
        for cell in line if count == 0 else ():
            cell.font = Font(bold=True)
        sheet.append(line)
        count += 1
    book.save(file)
    return count


Write = Callable[[IO[bytes], Iterable[Sequence[Cell]]], int]

# Name of the format: what writes it.
FORMATS: Mapping[str, Write] = MappingProxyType({"csv": write_csv, "xlsx": write_xlsx})


def write_file(path: Path, kind: str, rows: Iterable[Sequence[Cell]]) -> int:
    """Write a file that appears whole or not at all; the count of rows. Errors: Unavailable."""
    partial = path.with_name(f"{path.name}.partial")
    try:
        with partial.open("wb") as file:
            count = FORMATS[kind](file, rows)
        partial.replace(path)
    except OSError as error:
        raise Unavailable(f"{path}: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return count
