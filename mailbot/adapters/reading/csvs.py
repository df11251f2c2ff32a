"""Delimited text to rows: charset and delimiter found, sizes bounded."""

import csv
from collections.abc import Iterator

from mailbot.adapters.reading.charsets import clean, decode
from mailbot.adapters.reading.contents import Contents, Job
from mailbot.domain.mail import Table

_DELIMITERS = (";", ",", "\t", "|")
_SAMPLE_LINES = 30
_WIDEST = 60
_LONGEST_CELL = 2_000


def read_csv(job: Job) -> Contents:
    """The rows of a CSV as one table."""
    text = clean(decode(job.data[: job.limits.sheet_bytes], job.charset))
    lines = text.split("\n")
    delimiter = ""
    if lines and lines[0].strip().lower().startswith("sep=") and len(lines[0].strip()) == 5:
        delimiter = lines.pop(0).strip()[-1]
    delimiter = delimiter or _delimiter(lines[:_SAMPLE_LINES])
    rows: list[tuple[str, ...]] = []
    problem = ""
    reader = csv.reader(_kept(lines), delimiter=delimiter)
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if len(rows) >= job.limits.sheet_rows:
                problem = f"only the first {job.limits.sheet_rows} rows were read"
                break
            rows.append(tuple(cell.strip()[:_LONGEST_CELL] for cell in row[:_WIDEST]))
    except csv.Error:
        problem = f"damaged after {len(rows)} rows"
    return Contents(tables=(Table(tuple(rows)),) if rows else (), problem=problem)


def _kept(lines: list[str]) -> Iterator[str]:
    """The lines with their ends, each bounded."""
    for line in lines:
        yield line[:100_000] + "\n"


def _delimiter(lines: list[str]) -> str:
    """The delimiter that stands equally often in most lines, outside quotes."""
    best, score = ",", 0.0
    for delimiter in _DELIMITERS:
        counts = [_outside_quotes(line[:5_000]).count(delimiter) for line in lines if line.strip()]
        usual = max(set(counts), key=lambda n: (counts.count(n) * (n > 0), n), default=0)
        if usual:
            found = counts.count(usual) / len(counts) * min(usual, 4)
            if found > score:
                best, score = delimiter, found
    return best


def _outside_quotes(line: str) -> str:
    """The line without what stands in double quotes."""
    return "".join(line.split('"')[0::2])
