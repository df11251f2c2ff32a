"""What clocks learn from the way out: a letter that left late, or never (A17, workflow 2.5).

A deadline against the partner counts from the day on which his letter left the desk: where the
relay was away for days, the days are his all the same. Only the first address of a letter counts;
those in copy are colleagues.
"""

from dataclasses import replace
from datetime import datetime

from mailbot.domain.clocks import last_day, restart_clock, running_clock, stop_unheard
from mailbot.domain.deadlines import CLOCKS
from mailbot.domain.site import Site
from mailbot.domain.ticket import SentLetter, Ticket


def delivered(ticket: Ticket, message_id: str, recipient: str, at: datetime, site: Site) -> Ticket:
    """The ticket whose letter left at that instant: the very same unless that was on a later day.

    Then the clocks that the letter had started run from that day on, and it counts as sent then.
    """
    letter = _letter(ticket, message_id, recipient)
    calendar = site.calendar
    if letter is None or calendar.local_day(at) <= calendar.local_day(letter.at):
        return ticket
    late = ticket
    for clock in ticket.clocks:
        if CLOCKS[clock.name].heard and clock.running and clock.started == letter.at:
            told = [n for n in clock.units if not letter.units or n in letter.units]
            if told:
                late = restart_clock(late, clock.name, told, at, site, "sent late")
                late = _valid_as_long(late, clock.name, told[0], site)
    return late if late is ticket else _with(late, replace(letter, at=at))


def undeliverable(ticket: Ticket, message_id: str, recipient: str, at: datetime) -> Ticket:
    """The ticket whose letter the relay refused for good: the clocks it started stand still."""
    letter = _letter(ticket, message_id, recipient)
    if letter is None or letter.bounced:
        return ticket
    return stop_unheard(_with(ticket, replace(letter, bounced=True)), letter, at)


def _letter(ticket: Ticket, message_id: str, recipient: str) -> SentLetter | None:
    for letter in ticket.letters:
        if letter.message_id == message_id and letter.to[:1] == (recipient,):
            return letter
    return None


def _valid_as_long(ticket: Ticket, name: str, unit: int, site: Site) -> Ticket:
    """The ticket whose current quotes of the unit stand as long as its hold runs (A16)."""
    clock = running_clock(ticket, name, unit)
    if name != "TM6" or clock is None:
        return ticket
    last = last_day(clock, site)
    quotes = tuple(
        replace(q, valid_until=max(q.valid_until, last)) if q.current and unit in q.units else q
        for q in ticket.quotes
    )
    return replace(ticket, quotes=quotes)


def _with(ticket: Ticket, letter: SentLetter) -> Ticket:
    letters = tuple(letter if known.n == letter.n else known for known in ticket.letters)
    return replace(ticket, letters=letters)
