"""What a reader of a letter needs to know: each unit's public status, what happens next, who must
act, by when."""

from dataclasses import dataclass
from datetime import date, datetime

from mailbot.domain.lifecycle import State


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A line of the per-unit table. `status` is the policy's exact word (R59), `substatus` a key of
    the words file."""

    number: int
    serial: str
    product: str
    fault: str
    status: str
    substatus: str
    state: State
    warranty: str = ""  # in, out, undetermined, or empty
    warranty_ends: date | None = None
    missing: tuple[str, ...] = ()
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """`step` is a key of the words file's `next`; `who`: you, desk, support, lab, warehouse,
    distributor, nobody."""

    step: str
    who: str
    by: date | datetime | None = None
