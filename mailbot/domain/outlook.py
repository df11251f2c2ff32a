"""What a reader of a letter needs to know: status, what happens next, who must act, by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mailbot.domain.clocks import last_day, running_clock
from mailbot.domain.lifecycle import (
    AWAITED,
    ON_BENCH,
    State,
    is_closed,
    missing_fields,
    substatus,
    unit_status,
)
from mailbot.domain.site import Site
from mailbot.domain.ticket import Ticket
from mailbot.domain.unit import Unit
from mailbot.domain.writing import names_of


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A line of the per-unit table.

    `status` is the policy's exact word (R59), `substatus` a key of the words file or empty.
    """

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
    """`step` is a key of the words file's `next`: a state's value, or `missing_data`.

    `who`: you, desk, support, lab, warehouse, distributor, nobody.
    """

    step: str
    who: str
    by: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A row of STEPS: who acts in a state, and which clock says by when (`promise`: the date)."""

    who: str
    clock: str = ""
    by_day: bool = False  # the reader is told the day, not the minute


_S = State
STEPS: Mapping[State, Step] = {
    _S.NEW: Step("support", "TM1"),
    _S.WAITING_INFO: Step("you", "TM3", by_day=True),
    _S.REDIRECTED: Step("distributor"),
    _S.IN_CHARGE: Step("support", "TM2"),
    _S.VALIDATED_IW: Step("you", "TM4", by_day=True),
    _S.VALIDATED_OOW: Step("you", "TM4", by_day=True),
    _S.REFUSED_COMMERCIAL: Step("nobody"),
    _S.REFUSED_TECHNICAL: Step("nobody"),
    _S.INBOUND: Step("warehouse", "TM4", by_day=True),
    _S.RECEIVED: Step("lab", "TM5", by_day=True),
    _S.TESTING: Step("lab", "TM5", by_day=True),
    _S.IN_PROCESS_COVERED: Step("lab", "promise"),
    _S.TESTED_CHARGEABLE: Step("lab"),
    _S.QUOTED: Step("you", "TM6", by_day=True),
    _S.ACCEPTED: Step("lab", "promise"),
    _S.REPAIRING: Step("lab", "promise"),
    _S.HELD: Step("you", "TM6", by_day=True),
    _S.DISPOSAL_DUE: Step("desk"),
    _S.READY: Step("warehouse", "promise"),
    _S.CLOSED_SUCCESS: Step("nobody"),
    _S.CLOSED_RETURNED: Step("nobody"),
    _S.CLOSED_DISPOSED: Step("nobody"),
    _S.CLOSED_EXPIRED: Step("nobody"),
    _S.CLOSED_CANCELLED: Step("nobody"),
}
SCRAPPING, COLLECTION = "scrapping", "collection"  # the steps of a held unit after the choice
LATE = "late_answer"  # the step of a unit whose acceptance came too late, until ADMIT
MISSING = "missing_data"  # the step of a unit that lacks data, whoever has it in charge


def unit_rows(ticket: Ticket, units: tuple[int, ...] = ()) -> tuple[UnitRow, ...]:
    """The lines of the table for these units, or for all where none is named."""
    wanted = [u for u in ticket.units if not units or u.number in units]
    return tuple(_row(ticket, unit) for unit in wanted)


def _row(ticket: Ticket, unit: Unit) -> UnitRow:
    verdict = unit.verdict
    return UnitRow(
        number=unit.number,
        serial=unit.serial or unit.as_written,
        product=unit.product or unit.product_code,
        fault=unit.fault,
        status=unit_status(ticket, unit),
        substatus=substatus(unit.state),
        state=unit.state,
        warranty=verdict.covered if verdict else "",
        warranty_ends=verdict.ends if verdict else None,
        missing=missing_fields(unit),
        suggestion=unit.suggestion or "",
    )


def outlook(ticket: Ticket, site: Site, now: datetime) -> tuple[Outlook, ...]:  # noqa: ARG001
    """What happens next to the open units, each thing once: what waits for the reader first, then
    by date. A ticket whose units are all closed has the one line of its last state.

    `by` is a day where the reader counts days, an instant (UTC) where the desk counts hours.
    """
    units = [u for u in ticket.units if not is_closed(u.state)] or list(ticket.units[-1:])
    lines = dict.fromkeys(next_step(ticket, unit, site) for unit in units)
    return tuple(sorted(lines, key=lambda line: (line.who != "you", _sort_key(line.by))))


def next_step(ticket: Ticket, unit: Unit, site: Site) -> Outlook:
    """What happens next to one unit, who must act, and by when."""
    special = _special_step(ticket, unit, site)
    if special is not None:
        return special
    step = STEPS[unit.state]
    if step.clock == "promise":
        return Outlook(unit.state.value, step.who, unit.promised)
    clock = running_clock(ticket, step.clock, unit.number) if step.clock else None
    if clock is None:
        return Outlook(unit.state.value, step.who)
    by = last_day(clock, site) if step.by_day else clock.due
    return Outlook(unit.state.value, step.who, by)


def _special_step(ticket: Ticket, unit: Unit, site: Site) -> Outlook | None:
    """What the state alone does not tell: data missing, another unit in the box (X24), a
    replacement that left ahead (X47), a wish to have it back or scrapped (X39, X40)."""
    if missing_fields(unit) and unit.state in (_S.NEW, _S.WAITING_INFO, _S.IN_CHARGE):
        clock = running_clock(ticket, "TM3", unit.number)
        return Outlook(MISSING, "you", last_day(clock, site) if clock else None)
    if "mismatch" in unit.flags and unit.state in ON_BENCH:
        return Outlook(_S.WAITING_INFO.value, "you")
    if unit.shipped_ahead and unit.state in AWAITED:
        clock = running_clock(ticket, "TM8", unit.number)
        days = timedelta(days=site.targets.replacement_return_days)
        by = site.calendar.local_day(clock.started) + days if clock else None
        return Outlook(unit.state.value, "you", by)
    return _chosen_step(ticket, unit, site)


def _chosen_step(ticket: Ticket, unit: Unit, site: Site) -> Outlook | None:
    """What follows from the partner's own answer: a late yes, a part of a quote, scrap it, collect
    it."""
    if unit.state in (_S.QUOTED, _S.HELD, _S.DISPOSAL_DUE) and _is_late(ticket, unit):
        return Outlook(LATE, "desk")
    if unit.state is _S.QUOTED and _is_left_over(ticket, unit):
        return Outlook(_S.TESTED_CHARGEABLE.value, "lab")
    if unit.state is not _S.HELD:
        return None
    if "disposal_consent" in unit.flags:
        return Outlook(SCRAPPING, "desk")
    if "collection_wish" in unit.flags:
        clock = running_clock(ticket, "TM6", unit.number)
        return Outlook(COLLECTION, "you", last_day(clock, site) if clock else None)
    return None


def _is_late(ticket: Ticket, unit: Unit) -> bool:
    """True if a late acceptance of this unit waits for ADMIT (X33)."""
    late = ticket.pending.get("late")
    return isinstance(late, Mapping) and unit.number in names_of(late, "units")


_DECLINED = (_S.HELD, _S.CLOSED_RETURNED, _S.CLOSED_DISPOSED)


def _is_left_over(ticket: Ticket, unit: Unit) -> bool:
    """True if the quote is for a unit more, which was declined: it cannot be accepted in part."""
    others = (
        ticket.unit(n) for q in ticket.quotes if q.current and unit.number in q.units
        for n in q.units
    )  # fmt: skip
    return any(other is not None and other.state in _DECLINED for other in others)


def _sort_key(by: date | datetime | None) -> str:
    return by.isoformat() if by is not None else "9999"
