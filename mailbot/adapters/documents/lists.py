"""Lists as CSV and dates as iCalendar, by the standard library."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import cast

from mailbot.adapters.envelope import Enclosure
from mailbot.adapters.sealed import one_line
from mailbot.adapters.words import Words
from mailbot.domain.decision import Document, Notification
from mailbot.domain.site import Site

# A cell that begins so is a formula to a spreadsheet; a plain number is not.
_FORMULA = re.compile(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_CELL_CHARS = 2_000
# Columns that hold codes, and the table of words for each.
_CODES = {"warranty": "warranty", "basis": "warranty_basis"}
# RFC 5545 section 3.1: lines of at most 75 octets.
_ICS_OCTETS = 73


def make_csv(document: Document, notification: Notification, words: Words, site: Site) -> Enclosure:  # noqa: ARG001
    """Facts: `filename`, `header`, `rows`.

    Formulas are made text by a leading quote (mail-layer 20).
    """
    header = cast("Sequence[object]", document.facts["header"])
    rows = cast("Sequence[Sequence[object]]", document.facts["rows"])
    out = io.StringIO()
    # Spreadsheets split at the sign of their language; Excel knows UTF-8 by its mark.
    writer = csv.writer(out, delimiter=words.say("formats.csv_delimiter"), lineterminator="\r\n")
    writer.writerow([csv_cell(words.phrase("csv", str(cell))) for cell in header])
    columns = [_CODES.get(str(name), "") for name in header]
    writer.writerows(
        [csv_cell(_cell(cell, codes, words)) for cell, codes in zip(row, columns, strict=True)]
        for row in rows
    )
    name = file_name(str(document.facts["filename"]), "csv")
    return Enclosure(name, "text/csv", out.getvalue().encode("utf-8-sig"))


def _cell(cell: object, codes: str, words: Words) -> str:
    """A fact in words; the code of a column of codes by its table."""
    return words.phrase(codes, str(cell)) if codes and cell else words.tell(cell)


def make_ics(document: Document, notification: Notification, words: Words, site: Site) -> Enclosure:
    """Facts: `on` (the day); `summary`, or it is the last day for the goods to arrive.

    A day-long entry with a reminder on the day before at 9.
    """
    day = cast("date", document.facts["on"])
    standard = words.say("document.last_day", reference=notification.reference)
    summary = one_line(str(document.facts.get("summary") or standard))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mailbot//RMA desk//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{notification.reference}.{day:%Y%m%d}@{site.domain}",
        f"DTSTAMP:{day:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_ics_text(summary)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_ics_text(summary)}",
        "TRIGGER:-PT15H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    data = "".join(_fold(line) for line in lines).encode()
    return Enclosure(file_name(f"{notification.reference}-{day}", "ics"), "text/calendar", data)


def csv_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    cell = one_line(text, _CELL_CHARS)
    # What is dropped in cleaning may have stood before the sign: `ESC =` is a formula in the end.
    if (_FORMULA.match(text) or _FORMULA.match(cell)) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def file_name(name: str, extension: str) -> str:
    """A file name of letters, digits, dots and dashes, at most 80 characters."""
    stem = re.sub(r"[^A-Za-z0-9.-]+", "-", name.removesuffix(f".{extension}")).strip("-.")
    return f"{stem[:80] or 'file'}.{extension}"


def _ics_text(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text)


def _fold(line: str) -> str:
    """The line, folded without cutting a character in two (RFC 5545 section 3.1)."""
    folded, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > _ICS_OCTETS:
            folded, size = folded + "\r\n ", 1
        folded += char
        size += octets
    return folded + "\r\n"
