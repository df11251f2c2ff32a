"""The mail trail of units: what their owner was told and what he answered (A19, I3)."""

from dataclasses import dataclass
from datetime import datetime

from mailbot.domain.decision import Audience
from mailbot.domain.notifications import NOTIFICATIONS
from mailbot.domain.ticket import Event, SentLetter, Ticket

# Letters that say what becomes of a unit that waits, and until when.
_ABOUT_WAITING = frozenset(
    {
        "quote",
        "no_fault",
        "collect_or_dispose",
        "days_left",
        "extension",
        "deadline_passed",
        "not_an_acceptance",
        "noted",
    }
)
_MOST = 30  # the last ones: what a person reads before he confirms


@dataclass(frozen=True, slots=True)
class Trace:
    """One mail. `letter` is the name of ours; empty for one of the partner's, `text` are his words
    then."""

    at: datetime
    who: str
    letter: str = ""
    text: str = ""
    bounced: bool = False


def mail_trail(ticket: Ticket, units: tuple[int, ...]) -> tuple[Trace, ...]:
    """What went to the partner about these units while they waited, and his mails, in order."""
    sent = [
        Trace(x.at, ", ".join(x.to), x.name, bounced=x.bounced)
        for x in ticket.letters
        if x.name in _ABOUT_WAITING and _to_partner(x) and _touches(x.units, units)
    ]
    heard = {
        (e.mail, e.note): Trace(e.at, e.who, text=e.note)
        for e in ticket.history
        if _is_his(e) and _touches(e.units, units)
    }
    return tuple(sorted((*sent, *heard.values()), key=lambda trace: trace.at))[-_MOST:]


def _to_partner(letter: SentLetter) -> bool:
    return NOTIFICATIONS[letter.name].audience is Audience.PARTNER


def _touches(named: tuple[int, ...], units: tuple[int, ...]) -> bool:
    return not named or bool(set(named) & set(units))


def _is_his(event: Event) -> bool:
    """A mail of the partner's: an address wrote it, and its words were kept."""
    return "@" in event.who and bool(event.mail and event.note)
