"""The clocks: what each one counts, when it warns and when it ends (workflow 2.5).

Each function gives the plan of a clock from the instant it starts and is named by a row of
`CLOCKS`. What is counted in days ends with its last day: a minute before midnight is in time,
midnight is not.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from mailbot.domain.lifecycle import AWAITED, IN_REPAIR, ON_BENCH, UNDECIDED, State
from mailbot.domain.site import Site

_BEFORE_VALIDATION = timedelta(hours=4)  # working hours of notice before TM2 ends (workflow 2.5)
_PROMISE_NOTICE_DAYS = 2  # working days of notice before TM7 ends (workflow 2.5)
# A promise beyond this is a slip of the pen; no calendar reaches to the year 9999.
_FAR_OFF = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Plan:
    """A deadline with its warnings, in order and all of them between start and end."""

    due: datetime
    warnings: tuple[datetime, ...] = ()


def in_charge(start: datetime, site: Site, _facts: Mapping[str, object]) -> Plan:
    """Twelve hours, by the clock or of working time (R32, A1)."""
    targets = site.targets
    if targets.in_charge_calendar == "business":
        after = site.calendar.after_working_time
        return _plan(
            start,
            after(start, targets.in_charge),
            (after(start, w) for w in targets.in_charge_warnings),
        )
    since = start.astimezone(UTC)
    return _plan(start, since + targets.in_charge, (since + w for w in targets.in_charge_warnings))


def validation(start: datetime, site: Site, facts: Mapping[str, object]) -> Plan:
    """Two working days up to the close of the second, or what was left of them (R34, A3, A6).

    `facts["remaining"]`: the working time that was left when the clock paused, to go on with.
    """
    calendar, remaining = site.calendar, facts.get("remaining")
    if isinstance(remaining, timedelta):
        due = calendar.after_working_time(start, remaining)
    else:
        last = calendar.working_day_after(calendar.local_day(start), site.targets.validation_days)
        due = calendar.at(last, site.targets.cutoff)
    half = calendar.after_working_time(start, calendar.working_time(start, due) / 2)
    return _plan(start, due, (half, calendar.before_working_time(due, _BEFORE_VALIDATION)))


def information(start: datetime, site: Site, _facts: Mapping[str, object]) -> Plan:
    """Fourteen working days to answer, reminders after three and seven (X8, X9)."""
    targets = site.targets
    return _working_days(start, site, targets.info_cancel_days, targets.info_reminder_days)


def unknown_serial(start: datetime, site: Site, _facts: Mapping[str, object]) -> Plan:
    """Five working days for a serial that nobody knows (A26)."""
    return _working_days(start, site, site.targets.unknown_serial_days, ())


def goods(start: datetime, site: Site, _facts: Mapping[str, object]) -> Plan:
    """Thirty days for the goods to come, reminders after fourteen and twenty-five (A22)."""
    targets = site.targets
    return _days(start, site, targets.rma_valid_days, targets.rma_reminder_days)


def bench(start: datetime, site: Site, _facts: Mapping[str, object]) -> Plan:
    """Five working days on the bench, a word to the lab after three."""
    return _working_days(start, site, site.targets.test_days, (site.targets.test_warning_days,))


def hold(start: datetime, site: Site, facts: Mapping[str, object]) -> Plan:
    """Fifteen days from the day after the notice; a last day on a closed day moves on (R53, A17).

    `facts["until"]`: the last day of a granted extension (A20), warned as often before its end.
    """
    calendar, targets, until = site.calendar, site.targets, facts.get("until")
    first = calendar.local_day(start)
    if isinstance(until, date):
        first = until - timedelta(days=targets.hold_days)
    last = calendar.roll(first + timedelta(days=targets.hold_days))
    days = (first + timedelta(days=d) for d in targets.hold_warning_days)
    return _plan(start, calendar.end_of(last), (calendar.at(day, calendar.opens) for day in days))


def promise(start: datetime, site: Site, facts: Mapping[str, object]) -> Plan:
    """Up to the end of the promised day, a word two working days before (R48, X46).

    `facts["promised"]`: the day.
    """
    calendar, day = site.calendar, facts["promised"]
    assert isinstance(day, date)
    day = min(day, calendar.local_day(start) + _FAR_OFF)
    notice = calendar.working_day_before(day, _PROMISE_NOTICE_DAYS)
    return _plan(start, calendar.end_of(day), (calendar.at(notice, calendar.opens),))


def replacement(start: datetime, site: Site, _facts: Mapping[str, object]) -> Plan:
    """Thirty days to send the faulty unit in after its replacement left, a reminder after ten."""
    targets = site.targets
    return _days(start, site, targets.replacement_bill_days, (targets.replacement_return_days,))


def latest_extension(due: datetime, site: Site) -> date:
    """The last day that one extension of a hold ending at `due` may reach (A20)."""
    return site.calendar.local_day(due) + timedelta(days=site.targets.extension_days)


def _working_days(start: datetime, site: Site, days: int, warnings: Iterable[int]) -> Plan:
    calendar = site.calendar
    day = calendar.local_day(start)
    last = calendar.working_day_after(day, days)
    notices = (calendar.working_day_after(day, count) for count in warnings)
    return _plan(start, calendar.end_of(last), (calendar.at(d, calendar.opens) for d in notices))


def _days(start: datetime, site: Site, days: int, warnings: Iterable[int]) -> Plan:
    calendar = site.calendar
    day = calendar.local_day(start)
    last = day + timedelta(days=days)
    notices = (day + timedelta(days=count) for count in warnings)
    return _plan(start, calendar.end_of(last), (calendar.at(d, calendar.opens) for d in notices))


def _plan(start: datetime, due: datetime, warnings: Iterable[datetime]) -> Plan:
    """A warning that would come at once, or after the end, is none."""
    return Plan(due, tuple(sorted({w for w in warnings if start < w < due})))


UNCLAIMED = (State.NEW, State.WAITING_INFO)
ON_HOLD = (State.QUOTED, State.HELD)


@dataclass(frozen=True, slots=True)
class ClockKind:
    """A row: what is counted, what its warnings and its end bring, which states keep it running.

    `whole`: it counts for the ticket, not for each unit. `heard`: it counts against the partner, so
    it must not run when the letter that told him bounced.
    """

    counts: str
    warns: str
    ends: str
    states: tuple[State, ...]
    plan: Callable[[datetime, Site, Mapping[str, object]], Plan]
    whole: bool = False
    heard: bool = False


CLOCKS: Mapping[str, ClockKind] = {
    "TM1": ClockKind(
        "arrival to taken in charge", "sla to queue", "sla to manager",
        UNCLAIMED, in_charge, whole=True,
    ),
    "TM2": ClockKind(
        "complete to decided", "sla to owner", "sla to owner and manager",
        UNDECIDED, validation, whole=True,
    ),
    "TM3": ClockKind(
        "question to answer", "data_reminder", "closed_cancelled",
        UNDECIDED, information, heard=True,
    ),
    "TM3S": ClockKind(
        "question about an unknown serial to answer", "", "needs_person",
        UNCLAIMED, unknown_serial, heard=True,
    ),
    "TM4": ClockKind(
        "approval to goods", "goods_awaited", "closed_expired",
        AWAITED, goods, heard=True,
    ),
    "TM5": ClockKind("goods to tested", "sla to lab", "sla to lab", ON_BENCH, bench),
    "TM6": ClockKind(
        "notice to answer or collection", "days_left", "disposal_due",
        ON_HOLD, hold, heard=True,
    ),
    "TM7": ClockKind(
        "test to promised day", "sla to lab", "new promise asked of lab and owner",
        IN_REPAIR, promise,
    ),
    "TM8": ClockKind(
        "replacement shipped to faulty unit here", "goods_awaited", "bill flag",
        AWAITED, replacement, heard=True,
    ),
}  # fmt: skip
