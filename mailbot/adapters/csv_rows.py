"""A CSV file of a person as rows with their line numbers, read line by line, every mistake kept."""

import csv
import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from mailbot.errors import Misconfigured, Mistake, Unavailable

# Some million units fit; a disk image named by mistake is not read through.
MAX_BYTES = 1_000_000_000
MAX_LINE_BYTES = 20_000
MAX_CELL_CHARS = 1_000
# More would not be read by anybody; the rest is counted.
MAX_SHOWN = 200

_DELIMITERS = ";,\t|"
_NOT_NAME = re.compile(r"[^a-z0-9]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

Row = Mapping[str, str]


class Mistakes:
    """The mistakes of one file: the first ones, and how many more there are."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        self._shown: list[Mistake] = []
        self._count = 0

    def __bool__(self) -> bool:
        return self._count > 0

    def add(self, line: int, wrong: str, right: str) -> None:
        """Keep one more."""
        self._count += 1
        if len(self._shown) < MAX_SHOWN:
            self._shown.append(Mistake(self._path, line, wrong, right))

    def require_none(self) -> None:
        """Errors: Misconfigured with the mistakes by line, if there are any."""
        if not self._count:
            return
        shown = sorted(self._shown, key=lambda m: m.line)
        more = self._count - len(shown)
        if more:
            last = Mistake(self._path, shown[-1].line, f"and {more} more", "put these right first")
            shown.append(last)
        raise Misconfigured(shown)


def read_rows(
    path: Path,
    required: Sequence[str],
    optional: Sequence[str],
    mistakes: Mistakes,
    progress: Callable[[int], None] = lambda _: None,
) -> Iterator[tuple[int, Row]]:
    """Each row with the line it begins in: cells by column name, stripped; others are left out.

    UTF-8 with or without BOM; `;`, `,`, tab or `|` between cells; the header in any case and order.
    A row that is no row goes to `mistakes` and is passed over. `progress` hears of the bytes read.
    Errors: Unavailable if the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            if path.stat().st_size > MAX_BYTES:
                mistakes.add(1, f"the file is larger than {MAX_BYTES:,} bytes", "split it")
                return
            lines = _Lines(file, mistakes, progress)
            yield from _rows(lines, required, optional, mistakes)
    except OSError as error:
        raise Unavailable(f"{path}: {error.strerror or error}") from error


class _Lines:
    """The lines of a file as text. `number` is that of the last one."""

    def __init__(self, file: BinaryIO, mistakes: Mistakes, progress: Callable[[int], None]) -> None:
        self._file, self._mistakes, self._progress = file, mistakes, progress
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while True:
            raw = self._file.readline(MAX_LINE_BYTES + 1)
            if not raw:
                raise StopIteration
            self.number += 1
            self._progress(len(raw))
            if len(raw) > MAX_LINE_BYTES:
                wrong = f"the line is longer than {MAX_LINE_BYTES} bytes"
                self._mistakes.add(self.number, wrong, "look for a quote that is not closed")
                while raw and not raw.endswith(b"\n"):
                    raw = self._file.readline(MAX_LINE_BYTES)
                    self._progress(len(raw))
                continue
            text = self._decoded(raw)
            if text is not None:
                return text

    def _decoded(self, raw: bytes) -> str | None:
        if self.number == 1 and raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            self._mistakes.add(1, "the file is UTF-16", "save it as CSV UTF-8")
            raise StopIteration
        try:
            return raw.decode("utf-8-sig" if self.number == 1 else "utf-8")
        except UnicodeDecodeError:
            self._mistakes.add(self.number, "the line is not UTF-8", "save the file as CSV UTF-8")
            return None


def _rows(
    lines: _Lines, required: Sequence[str], optional: Sequence[str], mistakes: Mistakes
) -> Iterator[tuple[int, Row]]:
    head = next(lines, "")
    delimiter = max(_DELIMITERS, key=head.count)
    if head.lower().startswith("sep=") and len(head.strip()) == 5:
        delimiter, head = head[4], next(lines, "")
    names = [_column(name) for name in next(csv.reader([head], delimiter=delimiter), [])]
    if not _check_header(names, required, optional, lines.number or 1, mistakes):
        return
    wanted = [(i, name) for i, name in enumerate(names) if name in {*required, *optional}]
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        first = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            mistakes.add(first, f"the line is no CSV ({error})", "close the quote, or double it")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            wrong = f"the line has {len(cells)} cells"
            mistakes.add(first, wrong, f"give it {len(names)}, as the header has")
            continue
        row = {name: cells[i].strip() for i, name in wanted}
        if _check_cells(row, first, mistakes):
            yield first, row


def _column(name: str) -> str:
    return _NOT_NAME.sub("_", name.strip().lower()).strip("_")


def _check_header(
    names: Sequence[str],
    required: Sequence[str],
    optional: Sequence[str],
    line: int,
    mistakes: Mistakes,
) -> bool:
    """True if the columns can be used. A name nearly ours is a mistake, others are let be."""
    known = (*required, *optional)
    good = True
    for name in dict.fromkeys(names):
        near = difflib.get_close_matches(name, [k for k in known if k not in names], 1, 0.8)
        if name not in known and near:
            mistakes.add(line, f"column `{name}` is not known", f"write `{near[0]}`")
            good = False
        if name in known and names.count(name) > 1:
            mistakes.add(line, f"column `{name}` stands there twice", "remove one")
            good = False
    missing = [name for name in required if name not in names]
    if missing and good:
        right = f"write a header line with {', '.join(required)}"
        mistakes.add(line, f"missing columns: {', '.join(missing)}", right)
    return good and not missing


def _check_cells(row: Row, line: int, mistakes: Mistakes) -> bool:
    # Nearly every row is good: one look at all of it first.
    if max(map(len, row.values())) <= MAX_CELL_CHARS and not _CONTROL.search("".join(row.values())):
        return True
    for name, cell in row.items():
        if len(cell) > MAX_CELL_CHARS:
            wrong = f"`{name}` is longer than {MAX_CELL_CHARS} characters"
            mistakes.add(line, wrong, "look for a quote that is not closed")
            return False
        if _CONTROL.search(cell) and name != "return_address":
            mistakes.add(line, f"`{name}` has a control character or a line end", "remove it")
            return False
    return True
