"""The fault codes: which words mean which, and whether one question is worth asking (mails.md
5.3)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from mailbot.domain.faultcues import CUES, OTHER_PSU
from mailbot.domain.phrases import phrases

# Codes that no question makes clearer.
_PLAIN = frozenset(["PWR-03", "GSM-03", "NET-02", "UI-01", "FAN-01", "LIC-01", "PHY-01", "WRG-01"])
Span = tuple[int, int]
_POWER = frozenset({"BOOT-02", "PWR-01"})


@dataclass(frozen=True, slots=True)
class FaultCode:
    """A row. `asks`: it has a triage question; `said` finds what answers that beforehand."""

    code: str
    cues: re.Pattern[str]
    asks: bool
    said: re.Pattern[str] | None


FAULT_CODES: tuple[FaultCode, ...] = tuple(
    FaultCode(
        code, phrases(table), code not in _PLAIN, phrases(OTHER_PSU) if code in _POWER else None
    )
    for code, table in CUES.items()
)


# Words for any part: where a part is named beside them, the fault is the part's.
_GENERAL = frozenset({"PWR-01", "PWR-03", "BOOT-01", "AUD-02"})
_PARTS = frozenset(
    [
        "FAN-01",
        "FAX-01",
        "HND-01",
        "NET-01",
        "NET-02",
        "POE-01",
        "STO-01",
        "TEL-02",
        "UI-01",
        "UI-02",
        "UI-03",
    ]
)


def find_code(fault: str) -> FaultCode | None:
    """The row the words speak of, or None.

    Words that stand inside the longer words of another row are that row's (`porta LAN morta`);
    beside a named part a general word is the part's (`keypad dead`); else the weightier row.
    """
    text = fault[:4_000]
    spans = {
        row.code: [m.span() for m in islice(row.cues.finditer(text), 20)] for row in FAULT_CODES
    }
    free = [
        row
        for row in FAULT_CODES
        if any(not _is_inside(span, row.code, spans) for span in spans[row.code])
    ]
    part = next((row for row in free if row.code in _PARTS), None)
    best = free[0] if free else None
    if best and part and best.code in _GENERAL and _is_close(spans[best.code], spans[part.code]):
        return part
    return best


def _is_inside(span: Span, code: str, spans: Mapping[str, Sequence[Span]]) -> bool:
    start, end = span
    return any(
        low <= start and end <= high and high - low > end - start
        for other, found in spans.items()
        if other != code
        for low, high in found
    )


def _is_close(some: Sequence[Span], others: Sequence[Span]) -> bool:
    """True if two words stand beside each other, with a small word between them at most."""
    return any(low - end <= 8 and start - high <= 8 for start, end in some for low, high in others)


def asks_for(code: str, fault: str) -> bool:
    """True if this fault is worth its one triage question, and the words have not answered it."""
    row = next((r for r in FAULT_CODES if r.code == code), None)
    return row is not None and row.asks and not (row.said and row.said.search(fault[:4_000]))
