"""The passing of time: reminders, breaches and moves of the clocks that are due (workflow 2.5).

Each warning and each end is announced exactly once. After a downtime the warnings that were missed
make one letter, and none if the clock has ended meanwhile.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from mailbot.domain.alarms import EFFECTS, Alarm, Hour
from mailbot.domain.clocks import last_day, settle_clocks
from mailbot.domain.deadlines import CLOCKS
from mailbot.domain.decision import Decision, Notification
from mailbot.domain.site import Site
from mailbot.domain.ticket import Clock, Ticket


def review(ticket: Ticket, site: Site, now: datetime, *, hears: bool = True) -> Decision:
    """What time has brought for one ticket; an empty outcome and no ticket for nothing.

    `hears` is False while a mailbox cannot be read: the partner's answer may lie in it, so no
    deadline of his ends until it was looked at.

    A deadline is over after its instant, a warning is due at its own (R32: 12 h 00 m 00 s is in
    time). Reviewing again at the same instant changes nothing more.
    Source: X8, X9, X11, X19, X20, X35, X37, R32, R34, R53-R55, decisions 5.
    """
    alarms, rung = _ring(ticket, site, now, hears)
    if not alarms:
        return Decision("")
    letters: list[Notification] = []
    current = rung
    for alarm in alarms:
        effect = EFFECTS[alarm.name].ends if alarm.ended else EFFECTS[alarm.name].warns
        current, told = effect(Hour(current, site, now), alarm)
        letters.extend(told)
    settled = settle_clocks(rung, current, now, site)
    # Letters speak of the ticket as it is after everything that happened to it.
    told = tuple(replace(letter, ticket=settled) for letter in letters)
    return Decision("review", tickets=(settled,), notifications=told)


def _ring(ticket: Ticket, site: Site, now: datetime, hears: bool) -> tuple[list[Alarm], Ticket]:
    """The alarms that are due, ends first, and the ticket whose clocks remember them."""
    due: dict[tuple[bool, str, date | None], list[Clock]] = {}
    clocks: list[Clock] = []
    for clock in ticket.clocks:
        ended, warned = _look(clock, now, hears)
        if not ended and warned == clock.warned:
            clocks.append(clock)
            continue
        # A reminder prints its last day, so only clocks of one day share it.
        last = None if ended else last_day(clock, site)
        due.setdefault((not ended, clock.name, last), []).append(clock)
        clocks.append(replace(clock, warned=warned, breached=ended))
    alarms = [_alarm(name, not warns, group, site) for (warns, name, _), group in due.items()]
    alarms.sort(key=lambda alarm: (not alarm.ended, alarm.name, alarm.last))
    return alarms, replace(ticket, clocks=tuple(clocks))


def _look(clock: Clock, now: datetime, hears: bool) -> tuple[bool, int]:
    """Whether the clock ends now, and how many of its warnings are past; as it was, if nothing."""
    if not clock.running or clock.breached:
        return False, clock.warned
    if now > clock.due:
        ended = hears or not CLOCKS[clock.name].heard
        return ended, len(clock.warnings) if ended else clock.warned
    return False, max(clock.warned, sum(warning <= now for warning in clock.warnings))


def _alarm(name: str, ended: bool, clocks: Sequence[Clock], site: Site) -> Alarm:
    first = min(clocks, key=lambda clock: clock.due)
    units = tuple(sorted({number for clock in clocks for number in clock.units}))
    return Alarm(name, ended, units, first.due, last_day(first, site))
