"""The clocks of a ticket: which are there, what they count, how they start and stop (workflow 2.5).

A deadline is stored when its clock starts and never computed again (I8). `settle_clocks` keeps the
clocks true to the states of the units after any change, so no effect has to think of one.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from mailbot.domain.deadlines import CLOCKS, UNCLAIMED
from mailbot.domain.lifecycle import UNDECIDED, State, missing_fields
from mailbot.domain.site import Site
from mailbot.domain.ticket import Clock, SentLetter, Ticket
from mailbot.domain.unit import Unit

# Why a clock was stopped that starts anew in the same change.
_MOVES = {"TM3": "asked again", "TM6": "revision", "TM7": "moved"}
_MOMENT = timedelta(microseconds=1)  # a deadline is in time, what is later is not


def running_clock(ticket: Ticket, name: str, unit: int = 0) -> Clock | None:
    """The running clock of this name, for this unit or for the whole ticket (0), or None."""
    for clock in ticket.clocks:
        if clock.name == name and clock.running and (not clock.units or unit in clock.units):
            return clock
    return None


def last_day(clock: Clock, site: Site) -> date:
    """The last local day that is in time: what letters print."""
    return site.calendar.local_day(clock.due)


def next_alarm(ticket: Ticket) -> datetime | None:
    """When `review` has next to look at this ticket, or None. Never earlier than it must."""
    alarms = [alarm for clock in ticket.clocks for alarm in _alarms(clock)]
    return min(alarms, default=None)


def start_clock(
    ticket: Ticket, name: str, units: Iterable[int], now: datetime, site: Site, **facts: object
) -> Ticket:
    """The ticket with this clock started for those units that have none of this name running.

    `units` is empty for a clock of the whole ticket. `facts`: `until` (TM6, the last day of an
    extension), `promised` (TM7), `remaining` (TM2, working time to go on with).
    """
    if CLOCKS[name].whole:
        wanted: tuple[int, ...] = ()
        idle = running_clock(ticket, name) is None
    else:
        wanted = tuple(n for n in units if running_clock(ticket, name, n) is None)
        idle = bool(wanted)
    if not idle:
        return ticket
    plan = CLOCKS[name].plan(now, site, facts)
    clock = Clock(name, wanted, now, plan.due, plan.warnings)
    return replace(ticket, clocks=(*ticket.clocks, clock))


def stop_clock(ticket: Ticket, name: str, units: Iterable[int], now: datetime, why: str) -> Ticket:
    """The ticket with this clock stopped for those units (none named: for all), `why` on record."""
    gone = frozenset(units)
    clocks: list[Clock] = []
    for clock in ticket.clocks:
        leaving = gone & frozenset(clock.units) if gone else frozenset(clock.units)
        if clock.name != name or not clock.running or (clock.units and not leaving):
            clocks.append(clock)
            continue
        staying = tuple(n for n in clock.units if n not in leaving)
        if staying:
            clocks.append(replace(clock, units=staying))
        left = tuple(n for n in clock.units if n in leaving)
        clocks.append(replace(clock, units=left, stopped=now, stopped_by=why))
    return replace(ticket, clocks=tuple(clocks))


def restart_clock(  # noqa: PLR0917 - the shape of start_clock, and why
    ticket: Ticket,
    name: str,
    units: Iterable[int],
    now: datetime,
    site: Site,
    why: str,
    **facts: object,
) -> Ticket:
    """The ticket with this clock stopped (`why` on record) and started anew for those units."""
    named = tuple(units)
    stopped = stop_clock(ticket, name, named, now, why)
    return start_clock(stopped, name, named, now, site, **facts)


def stop_unheard(ticket: Ticket, letter: SentLetter, now: datetime) -> Ticket:
    """The ticket without the clocks that a letter started which never arrived (workflow 2.5).

    These are the running clocks against the partner that began with the letter, for its units.
    """
    for name, kind in CLOCKS.items():
        for clock in ticket.clocks:
            if kind.heard and clock.name == name and clock.running and clock.started == letter.at:
                told = tuple(n for n in clock.units if not letter.units or n in letter.units)
                ticket = stop_clock(ticket, name, told, now, "bounce") if told else ticket
    return ticket


def settle_clocks(before: Ticket | None, after: Ticket, now: datetime, site: Site) -> Ticket:
    """The ticket with the clocks that its change from `before` starts and stops.

    A clock starts when a unit comes to count for it and stops when it no longer does; one that was
    stopped in between (a bounce) stays so. A revised quote restarts the hold, as often as the
    settings allow (A18); a moved promise (X46) and a second question restart theirs. Settling
    twice changes nothing.
    """
    for name, kind in CLOCKS.items():
        settle = _settle_whole if kind.whole else _settle_units
        after = settle(name, before, after, now, site)
    return after


def _settle_whole(
    name: str, before: Ticket | None, after: Ticket, now: datetime, site: Site
) -> Ticket:
    counts = _unclaimed if name == "TM1" else _decidable
    if not counts(after):
        paused = name == "TM2" and any(u.state in UNDECIDED for u in after.units)
        return stop_clock(after, name, (), now, "paused" if paused else "done")
    if before is not None and counts(before):
        return after
    if name == "TM1":
        # The twelve hours begin when the mail arrived, even if the desk was down then (R32).
        return start_clock(after, name, (), min(after.opened, now), site)
    return _start_validation(after, now, site)


def _unclaimed(ticket: Ticket) -> bool:
    """TM1 counts: nobody took the ticket, complete or not."""
    return ticket.taken is None and any(u.state in UNCLAIMED for u in ticket.units)


def _decidable(ticket: Ticket) -> bool:
    """TM2 counts: there is something to decide and nothing is missing for it (R34)."""
    waiting = [u for u in ticket.units if u.state in UNDECIDED]
    return bool(waiting) and not any(
        u.state is State.WAITING_INFO or missing_fields(u) for u in waiting
    )


def _start_validation(ticket: Ticket, now: datetime, site: Site) -> Ticket:
    """TM2 from zero, or with the working time that was left when it paused (A6)."""
    last = next((c for c in reversed(ticket.clocks) if c.name == "TM2"), None)
    since = min(ticket.complete_since or now, now)
    if last is None or last.stopped is None:
        return start_clock(ticket, "TM2", (), since, site)
    since = max(since, last.stopped)
    if site.targets.validation_on_complete == "resume" and last.stopped_by == "paused":
        left = site.calendar.working_time(last.stopped, last.due)
        return start_clock(ticket, "TM2", (), since, site, remaining=left)
    return start_clock(ticket, "TM2", (), since, site)


def _settle_units(
    name: str, before: Ticket | None, after: Ticket, now: datetime, site: Site
) -> Ticket:
    leaving: dict[str, list[int]] = {}
    starting: dict[date | None, list[int]] = {}
    for unit in after.units:
        old = before.unit(unit.number) if before is not None else None
        counted = old is not None and _counts(name, old)
        if not _counts(name, unit):
            leaving.setdefault(str(unit.state), []).append(unit.number)
            continue
        moved = before is not None and counted and _moved(name, before, after, unit)
        if moved and running_clock(after, name, unit.number) is not None:
            if name == "TM6" and _restarts(after, unit) >= site.targets.hold_restarts_on_revision:
                continue
            leaving.setdefault(_MOVES[name], []).append(unit.number)
        if moved or not counted:
            starting.setdefault(unit.promised if name == "TM7" else None, []).append(unit.number)
    for why, numbers in leaving.items():
        after = stop_clock(after, name, numbers, now, why)
    for promised, numbers in starting.items():
        after = start_clock(after, name, numbers, now, site, promised=promised)
    return after


def _counts(name: str, unit: Unit) -> bool:
    """Whether a clock of units counts for this unit: its state, and what else the clock needs."""
    if unit.state not in CLOCKS[name].states:
        return False
    if name == "TM3":
        # Somebody took it while data was missing: the reminders go on (decisions 4).
        return unit.state is State.WAITING_INFO or (
            unit.state is State.IN_CHARGE and bool(missing_fields(unit))
        )
    if name == "TM3S":
        return unit.state is State.WAITING_INFO and bool(unit.serial) and not unit.known
    if name == "TM7":
        return unit.promised is not None
    if name in ("TM4", "TM8"):
        return unit.shipped_ahead == (name == "TM8")
    return True


def _moved(name: str, before: Ticket, after: Ticket, unit: Unit) -> bool:
    """Whether what the clock was started for has changed while it counted."""
    old = before.unit(unit.number)
    if old is None or name not in ("TM3", "TM6", "TM7"):
        return False
    if name == "TM3":
        # A second question, sent while the first still waited, gives its own time to answer.
        asked = after.pending.get("asked")
        return asked is not None and asked != before.pending.get("asked")
    if name == "TM7":
        return old.promised != unit.promised
    quoted = _quoted(before, unit)
    return (
        unit.state is State.QUOTED
        and quoted != _quoted(after, unit)
        and bool(quoted or old.state is not State.QUOTED)
    )


def _quoted(ticket: Ticket, unit: Unit) -> tuple[tuple[int, int], ...]:
    """The current quotes of a unit, by number and revision."""
    return tuple(
        (q.number, q.revision) for q in ticket.quotes if q.current and unit.number in q.units
    )


def _restarts(ticket: Ticket, unit: Unit) -> int:
    """How often a revised quote has restarted this unit's hold (A18)."""
    return sum(
        c.name == "TM6" and c.stopped_by == "revision" and unit.number in c.units
        for c in ticket.clocks
    )


def _alarms(clock: Clock) -> Iterable[datetime]:
    """What is still to come of a clock: its next warning, and the instant after its end."""
    if not clock.running or clock.breached:
        return ()
    return (*clock.warnings[clock.warned : clock.warned + 1], clock.due + _MOMENT)
