"""Serial numbers in a text, whatever they are written with: the registry decides what is one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mailbot.domain.registry import SoldUnit, bare_key

SHORTEST = 5  # characters of a serial
LONGEST = 24
_SHORT = 8  # below this, pieces apart by spaces are not put together: "4 OK 54"
_PIECES = 6  # a MAC has six
_RUNS = 20_000  # of one text
_RUN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[ \t\u00a0]{0,2}[-\u2010-\u2015/.:_\\]?[ \t\u00a0]{0,2}(?:\r?\n[ \t>]{0,4})?")
_GLUED_LABEL = re.compile(
    r"(?:SN|SNR|(?<=[sS]/)N|MAC|MATR|MATRICOLA|SERIALE?)(?=[0-9A-Z]{0,4}\d[0-9A-Z]{3})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A piece of text that could be a serial. `key` is its bare form."""

    key: str
    start: int
    end: int

    def of(self, text: str) -> str:
        """How it stands in the text, on one line."""
        return " ".join(text[self.start : self.end].split())


@dataclass(frozen=True, slots=True)
class Hit:
    """A serial or MAC of the registry, found in a text."""

    unit: SoldUnit
    start: int
    end: int


def _runs(text: str) -> list[tuple[int, int]]:
    found = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        if end - start > LONGEST + 10 or not match[0].isascii():
            found.append((start, start))  # a wall: nothing is put together across it
        else:
            found.append((start, end))
        if len(found) == _RUNS:
            break
    return found


def find_written(text: str) -> Iterator[list[Written]]:
    """For each piece of letters and digits, what could begin there, longest first. Bounded."""
    runs = _runs(text)
    for index, (start, end) in enumerate(runs):
        if end == start:
            continue
        glued = _GLUED_LABEL.match(text, start, end)
        here = list(_from(text, runs, index, start))
        if glued:
            here += _from(text, runs, index, glued.end())
        if here:
            yield sorted(here, key=lambda w: -len(w.key))


def _from(text: str, runs: list[tuple[int, int]], index: int, start: int) -> Iterator[Written]:
    pieces: list[str] = []
    length = 0
    plain = True  # so far without white space
    last = start
    for first, end in runs[index : index + _PIECES]:
        begin = max(first, start)
        if end <= begin:
            return
        if pieces:
            gap = text[last:begin]
            if len(gap) > 8 or not _GAP.fullmatch(gap):
                return
            plain = plain and not gap[0].isspace() and not gap[-1].isspace()
        pieces.append(text[begin:end])
        length += end - begin
        last = end
        if length > LONGEST:
            return
        if length < SHORTEST or (length < _SHORT and len(pieces) > 1 and not plain):
            continue
        key = bare_key("".join(pieces))
        digits = sum(c.isdigit() for c in key)
        if digits and (len(pieces) == 1 or digits >= 3):
            yield Written(key, start, end)


def find_hits(
    text: str, sold: Mapping[str, SoldUnit], written: Iterable[list[Written]] | None = None
) -> list[Hit]:
    """The units of the registry that a text names, in order, the longest reading first.

    `sold` has them by bare serial and bare MAC; `written` is what could be a serial, if known.
    """
    hits: list[Hit] = []
    done = 0
    for choices in find_written(text) if written is None else written:
        for one in choices:
            unit = sold.get(one.key)
            if unit is not None and one.start >= done and _fits(one, unit):
                hits.append(Hit(unit, one.start, one.end))
                done = one.end
                break
    return hits


def _fits(written: Written, unit: SoldUnit) -> bool:
    return written.key in (unit.key, unit.mac_key)
