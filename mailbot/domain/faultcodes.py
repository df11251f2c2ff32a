"""The fault codes: which words mean which, and whether one question is worth asking (mails.md
5.3)."""

import re
from dataclasses import dataclass

from mailbot.domain.faultcues import CUES, OTHER_PSU
from mailbot.domain.phrases import phrases

# Codes that no question makes clearer.
_PLAIN = frozenset(["PWR-03", "GSM-03", "NET-02", "UI-01", "FAN-01", "LIC-01", "PHY-01", "WRG-01"])
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


def find_code(fault: str) -> FaultCode | None:
    """The row the words speak of, or None. Words of several rows: the weightier row."""
    text = fault[:4_000]
    return next((row for row in FAULT_CODES if row.cues.search(text)), None)


def asks_for(code: str, fault: str) -> bool:
    """True if this fault is worth its one triage question, and the words have not answered it."""
    row = next((r for r in FAULT_CODES if r.code == code), None)
    return row is not None and row.asks and not (row.said and row.said.search(fault[:4_000]))
